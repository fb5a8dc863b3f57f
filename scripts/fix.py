"""Mend what a machine may mend by itself, and show what is left.

Usage: python scripts/fix.py [--dry-run] [--config FILE]

In pages and in the sentences of records and figures, straight quotation marks become curly and days
are written out; spaces at the ends of lines go. Records are put in the order of reading, their
fields in that of the schema, evenly set. Titles in the bibliography keep their capitals. Nothing
else is touched, and what a file says stays the same. What is left is shown as by `make check`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import check_evidence
from briefing.claims.prose import mend_prose
from briefing.claims.record_form import order_records
from briefing.claims.records import NAMES_FILE, RECORDS_FOLDER
from briefing.claims.renaming import name_records
from briefing.claims.statements import Statement
from briefing.pages.document import Document
from briefing.pages.typography import mend_page, mend_text
from briefing.pipeline.commands import Places, be_quiet, find_places, finish, make_parser, run
from briefing.pipeline.files import list_files
from briefing.pipeline.holding import carry_sum, list_held
from briefing.problems import count_things
from briefing.rewriting import Rewrite, read_text
from briefing.sources.entries import Source
from briefing.sources.mending import mend_bibliography
from briefing.words import get_format, use


def list_rewrites(places: Places) -> Iterator[Rewrite]:
    """Yield the author's files, each with what can be mended in it."""
    ids = dict[str, list[str]]()
    for name in list_files(places.docs):
        file = places.docs / name
        path = places.call(file)
        if name.endswith(".md"):
            page = Document(path, name, read_text(file, path))
            ids[f"{RECORDS_FOLDER}/{name.removesuffix('.md')}.yml"] = list_ids(page)
            yield Rewrite(path, file, page.text, mend_page(page, get_format("language")))
    for name in list_files(places.docs):
        file = places.docs / name
        if name.endswith(".yml") and name != f"{RECORDS_FOLDER}/{NAMES_FILE}":
            path = places.call(file)
            text = read_text(file, path)
            mended = mend_prose(text, get_format("language"))
            if name in ids:
                mended = order_records(mended, ids[name])
            yield Rewrite(path, file, text, mended)
    path = places.call(places.bibliography)
    text = read_text(places.bibliography, path)
    yield Rewrite(path, places.bibliography, text, mend_bibliography(text))


def list_ids(page: Document) -> list[str]:
    """Return the ids of a page in the order of reading."""
    return [mark.text for mark in sorted(page.ids, key=lambda mark: mark.start)]


def carry_readings(places: Places, rewrites: Sequence[Rewrite]) -> list[Rewrite]:
    """Return the files, with the sums of what was held against sources and is only better set."""
    pages = {each.path for each in rewrites if each.is_change and each.path.endswith(".md")}
    if not pages:
        return [*rewrites]

    def is_touched(statement: Statement, _source: Source) -> bool:
        return places.call(places.docs / statement.page.uri) in pages

    language = get_format("language")
    texts = {each.path: each.after for each in rewrites}
    for statement, source in list_held(places.settings, is_touched):
        path = places.call(places.docs / name_records(statement.page.uri))
        said, title = (mend_text(words, language) for words in (statement.said, statement.title))
        mended = replace(statement, said=said, title=title)
        texts[path] = carry_sum(texts[path], path, mended, source)
    return [replace(each, after=texts[each.path]) for each in rewrites]


def main(argv: Sequence[str]) -> None:
    """Mend, say what was mended, and show what is left; Raise SystemExit where something is."""
    parser = make_parser(__doc__)
    arguments = parser.parse_args(argv)
    places = find_places(arguments.config)
    use(places.language)
    be_quiet()
    rewrites = carry_readings(places, list(list_rewrites(places)))
    changed = sum(rewrite.is_change for rewrite in rewrites)
    done = f"mended {count_things(changed, 'file')}"
    finish(places.root, rewrites, done, is_dry=arguments.dry_run)
    if not arguments.dry_run:
        check_evidence.main(["--config", str(places.settings)])


if __name__ == "__main__":
    run(main)
