"""What a person said of a source that is no longer what it was: `keywords = {gone}`."""

from collections.abc import Mapping

from .entries import Source


def find_states(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return `retracted` or `gone` by key; a source that is neither is left out."""
    states = dict[str, str]()
    for key, source in sources.items():
        if "retracted" in source.keywords:
            states[key] = "retracted"
        elif "gone" in source.keywords:
            states[key] = "gone"
    return states
