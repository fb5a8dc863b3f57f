"""Figures: data beside the text, `docs/figures/<name>.yml`, and what it takes from statements.

The forecasts and what to watch are two of them, and stand in `docs/` itself.

Nothing in a figure is dropped in silence: a field, a state, an actor, a claim that is not known is
an error at its line: each form has its rules.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

import msgspec

from ..claims.briefing import Briefing
from ..claims.statements import Item, Targets
from ..dates import format_edtf
from ..problems import FieldPath, Problem, nearest
from ..text import decode
from ..yamldata import Written, list_values, read_written
from .beijing import BeijingForm
from .courses import CoursesForm
from .deaths import DeathsForm
from .differences import DifferencesForm
from .entries import FigureForm, Part
from .flows import FlowsForm
from .forecasts import ForecastForm, ForecastsFile, WatchFile
from .judgements import JudgementsForm
from .lanes import LanesForm
from .register import RegisterForm
from .shares import SharesForm

FIGURES_FOLDER = "figures"  # below docs/
_ENDINGS = (".yml", ".yaml")
FORMS: dict[str, type[FigureForm]] = {
    "beijing": BeijingForm,
    "register": RegisterForm,
    "flows": FlowsForm,
    "lanes": LanesForm,
    "shares": SharesForm,
    "courses": CoursesForm,
    "deaths": DeathsForm,
    "judgements": JudgementsForm,
    "differences": DifferencesForm,
    "forecasts": ForecastsFile,
    "watch": WatchFile,
}
"""The form of each file, by its name, which is that of the view that shows it."""
BESIDE = ("forecasts.yml", "watch.yml")
"""Those that stand in `docs/` itself; all others stand in `docs/figures/`."""


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


def _list_parts(figure: Written) -> Iterator[tuple[Part, FieldPath]]:
    """Yield the whole of a figure, and each part of it, with their paths."""
    for value, path in list_values(figure.form):
        if isinstance(value, Part):
            yield value, path


def list_items(figures: Iterable[Written], targets: Targets) -> Iterator[Item]:
    """Yield the words of the entries of figures, which have to be borne out by what they name.

    Of one that names what is not there, nothing: only that is said.
    """
    for figure in figures:
        for part, path in _list_parts(figure):
            names = [*_list_own(part, path), *part.names]
            links = [each.address for each in targets.find_all(names)]
            if links and len(links) == len(names):
                accepts = getattr(part, "accept", ())
                yield Item(_join_words(part), figure.locate(*path), links, accepts=accepts)


def _list_own(part: Part, path: FieldPath) -> list[str]:
    """Return the claim that a part is of, which its file has as its name."""
    return [str(path[-1])] if isinstance(part, ForecastForm) else []


_NO_WORDS = "claim source at side stance reading low first last number"
_HIDDEN = frozenset(_NO_WORDS.split())
"""Fields of an entry that a reader is not shown as they stand."""


def _join_words(entry: msgspec.Struct) -> str:
    """Return the words of an entry, a sentence a field, dates in words."""
    sentences = list[str]()
    for field in msgspec.structs.fields(entry):
        value = getattr(entry, field.name)
        is_shown = isinstance(value, str | int | float) and not isinstance(value, bool)
        if is_shown and field.name not in _HIDDEN:
            words = f"{value:g}" if isinstance(value, float) else str(value)
            sentences.append(" ".join(format_edtf(words).split()))
    if isinstance(entry, ForecastForm):
        sentences.append(entry.unchanged.because)
    return ". ".join(filter(None, sentences))


def entries_fit_statements(briefing: Briefing) -> Iterator[Problem]:
    """What an entry of a figure says of the statement that it names is so: forms have the rules."""
    for figure in briefing.figures.values():
        for part, path in _list_parts(figure):
            for problem in part.find_unfit(briefing):
                yield figure.data.report(path, problem)
