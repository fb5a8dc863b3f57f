"""What a build makes wherever it is begun, and what one that fails leaves behind: nothing half done."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from support import ABEL, build_site, read_files, run, write_site

BUILD = ("-m", "mkdocs", "build")


def write_version(root: Path, words: str) -> None:
    pages = {
        f"docs/{name}.md": f"# {name} {{ #{name[-1]} }}\n\n{words * 200}\n"
        for name in [*"abcdefg", "deep/h"]
    }
    write_site(
        root,
        {
            "docs/index.md": f"# T {{ #t }}\n\n{words * 200}A.[@abel2020]\n{{ #p }}\n",
            "bibliography.bib": ABEL,
            **pages,
        },
    )


def start(
    root: Path,
    *options: str,
    command: Sequence[str] = BUILD,
    prepare: Callable[[], object] | None = None,
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command, *options],
        cwd=root,
        text=True,
        preexec_fn=prepare,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(run: subprocess.Popen[str]) -> tuple[int, str]:
    """Give exit status and messages of a command; it leaves no traceback, whatever happened."""
    _, messages = run.communicate(timeout=120)
    assert "Traceback" not in messages, messages
    return run.returncode, messages


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("publishing")
    write_version(root / "x", "one ")
    assert finish(start(root / "x"))[0] == 0
    return root / "x", shutil.copytree(root / "x", root / "copy")


@pytest.fixture
def good(built: tuple[Path, Path]) -> Iterator[Path]:
    """A project with a good site, and a newer text that is not built yet; at the end only the site has changed."""
    root, copy = built
    shutil.rmtree(root)
    shutil.copytree(copy, root)
    write_version(root, "two ")
    yield root
    assert list(root.glob(".building*")) == []


def obey_permissions() -> None:
    """Take from root its right to write anywhere (prctl(2), CAP_DAC_OVERRIDE); nobody else has it."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def fill_disk() -> None:
    """A limit on the size of files fails in the middle of a write, as a full disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))


@pytest.mark.parametrize(
    ("prepare", "mode", "message"),
    [
        (fill_disk, 0o755, "index.html: File too large"),
        (obey_permissions, 0o555, "Permission denied"),
    ],
)
def test_a_place_not_writable_is_a_message(
    good: Path, prepare: Callable[[], None], mode: int, message: str
) -> None:
    before = read_files(good / "site")
    good.chmod(mode)
    status, messages = finish(start(good, prepare=prepare))
    good.chmod(0o755)
    assert (status, message in messages, read_files(good / "site") == before) == (1, True, True), (
        messages
    )


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        Path.unlink,
        lambda file: file.write_bytes(b"\xff"),
        lambda file: file.chmod(0),
    ],
)
def test_a_cache_in_any_state_costs_time_and_nothing_else(
    good: Path, harm: Callable[[Path], None]
) -> None:
    kept = [path for path in (good / ".cache").rglob("*") if path.is_file()]
    assert {path.stem.partition("-")[0] for path in kept} > {"notes", "site"}
    for path in kept:
        harm(path)
        path.parent.chmod(0o755 if path.exists() else 0o555)  # what is gone cannot be kept again
    status, messages = finish(start(good, prepare=obey_permissions))
    for path in kept:
        path.parent.chmod(0o755)
    assert (status, "WARNING" in messages) == (0, False), messages
    assert b"two" in (good / "site/index.html").read_bytes()


@pytest.mark.parametrize("is_settled", [False, True])
def test_an_unchanged_site_stays_and_a_touched_one_is_mended(
    good: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, is_settled: bool
) -> None:
    """What was written long ago, as it is here if time has passed, is not read again."""
    caplog.set_level("INFO")
    now = time.time_ns() + 10**10 * is_settled
    monkeypatch.setattr(time, "time_ns", lambda: now)

    def build() -> bool:
        caplog.clear()
        assert build_site(good).messages == []
        return "Nothing has changed" not in caplog.text

    assert build()
    before = read_files(good / "site")
    assert not build()
    if is_settled:
        with monkeypatch.context() as patch:
            patch.delattr("briefing.cache.read_file")
            assert not build()
    page = good / "site/index.html"
    for harm in (
        page.unlink,
        lambda: page.write_text("no"),
        (good / "site/new").touch,
        (good / "theme/a.html").touch,
    ):
        harm()
        assert build()
        assert read_files(good / "site") == before
        assert not build()
    (good / "bibliography.bib").write_text(ABEL.replace("Gap", "Corridor"), encoding="utf-8")
    assert build()
    assert b"Corridor" in page.read_bytes()


def test_a_site_can_be_read_by_others_whatever_the_umask(good: Path) -> None:
    mask = os.umask(0o077)
    assert build_site(good).is_published
    os.umask(mask)
    modes = {path.stat().st_mode & 0o777 for path in (good / "site").rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in [good / "site", *(good / "site").glob("*/")]}
    assert (modes, folders) == ({0o644}, {0o755})


def test_a_place_that_is_no_site_is_a_message_and_stays(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (good / "mine").mkdir()
    (good / "mine/letter.txt").write_text("mine", encoding="utf-8")
    before = read_files(good)
    monkeypatch.chdir(good)
    for place, words in {
        ".": "",
        "..": "",
        "docs": "",
        "mine": "it is not empty",
        "/": "",
        "bibliography.bib": "it is not a folder",
        "bibliography.bib/site": "File exists",
    }.items():
        built = build_site(good, site_dir=place)
        assert (built.is_published, words in built.messages[-1], read_files(good) == before) == (
            False,
            True,
            True,
        )


@pytest.mark.parametrize(
    ("builder", "folder", "settings"),
    [
        ("mkdocs", ".", "mkdocs.yml"),
        ("mkdocs", "../x", "../copy/mkdocs.yml"),
        ("mkdocs", "docs", "../mkdocs.yml"),
        ("properdocs", ".", "mkdocs.yml"),
        ("properdocs", "../x", "../copy/mkdocs.yml"),
    ],
)
def test_the_way_to_the_settings_changes_nothing(
    built: tuple[Path, Path], tmp_path: Path, builder: str, folder: str, settings: str
) -> None:
    """As from the folder of the settings, so from any other; with MkDocs, and with what goes on where it ends."""
    _, project = built
    run("-m", builder, "build", "-f", settings, "-d", tmp_path / "site", folder=project / folder)
    assert read_files(tmp_path / "site") == read_files(project / "site")


def test_a_fault_stops_the_successor_too(good: Path) -> None:
    before = read_files(good / "site")
    (good / "docs/a.md").write_text("# A { #a }\n\nB.[@nobody]\n{ #q }\n", encoding="utf-8")
    status, messages = finish(
        start(good, command=("-m", "properdocs", "build", "-f", "mkdocs.yml"))
    )
    assert (status, "[unknown-key]" in messages, read_files(good / "site") == before) == (
        1,
        True,
        True,
    )
