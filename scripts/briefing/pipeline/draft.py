"""The word that makes a site a draft, and the settings without it.

It is `draft: true` under `extra: briefing:` in `mkdocs.yml`, in any of the forms of YAML 1.1
(https://yaml.org/type/bool.html), in block or flow style. All else in the file stays as it is,
byte for byte, comments included.
"""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

_WAY = ("extra", "briefing", "draft")  # the keys that lead to it
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(#[^\r\n]*)?(\r?\n|\Z)")
_COMMA_BEFORE = re.compile(r",\s*\Z")
_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")


@dataclass(frozen=True)
class _Entry:
    """A key with its value, in the mapping that holds it."""

    mapping: yaml.MappingNode
    key: yaml.Node
    value: yaml.Node

    @property
    def is_alias(self) -> bool:
        """Whether the value stands elsewhere, behind an anchor; what is there serves others too."""
        return self.value.start_mark.index < self.key.start_mark.index


def end_draft(config_file: Path) -> str:
    """Return the text of a `mkdocs.yml` without what makes the site a draft.

    Where the site is none, it is the text as it is. Raise Abort, with file and line, where the
    draft comes from elsewhere: from an inherited file, an anchor or the environment.
    """
    text = config_file.read_bytes().decode()
    while _is_draft(config_file, text):
        shorter = _take_out(text)
        if shorter is None:
            raise Abort(_tell_where(config_file, text))
        text = shorter
    return text


def _is_draft(config_file: Path, text: str) -> bool:
    """Return whether a text in the place of a `mkdocs.yml` makes the site a draft.

    It is read as MkDocs reads it: with what it inherits, and with what the environment says.
    """
    stream = io.BytesIO(text.encode())
    stream.name = str(config_file)  # from where an inherited file is looked for
    settings = yaml_load(stream, get_yaml_loader(config=MkDocsConfig()))
    briefing = (settings.get("extra") or {}).get("briefing") or {}
    return bool(briefing.get("draft"))


def _take_out(text: str) -> str | None:
    """Return a text without its `draft`; None where it has none, or none that stands by itself."""
    steps = _find_steps(text)
    if not steps or _is_from_environment(steps):
        return None
    if any(step.is_alias for step in steps):
        return None
    return _cut(text, _find_outermost(steps))


def _find_steps(text: str) -> list[_Entry]:
    """Return the entries that lead to `draft`, itself the last; none where there is no such."""
    node = yaml.compose(text, yaml.SafeLoader)
    steps = list[_Entry]()
    for name in _WAY:
        entry = _find_entry(node, name)
        if entry is None:
            return []
        steps.append(entry)
        node = entry.value
    return steps


def _find_entry(node: yaml.Node | None, name: str) -> _Entry | None:
    """Return the entry of a mapping with a key: the last one, which counts where there are two."""
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in reversed(node.value):
        if key.value == name:
            return _Entry(node, key, value)
    return None


def _find_outermost(steps: list[_Entry]) -> _Entry:
    """Return the outermost entry that holds nothing but the draft.

    What would be left of a mapping without entries is null, and null is no setting.
    """
    *others, entry = steps
    for outer in reversed(others):
        if len(entry.mapping.value) > 1:
            break
        entry = outer
    return entry


def _cut(text: str, entry: _Entry) -> str | None:
    """Return a text without an entry; None where it would not say the same but for that entry."""
    root = yaml.compose(text, yaml.SafeLoader)
    shorter = _cut_characters(text, entry.key.start_mark.index, _find_end(entry.value))
    try:
        left = yaml.compose(shorter, yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    _remove(root, entry)
    if yaml.serialize(left) != yaml.serialize(root):
        return None
    return shorter


def _cut_characters(text: str, start: int, end: int) -> str:
    """Return a text without an entry between two places.

    Its lines go, where it has them to itself; else the entry goes with a comma beside it.
    """
    start_of_line = text.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(text, end)
    if rest and not text[start_of_line:start].strip():
        return text[:start_of_line] + text[rest.end() :]
    before = _COMMA_BEFORE.search(text[:start])
    if before:
        return text[: before.start()] + text[end:]
    behind = _COMMA_BEHIND.match(text, end)
    if behind:
        return text[:start] + text[behind.end() :]
    return text[:start] + text[end:]


def _find_end(node: yaml.Node) -> int:
    """Return where a value ends. A block's own mark is at what follows it, behind comments."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        _, value = node.value[-1]
        return _find_end(value)
    return node.end_mark.index


def _remove(root: yaml.Node | None, entry: _Entry) -> None:
    """Take an entry out of a tree that was made of the same text."""
    node = root
    for name in _WAY:
        found = _find_entry(node, name)
        if found is None:
            return
        if found.key.start_mark.index == entry.key.start_mark.index:
            found.mapping.value.remove((found.key, found.value))
            return
        node = found.value


def _is_from_environment(steps: list[_Entry]) -> bool:
    return steps[-1].value.tag == "!ENV"


def _tell_where(config_file: Path, text: str) -> str:
    """Return where the draft comes from, and what to do there."""
    for file, content in list_files(config_file, text):
        steps = _find_steps(content)
        if not steps:
            continue
        name = os.path.relpath(file, config_file.parent)
        place = f"{name}:{steps[-1].key.start_mark.line + 1}"
        if _is_from_environment(steps):
            return f"{place}: the environment makes this a draft (!ENV); take it away there"
        if file != config_file:
            return f"{place}: {config_file.name} inherits the draft from here; take it away here"
        return f"{place}: this draft cannot be taken out by itself; take it away here"
    return f"{config_file.name}: this is a draft, but does not say where; write draft: false"


def list_files(config_file: Path, text: str) -> Iterator[tuple[Path, str]]:
    """Yield a `mkdocs.yml` and each file that it inherits from, the nearest first, with texts."""
    file = config_file
    while True:
        yield file, text
        inherited = _find_entry(yaml.compose(text, yaml.SafeLoader), "INHERIT")
        if inherited is None or not isinstance(inherited.value, yaml.ScalarNode):
            return
        file = Path(os.path.normpath(file.parent / inherited.value.value))
        if not file.is_file():
            return
        text = file.read_text(encoding="utf-8")
