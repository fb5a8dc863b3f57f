"""Records and rules on tiny sites built for real, and by the command without a build."""

from datetime import date

import pytest
from mkdocs.exceptions import Abort
from support import ABEL, ROOT, MakeSite, build_site, read_data, run_python

from freeze_edition import freeze

LATE = ABEL.replace("abel2020", "late2025").replace("2020-05", "2025-05")
BOOK = ABEL + LATE
HEAD = "# T { #t }\n\n"
SINCE = '!!! since "Later"\n    L.[@late2025]\n    { #since }\n\n'
SOUND = HEAD + "A.[@abel2020]\n{ #a .fact }\n\n" + SINCE

CODES = [(4, "source-predates-event"), (7, "after-cutoff"), (10, "unsourced"), (13, "stale-acceptance"),
         (13, "unknown-verdict"), (17, "since-without-later")]


def test_planted_faults_are_reported_with_their_lines_by_the_build_and_by_the_command(make_site: MakeSite) -> None:
    site = make_site(read_data("sites/faults.md"), BOOK)
    assert not site.is_published
    assert [(*message.split(":")[:2], message.rsplit("[")[-1]) for message in site.messages] == [
        ("docs/index.md", str(line), f"{code}]") for line, code in CODES]
    run = site.check()
    assert (run.returncode, run.stdout.splitlines()) == (1, site.messages)


def test_a_sound_page_passes_and_contents_the_command(make_site: MakeSite) -> None:
    site = make_site(SOUND, BOOK)
    assert site.messages == []
    run = site.check()
    assert (run.returncode, run.stdout) == (0, "nothing is wrong with 1 pages, 1 claims and 2 sources\n")


@pytest.mark.parametrize("settings", ["cut_off: soon", "cut_off: 2024-11-26\n    colour: red", ""])
def test_a_wrong_setting_is_named(make_site: MakeSite, settings: str) -> None:
    site = make_site(SOUND, BOOK)
    path = site.root / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("cut_off: 2024-11-26", settings), encoding="utf-8")
    assert not build_site(site.root).is_published
    run = site.check()
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "briefing" in run.stderr


def test_what_is_owed_stops_an_edition_and_no_draft(make_site: MakeSite) -> None:
    records = {"docs/support.yml": "records:\n- {passage: a, source: abel2020, bears: all, names: [Seoul]}\n"}
    page = HEAD + "It was said in Seoul.[@abel2020]\n{ #a .fact }\n"
    site = make_site(page, files=records)
    assert site.codes() == {"stale-check"}
    settings = site.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("cut_off:", "draft: true\n    cut_off:"), "utf-8")
    said = site.check()
    assert (said.returncode, "[stale-check]" in said.stdout, build_site(site.root).messages) == (0, True, [])
    with pytest.raises(Abort):
        freeze(settings, "Too early", date(2026, 11, 26))
    marked = run_python(ROOT / "scripts/mark_checked.py", "abel2020", "a", "--config", "mkdocs.yml", folder=site.root)
    assert (marked.returncode, "stale" in site.check().stdout) == (0, False)
    assert freeze(settings, "Says what was seen", date(2026, 11, 26)) == "edition 1"
    moved = make_site(page.replace("Seoul", "Rome"), files={
        "docs/support.yml": (site.root / "docs/support.yml").read_text("utf-8")}, strict=False)
    assert {"unsupported-token", "stale-check"} <= moved.codes()
