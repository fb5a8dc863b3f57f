"""What a record must be by itself; whether its page bears it out is in `backing.py`.

A rule is a generator whose docstring is the rule. It yields faults with the field that they are in.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..dates import parse_edtf
from ..pages.vocabulary import VERDICTS
from .records import BORNE, NO_WORDS, Record, SourceRecord

_MOST_WORDS = 12  # of a reason, which readers take in at a glance
_FEWEST_WORDS_OF_SOURCE, _MOST_WORDS_OF_SOURCE = 3, 5
_FEWEST_CHARACTERS, _MOST_CHARACTERS = 4, 14
# Han, kana and Hangul, which no spaces part into words, or not into words like ours.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_PLAIN_VERDICTS = frozenset({"holds", "judgement"})  # of which nothing has to be explained
_OF_CLAIMS = ("restates", "says", "verdict", "because", "rests_on", "follows")  # that no note has
_DATE_HINT = "write 2024-10-24, 2024-10, 195X or 1991/.."
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A full stop or its like, and the quotation marks and brackets that may stand behind it.
_END_OF_SENTENCE = re.compile(r"[.!?…。！？]['\"’”»)\]]*\Z")


class FieldFault(NamedTuple):
    """What is wrong with a field of a record."""

    field: str  # its name, as authors write it
    message: str
    code: str
    hint: str
    item: int | None = None  # which one of a list it is, counted from 0


_RecordRule = Callable[[Record], Iterator[FieldFault]]
_SourceRule = Callable[[SourceRecord], Iterator[FieldFault]]


def check_record(record: Record) -> Iterator[FieldFault]:
    """Yield what is wrong with a record, but for its sources."""
    for rule in RECORD_RULES:
        yield from rule(record)


def check_source_record(record: SourceRecord) -> Iterator[FieldFault]:
    """Yield what is wrong with what one source was seen to state."""
    for rule in SOURCE_RULES:
        yield from rule(record)


def note_fields(record: Record) -> Iterator[FieldFault]:
    """A note has no verdict and no words of its own; only a note is `for` something."""
    own = [name for name in _OF_CLAIMS if getattr(record, name)]
    if record.is_note and own:
        message = f"a note has no {', '.join(own)}: its words stand in the page"
        hint = f"take {', '.join(own)} away; or if it is a claim, write its kind"
        yield FieldFault(own[0], message, "record-field", hint)
    if record.about and not record.is_note:
        message = "only a note, check or since, is for a claim"
        yield FieldFault("for", message, "record-field", "take 'for' away")


def verdict_of_restated(record: Record) -> Iterator[FieldFault]:
    """What restates the article has a verdict, and ours has none."""
    if record.is_note:
        return
    if record.restates and not record.verdict:
        message = "what restates the article has a verdict"
        hint = "check what the article says there, and write what you found under verdict"
        yield FieldFault("restates", message, "missing-verdict", hint)
    if record.verdict and not record.restates:
        message = "a statement of ours bears no verdict"
        hint = "take verdict away, or say under restates which paragraph it restates"
        yield FieldFault("verdict", message, "verdict-of-ours", hint)


def reason_of_verdict(record: Record) -> Iterator[FieldFault]:
    """A verdict that does not simply hold says why; nothing else has a reason."""
    if record.is_note:
        return
    is_plain = record.verdict in _PLAIN_VERDICTS
    if record.restates and record.verdict and not is_plain and not record.because:
        message = f"the verdict '{record.verdict}' does not say why"
        hint = f"write under because, in at most {_MOST_WORDS} words, what a reader should know"
        yield FieldFault("verdict", message, "missing-because", hint)
    if record.because and not record.verdict and not record.restates:
        message = "a reason stands beside a verdict only"
        yield FieldFault("because", message, "record-field", "take 'because' away")


def words_of_reason(record: Record) -> Iterator[FieldFault]:
    """A reason is short, and says more than the verdict does."""
    words = len(record.because.split())
    if words > _MOST_WORDS:
        message = f"this reason has {words} words"
        yield FieldFault("because", message, "long-because", f"use {_MOST_WORDS} at most")
    said = record.because.strip(" .!").casefold()
    if said in {word.casefold() for word in (*VERDICTS, *VERDICTS.values())}:
        message = "this reason only says the verdict again"
        hint = "say why: what was found, or what is missing"
        yield FieldFault("because", message, "because-without-reason", hint)


def sentences_of_record(record: Record) -> Iterator[FieldFault]:
    """What is shown as a sentence ends like one."""
    yield from _check_sentences({"says": record.says, "because": record.because})


def items_of_record(record: Record) -> Iterator[FieldFault]:
    """No list of a record has the same twice."""
    for name in ("rests_on", "follows", "accept", "aliases"):
        yield from _check_repeated(name, getattr(record, name))


def ground_of_assessment(record: Record) -> Iterator[FieldFault]:
    """Only an assessment of ours says what it rests on."""
    is_ours = record.kind == "assessment" and not record.restates
    if record.rests_on and not (is_ours or record.is_note):
        message = "only an assessment of ours says what it rests on"
        yield FieldFault("rests_on", message, "record-field", "take 'rests_on' away")


def date_of_event(record: Record) -> Iterator[FieldFault]:
    """The event of a statement is a date in EDTF."""
    if record.event and parse_edtf(record.event) is None:
        yield FieldFault("event", f"'{record.event}' is not a date", "bad-date", _DATE_HINT)


def dates_of_source(record: SourceRecord) -> Iterator[FieldFault]:
    """The days that a source states are dates in EDTF."""
    for number, day in enumerate(record.days):
        if parse_edtf(day) is None:
            yield FieldFault("days", f"'{day}' is not a date", "bad-date", _DATE_HINT, number)


def day_of_reading(record: SourceRecord) -> Iterator[FieldFault]:
    """A source was held on a day that has come, and what was held has its day."""
    hint = "take held and sum away, read the passage again, and run make checked"
    if record.sum and not record.held:
        yield FieldFault("sum", "'sum' stands here without 'held'", "sum-without-day", hint)
    span = parse_edtf(record.held)
    if record.held and (span is None or not _DAY.fullmatch(record.held)):
        yield FieldFault("held", f"'{record.held}' is not a day", "bad-date", hint)
    elif span and span.earliest > date.today() + timedelta(days=1):  # somewhere it is tomorrow
        yield FieldFault("held", f"{record.held} is still to come", "bad-date", hint)


def unseen_states_nothing(record: SourceRecord) -> Iterator[FieldFault]:
    """Of a source that was not seen, nobody can say what it states."""
    for name in ("days", "figures", "names"):
        if record.bears == "not-seen" and getattr(record, name):
            message = f"{name} stand here, and bears says '{record.bears}'"
            hint = f"read the source, and say what it bears out; or take '{name}' away"
            yield FieldFault(name, message, "words-unborne", hint)


def sentences_of_source(record: SourceRecord) -> Iterator[FieldFault]:
    """What is said of a reading is a sentence."""
    yield from _check_sentences({"gap": record.gap, "unseen": record.unseen})


def items_of_source(record: SourceRecord) -> Iterator[FieldFault]:
    """No list of a source has the same twice."""
    for name in ("days", "figures", "names"):
        yield from _check_repeated(name, getattr(record, name))


def part_with_gap(record: SourceRecord) -> Iterator[FieldFault]:
    """Of what bears out a part, it is said which part it leaves open."""
    if record.bears == "part" and not record.gap:
        message = "nothing says which part it does not bear out"
        yield FieldFault("bears", message, "missing-gap", "write that under gap, in a sentence")


def words_seen(record: SourceRecord) -> Iterator[FieldFault]:
    """What is borne out has words of the source, or says why there are none."""
    if record.bears not in BORNE:
        if record.words:
            message = f"words stand here, and bears says '{record.bears}'"
            hint = "read the source again, and say what it bears out; or take the words away"
            yield FieldFault("words", message, "words-unborne", hint)
        return
    if not record.words:
        message = "no words of the source say where this was read"
        hint = (
            "write under words three to five words in a row, as the source has them; "
            "or words: none, and under unseen why there are none"
        )
        yield FieldFault("bears", message, "missing-words", hint)
    if record.words == NO_WORDS and not record.unseen:
        hint = "write under unseen, in a sentence, why no words could be seen"
        yield FieldFault("words", "nothing says why there are none", "missing-unseen", hint)


def words_around(record: SourceRecord) -> Iterator[FieldFault]:
    """What stands before or after words in a source stands beside words that were seen there."""
    is_led_to = record.words not in {"", NO_WORDS} and not record.unseen
    for name in ("before", "after"):
        if getattr(record, name) and not is_led_to:
            message = f"'{name}' stands here without words that were seen at the cited address"
            hint = f"take '{name}' away: no link leads to other words"
            yield FieldFault(name, message, "words-unborne", hint)


def length_of_words(record: SourceRecord) -> Iterator[FieldFault]:
    """Words of a source are few, with those around them: enough to find, too few to copy."""
    if record.words in {"", NO_WORDS}:
        return
    quoted = f"{record.before} {record.words} {record.after}"
    characters = len(_EAST_ASIAN.findall(quoted))
    if characters:
        if not _FEWEST_CHARACTERS <= characters <= _MOST_CHARACTERS:
            message = f"these are {characters} characters of the source"
            hint = f"use {_FEWEST_CHARACTERS} to {_MOST_CHARACTERS} in a row"
            yield FieldFault("words", message, "length-of-words", hint)
        return
    count = len(quoted.split())
    if not _FEWEST_WORDS_OF_SOURCE <= count <= _MOST_WORDS_OF_SOURCE:
        message = f"the words of the source are {count}"
        yield FieldFault("words", message, "length-of-words", "use three to five in a row")


def party_of_speaker(record: SourceRecord) -> Iterator[FieldFault]:
    """A party beside a source is that of the speaker who is named there."""
    if record.party and not record.speaker:
        message = "whose party this is, is not said"
        hint = "name the speaker; the party behind the source itself stands in its entry"
        yield FieldFault("party", message, "record-field", hint)


def _check_sentences(texts: Mapping[str, str]) -> Iterator[FieldFault]:
    for name, text in texts.items():
        if text and not _END_OF_SENTENCE.search(text):
            message = f"'{name}' does not end like a sentence"
            yield FieldFault(name, message, "no-sentence", "end it with a full stop")


def _check_repeated(name: str, items: Sequence[str]) -> Iterator[FieldFault]:
    for number, item in enumerate(items):
        if item in items[:number]:
            message = f"'{item}' stands twice under {name}"
            yield FieldFault(name, message, "repeated-value", "delete one", number)


RECORD_RULES: tuple[_RecordRule, ...] = (
    note_fields,
    verdict_of_restated,
    reason_of_verdict,
    words_of_reason,
    sentences_of_record,
    ground_of_assessment,
    date_of_event,
    items_of_record,
)
SOURCE_RULES: tuple[_SourceRule, ...] = (
    dates_of_source,
    day_of_reading,
    words_seen,
    words_around,
    length_of_words,
    part_with_gap,
    unseen_states_nothing,
    sentences_of_source,
    items_of_source,
    party_of_speaker,
)
