"""A freeze takes out of the settings what makes the site a draft, in whatever form, and no more."""

from pathlib import Path
from typing import NamedTuple

import pytest
from mkdocs.exceptions import Abort

from briefing.pipeline.draft import end_draft


class Case(NamedTuple):
    """Settings before and after."""

    name: str
    draft: str
    settled: str


CASES = [
    # block style, in each form of yes
    Case(
        "true",
        "extra:\n  briefing:\n    draft: true\n    kicker: K\n",
        "extra:\n  briefing:\n    kicker: K\n",
    ),
    Case(
        "yes",
        "extra:\n  briefing:\n    kicker: K\n    draft: yes\n",
        "extra:\n  briefing:\n    kicker: K\n",
    ),
    Case(
        "True, with a comment",
        "extra:\n  briefing:\n    # Stays.\n    draft: True  # why\n    kicker: K\n",
        "extra:\n  briefing:\n    # Stays.\n    kicker: K\n",
    ),
    Case(
        "on, the last line without an end",
        "extra:\n  briefing:\n    kicker: K\n    draft: on",
        "extra:\n  briefing:\n    kicker: K\n",
    ),
    Case(
        "a quoted key",
        'extra:\n  briefing:\n    "draft": true\n    kicker: K\n',
        "extra:\n  briefing:\n    kicker: K\n",
    ),
    Case(
        "on the line below its key",
        "extra:\n  briefing:\n    draft:\n      true\n    kicker: K\n",
        "extra:\n  briefing:\n    kicker: K\n",
    ),
    Case(
        "twice",
        "extra:\n  briefing:\n    draft: true\n    kicker: K\n    draft: yes\n",
        "extra:\n  briefing:\n    kicker: K\n",
    ),
    Case(
        "lines that end as on Windows",
        "extra:\r\n  briefing:\r\n    draft: true # why\r\n    kicker: K\r\n",
        "extra:\r\n  briefing:\r\n    kicker: K\r\n",
    ),
    # flow style
    Case(
        "flow, the first",
        "extra:\n  briefing: {draft: true, kicker: K}\n",
        "extra:\n  briefing: {kicker: K}\n",
    ),
    Case(
        "flow, between others",
        "extra: {briefing: {kicker: 'a, b', draft: yes, accent: A}}  # so\n",
        "extra: {briefing: {kicker: 'a, b', accent: A}}  # so\n",
    ),
    Case(
        "flow, the last",
        "extra:\n  briefing: {kicker: K, draft: True}\n",
        "extra:\n  briefing: {kicker: K}\n",
    ),
    Case(
        "flow, on a line of its own",
        "extra:\n  briefing: {\n    draft: true,  # why\n    # of K\n    kicker: K,\n  }\n",
        "extra:\n  briefing: {\n    # of K\n    kicker: K,\n  }\n",
    ),
    Case(
        "flow, with a comma before it",
        "extra:\n  briefing: { kicker: K\n            , draft: true }\n",
        "extra:\n  briefing: { kicker: K\n             }\n",
    ),
    # what is no draft stays
    Case(
        "false",
        "extra:\n  briefing:\n    draft: false\n",
        "extra:\n  briefing:\n    draft: false\n",
    ),
    Case(
        "below another key",
        "extra:\n  briefing:\n    draft: true\n    kicker: K\n  other:\n    draft: true\n",
        "extra:\n  briefing:\n    kicker: K\n  other:\n    draft: true\n",
    ),
    Case(
        "in words",
        "extra:\n  briefing:\n    kicker: |\n      draft: true\n",
        "extra:\n  briefing:\n    kicker: |\n      draft: true\n",
    ),
    Case(
        "tags and quotes beside it",
        "site_url: !ENV [NOWHERE, 'x']\nextra:\n  briefing:\n    draft: true\n    kicker:   \"K\"\n"
        "markdown_extensions:\n- toc: {slugify: !!python/name:os.getcwd }\n",
        "site_url: !ENV [NOWHERE, 'x']\nextra:\n  briefing:\n    kicker:   \"K\"\n"
        "markdown_extensions:\n- toc: {slugify: !!python/name:os.getcwd }\n",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_draft_goes_and_all_else_stays(tmp_path: Path, case: Case) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_bytes(case.draft.encode())
    assert end_draft(settings) == case.settled
    settings.write_bytes(case.settled.encode())
    assert end_draft(settings) == case.settled


BASE = "extra:\n  briefing:\n    kicker: K\n"
DRAFT = "extra:\n  briefing:\n    draft: true\n"


def test_what_would_be_empty_goes_with_it(tmp_path: Path) -> None:
    """An empty key would take the place of what is inherited."""
    (tmp_path / "base.yml").write_text(BASE, encoding="utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(f"INHERIT: base.yml\n{DRAFT}# End.\n", encoding="utf-8")
    assert end_draft(settings) == "INHERIT: base.yml\n# End.\n"


class Refusal(NamedTuple):
    """Settings that another file or the environment makes those of a draft, and what is said."""

    name: str
    settings: str
    base: str
    message: str


INHERITED = "base.yml:3: mkdocs.yml inherits the draft from here; take it away here"
FROM_ENVIRONMENT = "the environment makes this a draft (!ENV); take it away there"
ELSEWHERE = "mkdocs.yml: this is a draft, but does not say where; write draft: false"
REFUSALS = [
    Refusal("inherited", "INHERIT: base.yml\n", DRAFT, INHERITED),
    Refusal("inherited too", f"INHERIT: base.yml\n{DRAFT}", DRAFT, INHERITED),
    Refusal(
        "the environment",
        "extra:\n  briefing:\n    draft: !ENV [NOWHERE, true]\n",
        "",
        f"mkdocs.yml:3: {FROM_ENVIRONMENT}",
    ),
    Refusal(
        "the environment, inherited",
        "INHERIT: base.yml\n",
        "extra:\n  briefing: {draft: !ENV [NOWHERE, yes]}\n",
        f"base.yml:2: {FROM_ENVIRONMENT}",
    ),
    Refusal(
        "behind an anchor",
        "x: &x\n  draft: true\nextra:\n  briefing: *x\n",
        "",
        "mkdocs.yml:2: this draft cannot be taken out by itself; take it away here",
    ),
    Refusal(
        "merged",
        "x: &x\n  draft: true\nextra:\n  briefing:\n    <<: *x\n",
        "",
        ELSEWHERE,
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=[case.name for case in REFUSALS])
def test_a_draft_from_elsewhere_is_refused_and_named(tmp_path: Path, case: Refusal) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(case.settings, encoding="utf-8")
    (tmp_path / "base.yml").write_text(case.base, encoding="utf-8")
    with pytest.raises(Abort) as refusal:
        end_draft(settings)
    assert str(refusal.value) == case.message


def test_the_environment_may_say_that_it_is_none(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    text = "extra:\n  briefing:\n    draft: !ENV [NOWHERE, false]\n"
    settings.write_text(text, encoding="utf-8")
    assert end_draft(settings) == text
