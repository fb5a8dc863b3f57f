"""What readers can follow to its end: words at the addresses of sources, copies that were seen."""

import re
from collections.abc import Iterator
from pathlib import Path

from support import ROOT, find_view

from briefing.claims.record_files import load_records
from briefing.claims.records import SourceRecord
from briefing.claims.sources import Cited
from briefing.html import get, parse
from briefing.sources.bibliography import load_bibliography

SOURCES = load_bibliography(ROOT / "bibliography.bib").sources
PAGES = [path.name for path in (ROOT / "docs").glob("*.md")]
LEAST = 75  # records whose link carries words; there are more than two hundred
ARCHIVES = re.compile(
    r"https?://(?:web\.archive\.org|archive\.(?:is|ph|today)|perma\.cc)/[^\s\"<}]*"
)


def list_records() -> Iterator[tuple[str, SourceRecord]]:
    """Yield what each source was seen to state, with its key."""
    records, _problems = load_records(ROOT / "docs", ROOT, PAGES)
    for page in records.pages.values():
        for record in page.records.values():
            yield from record.sources.items()


def read_links(real_site: Path, page: str) -> list[str]:
    html = (real_site / page / "index.html").read_text(encoding="utf-8")
    return [get(link, "href") for link in parse(html).css("a[href*=':~:text=']")]


def test_the_ledger_leads_to_the_words_of_every_record_that_says_they_were_seen(
    real_site: Path,
) -> None:
    expected = []
    for key, record in list_records():
        quotation = Cited(SOURCES[key], record).quotation
        if quotation and quotation.address:
            assert not record.unseen
            expected.append(quotation.address)
    shown = read_links(real_site, find_view("ledger"))
    assert set(shown) == set(expected)
    assert len(shown) >= LEAST


def test_words_that_were_seen_in_a_copy_alone_are_linked_nowhere(real_site: Path) -> None:
    unseen = {(SOURCES[key].url, record.words) for key, record in list_records() if record.unseen}
    seen = {(SOURCES[key].url, record.words) for key, record in list_records() if not record.unseen}
    for url, words in unseen - seen:
        directive = words.replace(" ", "%20")
        for page in real_site.rglob("index.html"):
            assert f'{url}#:~:text={directive}"' not in page.read_text(encoding="utf-8")


def test_no_address_of_an_archive_is_one_that_nobody_saw(real_site: Path) -> None:
    """But for searches, which say that they are."""
    copies = {source.archiveurl for source in SOURCES.values()} - {""}
    cited = {source.url for source in SOURCES.values()}
    for page in real_site.rglob("*.html"):
        if "editions" not in page.relative_to(real_site).parts:
            for address in ARCHIVES.findall(page.read_text(encoding="utf-8")):
                if address not in copies | cited:
                    assert address.startswith("https://web.archive.org/web/*/"), page
