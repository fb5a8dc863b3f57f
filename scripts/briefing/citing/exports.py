"""What can be cited, the briefing, each page, section and source, in all its forms, and the files that hold them. All
forms come from CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV). pandoc's
citeproc formats them in the official styles. What reference managers read is written by `exports.txt`, a Jinja template
with `« »` for braces: pandoc's own BibTeX has no container and changes titles, RIS it cannot write."""

import json
import runpy
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from ..cache import make_digest, recall, remember_each
from ..claims.records import PageEvidence, Passage, Publication
from ..data import format_json
from ..html import Node, get, normalise, parse
from ..programs import run_pandoc, start
from ..sources.bibliography import LANGUAGES, Source
from ..sources.notes import make_each
from ..words import _, format_edtf, get_format, show

Item = Mapping[str, Any]  # one in CSL-JSON
Runs = list[str]  # a formatted citation: roman, italic, roman, and so on, in turn
Forms = Mapping[str, Runs | str]  # one thing in all its forms
# Form, and the name of its style (https://github.com/citation-style-language/styles, CC BY-SA 3.0).
STYLES = {
    "chicago": "chicago-notes-bibliography",
    "apa": "apa",
    "mla": "modern-language-association",
}
_SCRIPT = Path(__file__).with_suffix(".lua")
# How the attributes begin: https://docs.citationstyles.org/en/stable/specification.html#citation-specific-options.
_AMONG_OTHERS = ("collapse", "disambiguate-", "givenname-disambiguation-", "subsequent-author-")
_TURN = "\x1f"  # stands where roman and italic change places
_ENDINGS = {
    ".bib": "biblatex",
    "-bibtex.bib": "bibtex",
    ".ris": "ris",
    ".json": "csl",
}  # of the file with each form
# What LaTeX would act on. BibTeX counts braces also behind a backslash, so that they are spelt out.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{c: f"\\{c}" for c in "&%$#_"},
    }
)


class Citable(NamedTuple):
    """One thing that can be cited: the briefing, for which its front page stands, a page, a section, a paragraph."""

    key: str  # unique in the site, fit for a citation key and for an id on `/cite/`
    id: str  # of its heading, or of the paragraph
    title: str  # as a reader of a bibliography should see it
    address: str  # absolute and permanent
    claims: tuple[Passage, ...]  # what is cited by its citation, each with an address of its own
    abstract: str = ""
    is_whole: bool = False  # whether it is the briefing itself, and not a part of it


class CitablePage(NamedTuple):
    """A page with what can be cited on it."""

    evidence: PageEvidence
    citables: tuple[Citable, ...]  # itself first, then its sections in reading order
    paragraphs: tuple[
        tuple[Citable, Citable], ...
    ]  # each with what is cited as it is, but for key and address

    @property
    def items(self) -> dict[str, Citable]:
        """All that has a citation of its own, by its key."""
        return {part.key: part for part in (*self.citables, *(like for _, like in self.paragraphs))}


class Citing(NamedTuple):
    """All that the citations of a site are made of."""

    publication: Publication
    pages: tuple[CitablePage, ...]
    sources: Mapping[
        str, Item
    ]  # CSL-JSON of the sources, by their keys, in the order of the `.bib` file
    forms: Callable[
        [str], Forms
    ]  # by any of those keys; written when first asked for. Raises ProgramError
    short_names: Mapping[str, str]  # of the sources

    def find_items(self, page: CitablePage) -> list[Item]:
        """Return the CSL-JSON of the sources that a page cites, each once, claims before boxes."""
        keys = dict.fromkeys(chain(*(passage.keys for passage in page.evidence.passages)))
        return [self.sources[key] for key in keys if key in self.sources]


def make_citable_page(publication: Publication, page: PageEvidence, abstract: str) -> CitablePage:
    """Return a page with all of it that can be cited; `abstract` is its description."""
    is_front, address = not page.page.url, publication.site_url + page.page.url
    title = normalise(publication.title if is_front else page.page.title)
    above = "" if is_front else title + _(": ")
    own = Citable(
        page.page.key,
        next((part.id for part in page.sections if part.level == 1), ""),
        title,
        address,
        tuple(claim for claim in page.claims if claim.section.level == 1),
        normalise(abstract),
        is_front,
    )
    sections = [
        Citable(
            f"{own.key}--{section.id}",
            section.id,
            above + section.title,
            f"{address}#{section.id}",
            tuple(claim for claim in page.claims if claim.section == section),
        )
        for section in page.sections
        if section.level > 1
    ]
    paragraphs = []
    for part in (own, *sections):
        known = (
            {make_csl(publication, part)["title"]: part} if part is not own else {}
        )  # whose address has no id in it
        for name, claims in groupby(part.claims, lambda claim: claim.paragraph):
            one = part._replace(
                key=f"{own.key}--{name}", id=name, address=f"{address}#{name}", claims=tuple(claims)
            )
            paragraphs.append((one, known.setdefault(make_csl(publication, one)["title"], one)))
    return CitablePage(page, (own, *sections), tuple(paragraphs))


