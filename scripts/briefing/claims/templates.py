"""What all templates of the site know of claims and sources."""

from typing import Any

from ..pages.vocabulary import (
    ACCEPTABLE,
    CHANGED,
    EXTENTS,
    KINDS,
    KNOWN_VERDICTS,
    MEANINGS,
    READINGS,
    SHORT_READINGS,
    VERDICT_MEANINGS,
    VERDICTS,
    WORDS,
)
from ..text import count_things
from .readings import count_readings, tell_forecasts, tell_signposts
from .rows import (
    count,
    find_restated,
    list_cited,
    list_themes,
    name_page,
    name_theme,
    put_changed_first,
)
from .sources import find_reading, list_remarks, list_seen, search_copies, shorten, tell_reading

KNOWN: dict[str, Any] = {
    "kinds": KINDS,
    "meanings": MEANINGS,
    "readings": READINGS,
    "short_readings": SHORT_READINGS,
    "verdicts": VERDICTS,
    "verdict_meanings": VERDICT_MEANINGS,
    "known_verdicts": KNOWN_VERDICTS,
    "changed": CHANGED,
    "extents": EXTENTS,
    "faults": ACCEPTABLE,
    "words": WORDS,
}
for _function in (
    find_reading,
    tell_reading,
    list_remarks,
    search_copies,
    shorten,
    count,
    count_things,
    find_restated,
    list_cited,
    list_seen,
    list_themes,
    name_page,
    name_theme,
    put_changed_first,
    count_readings,
    tell_forecasts,
    tell_signposts,
):
    KNOWN[_function.__name__] = _function
