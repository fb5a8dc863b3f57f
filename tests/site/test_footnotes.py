"""What a reader sees of a citation. Each defect of mkdocs-bibtex 4.4.0 that is known here has its test."""

import re
from collections.abc import Callable

import pytest
from support import ABEL, Built

BRUN = """@report{brun2021,
  author      = {Brun, Bo},
  title       = {{The Second Report}},
  institution = {House of Brun},
  date        = {2021},
  url         = {https://example.org/b?x=1&y=2},
  urldate     = {2021-02-03},
}
@online{abel2021,
  author  = {Abel, Anna},
  title   = {{A Later Piece}},
  date    = {2021},
  url     = {https://example.org/later},
  urldate = {2021-02-03},
}
"""
MakeSite = Callable[..., Built]
MARKER = '<a class="footnote-ref" href="#fn:cite-abel2020">1</a></sup>'


def cite(text: str) -> str:
    """Make a page that is sound and cites every source, with `text` first."""
    return f"# T {{ #t }}\n\n{text}\n{{ #p }}\n\nAll.[@abel2020; @brun2021; @abel2021]\n{{ #all }}\n"


def read(html: str) -> str:
    """Give the words of the first paragraph, markers as `^1`."""
    first = re.search(r'<p id="p">(.*?)<a class="headerlink"', html, re.S)
    assert first
    return re.sub(r"<[^>]+>", "", re.sub(r"<sup[^>]*><a[^>]*>(\d+)</a></sup>", r"^\1", first[1])).replace("\xa0", " ")


@pytest.mark.parametrize(("text", "words"), [
    # locators and prefixes are kept and shown
    ("A.[@abel2020, p. 77]", "A.^1 p. 77"),
    ("A.[see @abel2020, p. 7; cf. @brun2021]", "A. see ^1 p. 7, cf. ^2"),
    ("A.[@abel2020, p. 1] B.[@abel2020, p. 2]", "A.^1 p. 1 B.^1 p. 2"),
    # code, escapes, links, addresses and words stay as typed
    ("`[@abel2020]` A.[@abel2020]", "[@abel2020] A.^1"),
    (r"\[@abel2020] A.[@abel2020]", "[@abel2020] A.^1"),
    (r"[\@abel2020] A.[@abel2020]", "[@abel2020] A.^1"),
    ("[write to desk@example.org](https://example.org) A.[@abel2020]", "write to desk@example.org A.^1"),
    ("[@handle](https://example.org) A.[@abel2020]", "@handle A.^1"),
    (r"@abel2020, \bibliography and \full_bibliography A.[@abel2020]",
     r"@abel2020, \bibliography and \full_bibliography A.^1"),
    ("from [0, 1) to A.[@abel2020]", "from [0, 1) to A.^1"),
    # a group may be broken over two lines
    ("A.[@abel2020;\n@brun2021]", "A.^1, ^2"),
])
def test_a_citation_becomes_a_marker_and_nothing_else_does(make_site: MakeSite, text: str, words: str) -> None:
    site = make_site(cite(text), ABEL + BRUN)
    assert site.messages == []
    assert read(site.html()) == words


@pytest.mark.parametrize("code", [
    "```\n[@abel2020]\n```", "text\n\n    [@abel2020]", "!!! note\n    ```\n    [@abel2020]\n    ```"])
def test_blocks_of_code_stay_as_typed(make_site: MakeSite, code: str) -> None:
    site = make_site(f"# T {{ #t }}\n\n{code}\n\nA.[@abel2020]\n{{ #p }}\n")
    assert site.messages == []
    assert "[@abel2020]" in re.sub(r"<[^>]+>", "", site.html())


def test_a_note_is_whole_and_comes_out_as_written(make_site: MakeSite) -> None:
    html = make_site(cite("A."), ABEL + BRUN).html().replace(' rel="noopener"', "")
    notes = re.findall(r'<li id="fn:cite-\w+">\s*<p>(.*?)&#160;<span class="backlinks">', html)
    assert notes == [
        'Anna Abel, “Nato and the Suwałki Gap”, 4 May 2020, <a href="https://example.org/abel">'
        "https://example.org/abel</a>, accessed 5 May 2020.",
        'Bo Brun, “The Second Report”, <em>House of Brun</em>, 2021, <a href="https://example.org/b?x=1&amp;y=2">'
        "https://example.org/b?x=1&amp;y=2</a>, accessed 3 February 2021.",
        'Anna Abel, “A Later Piece”, 2021, <a href="https://example.org/later">https://example.org/later</a>, '
        "accessed 3 February 2021.",  # the name again, not a dash
    ]


def test_a_source_has_one_note_with_a_named_way_back_for_each_use(make_site: MakeSite) -> None:
    page = ("# T { #t }\n\n## One { #one }\n\nA.[@abel2020] B.[@abel2020]\n{ #p }\n\n"
            '!!! check "Found"\n    C.[@abel2020]\n    { #c }\n')
    html = make_site(page).html()
    assert re.findall(r'aria-label="Back to: ([^"]+)" class="footnote-backref" href="([^"]+)"', html) == [
        ("One", "#fnref:cite-abel2020"), ("One (2)", "#fnref2:cite-abel2020"), ("Found", "#fnref3:cite-abel2020")]
    assert html.count('<li id="fn:') == 1


def test_notes_are_numbered_in_reading_order_through_boxes(make_site: MakeSite) -> None:
    page = ("# T { #t }\n\n" '!!! check "Found"\n    A.[@brun2021]\n    { #c }\n\n'
            "B.[^own] C.[@abel2020; @abel2021]\n{ #p }\n\n[^own]: My own.\n")
    html = make_site(page, ABEL + BRUN).html()
    assert re.findall(r'href="#fn:([\w-]+)">(\d)<', html) == [
        ("cite-brun2021", "1"), ("own", "2"), ("cite-abel2020", "3"), ("cite-abel2021", "4")]
    assert re.findall(r'<li id="fn:([\w-]+)"', html) == ["cite-brun2021", "own", "cite-abel2020", "cite-abel2021"]


def test_an_own_note_with_the_name_of_a_key_is_kept(make_site: MakeSite) -> None:
    html = make_site("# T { #t }\n\nA.[^abel2020] B.[@abel2020]\n{ #p }\n\n[^abel2020]: My own words.\n").html()
    assert "My own words." in html
    assert "Suwałki" in html


def test_a_claim_carries_its_kind_as_its_permanent_link(make_site: MakeSite) -> None:
    html = make_site('# T { #t }\n\nA.[@abel2020]\n{ #pledge .report data-event="2020" data-article="2" }\n').html()
    assert 'class="claim report"' in html
    assert re.search(r'<a aria-label="Permanent link to this paragraph, reported" class="claim-label"[^>]* '
                     r'href="#pledge">Reported</a>.*>Abel, 4 May 2020</a> </span> A\.', html)


@pytest.mark.parametrize(("mark", "label"), [
    (".fact", "Fact"), (".fact .added", "Fact, added"), ('.fact data-check="imprecise"', "Fact"),
    ('.fact data-check="contradicted"', "Fact, contradicted"),
    ('.fact data-check="contradicted-in-part"', "Fact")])
def test_a_label_says_where_the_record_goes_against_the_claim(make_site: MakeSite, mark: str, label: str) -> None:
    html = make_site(f"# T {{ #t }}\n\nA.[@abel2020]\n{{ #pledge {mark} }}\n").html()
    assert f'href="#pledge">{label}</a>' in html
