"""The bibliography: `bibliography.bib`, parsed once, and what every entry must have, each fault with its line. Types
and fields are biblatex's (https://ctan.org/pkg/biblatex, chapter 2), and `n.d.` is the Chicago Manual's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import pybtex.errors
from pybtex.database import Entry
from pybtex.database.input.bibtex import LowLevelParser, Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from ..cache import make_digest
from ..data import read_yaml
from ..problems import Problem, say
from ..text import find_hidden, is_web
from ..words import Span, _, format_edtf, parse_edtf

LANGUAGES: dict[str, str] = read_yaml(Path(__file__).with_name("languages.yml").read_text("utf-8"))[
    0
]  # tags by names
_MOST_BYTES = 4_000_000  # enough for ten thousand sources; an export of a whole library takes minutes to format
_LONGEST = 5000  # how many characters a field may have: the time that styles and the PDF take grows faster than a field
_LONGEST_STRING = 500  # how many an `@string` may have: they can be made of each other, and would double at each step
_CONTAINER = {
    "article": "journaltitle",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "book": "publisher",
}
_BODY = re.compile(
    r"\b(the|press|agency|ministry|department|news|times|post|service|office|institute|university|"
    r"association|organi[sz]ation|committee|council|government|commission|bank|cent(?:er|re))\b",
    re.I,
)


@dataclass(frozen=True)
class Source:
    """One entry of the bibliography."""

    key: str
    entry: Entry = field(repr=False, compare=False)
    path: str
    line: int  # line of the entry in the file
    span: tuple[int, int]  # where it begins and ends in the text of the file
    raw: str = field(repr=False)  # what stands there
    digest: str  # of what is written there, and of what that means: an `@string` stands elsewhere

    def get(self, name: str) -> str:
        """Return a field as written, without its outer delimiters; empty when it is not there."""
        return str(self.entry.fields.get(name, "")).strip()

    def split(self, *names: str) -> set[str]:
        """Return what stands between commas: keys, or `keywords`; `article` is on the article and what it cites."""
        return {word.strip() for name in names for word in self.get(name).split(",")} - {""}

    def names(self, role: str = "author") -> list[str]:
        """Return the names in a role as `Family, Given`, braces kept."""
        return [str(person) for person in self.entry.persons.get(role, [])]

    def line_of(self, name: str) -> int:
        """Return the line of a field, or that of the entry when the field is not there."""
        before, *found = re.split(
            rf"^[ \t]*{re.escape(name)}[ \t]*=", self.raw, maxsplit=1, flags=re.I | re.M
        )
        return self.line + before.count("\n") if found else self.line

    @cached_property
    def short(self) -> str:
        """The short form for tables and margins: family name or organisation, and date in words."""
        return f"{self.who}, {self.when}"

    @property
    def when(self) -> str:
        """Its date in words, or `n.d.`."""
        return format_edtf(self.get("date") or self.get("year")) or _("n.d.")

    @cached_property
    def who(self) -> str:
        """The family names of its authors or editors, of more than two the first; else who printed it."""
        people = self.entry.persons.get("author") or self.entry.persons.get("editor") or ()
        names = [
            _read_latex(" ".join(person.prelast_names + person.last_names)) for person in people
        ] or [_read_latex(self.get("organization"))]
        return _(" and ").join(names) if len(names) < 3 else _("{name} et al.", name=names[0])

    @property
    def origin(self) -> str:
        """Who made the text, whoever carried it: `origin`, or else an author that is an organisation, or the outlet."""
        body = next((name.strip("{}") for name in self.names() if name.startswith("{")), "")
        return (
            self.get("origin")
            or body
            or self.get("organization")
            or _(" and ").join(self.names())
            or self.key
        )

    @property
    def date(self) -> Span | None:
        """The day or days of publication, None when not given or not a date."""
        return parse_edtf(self.get("date") or self.get("year"))


class Bibliography(NamedTuple):
    """All sources by citation key, in the order of the file."""

    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]  # faults of the file as a file: syntax, encoding, repeated keys

    @property
    def is_readable(self) -> bool:
        """Whether the file could be parsed from end to end."""
        return not any(problem.code.startswith("bib-") for problem in self.problems)


def load_bibliography(path: Path, name: str = "bibliography.bib") -> Bibliography:
    """Read a `.bib` file; never raise for what is in it. `name` is how messages call it."""
    try:
        if path.is_file() and path.stat().st_size <= _MOST_BYTES:
            return parse_bibliography(path.read_text(encoding="utf-8-sig"), name)
        fault = say("bib-large", _MOST_BYTES) if path.is_file() else say("bib-missing")
    except (UnicodeDecodeError, OSError) as error:
        fault = say("bib-encoding", error)
    return Bibliography({}, (Problem(name, 1, *fault),))


def parse_bibliography(text: str, name: str = "bibliography.bib") -> Bibliography:
    """Parse the text of a `.bib` file: sound entries come back as sources, faults as problems."""
    with pybtex.errors.capture() as errors:
        found = list(_read_entries(text, name, errors))
    sources = {source.key: source for source in found if isinstance(source, Source)}
    faults = [
        Problem(name, error.lineno, *say("bib-syntax/file", error.args[0])) for error in errors[:1]
    ]
    return Bibliography(
        sources,
        (
            *faults,
            *(fault for fault in found if isinstance(fault, Problem)),
            *(Problem(name, *fault) for fault in find_hidden(text)),
            *_check_bounds(sources),
        ),
    )


def _read_entries(text: str, name: str, errors: list[PybtexError]) -> Iterator[Source | Problem]:
    """Yield each entry, or why it is left out. What pybtex cannot read is in `errors`, the first with its line."""
    parser, first = Parser(), dict[str, int]()
    reader = LowLevelParser(text, macros=parser.macros, handle_error=pybtex.errors.report_error)
    for kind, body in reader:
        start, end, key = reader.command_start, reader.pos, str(body[0])
        line = reader.lineno - text.count("\n", start, end)
        if kind.lower() == "string" and len("".join(body[1])) > _LONGEST_STRING:
            yield Problem(name, line, *say("bib-syntax/string", key[:60], _LONGEST_STRING))
            return
        if kind.lower() in {"string", "preamble"} or body[0] is None:
            continue
        if text[text.rfind("\n", 0, start) + 1 : start].strip() or set(key) & set("{}()"):
            yield Problem(name, line, *say("entry-not-read", key[:60]))
        elif (other := first.setdefault(key.lower(), line)) != line:
            yield Problem(name, line, *say("duplicate-key", key, other))
        else:
            parser.process_entry(kind, key, body[1])
            for error in errors[:1]:  # these have no line of their own
                vars(error).setdefault("lineno", line)
            entry, raw = parser.data.entries[key], text[start:end]
            yield Source(key, entry, name, line, (start, end), raw, make_digest(raw, repr(entry)))


def _check_bounds(sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Nothing is longer than styles and the PDF can take; no entry inherits from itself: pandoc would never end."""
    for source in sources.values():
        fields = {
            **source.entry.fields,
            **{role: " and ".join(source.names(role)) for role in source.entry.persons},
        }
        for name in [name for name, text in fields.items() if len(text) > _LONGEST]:
            fault = say("bib-field-length", name, source.key[:60], len(fields[name]), _LONGEST)
            yield Problem(source.path, source.line_of(name), *fault)
    try:
        TopologicalSorter(
            {key: source.split("crossref", "xdata") for key, source in sources.items()}
        ).prepare()
    except CycleError as error:
        source = next(sources[key] for key in error.args[1] if key in sources)
        yield Problem(
            source.path, source.line, *say("bib-cycle", source.key, ", ".join(error.args[1])[:100])
        )


