"""What is said of each source: its note, and whether it was *retracted* by its publisher or is *gone* from its address.
pandoc's citeproc formats the `.bib` in one run with `note.csl`, our style in CSL (https://citationstyles.org).
`scripts/check_links.py` writes `links.json`, of which a build reads `seen` and `gone`: addresses, each with a day."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from html import escape
from importlib.metadata import version
from pathlib import Path
from string import punctuation
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import msgspec

from ..cache import make_digest, recall, remember_each
from ..html import get, normalise, parse, read, write
from ..problems import Problem, say
from ..programs import ProgramError, run_pandoc
from ..text import is_web, replace_spans
from ..words import _, get_format
from .bibliography import LANGUAGES, Bibliography, Source

FILE = "links.json"
STYLE = Path(__file__).with_name("note.csl")
_OTHERS = ("crossref", "xdata", "xref", "related", "entryset")  # fields that name other entries


def load_notes(
    bib: Path, bibliography: Bibliography, cache: Path
) -> tuple[dict[str, str], list[Problem]]:
    """Return the note of each source as HTML, from the folder `cache` where nothing changed, and what is wrong."""
    sources = bibliography.sources
    if not (sources and bibliography.is_readable):
        return {}, []
    made_from = (
        STYLE.read_bytes(),
        Path(__file__).read_bytes(),
        version("pypandoc-binary"),
        get_format("language"),
    )
    try:
        found = make_each(
            bib, sources, cache / "notes.json", made_from, lambda text: _format(bib.name, text)
        )
    except ProgramError as error:
        place, reason = re.search(r"\(?line (\d+)", str(error)), normalise(str(error))[:300]
        return {}, [Problem(bib.name, int(place[1]) if place else 1, *say("bib-pandoc", reason))]
    problems = [
        Problem(bib.name, 1, *say("note-missing", key)) for key in sources if key not in found
    ]
    noted = [(source, found[key]) for key, source in sources.items() if key in found]
    doubled = " ".join(
        fault.message for fault in bibliography.problems if fault.code == "duplicate-key"
    )
    for source, note in noted:
        lost = recall(("lost", source.get("title"), note), _find_lost, source.get("title"), note)
        if lost and f"'{source.key}'" not in doubled:  # of which pandoc takes the last
            problems.append(
                Problem(
                    source.path, source.line_of("title"), *say("title-lost", source.key, lost[0])
                )
            )
    return {source.key: _mark(source, note) for source, note in noted}, problems


def _find_lost(title: str, note: str) -> list[str]:
    """Return the words of a title that a note has not: pandoc drops what it cannot read as LaTeX."""
    shown, words = read(parse(note)), normalise(re.sub(r"\\[A-Za-z]+", " ", title))
    return [word for word in re.findall(r"[^\W_]{3,}", words) if word not in shown]


def make_each(
    bib: Path,
    sources: Mapping[str, Source],
    kept: Path,
    made_from: Iterable[str | bytes],
    make: Callable[[str], Mapping[str, Any]],
) -> dict[str, Any]:
    """Return by key what `make` gives for the text of the file `bib`, or gave before, as `kept` has it, for the same
    entry, `made_from` and all beside entries. It gets only new ones, if these name no others: each takes 2 ms."""
    text = bib.read_text(encoding="utf-8-sig")
    around = make_digest(*made_from, *_cut(text, sources.values()).split())
    digests = {
        key: make_digest(around, key, source.raw, text if source.split(*_OTHERS) else "")
        for key, source in sources.items()
    }

    def make_missing(keys: Collection[str]) -> Mapping[str, Any]:
        is_alone, asked = not any(sources[key].split(*_OTHERS) for key in keys), frozenset(keys)
        return make(
            _cut(text, [source for key, source in sources.items() if is_alone and key not in asked])
        )

    return remember_each(kept, dict[str, Any], digests, make_missing)


def _cut(text: str, sources: Iterable[Source]) -> str:
    """Return the text of a `.bib` with empty lines in the place of some of its entries, which are in its order."""
    return replace_spans(
        text, ((*source.span, "\n" * source.raw.count("\n")) for source in sources)
    )


def _format(name: str, text: str) -> dict[str, str]:
    """Return the note of each key in the text of a file with some name. Raise ProgramError."""
    with (
        TemporaryDirectory() as folder
    ):  # from a stream, pandoc takes "technical report" in English into French notes
        Path(folder, name).write_text(text, encoding="utf-8")
        body = parse(
            run_pandoc(
                "---\nnocite: '@*'\n---\n",
                "--from=markdown",
                "--to=html",
                "--wrap=none",
                "--citeproc",
                f"--csl={STYLE}",
                f"--bibliography={Path(folder, name)}",
                f"--metadata=lang:{get_format('language')}",
            ).decode()
        )
    for node in body.css(".csl-entry *"):
        if node.tag not in {"em", "sub", "sup"} and not is_web(
            get(node, "href")
        ):  # what a note needs of the HTML
            node.unwrap()
        for name in set(node.attributes) - {"href"}:
            del node.attrs[name]
    notes = {
        get(entry, "id").removeprefix("ref-"): write(entry).replace("\n", " ").strip()
        for entry in body.css(".csl-entry")
    }
    # Words that we supplied, in brackets, go out of the quotation marks of the title.
    for pattern, words in (
        (r"[“«]\s?(\[[^“”«»]*?\])\s?[”»]", r"\1"),
        (r"\.? (\[[^“”«»\[]*?\])(\s?[”»])", r"\2 \1"),
    ):
        notes = {key: re.sub(pattern, words, note) for key, note in notes.items()}
    return notes


def _mark(source: Source, note: str) -> str:
    """Return a note with a foreign title marked, to be read out in its language (a supplied title is in ours), and with
    a sign where a person found that its source holds no longer; that it is gone is no change of our words."""
    language = LANGUAGES.get(source.get("langid"), "")
    if language[:2] not in {"", get_format("language")[:2]}:
        title = re.escape(escape(source.get("title").strip("{}"), quote=False))
        note = re.sub(
            rf"([“«]\s?)({title})(?=\s?[”»])",
            rf'\1<span lang="{language}">\2</span>',
            note,
            count=1,
        )
    if "retracted" in source.split("keywords"):
        return f"{note} {_('<strong>Retracted.</strong>')}"
    gone = _("<span data-derived><strong>Gone from this address.</strong></span>")
    return f"{note} {gone}" if "gone" in source.split("keywords") else note


class Links(msgspec.Struct, frozen=True):
    """Days by address, in the form that `as_reported` gives."""

    seen: dict[str, date]  # last day on which an address answered
    gone: dict[str, date]  # first day on which its server said that nothing is there any more

    def find_days(self, source: Source) -> tuple[date | None, date | None]:
        """Return the last day on which the address of a source answered, and the day since which nothing is there."""
        address = as_reported(source.get("url"))
        return self.seen.get(address), self.gone.get(address)

    def find_states(self, sources: Mapping[str, Source]) -> dict[str, str]:
        """Return `retracted` or `gone` by key, as a person or the web says; a source without either is left out."""
        gone = {
            key: "gone"
            for key, source in sources.items()
            if "gone" in source.split("keywords") or self.find_days(source)[1]
        }
        return gone | {
            key: "retracted"
            for key, source in sources.items()
            if "retracted" in source.split("keywords")
        }


def load_links(path: Path) -> tuple[Links, list[Problem]]:
    """Return what is known; nothing where there is no such file. What cannot be read comes back as a problem."""
    try:
        return msgspec.convert(json.loads(path.read_text(encoding="utf-8")), Links), []
    except FileNotFoundError:
        return Links({}, {}), []
    except (OSError, ValueError, RecursionError) as error:
        return Links({}, {}), [
            Problem(path.name, getattr(error, "lineno", 1), *say("links-file", error))
        ]


def as_reported(address: str) -> str:
    """Return an address as lychee reports it, without a fragment, which no server sees."""
    bare = quote(address.partition("#")[0], safe=punctuation)
    return bare if bare.count("/") > 2 else f"{bare}/"
