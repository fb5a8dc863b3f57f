"""Editions as files: they can be read without us, and no byte of them can change unseen."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support import ROOT, read_data

from briefing.editions.editions import MANIFEST, Edition, load_editions, seal

from .conftest import add_edition

DATA = read_data("altered.yml")
NONE = "manifest.json: this manifest is missing"


def list_faults(root: Path) -> list[str]:
    """Return file and message of all that is wrong with the editions of a project."""
    problems = load_editions(root)[1]
    assert {problem.code for problem in problems} <= {"edition-altered"}
    return [f"{problem.path}: {problem.message}" for problem in problems]


def test_what_was_written_is_read_again(editions: list[Edition]) -> None:
    first = editions[0]
    assert [edition.version.name for edition in editions] == ["edition 1", "edition 2", "edition 3"]
    assert first.passages["#a"].words == "One two three."
    assert first.passages["#a"].title == "Front"
    assert [edition.data["redirects"] for edition in editions] == [{}, {}, {"theme/": "new/"}]
    assert sorted(first.files) == ["index.html", "manifest.json", "map.png", "theme/index.html"]
    assert "map.png" not in editions[1].files, "a picture that no page shows"


def test_a_manifest_can_be_read_as_it_is_described(editions: list[Edition]) -> None:
    kept = json.loads(editions[0].files[MANIFEST])
    assert " ".join(kept) == (
        "$schema edition date note predecessor predecessor_swhid site_name settings digests "
        "redirects sources records pages pictures changes sha256"
    )
    assert list(kept.values())[1:4] == [1, "2026-11-01", "Why."]
    page = kept["pages"]["theme/"]
    assert " ".join(page) == "sha256 title description passages"


def test_a_manifest_ends_with_the_sum_of_all_before(editions: list[Edition]) -> None:
    file = editions[0].files[MANIFEST]
    head, _, digest = file.rpartition(b',\n "sha256": "')
    assert hashlib.sha256(head).hexdigest() == digest[:64].decode() == editions[0].data["sha256"]
    assert editions[1].data["predecessor"] == editions[0].data["sha256"]


def test_the_manifests_follow_their_published_schema(editions: list[Edition]) -> None:
    schema = json.loads((ROOT / "docs/schemas/edition.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for edition in [*editions, *load_editions(ROOT)[0]]:
        validator.validate(json.loads(edition.files[MANIFEST]))
    lacking = json.loads(editions[0].files[MANIFEST])
    del lacking["redirects"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(lacking)


def test_editions_that_kept_no_records_are_whole() -> None:
    """As the first three, whose pages have kinds and verdicts of their own."""
    editions, problems = load_editions(ROOT)
    assert problems == []
    for edition in editions[:3]:
        assert edition.records == {}


def test_one_changed_byte_anywhere_is_seen(tmp_path: Path, editions: list[Edition]) -> None:
    for path in sorted((tmp_path / "editions").rglob("*.*")):
        whole = path.read_bytes()
        for place in range(0, len(whole), 37):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            [fault] = list_faults(tmp_path)
            assert fault.startswith(f"{path.relative_to(tmp_path)}: this "), place
            assert "changed after publication" in fault
        path.write_bytes(whole)


def delete_page(folder: Path) -> None:
    (folder / "theme/index.html").unlink()


def add_file(folder: Path) -> None:
    (folder / "more.md").write_text("x")


def replace_page_with_link(folder: Path) -> None:
    delete_page(folder)
    (folder / "theme/index.html").symlink_to("../index.html")


def delete_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


ALTERED: list[tuple[Callable[[Path], None], str]] = [
    (delete_page, "theme/index.html: this file is missing"),
    (add_file, "more.md: this file is no part of the edition"),
    (replace_page_with_link, "theme/index.html: this file is missing"),
    (delete_manifest, NONE),
]


@pytest.mark.parametrize(("alter", "fault"), ALTERED)
def test_a_file_that_is_altered_is_named(
    tmp_path: Path, editions: list[Edition], alter: Callable[[Path], None], fault: str
) -> None:
    alter(tmp_path / "editions/2")
    [message] = list_faults(tmp_path)
    assert message.startswith(f"editions/2/{fault}")


@pytest.mark.parametrize("content", [b"", b"\xff", b"[" * 99999, b"{}", seal(b"{}")])
def test_a_manifest_that_is_none_is_named(
    tmp_path: Path, editions: list[Edition], content: bytes
) -> None:
    (tmp_path / "editions/2" / MANIFEST).write_bytes(content)
    [message] = list_faults(tmp_path)
    assert message.startswith(f"editions/2/{NONE}")


def test_two_branches_with_the_same_number_are_told_apart(
    tmp_path: Path, editions: list[Edition]
) -> None:
    """The one who merges them is told what to do, not to put back what is there."""
    (tmp_path / "editions/2" / MANIFEST).write_bytes(b"<<<<<<< ours\n=======\n>>>>>>> theirs\n")
    [problem] = load_editions(tmp_path)[1]
    assert "keep the folder of the branch that is published" in problem.hint


def reseal(folder: Path, part: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Write a manifest anew, with sums that fit, after a change of one of its parts."""
    data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    front = data["pages"][""]
    parts = {"": data, "front": front, "passage": front["passages"][0]}
    change(parts[part])
    (folder / MANIFEST).write_bytes(seal(json.dumps(data, indent=1).encode()))


@pytest.mark.parametrize(("part", "members", "fault"), DATA["resealed"])
def test_a_manifest_that_was_made_anew_is_seen(
    tmp_path: Path, editions: list[Edition], part: str, members: dict[str, Any], fault: str
) -> None:
    reseal(tmp_path / "editions/2", part, lambda old: old.update(members))
    [message] = list_faults(tmp_path)
    assert message.startswith(f"editions/2/{fault}")


def test_a_missing_edition_is_seen(tmp_path: Path, editions: list[Edition]) -> None:
    (tmp_path / "editions/2").rename(tmp_path / "kept")
    assert list_faults(tmp_path)[:2] == [
        "editions/3/manifest.json: edition 2 is missing before edition 3",
        "editions/3/manifest.json: the edition before this one is not the one that it was made "
        "after",
    ]


def test_an_edition_with_another_number_is_seen(tmp_path: Path, editions: list[Edition]) -> None:
    (tmp_path / "editions/3").rename(tmp_path / "editions/4")
    assert list_faults(tmp_path) == [
        "editions/4/manifest.json: edition 3 is missing before edition 4"
    ]


def test_an_edition_that_took_the_place_of_another_is_seen(
    tmp_path: Path, editions: list[Edition]
) -> None:
    """It is whole by itself; the one after it names another."""
    add_edition(tmp_path, {"": "<h1 id='top'>Forged</h1>"}, number=1)
    for name in ("map.png", "theme/index.html"):
        (tmp_path / "editions/1" / name).unlink()
    assert list_faults(tmp_path)[:1] == [
        "editions/2/manifest.json: the edition before this one is not the one that it was made "
        "after"
    ]


def test_a_file_in_the_place_of_an_edition_is_seen(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions/1").write_text("x")
    [message] = list_faults(tmp_path)
    assert message.startswith(f"editions/1/{NONE}")
