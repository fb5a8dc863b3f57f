"""What a server does again after a change, and what it does not."""

from pathlib import Path
from typing import Any

import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from support import ABEL, write_site

PAGE = "# {0} {{ #{0} }}\n\n{1}.[@abel2020]\n{{ #p-{0} .fact }}\n"
FILES = {"docs/index.md": PAGE.format("one", "First"), "docs/two.md": PAGE.format("two", "Second"),
         "bibliography.bib": ABEL}


class Server:
    """The builds that one server makes, without its watching."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_site(root, FILES, strict=False)
        self.root = root
        self.rendered: list[str] = []
        convert = markdown.Markdown.convert

        def count(md: markdown.Markdown, source: str) -> str:
            if source.startswith("# "):
                self.rendered.append(source.split()[1])
            return convert(md, source)
        monkeypatch.setattr(markdown.Markdown, "convert", count)

    def build(self, **files: str) -> dict[str, str]:
        """Write some files, build as a server does, and give the HTML of both pages."""
        for name, text in files.items():
            (self.root / name.replace("__", "/").replace("_", ".")).write_text(text, encoding="utf-8")
        self.rendered.clear()
        config: Any = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "served"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        return {name: (self.root / f"served/{path}index.html").read_text(encoding="utf-8")
                for name, path in (("one", ""), ("two", "two/"))}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server that has built once."""
    server = Server(tmp_path, monkeypatch)
    server.build()
    return server


def test_only_a_changed_page_is_rendered_again(server: Server) -> None:
    before = server.build()
    assert server.rendered == []
    after = server.build(docs__two_md=PAGE.format("two", "Third"))
    assert server.rendered == ["two"]
    assert "Third" in after["two"]
    assert after["one"] == before["one"]
    assert server.build(docs__two_md=FILES["docs/two.md"]) == before


def test_a_changed_source_renders_what_cites_it(server: Server) -> None:
    after = server.build(bibliography_bib=ABEL.replace("Gap", "Corridor"))
    assert sorted(server.rendered) == ["one", "two"]
    assert "Corridor" in after["one"]


def test_a_new_file_renders_all_for_links_may_lead_there(server: Server) -> None:
    server.build(docs__three_md="# three { #three }\n")
    assert sorted(server.rendered) == ["one", "three", "two"]
