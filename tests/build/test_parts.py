"""What of a site is written again, and what is taken over from the site before."""

from pathlib import Path

from briefing.build.parts import Output, Part


def test_what_is_written_never_changes_the_site_before(tmp_path: Path) -> None:
    """A part whose second file is not as it was is made anew, though its first file was already taken over."""
    old, new = Output(tmp_path / "site", tmp_path / "none"), tmp_path / "stage"
    old.write(Part("whole", "1", lambda: {"_headers": "before", "index.html": "one"}))
    (tmp_path / "site/index.html").write_text("changed by another hand", encoding="utf-8")
    again = Part("whole", "1", lambda: {"_headers": "after", "index.html": "two"})
    Output(new, tmp_path / "site", old.parts).write(again)
    assert (tmp_path / "site/_headers").read_text(encoding="utf-8") == "before"
    assert (new / "_headers").read_text(encoding="utf-8") == "after"
