"""What a server does again after a change, and what it does not."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
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


def read_page(address: str, words: str, server: subprocess.Popen[str]) -> str:
    """Ask for a page until it has some words."""
    while server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=10) as answer:
            if words in (html := answer.read().decode()):
                return str(html)
        time.sleep(0.02)
    raise AssertionError("the server has ended")


def test_a_server_goes_on_whatever_is_saved(tmp_path: Path) -> None:
    """Broken settings, a page that cannot be read, and a folder that is lost for a moment are messages."""
    write_site(tmp_path, FILES, strict=False)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    settings, page = tmp_path / "mkdocs.yml", tmp_path / "docs/two.md"
    text = settings.read_text(encoding="utf-8")
    said = tmp_path / "said.txt"
    with said.open("w") as file, subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", address], cwd=tmp_path, text=True,
            stdout=file, stderr=file, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}) as server:
        try:
            assert "First" in read_page(f"http://{address}/", "First", server)
            for number, (harm, mend, words) in enumerate([
                    (lambda: settings.write_text("a: [b: {"), lambda: settings.write_text(text), "parsing the"),
                    (lambda: page.write_bytes(b"\xff"), lambda: None, "[page-encoding]"),
                    (lambda: (tmp_path / "docs").rename(tmp_path / "away"),
                     lambda: (tmp_path / "away").rename(tmp_path / "docs"), "docs_dir")]):
                harm()
                while words not in said.read_text():
                    assert server.poll() is None
                    time.sleep(0.02)
                assert "First" in read_page(f"http://{address}/", "First", server), "what it has is served on"
                mend()
                page.write_text(PAGE.format("two", f"Word {number}"), encoding="utf-8")
                read_page(f"http://{address}/two/", f"Word {number}", server)
        finally:
            server.terminate()
    assert "Traceback" not in said.read_text()
