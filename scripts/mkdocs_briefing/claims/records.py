"""What is said of a statement beside its words: a record, in `docs/records/<page>.yml`.

A page is prose; each clause that it closes with `[](){ #id }`, and each note, has one record there,
by its id. A type says what a field takes, a rule what holds between the fields of one record: it is
a generator whose docstring is the rule. `record_files.py` reads the files.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta

from ..problems import Problem, ask
from ..tokens import read_tokens
from ..vocabulary import (
    BOXES,
    KINDS,
    NO_VERDICT,
    VERDICTS,
    Bears,
    ClaimKind,
    NoteKind,
    Verdict,
    VerdictTerm,
)
from ..yamldata import EDTF, Brief, Form, labelled, list_marked

UNBORNE = frozenset({"none", "not-seen"})  # what says that no source was seen to bear it out
NO_WORDS = "none"  # stands for words where there are none to be looked up
_MOST_WORDS = 12  # of a reason, which readers take in at a glance
_FEWEST_WORDS_OF_SOURCE, _MOST_WORDS_OF_SOURCE = 3, 5
_FEWEST_CHARACTERS, _MOST_CHARACTERS = 4, 14
# Han, kana and Hangul, which no spaces part into words, or not into words like ours.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
# A full stop or its like, and the quotation marks and brackets that may stand behind it.
END_OF_SENTENCE = re.compile(r"[.!?…。！？]['\"’”»)\]］】」』]*\Z")

Text = Annotated[str, Meta(min_length=1)]
ID = Meta(extra={"form": "id of a statement"})
"""Marks the type of a field, or of the items in it, as that of the id of a statement."""
Id = Annotated[Text, ID]
SENTENCE = Meta(extra={"form": "sentence"})
"""Marks the type of a field as that of what readers are shown as a sentence."""
Sentence = Annotated[Text, SENTENCE]
OF_CLAIM = Meta(extra={"of": "claim"})
"""Marks a field that no note has."""
OF_RESTATED = Meta(extra={"of": "what is restated"})
"""Marks one that neither a note has nor a statement of ours."""
OlderId = Annotated[str, Meta(pattern=r"^(?!notes$)[\w.-]+$")]
"""An id that an author can give: all but `notes`, which is that of the list of notes on a page."""


Place = Annotated[str, Meta(pattern=r"^[1-9]\d*\.[1-9]\d*$")]
"""A place in the article: the number of a paragraph, and that of the statement in it, `2.3`."""


Reasons = Annotated[
    dict[str, Annotated[str, Meta(pattern=r"^(\S+\s+){0,19}\S+$")]],
    Meta(
        description="by the number of the edition that moves its verdict, its reading or our "
        "judgement, why it does, in at most twenty words: {9: A later report names the day.}"
    ),
]


class SourceRecord(Form, frozen=True, kw_only=True):
    """What one source was seen to state for one statement."""

    bears: Annotated[
        Bears,
        labelled("What was found in it", "what of its share the source was seen to bear out"),
    ]
    words: Annotated[
        Text,
        labelled(
            "Its words",
            "three to five words in a row, as the source has them (4 to 14 characters "
            "of Chinese, Japanese or Korean), or none, with the reason under unseen",
        ),
    ] = ""
    unseen: Annotated[
        Sentence,
        labelled(
            "Why no words were seen", "why no words were seen at the cited address, in a sentence"
        ),
    ] = ""
    speaker: Annotated[
        Text,
        labelled(
            "Who speaks", "whose words they are, where it is not the text of the source itself"
        ),
    ] = ""
    party: Annotated[
        Text,
        labelled(
            "Party of the speaker",
            "the state whose side the speaker takes, being a party to the matter",
        ),
    ] = ""
    days: Annotated[
        tuple[Annotated[Text, EDTF], ...],
        labelled("Dates in it", "a list of the days that it states, in EDTF: [2024-10]"),
    ] = ()
    figures: Annotated[
        tuple[Text, ...],
        labelled("Figures in it", "a list of the numbers that it states, as it has them"),
    ] = ()
    gap: Annotated[
        Sentence,
        labelled(
            "What it leaves open", "what of the statement it does not bear out, in a sentence"
        ),
    ] = ""

    def find_faults(self) -> Iterator[Problem]:
        """Yield what is wrong between its fields."""
        yield from ask(SOURCE_RULES, self)

    @property
    def has_words(self) -> bool:
        """Whether it has words of the source."""
        return self.words not in {"", NO_WORDS}


class Record(Form, frozen=True, kw_only=True):
    """What is said of one claim, or of one note."""

    kind: Annotated[
        ClaimKind | NoteKind,
        labelled("Kind", "what sort of statement it is; of a note check or since"),
    ]
    restates: Annotated[
        Place | None,
        OF_CLAIM,
        labelled(
            "Place in the article",
            "the place in the article that it restates, 2.3 for the third statement of "
            "its second paragraph",
        ),
    ] = None
    event: Annotated[
        Text,
        EDTF,
        labelled("Date", "the day, month or year that it is about, in EDTF: 2024-10-24, 195X"),
    ] = ""
    says: Annotated[
        Sentence,
        OF_CLAIM,
        labelled(
            "Statement, as the ledger has it",
            "the statement as a sentence that can be read and quoted alone",
        ),
    ] = ""
    verdict: Annotated[
        Verdict | None, OF_CLAIM, labelled("Verdict", "what checking found of what it restates")
    ] = None
    because: Annotated[
        Sentence, OF_CLAIM, labelled("Why", "why it does not simply hold, in at most twelve words")
    ] = ""
    in_short: Annotated[
        Brief,
        OF_CLAIM,
        labelled("In few words, beside what it follows", "a sentence of at most twelve words"),
    ] = ""
    borne_out_by: Annotated[
        tuple[Id, ...],
        OF_RESTATED,
        labelled(
            "What bears it out",
            "a list of the ids of claims or notes of ours that bear out what holds",
        ),
    ] = ()
    common_knowledge: Annotated[
        bool,
        OF_RESTATED,
        labelled("Common knowledge", "true where it holds and nobody needs a source for it"),
    ] = False
    rests_on: Annotated[
        tuple[Id, ...],
        OF_CLAIM,
        labelled(
            "What it rests on",
            "a list of the ids of the claims that an assessment or a forecast of ours rests on",
        ),
    ] = ()
    follows: Annotated[
        tuple[Id, ...],
        OF_CLAIM,
        labelled(
            "What it takes further",
            "of what came after the cut-off, a list of the ids of the earlier claims "
            "on which it bears; each leads here",
        ),
    ] = ()
    accept: Annotated[
        tuple[Text, ...],
        labelled(
            "Faults that we know of and accept",
            "a list of the codes of faults that the author knows of and explains",
        ),
    ] = ()
    about: Annotated[
        Id, labelled("What it is about", "the id of the claim that a note is about")
    ] = msgspec.field(default="", name="for")
    moved: Annotated[Reasons, OF_CLAIM] = msgspec.field(default_factory=dict)
    sources: Annotated[
        dict[str, SourceRecord],
        Meta(description="by citation key, what each source was seen to state"),
    ] = msgspec.field(default_factory=dict)

    def find_faults(self) -> Iterator[Problem]:
        """Yield what is wrong between its fields, but for its sources."""
        yield from ask(RECORD_RULES, self)

    @property
    def is_note(self) -> bool:
        """Whether it is that of a note."""
        return self.kind in BOXES

    @property
    def is_restated(self) -> bool:
        """Whether it is that of a claim of the article's, restated."""
        return self.restates is not None

    @property
    def paragraph(self) -> str:
        """The number of the paragraph of the article that it restates; empty for ours."""
        return (self.restates or "").partition(".")[0]

    @property
    def is_our_judgement(self) -> bool:
        """Whether it is that of an assessment or a forecast of ours."""
        return self.kind in KINDS and KINDS[self.kind].is_judgement and not self.is_restated

    @property
    def is_our_forecast(self) -> bool:
        """Whether it is that of a forecast of ours."""
        return self.kind == "forecast" and not self.is_restated

    @property
    def verdict_term(self) -> VerdictTerm:
        """What its verdict says."""
        return VERDICTS[self.verdict] if self.verdict else NO_VERDICT


