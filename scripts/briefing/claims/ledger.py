"""What is shown of claims and sources: the ledger, as rows, JSON and CSV (RFC 4180), the list of sources, and figures.
A figure is data beside the text, `docs/figures/<name>.yml`. Whatever its shape, a mapping in it with a `claim` (or a
`note`, the id of a box) is an *entry*: it takes kind, sources and, where it gives none in EDTF, its date from it."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from ..cache import make_digest, recall
from ..data import Entry, load_yaml
from ..pages.vocabulary import ACCEPTABLE, CHANGED, EXTENTS, FOUND, KINDS, MEANINGS, VERDICTS, WORDS
from ..problems import Problem, nearest, say
from ..sources.bibliography import Source
from ..words import find, format_edtf, parse_edtf, show
from .evidence import Support
from .records import Item, PageEvidence, Passage, Publication

Row = dict[str, Any]  # one claim as the ledger shows it
_LABELS = ("Checked", "Not checked", "Defect")
_COLUMNS = (
    "id",
    "address",
    "page",
    "section",
    "statement",
    "kind",
    "event",
    "article_paragraph",
    "verdict",
    "outcome",
    "sources",
    "checked_against",
    "accepted",
)
_REMARK = re.compile(rf"({'|'.join(_LABELS)}): (.*?)(?=\s(?:{'|'.join(_LABELS)}):|$)", re.S)


def list_sources(
    sources: Mapping[str, Source], pages: Sequence[PageEvidence]
) -> list[tuple[Source, tuple[Passage, ...]]]:
    """Return each source with what cites it: those of the article in its order, then ours by their names."""
    uses = defaultdict[str, list[Passage]](list)
    for key, use in (
        (key, passage) for page in pages for passage in page.passages for key in passage.keys
    ):
        uses[key].append(use)
    return sorted(
        ((source, tuple(uses[key])) for key, source in sources.items()),
        key=lambda pair: (
            "" if "article" in pair[0].split("keywords") else pair[0].short.removeprefix("The ")
        ),
    )


def list_remarks(source: Source) -> list[tuple[str, str]]:
    """Return what the annotation of a source says after each of `_LABELS`, in their order."""
    return sorted(
        _REMARK.findall(source.get("annotation")), key=lambda remark: _LABELS.index(remark[0])
    )


def find_reading(*sources: Source) -> str:
    """Return in words how far that of some sources was read which was read best; empty where no entry says it."""
    given = {source.get("extent") for source in sources}
    return next((find(words) for extent, (words, __) in EXTENTS.items() if extent in given), "")


def tell_reading(source: Source) -> str:
    """Return how far a source was read, and on which day; empty where its entry does not say."""
    return find(EXTENTS.get(source.get("extent"), ("", ""))[1]).format(
        format_edtf(source.get("read"))
    )


def make_rows(
    pages: Sequence[PageEvidence], sources: Mapping[str, Source], support: Support
) -> list[Row]:
    """Return a row for each claim, in the order of the pages."""
    return [
        {
            "claim": claim,
            "sources": (cited := [sources[key] for key in claim.keys if key in sources]),
            "outcome": support.judge(claim),
            "records": support.find(claim),
            "checks": [
                box for box in page.boxes if (box.kind, box.follows) == ("check", claim.id)
            ],  # those about it
            "beside": [
                other
                for other in page.claims
                if claim.article is not None is other.article and other.paragraph == claim.paragraph
            ],  # what was added in the paragraph of a restated one
            "parties": list(dict.fromkeys(filter(None, (source.get("party") for source in cited)))),
            "reading": find_reading(
                *cited
            ),  # how far that source was read that was read best; empty without any
            "is_dependent": len(cited) > 1
            and len({source.origin for source in cited}) == 1,  # all go back to one
            "is_judgement": claim.kind in {"assessment", "forecast"},
        }  # so that there is nothing to look up in it
        for page in pages
        for claim in page.claims
    ]


def make_ledger(
    rows: Sequence[Row], about: Publication, passages: Mapping[str, Any], **shown: Any
) -> dict[str, Any]:
    """Return the ledger, in the form of `docs/schemas/claims.json`; a row that is as before is not made again."""
    made: Any = TEMPLATES.get_template("claims.json").make_module(
        {"about": about, "passages": passages, **shown}
    )

    def read(show: Callable[..., str], *row: Row) -> Any:
        return json.loads(show(*row).replace("\u00a0", " "))

    said = make_digest(repr(about))
    keys = [
        (row["key"], said, getattr(passages.get(row["claim"].address), "sha256", ""))
        for row in rows
    ]
    claims = [
        recall(("ledger", *key), read, made.claim, row) for key, row in zip(keys, rows, strict=True)
    ]
    return {**read(made.__str__), "claims": claims}


def write_csv(ledger: Mapping[str, Any]) -> str:
    """Return the claims of the ledger as CSV, several values in a cell with spaces between, and an apostrophe
    before what begins like a formula: https://owasp.org/www-community/attacks/CSV_Injection"""

    def write(cell: Any) -> Any:
        text = " ".join(cell) if isinstance(cell, list) else cell
        return f"'{text}" if text and str(text)[0] in "=+-@\t\r" else text

    csv.writer(file := io.StringIO(), lineterminator="\n").writerows(
        [_COLUMNS, *([write(claim.get(name)) for name in _COLUMNS] for claim in ledger["claims"])]
    )
    return file.getvalue()


