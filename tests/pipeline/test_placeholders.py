"""What a new briefing has to be written over: a draft is told of it, an edition is not made."""

import pytest
from mkdocs.exceptions import Abort
from support import ABEL, MakeSite, Project, say

PAGE = "# Front { #front }\n\n✎ Say here what you have found.[](){ #found }\n{ #words }\n"
RECORDS = {"found": say("assessment")}
TOLD = (
    "docs/index.md:3: '✎ Say here what you have found.[](){ #fo…' is there to be written over; "
    "write what you have to say in its place, without the ✎, or delete it [placeholder]"
)


def test_a_draft_has_placeholders_and_is_told(make_site: MakeSite) -> None:
    site = make_site(PAGE, bib="", records=RECORDS, draft=True)
    assert site.messages == []
    assert site.is_published
    assert TOLD in site.check().stdout


def test_no_edition_is_made_of_placeholders(
    make_site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    site = make_site(PAGE, bib="", records=RECORDS, draft=True)
    project = Project(site.root)
    with pytest.raises(Abort):
        project.freeze("The first.")
    assert TOLD in caplog.text
    assert not (site.root / "editions/1").exists()
    project.edit("docs/index.md", "✎ Say here what you have found.", "Nothing was found.")
    assert project.freeze("The first.") == "edition 1"


def test_nothing_else_than_a_draft_is_built_with_placeholders(make_site: MakeSite) -> None:
    site = make_site(PAGE, bib="", records=RECORDS)
    assert site.messages == [TOLD]
    assert not site.is_published


BIB = ABEL.replace("{{Nato", "{{✎ Nato")
CITING = "# Front { #front }\n\nIt is so.[@abel2020][](){ #so }\n{ #words }\n"


def test_a_file_is_told_once_and_so_are_sources_and_settings(make_site: MakeSite) -> None:
    page = CITING.replace("It is so.", "✎ It is so.") + "\n✎ More.\n{ #more }\n"
    site = make_site(page, bib=BIB, records={"so": say("fact", "abel2020")})
    project = Project(site.root)
    project.edit("mkdocs.yml", "site_name: Tiny", "site_name: ✎ Tiny")
    messages = [one for one in project.build().messages if one.endswith("[placeholder]")]
    told = [message.partition(" is there")[0] for message in messages]
    assert told == [
        "docs/index.md:3: '✎ It is so.[@abel2020][](){ #so }'",
        "bibliography.bib:3: '✎ Nato and the Suwałki Gap'",
        "mkdocs.yml:26: '✎ Tiny'",
    ]
