"""Editions 1 and 2 came out as Markdown, and were converted once: no address and no word was lost on the way."""

import hashlib

import pytest
from support import ROOT

from briefing.editions.manifest import load_editions
from briefing.editions.passages import find_passages

WORDS = dict(line.rsplit(maxsplit=1) for line in (ROOT / "tests/briefing/editions-1-2.txt").read_text().splitlines())
"""By `number:address`, the beginning of the SHA-256 of the words that the passage had when it was published, which the
last version before the conversion worked out of its own pages, without their labels."""


@pytest.mark.parametrize("number", [1, 2])
def test_every_address_of_a_converted_edition_has_the_words_that_it_had(number: int) -> None:
    """And the manifest says what the pages say."""
    edition = load_editions(ROOT)[0][number - 1]
    sums = {f"{number}:{address}": hashlib.sha256(passage.words.encode()).hexdigest()[:16]
            for address, passage in edition.passages.items()}
    old = {address: digest for address, digest in WORDS.items() if address.startswith(f"{number}:")}
    assert len(old) == 240
    assert {address: sums.get(address) for address in old} == old
    for url, page in edition.data.pages.items():
        found = find_passages(edition.read_article(url), url)
        differing = [passage for passage, kept in zip(found, page.passages, strict=True)
                     if passage.sha256 != kept.sha256]
        assert [passage.id for passage in differing if "<td " not in passage.marked] == [], url
        assert len(differing) < 2, "since edition 3 it counts in which column of a table the words stand"
