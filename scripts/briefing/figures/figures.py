"""Figures: data beside the text, `docs/figures/<name>.yml`, and what it takes from statements.

The forecasts and what to watch are two of them, and stand in `docs/` itself.

Nothing in a figure is dropped in silence: a field, a state, an actor, a claim that is not known is
an error at its line: `rules.py` has the rules.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

import msgspec

from ..claims.statements import Grounded, Item, Statement, Targets, make_entry
from ..dates import format_edtf
from ..problems import FieldPath, Problem, nearest
from ..text import decode
from ..yamldata import Written, list_forms, read_written
from .forecasts import ForecastForm, SeenForm, SinceForm
from .forms import BESIDE, FORMS, DifferenceForm, JudgementForm

FIGURES_FOLDER = "figures"  # below docs/
_ENDINGS = (".yml", ".yaml")


def read_figures(
    files: Mapping[str, bytes], folder: str
) -> tuple[dict[str, Written], list[Problem]]:
    """Return the figures among the files of a folder by name, and what cannot be read.

    What is read as one is all YAML in their own folder, and what stands beside it. Messages call
    the folder of all `folder`.
    """
    figures = dict[str, Written]()
    problems = list[Problem]()
    forms = {find_file(name): form for name, form in FORMS.items()}
    for path, content in files.items():
        if path in forms:
            figure, faults = read_written(decode(content), f"{folder}/{path}", forms[path])
            figures |= {figure.name: figure} if figure else {}
            problems += faults
        elif path.startswith(f"{FIGURES_FOLDER}/") and path.lower().endswith(_ENDINGS):
            problems.append(_tell_unknown(path).at(f"{folder}/{path}", 1, 1))
    return figures, problems


def _tell_unknown(path: str) -> Problem:
    names = [name for name in FORMS if f"{name}.yml" not in BESIDE]
    known = f"name it as one of {', '.join(f'{name}.yml' for name in names)}, or delete it"
    hint = nearest(PurePath(path).stem.lower(), names).replace("'?", ".yml'?") or known
    message = f"there is no figure '{path.removeprefix(f'{FIGURES_FOLDER}/')}'"
    return Problem(message, "unknown-figure", hint)


def find_file(name: str) -> str:
    """Return where the data of a figure stand, below `docs/`."""
    file = f"{name}.yml"
    return file if file in BESIDE else f"{FIGURES_FOLDER}/{file}"


def list_items(figures: Iterable[Written], targets: Targets) -> Iterator[Item]:
    """Yield the words of the entries of figures, which have to be borne out by what they name."""
    for figure in figures:
        for entry, path in list_forms(figure.form):
            accepts = getattr(entry, "accept", ())
            named = _list_named(entry, path, targets)
            yield from make_entry(_join_words(entry), figure.locate(*path), named, accepts)


def _list_named(entry: Any, path: FieldPath, targets: Targets) -> list[Statement | None]:
    """Return the statements that an entry names, None for one not there."""
    if isinstance(entry, Grounded):
        return [targets.find(entry)]
    names = list[str]()
    if isinstance(entry, JudgementForm):
        names = [*entry.claims, *(remark.claim for remark in (*entry.pro, *entry.against))]
    elif isinstance(entry, DifferenceForm):
        names = [entry.claim, *entry.see]
    elif isinstance(entry, ForecastForm):
        names = [str(path[-1]), *(one.claim for one in entry.since)]
    elif isinstance(entry, SeenForm | SinceForm):
        names = [entry.claim]
    return [*map(targets.statements.get, names)]


_HIDDEN = "claim source accept claims see at stance low side reading first last number"
_NO_WORDS = frozenset(_HIDDEN.split())
"""Fields of an entry that a reader is not shown."""


def _join_words(entry: msgspec.Struct) -> str:
    """Return the words of an entry, a sentence a field, dates in words."""
    sentences = list[str]()
    for field in msgspec.structs.fields(entry):
        value = getattr(entry, field.name)
        is_shown = isinstance(value, str | int | float) and not isinstance(value, bool)
        if is_shown and field.name not in _NO_WORDS:
            words = f"{value:g}" if isinstance(value, float) else str(value)
            sentences.append(" ".join(format_edtf(words).split()))
    if isinstance(entry, ForecastForm):
        sentences.append(entry.unchanged.because)
    return ". ".join(filter(None, sentences))
