"""Each field of what authors write misspelt once, each value wrong once: a message at the line.

It is in an author's words: it quotes what stands there and says what would be right.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from scalars import Scalar, list_scalars
from support import read_data, write_files

from briefing.claims.figures import load_figures
from briefing.claims.forecasts import load_board
from briefing.claims.record_files import load_records
from briefing.claims.records import RECORDS_FOLDER
from briefing.pipeline.settings import BriefingSettings, FaultySettings, load_settings
from briefing.problems import Problem
from briefing.sources.bibliography import load_bibliography
from briefing.sources.fields import OURS
from briefing.sources.rules import check_sources

FIELDS = read_data("fields.yml")
SOUND: dict[str, str] = {
    **{
        f"docs/figures/{name}.yml": text for name, text in read_data("figures.yml")["sound"].items()
    },
    **{f"docs/{name}": text for name, text in read_data("forecasts.yml")["sound"].items()},
    "docs/records/index.yml": FIELDS["sound"]["records.yml"],
    "bibliography.bib": FIELDS["sound"]["bibliography.bib"],
    "mkdocs.yml": FIELDS["sound"]["mkdocs.yml"],
}
"""All of them, by the file of the project in which they stand."""

FILES = {
    "records.yml": "docs/records/index.yml",
    "bibliography.bib": "bibliography.bib",
    "mkdocs.yml": "mkdocs.yml",
}
OWN_NAMES = {("docs/forecasts.yml", 2), ("docs/watch.yml", 2), ("docs/records/index.yml", 1)}
"""Where names are ids of the author's, by the depth at which they stand in their files."""

BIB_FIELD = re.compile(r"(?m)^  (?P<name>\w+) +=.*(?=,$)")

NO_WORDS = re.compile(
    r"Traceback|\w+Error\b|\w+Exception\b|NoneType|None\b|\bExpected\b|`|<class|\bstr\b|\bint\b"
    r"|\bbool\b|\bdict\b|\btuple\b|\bfloat\b|\bobject\b|\battribute\b|unpack|codec|\bnull\b|\barray\b"
)
"""What no author needs to know: words of Python, of msgspec and of JSON."""


class Mistake(NamedTuple):
    """What is wrong in a file."""

    file: str
    line: int
    text: str  # of the file
    name: str  # of the field
    written: str  # for its name, or for its value


def misspell(name: str) -> str:
    """Return a name as a hand slips."""
    swapped = f"{name[:-2]}{name[-1]}{name[-2]}"
    return swapped if len(name) > 3 and swapped != name else f"{name}x"


def put(text: str, scalar: Scalar, words: str) -> str:
    """Return a text with other words in the place of a name or a value."""
    return text[: scalar.start] + words + text[scalar.end :]


def is_field(file: str, scalar: Scalar) -> bool:
    """Whether a name is that of a field, and not an id or a key."""
    if file == "mkdocs.yml":
        return len(scalar.path) == 3
    is_key = file == "docs/records/index.yml" and scalar.path[-2:-1] == ("sources",)
    return scalar.is_name and not is_key and (file, len(scalar.path)) not in OWN_NAMES


def list_misspelt() -> Iterator[Mistake]:
    """Yield every file with one field misspelt, each field once."""
    for file, text in SOUND.items():
        told = set[str]()
        for scalar in list_scalars(text) if file != "bibliography.bib" else ():
            if scalar.is_name and is_field(file, scalar) and scalar.text not in told:
                told.add(scalar.text)
                line = text.count("\n", 0, scalar.start) + 1
                wrong = misspell(scalar.text)
                yield Mistake(file, line, put(text, scalar, wrong), scalar.text, wrong)
    text = SOUND["bibliography.bib"]
    for field in BIB_FIELD.finditer(text):
        wrong = misspell(field["name"])
        changed = text[: field.start("name")] + wrong + text[field.end("name") :]
        line = text.count("\n", 0, field.start()) + 1
        yield Mistake("bibliography.bib", line, changed, field["name"], wrong)


