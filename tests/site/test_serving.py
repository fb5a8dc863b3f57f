"""What a server does again after a change, what it does not; and nothing is stale, whatever is edited."""

import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event

import markdown
import pytest
import yaml
from support import ABEL, ROOT, build_site, read_data, read_files, run, write_real_theme, write_site
from watchdog.events import FileSystemEventHandler
from watchdog.observers.api import BaseObserver

from briefing.pipeline.watching import Emitter

PAGE = "# {0} {{ #{0} }}\n\n{1}.[@abel2020]\n{{ #p-{0} .fact }}\n"
FILES = {
    "docs/index.md": PAGE.format("one", "First"),
    "docs/two.md": PAGE.format("two", "Second"),
    "bibliography.bib": ABEL,
}
STALE = ROOT / "tests/data/stale"
EDITS = yaml.BaseLoader((STALE / "edits.yml").read_text(encoding="utf-8")).get_data()


@pytest.mark.parametrize(("files", "rendered", "shown"), read_data("sites.yml")["changed"])
def test_only_what_has_changed_is_rendered_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    rendered: list[str],
    shown: dict[str, str],
) -> None:
    convert, done = markdown.Markdown.convert, list[str]()

    def count(md: markdown.Markdown, source: str) -> str:
        done.extend(source.split()[1:2] if source.startswith("# ") else [])
        return convert(md, source)

    def serve(files: dict[str, str]) -> dict[str, bytes]:
        done.clear()
        write_site(tmp_path, files, strict=False)
        build_site(tmp_path, "serve", site_dir=str(tmp_path / "served"))
        return read_files(tmp_path / "served")

    monkeypatch.setattr(markdown.Markdown, "convert", count)
    before, after = serve(FILES), serve(files)
    assert sorted(done) == rendered
    assert all(words in after[f"{page}index.html"].decode() for page, words in shown.items())
    if len(rendered) < 2:
        assert serve({name: FILES[name] for name in files}) == before


def test_a_server_says_again_what_is_still_wrong(tmp_path: Path) -> None:
    wrong = {
        "bibliography.bib": ABEL.replace("{Abel, Anna}", "{}"),
        "docs/figures/flows.yml": "x: [",
    }
    write_site(tmp_path, FILES | wrong, strict=False)
    said = [
        build_site(tmp_path, "serve", site_dir=str(tmp_path / "served")).messages for _ in range(2)
    ]
    assert len(said[0]) >= 2
    assert said[1] == said[0]


def test_a_watcher_begins_with_what_was_saved_during_the_first_build(tmp_path: Path) -> None:
    handler, told = FileSystemEventHandler(), Event()
    handler.on_any_event = lambda event: told.set()  # type: ignore[method-assign]
    with BaseObserver(Emitter) as observer:
        observer.schedule(handler, str(tmp_path))
        assert told.wait(60)


def read_page(address: str, words: str, server: subprocess.Popen[str]) -> str:
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
    with (
        said.open("w") as file,
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", address],
            cwd=tmp_path,
            text=True,
            stdout=file,
            stderr=file,
        ) as server,
    ):
        try:
            assert "First" in read_page(f"http://{address}/", "First", server)
            for number, (harm, mend, words) in enumerate(
                [
                    (
                        lambda: settings.write_text("a: [b: {"),
                        lambda: settings.write_text(text),
                        "parsing the",
                    ),
                    (lambda: page.write_bytes(b"\xff"), lambda: None, "[page-encoding]"),
                    (
                        lambda: (tmp_path / "docs").rename(tmp_path / "away"),
                        lambda: (tmp_path / "away").rename(tmp_path / "docs"),
                        "docs_dir",
                    ),
                ]
            ):
                harm()
                while words not in said.read_text():
                    assert server.poll() is None
                    time.sleep(0.02)
                assert "First" in read_page(f"http://{address}/", "First", server), (
                    "what it has is served on"
                )
                mend()
                page.write_text(PAGE.format("two", f"Word {number}"), encoding="utf-8")
                read_page(f"http://{address}/two/", f"Word {number}", server)
        finally:
            server.terminate()
    assert "Traceback" not in said.read_text()


def edit(docs: Path, chance: random.Random, edits: list[list[str]]) -> None:
    name, old, new = chance.choice(edits)
    path = docs / name.replace("PAGE", chance.choice(["index", "kim", "snow"]))
    if old:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(old, new.replace("N", str(chance.randrange(10_000)))), encoding="utf-8"
        )
    elif path.is_file():
        path.unlink()
    else:
        shutil.copyfile(STALE / "docs/tide.md", path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_stale_after_edits(tmp_path: Path, seed: int) -> None:
    """Seen after every fifth, on a server, which sets the book later, and in a build over what the one before left."""
    chance, root, fresh = random.Random(seed), tmp_path / "site", tmp_path / "fresh"
    write_site(root, read_files(STALE))
    write_real_theme(
        root,
        strict=False,
        site_url="http://127.0.0.1:8000/",
        extra={"briefing": {"cut_off": date(2024, 11, 26), "date": date(2026, 11, 25)}},
    )
    shutil.copytree(ROOT / "overrides", root / "overrides")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.replace(f"{ROOT}/overrides", "overrides"), encoding="utf-8"
    )
    for number in range(1, 56):
        edit(
            root / "docs", chance, EDITS[:-2] if number < 51 else EDITS[-2:]
        )  # templates alone at last
        assert build_site(root, "serve", site_dir=str(root / "served")).is_published
        if number % 5:
            continue
        shown = {
            name: data
            for name, data in read_files(root / "served").items()
            if not name.startswith("briefing.")
        }
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(
            root,
            fresh,
            ignore=shutil.ignore_patterns("pages", "site-*", "site", "served", "briefing-*"),
        )
        for folder in (
            root,
            fresh,
        ):  # over what the build before has left, and from nothing but what pandoc made
            run("-m", "mkdocs", "build", folder=folder)
        made = read_files(fresh / "site")
        assert read_files(root / "site") == made, number
        assert shown.items() <= made.items(), number
        assert len(shown) > len(made) - 9, number
