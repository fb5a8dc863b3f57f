"""Editions as files: what is written, that it can be read without us, and that no byte of it can change unseen."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from bs4 import BeautifulSoup
from support import ROOT, read_data

from briefing.editions.manifest import MANIFEST, Edition, load_editions, seal

from .conftest import add_edition


def list_faults(root: Path) -> list[str]:
    problems = load_editions(root)[1]
    assert {problem.code for problem in problems} <= {"edition-altered"}
    return [f"{problem.path}: {problem.message}" for problem in problems]


def test_what_was_written_is_read_again(editions: list[Edition]) -> None:
    first = editions[0]
    assert [edition.version.name for edition in editions] == ["edition 1", "edition 2", "edition 3"]
    assert (first.passages["#a"].words, first.passages["#a"].title) == ("One two three.", "Front")
    kept = json.loads(first.files[MANIFEST])
    assert " ".join(kept) == (
        "$schema edition date note site_name cut_off settings predecessor redirects figures pictures pages sha256"
    )
    assert list(kept.values())[1:6] == [1, "2026-11-01", "Why.", "Tiny", "2024-11-26"]
    page = kept["pages"]["theme/"]
    assert " ".join(page) == "title description file sha256 citations views passages"
    assert list(page.values())[:3] == ["Theme", "About theme/.", "theme/index.html"]
    assert page["citations"] == {"apa": "Tiny, {site_url}editions/1/theme/."}
    head, _, sum_ = first.files[MANIFEST].rpartition(b',\n "sha256": "')
    assert hashlib.sha256(head).hexdigest() == kept["sha256"] == sum_[:64].decode()
    assert sorted(first.files) == ["index.html", "manifest.json", "map.png", "theme/index.html"]
    assert "map.png" not in editions[1].files, "a picture that no page shows"
    assert [edition.data.redirects for edition in editions] == [{}, {}, {"theme/": "new/"}]


def test_the_manifests_follow_their_published_schema(editions: list[Edition]) -> None:
    schema = json.loads((ROOT / "docs/schemas/edition.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for edition in [*editions, *load_editions(ROOT)[0]]:
        jsonschema.validate(
            json.loads(edition.files[MANIFEST]), schema, cls=jsonschema.Draft202012Validator
        )
    lacking = {
        name: value
        for name, value in json.loads(editions[0].files[MANIFEST]).items()
        if name != "cut_off"
    }
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(lacking, schema)


def test_a_frozen_page_can_be_read_with_nothing_of_ours(tmp_path: Path) -> None:
    """No script, all ids; links in the edition stay, others lead to the site around it, controls to the same place."""
    add_edition(tmp_path, {"": "<h1 id='top'>F</h1>", "theme/": read_data("article.html")})
    text = (tmp_path / "editions/1/theme/index.html").read_text(encoding="utf-8")
    assert text.startswith('<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n')
    page = BeautifulSoup(text, "html.parser")
    assert (str(page.title), page.select("script, link, style")) == (
        "<title>Theme - Tiny, edition 1</title>",
        [],
    )
    assert [str(node["id"]) for node in page.select("article [id]")] == ["t", "p"]
    links = [
        str(node.get("href") or node.get("src")) for node in page.select("article a, article img")
    ]
    assert links == [
        "#t",
        "../../../theme/#t",
        "../#top",
        "../../../data.csv",
        "#p",
        "https://x.example/",
        "mailto:a@x.example",
        "../map.png",
        "#p",
        "../../../theme/#p",
    ]
    assert [node["aria-label"] for node in page.select(".cite.now")] == ["As it is now"] * 2
    assert text.count('</a> <a class="cite now"') == 2
    assert not page.select("[data-cite]")


def test_one_changed_byte_anywhere_is_seen(tmp_path: Path, editions: list[Edition]) -> None:
    files = sorted((tmp_path / "editions").rglob("*.*"))
    for path, place in ((file, at) for file in files for at in range(0, file.stat().st_size, 37)):
        whole = path.read_bytes()
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        [fault] = list_faults(tmp_path)
        path.write_bytes(whole)
        assert fault.startswith(f"{path.relative_to(tmp_path)}: this "), place
        assert "changed after publication" in fault


def replace(name: str, **members: Any) -> Callable[[Path], None]:
    """Write the second manifest anew, with sums that fit, but for some members; None takes one out."""

    def reseal(folder: Path) -> None:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        front = data["pages"][""]
        part = {"": data, "front": front, "passage": front["passages"][0]}[name]
        part |= members
        for empty in [member for member, value in members.items() if value is None]:
            del part[empty]
        (folder / MANIFEST).write_bytes(seal(json.dumps(data, indent=1).encode()))

    return reseal


DATA = read_data("altered.yml")
NONE = "manifest.json: this manifest is missing"


@pytest.mark.parametrize(
    ("alter", "fault"),
    [
        (
            lambda folder: (folder / "theme/index.html").unlink(),
            "theme/index.html: this file is missing",
        ),
        (
            lambda folder: (folder / "more.md").write_text("x"),
            "more.md: this file is no part of the edition",
        ),
        (
            lambda folder: (folder / "link").symlink_to("/etc"),
            "link: this file is no part of the edition",
        ),
        (
            lambda folder: [
                (folder / "theme/index.html").unlink(),
                (folder / "theme/index.html").symlink_to("../index.html"),
            ],
            "theme/index.html: this file was changed",
        ),
        (lambda folder: (folder / MANIFEST).unlink(), NONE),
        *(
            (lambda folder, text=text: (folder / MANIFEST).write_bytes(text), NONE)
            for text in (b"\xff", b"[" * 99999)
        ),
        *(
            (replace(part, **{name: None}), NONE)
            for part, names in DATA["lacking"].items()
            for name in names.split()
        ),
        *((replace(part, **members), fault) for part, members, fault in DATA["resealed"]),
    ],
)
def test_what_is_altered_is_named_with_a_file(
    tmp_path: Path, editions: list[Edition], alter: Any, fault: str
) -> None:
    alter(tmp_path / "editions/2")
    [found] = list_faults(tmp_path)
    assert found.startswith(f"editions/2/{fault}")


def test_a_missing_edition_and_one_made_after_another_are_seen(
    tmp_path: Path, editions: list[Edition]
) -> None:
    (tmp_path / "editions/3").rename(tmp_path / "editions/4")
    assert list_faults(tmp_path) == [
        "editions/4/manifest.json: edition 3 is missing before edition 4"
    ]
    (tmp_path / "editions/2").rename(tmp_path / "kept")
    assert (
        list_faults(tmp_path)[0]
        == "editions/4/manifest.json: edition 2 is missing before edition 4"
    )
    (tmp_path / "kept").rename(tmp_path / "editions/2")
    add_edition(tmp_path, {"": "<h1 id='top'>Forged</h1>"}, number=1)
    for name in ("map.png", "theme/index.html"):
        (tmp_path / "editions/1" / name).unlink()
    assert list_faults(tmp_path) == [
        "editions/2/manifest.json: the edition before this one is not the one that it was made after"
    ]
