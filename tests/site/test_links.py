"""Links that lead nowhere: MkDocs says so, and nothing is published.

Alone it notices a link to nowhere with `-q` or `-v`, and one that stops a freeze.
"""

import re
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.exceptions import Abort
from support import (
    MakeSite,
    Project,
    build_site,
    make_settings,
    read_files,
    run_python,
    say,
    write_files,
    write_records,
)

PAGE = "# T { #t }\n\nA [link](sources.md).[@abel2020][](){ #a }\n{ #p }\n"
FILES = {
    "docs/sources.md": "# Sources { #sources }\n\n<!-- briefing: sources -->\n",
    "docs/records/sources.yml": "aliases: {sources: [older-one]}\n",
    "docs/records/index.yml": "aliases: {a: [old]}\n"
    + write_records({"a": say("fact", "abel2020")}),
    "docs/data.csv": "1",
}
NO_FILE = "name a file below docs/, as seen from this page [broken-link]"
FAULTY = {
    "gone.md": NO_FILE,
    "gone.md#t": NO_FILE,
    "records/index.yml": NO_FILE,
    "sources": "it was left as is. Did you mean 'sources.md'?",
    "/sources/": "it was left as is. Did you mean 'sources.md'?",
    "soures.md": "did you mean 'sources.md'? [broken-link]",
    "sources.md#gone": "docs/sources.md has no id 'gone'; name an id of it [broken-fragment]",
    "sources.md#old": "has no id 'old'; did you mean 'older-one'? [broken-fragment]",
    "#gone": "docs/index.md has no id 'gone'; name an id of it [broken-fragment]",
}
SOUND = [
    "sources.md#abel2020",  # a slot brings it
    "sources.md#older-one",
    "#old",
    "#a",
    "#fn:cite-abel2020",
    "data.csv",
    "search-index.js",  # a build makes it
    "https://gone.example/",
]


@pytest.fixture
def good(make_site: MakeSite, tmp_path: Path) -> Path:
    """The folder of a site that is published."""
    assert make_site(PAGE, files=FILES).messages == []
    return tmp_path


def lead(root: Path, *links: str) -> None:
    """Have links of the page lead somewhere."""
    links_of_page = " ".join(f"[link]({link})" for link in links)
    write_files(root, {"docs/index.md": PAGE.replace("[link](sources.md)", links_of_page)})


def test_links_to_what_is_there_are_sound(good: Path) -> None:
    lead(good, *SOUND)
    assert build_site(good).messages == []


def test_each_link_that_leads_nowhere_is_told_once_and_stops_a_build(good: Path) -> None:
    lead(good, *FAULTY)
    built = build_site(good)
    assert len(built.messages) == len(FAULTY)
    for link, words in FAULTY.items():
        [message] = [
            each for each in built.messages if re.search(f"(link )?'{link}'( leads|, it)", each)
        ]
        assert message.startswith(("docs/index.md:3: ", "Doc file 'index.md' contains an "))
        assert message.endswith(words)
    assert not built.is_published


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_link_to_a_file_that_no_build_makes_is_told_with_what_is_near(
    good: Path, command: Literal["build", "serve"]
) -> None:
    """In a picture too, and not in code; a file that is only promised is written by nobody."""
    words = "![a](gone.png) [b]: `[c](code.png)` [pdf](sub/../search-indx.js)"
    write_files(good, {"docs/index.md": f"{PAGE}\n{words}\n{{ #r }}\n"})
    built = build_site(good, command, strict=False)
    assert built.messages == [
        "docs/index.md:6: 'gone.png' is no file in docs/, and no build makes it [broken-link]",
        "docs/index.md:6: 'search-indx.js' is no file in docs/, and no build makes it; "
        "did you mean 'search-index.js'? [broken-link]",
    ]
    assert not {"gone.png", "code.png"} & read_files(good / "site").keys()


def test_the_navigation_leads_to_a_file_that_a_build_makes(good: Path) -> None:
    told = "mkdocs.yml:6: 'x.csv' is no file in docs/, and no build makes it [broken-link]"
    for name, messages in (("search-index.js", []), ("x.csv", [told])):
        nav = [{"Home": "index.md"}, {"Index": name}, "sources.md"]
        (good / "mkdocs.yml").write_text(make_settings(nav=nav))
        assert build_site(good).messages == messages


@pytest.mark.parametrize("option", ["-q", "-v"])
def test_it_leaves_the_last_good_site_however_much_is_printed(good: Path, option: str) -> None:
    """MkDocs alone lets links pass with `-q`, and those to ids with `-v` too."""
    before = read_files(good / "site")
    lead(good, "sources.md#gone")
    ran = run_python("-m", "mkdocs", "build", option, folder=good)
    assert ran.returncode == 1, ran.stderr
    assert read_files(good / "site") == before
    assert not list(good.glob(".building*"))


def test_where_the_ids_of_a_page_are_not_known_no_link_to_one_is_told(good: Path) -> None:
    lead(good, "sources.md#older-one")
    write_files(good, {"docs/records/sources.yml": "aliases: ["})
    assert build_site(good).codes() == {"bad-file"}


@pytest.mark.parametrize("link", ["gone.md", "theme.md#gone"])
def test_it_stops_a_freeze(site: Project, link: str) -> None:
    site.edit("docs/index.md", "theme.md#detail", link)
    with pytest.raises(Abort):
        site.freeze("It leads nowhere.")
    assert not (site.root / "editions/2").exists()