def fields_of_kind(record: Record) -> Iterator[Problem]:
    """A note has no words of its own; it alone is `for` a claim; our judgements rest on claims."""
    fields = [*list_marked(Record, OF_CLAIM), *list_marked(Record, OF_RESTATED)]
    own = [name for name in fields if getattr(record, name)]
    if record.is_note and own:
        message = f"a note has no {', '.join(own)}: its words stand in the page"
        hint = f"take {', '.join(own)} away; or if it is a claim, write its kind"
        yield Problem(message, "record-field", hint, part=(own[0],))
    if record.about and not record.is_note:
        message = "only a note, check or since, is for a claim"
        yield Problem(message, "record-field", "take 'for' away", part=("for",))
    if record.rests_on and not (record.is_our_judgement or record.is_note):
        message = "only an assessment or a forecast of ours says what it rests on"
        yield Problem(message, "record-field", "take 'rests_on' away", part=("rests_on",))


def fields_of_restated(record: Record) -> Iterator[Problem]:
    """What says why something holds is said of what restates the article."""
    if record.is_note or record.is_restated:
        return
    for name in filter(partial(getattr, record), list_marked(Record, OF_RESTATED)):
        message = f"only a claim with restates has '{name}'"
        yield Problem(message, "record-field", f"take '{name}' away", part=(name,))


