"""Where the record differs from what the article says: a table of text."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.figures.entries import ClaimEntry, ClaimIds, Titled, Words
from mkdocs_briefing.pages.counts import Countable, make_countable
from mkdocs_briefing.problems import Problem


class DifferenceForm(ClaimEntry, frozen=True, kw_only=True):
    """Where the record differs from a statement of the article."""

    words: Annotated[str, Meta(description="what it says, where its sentence is too long")] = ""
    record: Words
    see: ClaimIds = ()

    @property
    def names(self) -> Sequence[str]:
        """The claim, and what shows that it differs."""
        return [self.claim, *self.see]

    def find_unfit(self, briefing: Briefing) -> Iterator[Problem]:
        """It is a claim that restates the article, and does not hold."""
        target = self.find(briefing.targets)
        if target and not target.record.is_restated:
            message = "this does not restate the article"
            hint = "name a claim with restates: in its record"
            yield Problem(message, "not-restated", hint, part=("claim",))
        elif target and target.record.verdict_term.is_borne_out:
            message = f"'{self.claim}' is said to differ here, and its record says that it holds"
            yield Problem(message, "other-verdict", "take it away", part=("claim",))


class DifferencesForm(Titled, frozen=True, kw_only=True):
    """Where the record differs."""

    styles: ClassVar[Sequence[str]] = ("front",)
    differences: Annotated[tuple[DifferenceForm, ...], Meta(description="a list of differences")]

    @property
    def countable(self) -> Countable:
        """The differences."""
        return make_countable([()] * len(self.differences))


FORM = DifferencesForm
