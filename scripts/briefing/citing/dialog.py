"""What the citation dialog of a page reads: `citations.json`, for `docs/assets/js/cite.js`."""

import json
from collections.abc import Mapping

import msgspec
from jinja2.utils import htmlsafe_json_dumps

from .styles import Runs

Forms = dict[str, Runs | str]
"""A citation by its form: in the styles as runs of words, for reference managers as a text."""


class DialogItem(msgspec.Struct):
    """Something on the page that can be cited."""

    title: str
    address: str  # absolute, where its words stay
    forms: Forms


class DialogParagraph(msgspec.Struct):
    """A paragraph with claims."""

    item: str  # the id of what is cited in its place
    address: str
    sources: list[str]  # the keys of the sources that it cites


class DialogSource(msgspec.Struct):
    """A source that the page cites."""

    title: str  # in short
    forms: Forms


class Dialog(msgspec.Struct):
    """All that the dialog of a page offers."""

    path: str  # of the edition, from the root of the site; empty for a draft
    items: dict[str, DialogItem]  # by the id of a heading, or of the first paragraph cited so
    paragraphs: dict[str, DialogParagraph]  # by their ids
    sources: dict[str, DialogSource]  # by their keys


def write_dialog(dialog: Dialog) -> str:
    """Return the file of a page's dialog, with a line for each thing in it."""
    return (
        f'{{"path": {_write_json(dialog.path)}, '
        f'"items": {_write_lines(dialog.items)}, '
        f'"paragraphs": {_write_lines(dialog.paragraphs)}, '
        f'"sources": {_write_lines(dialog.sources)}}}\n'
    )


def _write_lines(entries: Mapping[str, msgspec.Struct]) -> str:
    """Return a mapping as JSON, with a line for each entry."""
    lines = [f"{_write_json(key)}: {_write_json(entry)}" for key, entry in entries.items()]
    if not lines:
        return "{\n}"
    return "{\n" + ",\n".join(lines) + "\n}"


def _write_json(data: object) -> str:
    """Return JSON that may also stand in HTML."""
    return str(htmlsafe_json_dumps(msgspec.to_builtins(data), json.dumps, ensure_ascii=False))