def make_csl(publication: Publication, citable: Citable) -> Item:
    """Return one item as CSL-JSON: a report, or a part of it with the whole as its container."""
    version, title, theirs = (
        publication.version,
        citable.title,
        {claim.article is not None for claim in citable.claims},
    )
    if (
        publication.restated and True in theirs and not citable.is_whole
    ):  # its argument is another's
        title = (
            _("{title}, in part restating {work}", title=title, work=publication.restated)
            if False in theirs
            else _("{title}, restating {work}", title=title, work=publication.restated)
        )
    item = {
        "id": citable.key,
        "type": "report",
        "title": title,
        "author": [{"literal": publication.organisation}],
        "issued": {"date-parts": [list(version.date.timetuple()[:3])]},
        "URL": publication.freeze(citable.address),
        # In the words of CSL a draft is a kind of work, and an edition is a number.
        "language": publication.language,
        "edition": version.number,
        "genre": "" if version.number else version.name,
        "container-title": "" if citable.is_whole else publication.title,
        "abstract": citable.abstract,
    }
    return {name: value for name, value in item.items() if value}


def read_items(bib: Path, sources: Mapping[str, Source], cache: Path) -> dict[str, Any]:
    """Return the sources of a `.bib` as CSL-JSON by key, from `cache` where nothing has changed. Raise ProgramError."""

    def make(text: str) -> dict[str, Any]:
        items = json.loads(run_pandoc(text, "--from=biblatex", "--to=csljson"))
        recall("styles", read_styles)  # they are wanted next, and here nobody waits
        return {item["id"]: item for item in items}

    return make_each(bib, sources, cache / "csl.json", [version("pypandoc-binary")], make)


def make_citing(
    publication: Publication,
    pages: Sequence[CitablePage],
    sources: Mapping[str, Source],
    notes: Mapping[str, str],
    entries: Mapping[str, Any],
    cache: Path,
) -> Citing:
    """Return all citations, of pages and of sources; notes are HTML, `entries` CSL-JSON. pandoc works on beside."""
    items = {key: make_csl(publication, part) for page in pages for key, part in page.items.items()}
    styled = start(format_items, list(items.values()), cache)
    cited = {
        key: {
            name: value
            for name, value in {
                **item,
                "language": LANGUAGES.get(sources[key].get("langid"), item.get("language")),
            }.items()
            if value and name not in {"annote", "keyword", "title-short"}
        }
        for key, item in entries.items()
    }  # ours alone

    def find_forms(key: str) -> Forms:
        item, note = items.get(key) or cited[key], notes.get(key, "")
        return recall(
            ("forms", repr(item), note),
            lambda: {
                **(styled.result()[key] if key in items else {"note": split_runs(parse(note))}),
                **{form: write(form, item) for form in _ENDINGS.values()},
            },
        )

    return Citing(
        publication, tuple(pages), cited, find_forms, {key: sources[key].short for key in cited}
    )


def format_items(items: Sequence[Item], cache: Path) -> Mapping[str, Mapping[str, Runs]]:
    """Return for each item id its citation in each style, from `cache` if known. Raise ProgramError."""
    stamp = make_digest(
        *map(version, ("bxc", "pypandoc-binary")),
        Path(__file__).read_bytes(),
        _SCRIPT.read_bytes(),
        get_format("styles"),
    )
    said = {item["id"]: item for item in items}

    def make(missing: Sequence[str]) -> Mapping[str, Mapping[str, Runs]]:
        found = {key: dict[str, Runs]() for key in missing}
        with tempfile.TemporaryDirectory() as name:
            given, *styles = [
                Path(name, file) for file in ("items.json", *(f"{form}.csl" for form in STYLES))
            ]
            given.write_text(json.dumps([said[key] for key in missing]), encoding="utf-8")
            for form, file in zip(STYLES, styles, strict=True):
                file.write_bytes(recall("styles", read_styles)[form])
            html = run_pandoc(
                "", "lua", str(_SCRIPT), get_format("styles"), *map(str, (given, *styles))
            ).decode()
        for form, listing in zip(STYLES, parse(html).css("div.references"), strict=True):
            for entry in listing.css("div.csl-entry"):
                found[get(entry, "id").removeprefix("ref-")][form] = split_runs(entry)
        return found

    digests = {
        key: make_digest(stamp, json.dumps(item, sort_keys=True)) for key, item in said.items()
    }
    return remember_each(cache / "citations.json", dict[str, dict[str, Runs]], digests, make)