def list_wrong() -> Iterator[Mistake]:
    """Yield every file with one wrong value, of each field once: of the table, or a list."""
    for name, values in FIELDS["wrong"].items():
        text = SOUND[FILES[name]]
        for field, value in values.items():
            written = yaml.safe_dump(value, default_flow_style=True, width=999).split("\n...")[0]
            yield replace_value(FILES[name], text, field, written.strip())
    for file, text in SOUND.items():
        told = set[str]()
        for scalar in list_scalars(text):
            is_text = not scalar.is_name and isinstance(scalar.path[-1], str)
            if file.endswith("mkdocs.yml") or not is_text or scalar.path[-1] in told:
                continue
            told.add(str(scalar.path[-1]))
            line = text.count("\n", 0, scalar.start) + 1
            wrong = put(text, scalar, "[a, [b]]")
            yield Mistake(file, line, wrong, str(scalar.path[-1]), "[a, [b]]")


def replace_value(file: str, text: str, field: str, value: str) -> Mistake:
    """Return a file with another value for the first field of a name."""
    if file.endswith(".bib"):
        found = next(each for each in BIB_FIELD.finditer(text) if each["name"] == field)
        value = value.strip("'\"")
        changed = f"{text[: found.start()]}  {field} = {{{value}}}{text[found.end() :]}"
        return Mistake(file, text.count("\n", 0, found.start()) + 1, changed, field, value)
    lines = text.splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if line.strip().startswith(f"{field}:"))
    head = lines[number].partition(":")[0]
    lines[number] = f"{head}: {value}\n"
    return Mistake(file, number + 1, "".join(lines), field, value)


def tell(root: Path, file: str, text: str) -> list[Problem]:
    """Return what is said of a file by whoever reads it."""
    write_files(root, {file: text})
    if file.startswith("docs/figures/"):
        return load_figures(root / "docs", root)[1]
    if file.startswith(f"docs/{RECORDS_FOLDER}/"):
        return load_records(root / "docs", root, ["index.md"])[1]
    if file.startswith("docs/"):
        return load_board(root / "docs", root)[1]
    if file == "bibliography.bib":
        return [*check_sources(load_bibliography(root / file))]
    try:
        load_settings(yaml.safe_load(text)["extra"], root / file)
    except FaultySettings as error:
        return [*error.problems]
    return []


@pytest.mark.parametrize("file", SOUND)
def test_what_is_sound_is_taken(tmp_path: Path, file: str) -> None:
    assert tell(tmp_path, file, SOUND[file]) == []


def test_every_field_of_ours_is_tried() -> None:
    misspelt = {(mistake.file, mistake.name) for mistake in list_misspelt()}
    assert {("mkdocs.yml", name) for name in BriefingSettings.__struct_fields__} <= misspelt
    assert {("bibliography.bib", name) for name in OURS} <= misspelt
    assert len(misspelt) > 40
    assert len([*list_wrong()]) > 40


@pytest.mark.parametrize("mistake", [*list_misspelt()], ids=lambda each: f"{each.file}-{each.name}")
def test_a_field_that_is_misspelt_is_named_at_its_line(tmp_path: Path, mistake: Mistake) -> None:
    told = map(str, tell(tmp_path, mistake.file, mistake.text))
    # Of two fields that belong together the other may be told too, since it is alone.
    [message] = [each for each in told if f"'{mistake.written}'" in each]
    assert re.match(rf"{re.escape(mistake.file)}:{mistake.line}(:\d+)?: ", message)
    assert f"did you mean '{mistake.name}'?" in message
    assert not NO_WORDS.search(message)


@pytest.mark.parametrize("mistake", [*list_wrong()], ids=lambda each: f"{each.file}-{each.name}")
def test_a_value_that_is_wrong_is_named_at_its_line(tmp_path: Path, mistake: Mistake) -> None:
    messages = [str(problem) for problem in tell(tmp_path, mistake.file, mistake.text)]
    place = rf"{re.escape(mistake.file)}:{mistake.line}(:\d+)?: "
    assert [message for message in messages if re.match(place, message)], messages
    assert "; " in messages[0], "it says what would be right"
    for message in messages:
        assert not NO_WORDS.search(message)
