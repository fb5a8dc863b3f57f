"""What may stand below `docs/`, and in a page: no script, and nothing that only the engine may write."""

import os
from pathlib import Path

import markdown
import pytest
from support import ROOT, read_data, read_settings, write_files

from briefing.html import parse
from briefing.pages.document import Document
from briefing.pages.rules import check_files
from briefing.pages.safety import check_tree
from briefing.pages.vocabulary import ENGINE_WORDS

SETTINGS = read_settings()["markdown_extensions"]
OPTIONS = {
    name: options
    for entry in SETTINGS
    if isinstance(entry, dict)
    for name, options in entry.items()
}
EXTENSIONS = [
    name for entry in SETTINGS for name in (entry if isinstance(entry, dict) else [entry])
]
HOSTILE, HTML = (read_data(f"hostile/{name}.yml") for name in ("reserved", "html"))


def find_codes(text: str, html: str = "") -> list[str]:
    """Return the codes of the faults of a page, as our settings render it, or of its HTML."""
    html = html or markdown.markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS)
    return [
        problem.code for problem in check_tree(Document("docs/a.md", "a.md", text), parse(html))
    ]


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<b>" * 200, "unsafe-html"),
        ("<pre>" * 20_000, "unsafe-html"),
        ("<b>" * 195, ""),
        *((html, code) for code, texts in HTML.items() for html in texts if code != "sound"),
    ],
)
def test_elements_attributes_and_addresses_are_taken_or_refused(html: str, code: str) -> None:
    assert {*find_codes(html, html)} == ({code} if code else set())


def test_the_line_is_that_of_the_words() -> None:
    text = "`onclick`\n\n<b onclick=x>\n\n<a href='&#106;avascript:x'>\n"
    problems = check_tree(Document("docs/a.md", "a.md", text), parse(text.partition("\n")[2]))
    assert [problem.line for problem in problems] == [3, 5]
    assert len(find_codes("", "".join(f"<p on{n}=x>" for n in range(30)))) == 20, (
        "and no more are said at once"
    )


@pytest.mark.parametrize("text", HTML["sound"])
def test_what_an_author_may_write(text: str) -> None:
    assert find_codes(f"# T {{ #t }}\n\n{text}") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        *(
            ("unknown-class", f"A <span class='{name}'>not</span> b.")
            for name in sorted(ENGINE_WORDS)
        ),
        *(
            (code, text)
            for kinds in HOSTILE.values()
            for code, texts in kinds.items()
            for text in texts
        ),
    ],
)
def test_what_only_the_engine_may_write(code: str, text: str) -> None:
    assert code in find_codes(f"# T {{ #t }}\n\n{text}")


@pytest.mark.parametrize(
    "text", ["A claim.\n{ #a .fact }", "![](a.png)", "- a", "<b>x</b>", '??? check "A"\n    b']
)
def test_nothing_stands_above_the_first_heading(text: str) -> None:
    assert "above-heading" in find_codes(f"{text}\n\n# T {{ #t }}")
    assert find_codes(f"<!-- briefing: map -->\n\n# T {{ #t }}\n\n{text}") == []


SVG = "http://www.w3.org/2000/svg"
CASES = read_data("files.yml")


def find_faults(root: Path) -> list[tuple[str, int, str]]:
    return [
        (problem.path, problem.line, problem.code) for problem in check_files(root / "docs", root)
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        *((name, "", code) for code, names in CASES["names"].items() for name in names),
        *(("evil.svg", text.replace("picture", SVG), "unsafe-file") for text in CASES["pictures"]),
        ("plain.svg", f"<?xml version='1.0' encoding='utf-8'?><svg xmlns='{SVG}'/>", ""),
        ("icon.svg", (ROOT / "docs/assets/favicon.svg").read_text(encoding="utf-8"), ""),
    ],
)
def test_a_file_is_judged_by_its_name_and_what_is_in_it(
    tmp_path: Path, name: str, content: str, code: str
) -> None:
    write_files(tmp_path, {f"docs/{name}": content})
    assert find_faults(tmp_path) == ([(f"docs/{name}", 1, code)] if code else [])


@pytest.mark.parametrize("target", [*CASES["astray"], "index.md", "../docs/index.md"])
@pytest.mark.parametrize("name", ["a.md", "a.txt", ".a"])
def test_a_link_leads_to_a_file_in_docs(tmp_path: Path, name: str, target: str) -> None:
    write_files(tmp_path, {"docs/index.md": "# A", "bibliography.bib": ""})
    (tmp_path / "docs" / name).symlink_to(target)
    assert find_faults(tmp_path) == (
        [(f"docs/{name}", 1, "outside-docs")] if target in CASES["astray"] else []
    )


def test_a_pipe_is_neither_a_file_nor_a_folder(tmp_path: Path) -> None:
    (tmp_path / "docs/folder").mkdir(parents=True)
    os.mkfifo(tmp_path / "docs/pipe.md")
    assert find_faults(tmp_path) == [("docs/pipe.md", 1, "outside-docs")]
