"""What a machine may mend in the sentences that data have for readers, as it does in pages."""

import json

from ..marked import read_marked
from ..pages.typography import mend_text
from ..scalars import Scalar, list_scalars, put_words

# Fields of records, figures, forecasts and signposts that readers see. The `words` of a source are
# not among them: they stand as the source has them.
_PROSE = frozenset(
    (
        "because",
        "condition",
        "expected",
        "gap",
        "not_seen",
        "record",
        "says",
        "shows",
        "title",
        "unseen",
        "watch",
        "where",
        "would_mean",
    )
)


def mend_prose(text: str, language: str) -> str:
    """Return the text of a YAML file with what can be mended in its sentences."""
    for scalar in reversed(list_scalars(text)):
        if not scalar.is_name and scalar.path[-1:] and scalar.path[-1] in _PROSE:
            text = _mend(text, scalar, language)
    return text


def _mend(text: str, scalar: Scalar, language: str) -> str:
    """Return a text with one value mended, if it then says that and nothing else."""
    mended = mend_text(scalar.text, language)
    written = text[scalar.start : scalar.end]
    if mended == scalar.text or "\n" in written:
        return text
    changed = put_words(text, [(scalar, _write(written, mended))])
    expected = [each.text for each in list_scalars(text)]
    place = list_scalars(text).index(scalar)
    expected[place] = mended
    found = [each.text for each in list_scalars(changed)]
    return changed if found == expected and not read_marked(changed).faults else text


def _write(written: str, words: str) -> str:
    """Return words between the quotation marks between which others stood, if any."""
    if written.startswith('"'):
        return json.dumps(words, ensure_ascii=False)
    if written.startswith("'"):
        doubled = words.replace("'", "''")
        return f"'{doubled}'"
    return words
