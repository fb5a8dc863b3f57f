"""What a server does again after a change, and what it does not."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
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

    def build(self, files: Mapping[str, str]) -> dict[str, str]:
        """Write some files, build as a server does, and give the HTML of both pages."""
        for name, text in files.items():
            (self.root / name).write_text(text, encoding="utf-8")
        self.rendered.clear()
        config: Any = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "served"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        return {name: (self.root / f"served/{path}index.html").read_text(encoding="utf-8")
                for name, path in (("one", ""), ("two", "two/"))}


@pytest.mark.parametrize(("files", "rendered", "shown"), [
    ({}, [], {"one": "First", "two": "Second"}),
    ({"docs/two.md": PAGE.format("two", "Third")}, ["two"], {"one": "First", "two": "Third"}),
    # a source is rendered where it is cited, and to a new file any page may lead
    ({"bibliography.bib": ABEL.replace("Gap", "Corridor")}, ["one", "two"], {"one": "Corridor", "two": "Corridor"}),
    ({"docs/three.md": "# three { #three }\n"}, ["one", "three", "two"], {"one": "First", "two": "Second"})])
def test_only_what_has_changed_is_rendered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                 files: dict[str, str], rendered: list[str],
                                                 shown: dict[str, str]) -> None:
    server = Server(tmp_path, monkeypatch)
    before = server.build({})
    after = server.build(files)
    assert sorted(server.rendered) == rendered
    assert all(words in after[page] for page, words in shown.items())
    if len(rendered) < 2:
        assert server.build({name: FILES[name] for name in files}) == before


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
