"""A folder as its files by path.

Alone it notices the order of folders, a link to a file, and what is hidden.
"""

from pathlib import Path

from support import write_files

from mkdocs_briefing.folders import read_folder, read_shown


def test_files_are_in_the_order_of_folders_links_among_them(tmp_path: Path) -> None:
    write_files(tmp_path, {"a-b.md": "1", "a/c.md": "2", ".trade.yml.swp": "3", "a/.d/e": "4"})
    (tmp_path / "z.md").symlink_to(tmp_path / "a-b.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    assert [*read_shown(tmp_path).items()] == [("a/c.md", b"2"), ("a-b.md", b"1"), ("z.md", b"1")]
    assert read_folder(tmp_path).keys() - read_shown(tmp_path).keys() == {
        ".trade.yml.swp",
        "a/.d/e",
    }
