"""Figures: data beside the text, `docs/figures/<name>.yml`, and what it takes from statements.

The briefing's own folder of modules says which there are: the name of each is that of its file,
of its template and of its slot. The forecasts and what to watch are two that any briefing has, and
stand in `docs/` itself.

Nothing in a figure is dropped in silence: a field, an actor, a claim that is not known is an error
at its line: each form has its rules.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path, PurePath
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from jinja2 import Environment

from ..claims.briefing import Briefing
from ..claims.statements import Item, StatementIndex
from ..dates import format_edtf
from ..problems import FieldPath, Problem, nearest
from ..text import decode, make_sum
from ..yamldata import CODE, Written, list_marked, list_values, read_written
from .entries import FigureForm, Part, Shown
from .forecasts import ForecastForm, ForecastsFile, WatchFile

FIGURES_FOLDER = "figures"  # below docs/
_ENDINGS = (".yml", ".yaml")
Forms = Mapping[str, type[FigureForm]]
"""The form of each figure by its name."""
BESIDE = ("forecasts.yml", "watch.yml")
"""Those that stand in `docs/` itself; all others stand in `docs/figures/`."""


@cache
def load_forms(folder: Path) -> Forms:
    """Return the forms of all figures that a briefing can have, those of its own folder first.

    A module of the folder with a `FORM` is a figure of its name; others are what figures share.
    Its modules import each other relatively, and the engine by its name.
    """
    package = ModuleType(f"figures_{make_sum(str(folder).encode())[:8]}")
    package.__path__ = [str(folder)]
    sys.modules[package.__name__] = package
    forms = dict[str, type[FigureForm]]()
    for module in iter_modules(package.__path__):
        loaded = import_module(f"{package.__name__}.{module.name}")
        if hasattr(loaded, "FORM"):
            forms[module.name] = loaded.FORM
    return MappingProxyType({**forms, "forecasts": ForecastsFile, "watch": WatchFile})


def read_styles(folder: Path, figures: Iterable[Written]) -> dict[str, str]:
    """Return the stylesheets in the folder of `load_forms` that some figures need, by name."""
    names = dict.fromkeys(chain.from_iterable(figure.form.styles for figure in figures))
    files = {name: folder / f"{name}.css" for name in names}
    return {name: file.read_text("utf-8") for name, file in files.items() if file.is_file()}


def read_figures(
    files: Mapping[str, bytes], folder: str, forms: Forms
) -> tuple[dict[str, Written], list[Problem]]:
    """Return the figures among the files of a folder by name, and what cannot be read.

    What is read as one is all YAML in their own folder, and what stands beside it. Messages call
    the folder of all `folder`.
    """
    figures = dict[str, Written]()
    problems = list[Problem]()
    known = {find_file(name): form for name, form in forms.items()}
    for path, content in files.items():
        if path in known:
            figure, faults = read_written(decode(content), f"{folder}/{path}", known[path])
            figures |= {figure.name: figure} if figure else {}
            problems += faults
        elif path.startswith(f"{FIGURES_FOLDER}/") and path.lower().endswith(_ENDINGS):
            problems.append(_report_unknown(path, forms).at(f"{folder}/{path}", 1, 1))
    return figures, problems


def _report_unknown(path: str, forms: Forms) -> Problem:
    names = [name for name in forms if f"{name}.yml" not in BESIDE]
    known = f"name it as one of {', '.join(f'{name}.yml' for name in names)}, or delete it"
    if not names:
        known = "draw it by a module in the folder that figures names in mkdocs.yml, or delete it"
    hint = nearest(PurePath(path).stem.lower(), names).replace("'?", ".yml'?") or known
    message = f"there is no figure '{path.removeprefix(f'{FIGURES_FOLDER}/')}'"
    return Problem(message, "unknown-figure", hint)


def find_file(name: str) -> str:
    """Return where the data of a figure stand, below `docs/`."""
    file = f"{name}.yml"
    return file if file in BESIDE else f"{FIGURES_FOLDER}/{file}"


def draw_on_paper(shown: Shown, env: Environment) -> dict[str, tuple[str, str]]:
    """Return title and SVG of each figure that can be drawn for paper, by its name, in order.

    The first is the one for the card and the cover.
    """
    drawings = dict[str, tuple[str, str]]()
    for name, figure in sorted(shown.figures.items()):
        form = figure.form
        if form.paper_template:
            svg = env.get_template(form.paper_template).render(form=form, shown=shown)
            drawings[name] = form.title, svg
    return drawings


def _list_parts(figure: Written) -> Iterator[tuple[Part, FieldPath]]:
    """Yield the whole of a figure, and each part of it, with their paths."""
    for value, path in list_values(figure.form):
        if isinstance(value, Part):
            yield value, path


def list_items(figures: Iterable[Written], targets: StatementIndex) -> Iterator[Item]:
    """Yield the words of the entries of figures, which have to be borne out by what they name.

    An entry that names an unknown statement yields nothing: `ids_are_there` reports it.
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


def _join_words(entry: Part) -> str:
    """Return the words of an entry, a sentence a field, dates in words; a code is none."""
    sentences, codes = list[str](), list_marked(type(entry), CODE)
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        is_shown = isinstance(value, str | int | float) and not isinstance(value, bool)
        if is_shown and name not in codes:
            words = f"{value:.12g}" if isinstance(value, float) else str(value)
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