def read_styles() -> dict[str, bytes]:
    """Return by form the official styles, each so that it lists an item as if it were cited alone: in a note style, as
    its first note. What a style does for the works around one takes pandoc time that grows with the square of their
    number. Of the package no more is loaded than what reads its file; it promises nothing of that, and is pinned."""
    folder, made = Path(getattr(find_spec("bxc"), "origin", None) or "").parent, dict[str, bytes]()
    bundle = runpy.run_path(str(folder / "_bundle.py"))["StyleBundle"](
        str(folder / "styles_bundle.bxs")
    )
    for form, name in STYLES.items():
        style = ElementTree.fromstring(bundle.read(f"{name}.csl"))
        (citation,), (listing,) = (
            style.findall(f"{{*}}{part}") for part in ("citation", "bibliography")
        )
        for part in (citation, listing):
            part.attrib = {
                key: said for key, said in part.attrib.items() if not key.startswith(_AMONG_OTHERS)
            }
        if style.get("class") == "note":
            listing.attrib, listing[:] = citation.attrib, citation[:]
        made[form] = ElementTree.tostring(style)
    return made


def split_runs(node: Node) -> Runs:
    """Return the words in a node as runs that are roman and italic in turn; emphasis in emphasis is roman again."""
    for part in node.css("em"):
        part.insert_before(_TURN)
        part.insert_after(_TURN)
    return node.text().strip("\n").removesuffix(_TURN).split(_TURN)


def write(form: str, *given: Any) -> str:
    """Return items as `csl`, CSL-JSON; or what a macro of `exports.txt` makes of what it is given: of one item
    `biblatex`, `bibtex` (for 0.99d, which prints no address) or `ris`. It is compiled when it is first needed."""
    return (
        format_json(given)
        if form == "csl"
        else str(getattr(_ENV.get_template("exports.txt").module, form)(*given)).lstrip()
    )


def format_date(item: Item, name: str = "issued") -> str:
    """Return a day, or the bounds of several, in ISO 8601, as far as they are known; empty where they are not."""
    parts = (item.get(name) or {}).get("date-parts") or []
    return "/".join("-".join(f"{int(part):02}" for part in point) for point in parts)


FILTERS: dict[str, Callable[..., str]] = {  # of templates
    "plain": lambda text: normalise(str(text or "")),
    "day": format_date,
    "in_words": format_edtf,
    "capital": lambda text: text[:1].upper() + text[1:],
}  # which keeps its other capitals, unlike Jinja's own
_ENV = Environment(
    "<%",
    "%>",
    "«",
    "»",
    "<#",
    "#>",
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    undefined=ChainableUndefined,
    loader=FileSystemLoader(Path(__file__).parent),
)
_ENV.filters |= {**FILTERS, "latex": lambda text: FILTERS["plain"](text).translate(_LATEX)}
_ENV.globals |= {"_": show, "langids": {tag: name for name, tag in reversed(LANGUAGES.items())}}
_ENV.policies["json.dumps_kwargs"] = {"ensure_ascii": False}


def write_files(name: str, items: Collection[Item], citing: Citing) -> dict[str, str]:
    """Return the files of some items; `name` is their path without the ending."""
    forms = [citing.forms(item["id"]) for item in items]
    return {
        name + ending: write(form, *items)
        if form == "csl"
        else "\n".join(str(one[form]) for one in forms)
        for ending, form in _ENDINGS.items()
        if items
    }


def write_page_files(citing: Citing, page: CitablePage) -> dict[str, str]:
    """Return the files of a page's citations by their paths from the site's root; its dialog reads `citations.json`."""
    url, own, cited = (
        page.evidence.page.url,
        [make_csl(citing.publication, page.citables[0])],
        citing.find_items(page),
    )
    return {
        f"{url}citations.json": write("dialog", citing, page, cited),
        **write_files(f"{url}page", own, citing),
        **write_files(*((f"{url}sources", cited) if url else ("briefing", own)), citing),
    }


def write_kept(title: str, address: str, forms: Mapping[str, str]) -> str:
    """Return what the dialog reads on a page of an edition, which keeps its own citation alone: with the address as far
    as `#`, for a passage. But not for BibTeX, which has that twice, and one of them escaped."""
    return write(
        "kept_dialog",
        title,
        f"{address}#",
        {
            form: [text] if form in STYLES else text
            for form, said in forms.items()
            if form != "bibtex"
            for text in [said.replace(address, f"{address}#")]
        },
    )


def list_export_files(urls: Sequence[str]) -> list[str]:
    """Return the paths of all those files for the addresses of the pages, before anything is known of them."""
    names = dict.fromkeys(
        ["briefing", "sources", *(f"{url}{part}" for url in urls for part in ("page", "sources"))]
    )
    return [
        *(f"{url}citations.json" for url in urls),
        *(f"{name}{end}" for name in names for end in _ENDINGS),
    ]
