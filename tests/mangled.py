"""What word processors, mails and PDFs make of a sentence: it stays the same sentence."""

import re
from collections.abc import Callable

SOFT = "\xad"


def quote(text: str) -> str:
    """Put straight quotation marks around it, and straight ones into it."""
    return '"' + re.sub("[“”‘’]", "'", text) + '"'


def capitalise(text: str) -> str:
    """Begin with a capital in brackets."""
    return f"[{text[0].upper()}]{text[1:]}"


def part_a_word(text: str) -> str:
    """Part the longest word at the end of a line."""
    word = max(re.findall(r"[^\W\d]+", text), key=len)
    return text.replace(word, f"{word[:3]}-\n{word[3:]}", 1)


def leave_out(text: str) -> str:
    """Put an ellipsis for the words in the middle."""
    words = text.split()
    third = len(words) // 3
    return " ".join([*words[: third + 1], "[. . .]", *words[-third - 1 :]])


def add_reference(text: str) -> str:
    """Put a citation without an address behind it."""
    return f"“{text}” (Desk 2026, p. 7)."


MANGLERS: tuple[Callable[[str], str], ...] = (
    quote,
    capitalise,
    part_a_word,
    leave_out,
    add_reference,
    lambda text: text.replace(" ", "\xa0"),
    lambda text: text.replace(" ", " \n"),
    lambda text: re.sub(r"(\w\w)(\w\w\w)", rf"\1{SOFT}\2", text),
    lambda text: text.upper(),
    lambda text: f"… {text} …",
    lambda text: text.replace("-", "‑").replace("–", "-"),
    lambda text: text.replace(" ", " [sic] ", 1),
)


def mangle(text: str, number: int) -> str:
    """Return a text as the mangler of a number leaves it."""
    return MANGLERS[number % len(MANGLERS)](text)