def load_figures(docs: Path, root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return the data of the figures below `docs` by name, and what cannot be read, as files from the folder `root`."""
    read = {
        file.stem: load_yaml(file, root) for file in sorted(Path(docs, "figures").glob("*.yml"))
    }
    return (
        {name: data for name, (data, faults) in read.items() if not faults},
        [fault for _, faults in read.values() for fault in faults],
    )


def fill_figures(
    figures: Mapping[str, Any], rows: Sequence[Row], boxes: Sequence[Passage]
) -> tuple[dict[str, Any], list[Item], list[Problem]]:
    """Return data, items and faults of figures. An entry gains `row` (None for a note), `address` and `event`."""
    known: dict[str, Any] = {
        "note": {box.id: (None, box.address, "") for box in boxes},
        "claim": {row["claim"].id: (row, row["claim"].address, row["claim"].event) for row in rows},
    }
    problems, items = list[Problem](), list[Item]()

    def fill(data: Any) -> Any:
        if not isinstance(data, Entry):
            return list(map(fill, data)) if isinstance(data, list) else data
        entry, kind = (
            {key: fill(value) for key, value in data.items()},
            next((key for key in known if key in data), ""),
        )
        if not kind:
            return entry
        name, day = str(entry[kind]), str(entry.get("date", ""))
        if name not in known[kind]:
            problems.append(
                Problem(
                    *data.place, *say("unknown-claim", kind, name, hint=nearest(name, known[kind]))
                )
            )
        if "date" in data and parse_edtf(day) is None:
            problems.append(Problem(*data.place, *say("bad-date/entry", day)))
        row, address, event = known[kind].get(name, (None, "", ""))
        said = (
            " ".join(format_edtf(str(value)).split())
            for field, value in entry.items()
            if field not in {"claim", "note", "source", "accept"}
            and not isinstance(value, bool | list | dict)
        )
        items.append(
            Item(
                ". ".join(said),
                data.place,
                (address,),
                accepts=tuple(str(entry.get("accept", "")).split()),
            )
        )
        return entry | ({"row": row, "address": address, "event": day or event} if address else {})

    return {name: fill(data) for name, data in figures.items()}, items, problems


KNOWN: dict[str, Any] = {
    "_": show,
    "kinds": KINDS,
    "meanings": MEANINGS,
    "verdicts": VERDICTS,
    "found": FOUND,
    "changed": CHANGED,
    "extents": EXTENTS,
    "faults": ACCEPTABLE,
    "words": WORDS,
}
KNOWN |= {
    call.__name__: call for call in (find_reading, tell_reading, list_remarks)
}  # to all templates
TEMPLATES = Environment(
    autoescape=True, auto_reload=False, loader=FileSystemLoader(Path(__file__).parent)
)
TEMPLATES.globals |= KNOWN
TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
