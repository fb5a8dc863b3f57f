"""What has to be true between an entry of a figure and the statement that it names.

A rule is a generator whose docstring is the rule. That what is named is there says `rules.py`.
"""

from collections.abc import Iterator

from ..claims.briefing import Briefing
from ..problems import Problem, ask, nearest
from ..yamldata import Form, list_forms
from .entries import Dated
from .forms import Band, DifferenceForm, LaneEntry, Missing, Point


def entries_fit_statements(briefing: Briefing) -> Iterator[Problem]:
    """What an entry of a figure says of the statement that it names is so."""
    for figure in briefing.figures.values():
        for entry, path in list_forms(figure.form):
            for problem in ask(ENTRY_RULES, entry, briefing):
                yield figure.data.report(path, problem)


def place_of_missing(entry: Form, briefing: Briefing) -> Iterator[Problem]:
    """What is missing is said at a place that is there."""
    if isinstance(entry, Missing) and entry.at not in briefing.addresses:
        message = f"nothing stands at the address '{entry.at}'"
        hint = nearest(entry.at, briefing.addresses) or "write page/#id, from the root of the site"
        yield Problem(message, "broken-link", hint, part=("at",))


def day_of_entry(entry: Form, briefing: Briefing) -> Iterator[Problem]:
    """What stands on an axis of days has one, its own or that of its statement."""
    if isinstance(entry, Band) or (isinstance(entry, Dated) and not entry.date):
        target = briefing.targets.find(entry)
        if target and not target.record.event:
            message = f"'{entry.claim}' has no day"
            hint = "write its event: into its record; in lanes, date: 2024-10-24 here will do"
            yield Problem(message, "bad-date", hint, part=("claim",))


def day_of_the_article(entry: Form, briefing: Briefing) -> Iterator[Problem]:
    """A day that is not supported is one that the article gives."""
    if isinstance(entry, LaneEntry) and entry.stance == "unsupported":
        target = briefing.targets.find(entry)
        if target and not target.record.is_restated:
            message = f"'{entry.claim}' does not restate the article"
            hint = "name the claim whose day is not supported, or write another stance"
            yield Problem(message, "not-restated", hint, part=("stance",))


def source_of_point(entry: Form, briefing: Briefing) -> Iterator[Problem]:
    """The source of a share is one of those of the statement on which it rests."""
    target = briefing.targets.find(entry) if isinstance(entry, Point) else None
    if target and isinstance(entry, Point) and entry.source not in target.record.sources:
        message = f"'{entry.claim}' does not cite '{entry.source}'"
        keys = sorted(target.record.sources)
        hint = nearest(entry.source, keys) or f"it cites {', '.join(keys) or 'nothing'}"
        yield Problem(message, "unknown-key", hint, part=("source",))


def article_and_record(entry: Form, briefing: Briefing) -> Iterator[Problem]:
    """What differs is a claim that restates the article, and does not hold."""
    names = [entry.claim] if isinstance(entry, DifferenceForm) else []
    for claim in briefing.targets.find_all(names):
        if not claim.record.is_restated:
            hint = "name a claim with restates: in its record"
            yield Problem(
                "this does not restate the article", "not-restated", hint, part=("claim",)
            )
        elif claim.record.verdict == "holds":
            message = f"'{claim.id}' is said to differ here, and its record says that it holds"
            yield Problem(message, "other-verdict", "take it away", part=("claim",))


ENTRY_RULES = (
    place_of_missing,
    day_of_entry,
    day_of_the_article,
    source_of_point,
    article_and_record,
)
