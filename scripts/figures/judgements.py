"""What the article argues, and what that rests on: a list of text."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.figures.entries import Part, Remark, Titled, Words
from mkdocs_briefing.problems import Problem, nearest
from mkdocs_briefing.yamldata import CODE


class Missing(Part, frozen=True, kw_only=True):
    """What a page says that its argument leaves open."""

    words: Words
    at: Annotated[str, CODE, Meta(description="the address where it says so: trade/#gaps")]

    def find_unfit(self, briefing: Briefing) -> Iterator[Problem]:
        """It is said at a place that is there."""
        if self.at not in briefing.addresses:
            message = f"nothing stands at the address '{self.at}'"
            known = "write page/#id, from the root of the site"
            hint = nearest(self.at, briefing.addresses) or known
            yield Problem(message, "broken-link", hint, part=("at",))


class JudgementForm(Part, rename={"pro": "for"}, frozen=True, kw_only=True):
    """A judgement of the article, and what it rests on."""

    words: Words
    claims: Annotated[
        tuple[str, ...],
        Meta(description="a list of the ids of the claims that it sums up", min_length=1),
    ]
    pro: Annotated[tuple[Remark, ...], Meta(description="a list of what speaks for it")] = ()
    against: Annotated[
        tuple[Remark, ...], Meta(description="a list of what speaks against it")
    ] = ()
    missing: Missing | None = None

    @property
    def names(self) -> Sequence[str]:
        """The claims that it sums up, and what speaks for and against them."""
        return [*self.claims, *(remark.claim for remark in (*self.pro, *self.against))]


class JudgementsForm(Titled, frozen=True, kw_only=True):
    """What the article argues, and what that rests on."""

    styles: ClassVar[Sequence[str]] = ("front",)
    judgements: Annotated[tuple[JudgementForm, ...], Meta(description="a list of judgements")]


FORM = JudgementsForm
