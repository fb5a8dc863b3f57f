"""Give an id or a citation key another name, wherever the project has it.

Usage: python scripts/rename.py OLD NEW [--dry-run] [--config FILE]

OLD is the id of a heading, a paragraph, a claim, a note or a signpost, or the key of a source.
Where one name stands for several things, `page.md#id` or `@key` says which. Pages, records,
figures, forecasts, the bibliography and `mkdocs.yml` are changed at once, or nothing is. The old
name stays an address: it is put among the older ids, `aliases`. What was held against a source
under its old key is held against it under the new one. Killed in the middle, it can be run again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.claims.renaming import (
    Texts,
    check_new,
    find_owner,
    is_record_file,
    name_records,
    rename,
)
from briefing.claims.statements import Statement
from briefing.pages.document import Document
from briefing.pipeline.commands import Places, be_quiet, find_places, finish, make_parser, run
from briefing.pipeline.files import list_files
from briefing.pipeline.holding import carry_sum, list_held
from briefing.problems import Refused
from briefing.rewriting import Rewrite, read_text
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.entries import Source


def read_texts(places: Places) -> Texts:
    """Return the files of a project as they are written."""
    pages = dict[str, Document]()
    data = dict[str, str]()
    for name in list_files(places.docs):
        file = places.docs / name
        path = places.call(file)
        if name.endswith(".md"):
            pages[name] = Document(path, name, read_text(file, path))
        elif name.endswith(".yml"):
            data[name] = read_text(file, path)
    return Texts(
        pages=pages,
        data=data,
        bibliography=read_text(places.bibliography, places.call(places.bibliography)),
        settings=read_text(places.settings, places.settings.name),
    )


def list_rewrites(places: Places, before: Texts, after: Texts) -> Iterator[Rewrite]:
    """Yield all files, records and then the bibliography last.

    Whatever was written before the program is killed, a second run then finds the old name.
    """
    yield Rewrite(places.settings.name, places.settings, before.settings, after.settings)
    files: dict[str, tuple[str | None, str]] = {}
    for name, page in after.pages.items():
        files[name] = (before.pages[name].text, page.text)
    for name, text in sorted(after.data.items(), key=lambda item: is_record_file(item[0])):
        files[name] = (before.data.get(name), text)
    for name, texts in files.items():
        file = places.docs / name
        yield Rewrite(places.call(file), file, *texts)
    bib = places.bibliography
    yield Rewrite(places.call(bib), bib, before.bibliography, after.bibliography)


def carry_sums(config_file: Path, renamed: Texts, old: str, new: str) -> Texts:
    """Return texts in which what was held against sources is so still, under the new key."""

    def is_touched(statement: Statement, source: Source) -> bool:
        return old in {source.key, *statement.keys, *source.parents}

    sources = parse_bibliography(renamed.bibliography).sources
    data = dict(renamed.data)
    for statement, source in list_held(config_file, is_touched):
        said = statement.said.replace(f"[{old}]", f"[{new}]")
        now = sources[new if source.key == old else source.key]
        file = name_records(statement.page.uri)
        renamed_statement = replace(statement, said=said)
        data[file] = carry_sum(data[file], f"docs/{file}", renamed_statement, now)
    return replace(renamed, data=data)


def main(argv: Sequence[str]) -> None:
    """Rename, and say what was changed. Raise Refused where nothing was."""
    parser = make_parser(__doc__)
    parser.add_argument("old", help="the name today: id, page.md#id, @key or key")
    parser.add_argument("new", help="the name from now on")
    arguments = parser.parse_args(argv)
    if not (arguments.old and arguments.new):
        raise Refused("say which name becomes which: make rename OLD=old-id NEW=new-id")
    be_quiet()
    places = find_places(arguments.config)
    texts = read_texts(places)
    new = arguments.new.removeprefix("@").removeprefix("#")
    owner = find_owner(texts, arguments.old)
    check_new(texts, owner, new)
    renamed = rename(texts, owner, new)
    if owner.is_key:
        renamed = carry_sums(places.settings, renamed, owner.name, new)
    done = f"'{owner.name}' is now '{new}', and its old name leads there"
    rewrites = list(list_rewrites(places, texts, renamed))
    finish(places.root, rewrites, done, is_dry=arguments.dry_run)


if __name__ == "__main__":
    run(main)
