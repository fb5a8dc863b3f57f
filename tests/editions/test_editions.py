"""Editions as files: they can be read without us, and no byte of them can change unseen.

Alone it notices each byte, file, link and pipe; the table alters one of each.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support import read_data

from mkdocs_briefing.editions.editions import MANIFEST, Edition, load_editions, seal
from mkdocs_briefing.pipeline.schemas import make_edition_schema

DATA = read_data("altered.yml")
NONE = "manifest.json: this manifest is missing"


def list_faults(root: Path) -> list[str]:
    """Return file and message of all that is wrong with the editions of a project."""
    problems = load_editions(root)[1]
    assert {problem.code for problem in problems} <= {"edition-altered"}
    return [f"{problem.path}: {problem.message}" for problem in problems]


def test_the_manifests_follow_their_published_schema(editions: list[Edition]) -> None:
    schema = make_edition_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for edition in editions:
        validator.validate(json.loads(edition.files[MANIFEST]))
    lacking = json.loads(editions[0].files[MANIFEST])
    del lacking["redirects"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(lacking)


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


def test_a_file_in_the_place_of_an_edition_is_seen(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions/1").write_text("x")
    [message] = list_faults(tmp_path)
    assert message.startswith(f"editions/1/{NONE}")
