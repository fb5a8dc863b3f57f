"""What is said of each fault: `messages.yml` has the message, and what would be right, by its code."""

from pathlib import Path

from .data import read_yaml

_SAID: dict[str, list[str]] = read_yaml(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))[0]


def say(name: str, *found: object, hint: str = "") -> tuple[str, str, str]:
    """Return message, code and hint of a fault, by its name there, with what was found filled in."""
    message, *right = (text.format(*found) for text in _SAID[name])
    return message, name.partition("/")[0], hint or "".join(right)