def verdict_of_restated(record: Record) -> Iterator[Problem]:
    """What restates the article has a verdict, with a reason where it does not simply hold.

    Ours has neither.
    """
    if record.is_note:
        return
    if record.is_restated and not record.verdict:
        message = "what restates the article has a verdict"
        hint = "check what the article says there, and write what you found under verdict"
        yield Problem(message, "missing-verdict", hint, part=("restates",))
    elif record.is_restated and record.verdict_term.needs_reason and not record.because:
        message = f"the verdict '{record.verdict}' does not say why"
        hint = f"write under because, in at most {_MOST_WORDS} words, what a reader should know"
        yield Problem(message, "missing-because", hint, part=("verdict",))
    elif record.verdict and not record.is_restated:
        message = "a statement of ours bears no verdict"
        hint = "take verdict away, or write under restates the place that it restates"
        yield Problem(message, "verdict-of-ours", hint, part=("verdict",))
    elif record.because and not record.is_restated:
        message = "a reason stands beside a verdict only"
        yield Problem(message, "record-field", "take 'because' away", part=("because",))


def length_of_reason(record: Record) -> Iterator[Problem]:
    """A reason is short."""
    words = len(record.because.split())
    if words > _MOST_WORDS:
        message = f"this reason has {words} words"
        yield Problem(message, "long-because", f"use {_MOST_WORDS} at most", part=("because",))


def sentences(record: Record | SourceRecord) -> Iterator[Problem]:
    """What is shown as a sentence ends like one."""
    for name in list_marked(type(record), SENTENCE):
        text = getattr(record, name)
        if text and not END_OF_SENTENCE.search(text):
            message = f"'{name}' does not end like a sentence"
            yield Problem(message, "no-sentence", "end it with a full stop", part=(name,))


def figures_of_source(record: SourceRecord) -> Iterator[Problem]:
    """The figures that a source states have a number in them."""
    for number, figure in enumerate(record.figures):
        if not any(read_tokens(figure)):
            hint = "write it as the source has it, such as 10,000 or 7%"
            yield Problem(f"'{figure}' is no number", "bad-value", hint, part=("figures", number))


def stated_was_seen(record: SourceRecord) -> Iterator[Problem]:
    """Nobody can say what an unseen source states, and only what bears something out has words."""
    silent = {"words": UNBORNE, "days": {"not-seen"}, "figures": {"not-seen"}}
    for name, bears in silent.items():
        if record.bears in bears and getattr(record, name):
            message = f"{name} stand here, and bears says '{record.bears}'"
            hint = f"read the source, and say what it bears out; or take '{name}' away"
            yield Problem(message, "words-unborne", hint, part=(name,))


def part_with_gap(record: SourceRecord) -> Iterator[Problem]:
    """What bears out a part says which part it leaves open."""
    if record.bears == "part" and not record.gap:
        message = "nothing says which part it does not bear out"
        yield Problem(
            message, "missing-gap", "write that under gap, in a sentence", part=("bears",)
        )


def words_seen(record: SourceRecord) -> Iterator[Problem]:
    """What is borne out has words of the source, or says why there are none."""
    if record.bears in UNBORNE:
        return
    if not record.words:
        message = "no words of the source say where this was read"
        hint = (
            "write under words three to five words in a row, as the source has them; "
            "or words: none, and under unseen why there are none"
        )
        yield Problem(message, "missing-words", hint, part=("bears",))
    elif record.words == NO_WORDS and not record.unseen:
        hint = "write under unseen, in a sentence, why no words could be seen"
        yield Problem("nothing says why there are none", "missing-unseen", hint, part=("words",))


def length_of_words(record: SourceRecord) -> Iterator[Problem]:
    """Words of a source are few: enough to find, too few to copy."""
    if not record.has_words:
        return
    characters = len(_EAST_ASIAN.findall(record.words))
    words = len(record.words.split())
    if characters and not _FEWEST_CHARACTERS <= characters <= _MOST_CHARACTERS:
        message = f"these are {characters} characters of the source"
        hint = f"use {_FEWEST_CHARACTERS} to {_MOST_CHARACTERS} in a row"
        yield Problem(message, "length-of-words", hint, part=("words",))
    elif not characters and not _FEWEST_WORDS_OF_SOURCE <= words <= _MOST_WORDS_OF_SOURCE:
        message = f"the words of the source are {words}"
        yield Problem(message, "length-of-words", "use three to five in a row", part=("words",))


RECORD_RULES = (
    fields_of_kind,
    fields_of_restated,
    verdict_of_restated,
    length_of_reason,
    sentences,
)
SOURCE_RULES = (
    figures_of_source,
    stated_was_seen,
    part_with_gap,
    words_seen,
    length_of_words,
    sentences,
)
