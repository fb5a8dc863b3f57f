"""Sources that a person said are gone or retracted."""

from briefing.sources.bibliography import parse_bibliography
from briefing.sources.states import find_states

SOURCES = parse_bibliography(
    """\
@online{there, url = {https://example.org/a}}
@online{missed, url = {https://example.org/c}, keywords = {gone}}
@online{retracted, url = {https://example.org/b}, keywords = {gone, retracted}}
"""
).sources


def test_a_source_is_gone_or_retracted_as_a_person_says() -> None:
    assert find_states(SOURCES) == {"missed": "gone", "retracted": "retracted"}
