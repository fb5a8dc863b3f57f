"""An export of Better BibTeX, pasted as it is: all of it is cited, and nothing private is shown.

The works are made up. What is private has `zobel` in it, the name of a collector.

Alone it notices a private field in any file, and types that the golden site has not.
"""

import gzip
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from support import (
    Built,
    build_site,
    hold_readings,
    read_data,
    say,
    write_records,
    write_site,
)

from mkdocs_briefing.html import parse, read
from mkdocs_briefing.vocabulary import VERDICTS

BIB = read_data("better-bibtex.bib")
PRIVATE = b"zobel"
NOTES: dict[str, str] = read_data("sources.yml")["exported"]
CLAIMS = "\n\n".join(f"A claim.[@{key}][](){{ #c{n} }}\n{{ #p{n} }}" for n, key in enumerate(NOTES))
RECORDS = {f"c{n}": say("report", key) for n, key in enumerate(NOTES)}
FILES = {
    "docs/index.md": f"# T {{ #t }}\n\n{CLAIMS}\n",
    "docs/records/index.yml": write_records(RECORDS),
    "docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
    "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
    "docs/cite.md": "# C { #c }\n\n<!-- briefing: cite -->\n",
    "docs/print.md": "<!-- briefing: whole -->\n",
    "docs/assets/js/ledger.js": "",
    "bibliography.bib": BIB,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with all our views that cites each source of the export."""
    root = tmp_path_factory.mktemp("export")
    write_site(root, FILES)
    hold_readings(root)
    return build_site(root)


def unpack(path: Path) -> Iterator[bytes]:
    """Yield what a file of a site says, unpacked if it is packed."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    yield content
    if path.suffix == ".epub":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name)
    if path.suffix == ".pdf":
        for page in pypdf.PdfReader(BytesIO(content)).pages:
            yield page.extract_text().encode()


def find(site: Built, words: bytes) -> list[str]:
    """Return the files of a site that have some words."""
    names = []
    for path in sorted((site.root / "site").rglob("*")):
        if path.is_file() and words in b"\n".join(unpack(path)).lower():
            names.append(path.name)
    return names


def test_an_export_is_published_without_a_word(site: Built) -> None:
    assert site.messages == []
    assert site.is_published
    figures = site.html("claims/index.html").partition('class="figures"')[2]
    assert "The ledger lists 5 statements.</caption>" in " ".join(figures.split()), "no article"
    assert not [verdict.name for verdict in VERDICTS.values() if f">{verdict.name}<" in figures]


def test_nothing_private_is_in_any_file(site: Built) -> None:
    assert BIB.lower().encode().count(PRIVATE) > len(NOTES)
    assert find(site, PRIVATE) == []
    everywhere = {"index.html", "index.md", "briefing.pdf", "briefing.epub", "claims.json"}
    assert {*find(site, b"bureau of figures")} >= everywhere, "where it would be"


@pytest.mark.parametrize("key", NOTES)
def test_each_work_has_its_note_and_its_entry(site: Built, key: str) -> None:
    text = read(parse(site.html("sources/index.html")))
    assert NOTES[key] in text
    assert f"{{{key}," in text