def check_sources(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield the faults of the file, or, where it can be read to its end, of each entry. It has a title, a name, a date
    or a `note` that says after `n.d.: ` why not, and a place: an address seen on a day, a DOI, what it is in."""
    yield from bibliography.problems
    for source in bibliography.sources.values() if bibliography.is_readable else ():
        get, container = source.get, _CONTAINER.get(source.entry.type, "")
        is_printed = container and (get(container) or get("journal"))
        needs = {
            "title": get("title"),
            "author": source.names() or source.names("editor") or get("organization"),
            "date": get("date") or get("year") or re.match(r"n\.d\.: \S", get("note")),
            "place" if container else "url": get("url") or get("doi") or is_printed,
            "urldate": get("urldate") or not get("url"),
        }
        lacks = (
            (name, not found, f"missing-field/{name}", source.key, container)
            for name, found in needs.items()
        )
        for name, is_wrong, *fault in (*lacks, *_list_forms(source)):
            if is_wrong:
                yield Problem(source.path, source.line_of(name), *say(*fault))


def _list_forms(source: Source) -> Iterator[tuple[Any, ...]]:
    """A field has the form that BibTeX, pandoc, mkdocs-bibtex and browsers read as it was meant. Yield the field, what
    is wrong if it is true, the name of what is said then, and what is filled in."""
    key, title, url = source.key, source.get("title"), source.get("url")
    yield "key", not re.fullmatch(r"[\w-]+", key), "key-characters/source", key
    yield "title", title and not _is_braced(title), "unbraced-title", key, title
    for name in [
        name for name in source.entry.fields if name not in {"url", "doi", "file", "eprint"}
    ]:
        for sign in re.findall(r"(?<!\\)[#%$]", source.get(name))[
            :1
        ]:  # pandoc drops the whole field
            yield name, True, "latex-character", name, key, sign
    yield (
        "url",
        url and not is_web(url),
        "unsafe-address/source",
        key,
        url[:60],
    )  # a browser runs others
    for name in source.names() + source.names(
        "editor"
    ):  # an organisation may be split, as in `Press, T. A.`
        family, _, rest = name.partition(", ")
        is_body = _BODY.search(rest) or (
            _BODY.search(family) and re.fullmatch(r"(?:[A-Z]\.[\s-]?)*", rest)
        )
        yield "author", is_body and not _is_braced(name), "corporate-author", name, key
    given, day, opened = (
        "date" if source.get("date") else "year",
        source.date,
        parse_edtf(source.get("urldate")),
    )
    for name, span in ((given, day), ("urldate", opened)):
        yield (
            name,
            source.get(name) and not span,
            "bad-date/source",
            name,
            source.get(name)[:40],
            key,
        )
    is_early = day and opened and opened.latest < day.earliest
    yield "urldate", is_early, "accessed-too-early", key, source.get("urldate"), source.get(given)


@cache  # many sources have the same names
def _read_latex(name: str) -> str:
    try:
        return str(Text.from_latex(name))
    except (PybtexError, ValueError):  # a bare backslash, a command that is none
        return name.strip("{}")


def _is_braced(text: str) -> bool:
    depths = list(accumulate((character == "{") - (character == "}") for character in text))
    return text.startswith("{") and text.endswith("}") and 0 not in depths[:-1]
