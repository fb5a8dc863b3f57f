"""What the policy forbids is stopped, and nothing runs of what the nastiest pages say.

That what readers do keeps to the policy each test of `open_page` sees, with the headers of a host.

Alone it notices script that runs, of attacks on the policy and of hostile words.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from browsing import open_citation, search
from playwright.sync_api import Browser, Dialog, Request, Route, expect
from selectolax.lexbor import LexborHTMLParser
from served import serve
from support import (
    ROOT,
    build_site,
    read_data,
    read_entry,
    write_real_theme,
    write_records,
    write_site,
)

DATA = ROOT / "tests/data/hostile"
TITLES = (
    '</title></script><script>ran("title")</script><img src=x onerror=ran("image")> '
    '"onload="ran(1)" {{ 7 }}'
)
STOPPING = {"bad-address", "front-bomb", "empty"}
"""Pages that cannot be built, or have no words."""
TOUCH = """all => all.slice(0, 40).forEach(link => link.dispatchEvent(
    new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"})))"""


def send_without_headers(route: Route) -> None:
    """Answer as a host does that sends no headers of ours."""
    route.fulfill(response=route.fetch(), headers={"content-type": "text/html"})


def send_without_words(route: Route) -> None:
    """Answer with a page that says no policy itself."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"<meta http-equiv[^>]*>", "", answer.text()))


@pytest.mark.smoke
@pytest.mark.parametrize("send", [send_without_headers, send_without_words])
def test_what_the_policy_forbids_is_stopped(browser: Browser, address: str, send: object) -> None:
    """By the page's own words and by the header of the host, each without the other."""
    page = browser.new_page()
    page.route(address, send)
    for attack in read_data("browser.yml")["attacks"]:
        page.goto(address)
        page.evaluate(f"""() => new Promise(done => {{
            document.addEventListener("securitypolicyviolation", () => done());
            {attack};
        }})""")
        assert not page.evaluate("window.caught"), attack
    page.close()


class Hostile(NamedTuple):
    """A site that is served."""

    address: str
    folder: Path


def write_hostile_records() -> str:
    """Return the records of a page, in which each text is script."""
    words = {"bears": "part", "words": TITLES, "unseen": TITLES, "gap": TITLES, "speaker": TITLES}
    said = {"kind": "fact", "event": "2020", "says": TITLES, "restates": "1.1"}
    found = {"verdict": "imprecise", "because": TITLES}
    claim = {**said, **found, "sources": {"abel2020": words}}
    note = {"kind": "check", "sources": {"abel2020": {**words}}}  # YAML would refer to the same
    return write_records({"p-said": claim, "c": note})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """Serve a site whose every word is script, with the faults of its pages let through."""
    root = tmp_path_factory.mktemp("hostile")
    page = read_data("hostile/page.md").replace("TITLES", TITLES)
    fields, names = read_entry("fields-html", "abel2020"), read_entry("name-html", "name")
    title = re.sub(r"[{}$#%]", "", TITLES)
    records = write_hostile_records()
    files: dict[str, str | bytes] = {
        "docs/index.md": page,
        "docs/other.md": page,
        "docs/records/index.yml": records,
        "docs/records/other.yml": records,
        "docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
        "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
        "docs/cite.md": "# C { #c }\n\n<!-- briefing: cite -->\n",
        "bibliography.bib": fields.replace("A Title", title) + names,
    }
    for path in DATA.glob("pages/*.md"):
        if path.stem not in STOPPING:
            files[f"docs/{path.name}"] = path.read_bytes()
    write_site(root, files)
    name = "</title><script>ran('site')</script>"
    write_real_theme(root, strict=False, site_url="https://x.example/", site_name=name)
    assert build_site(root).is_published
    with serve(root / "site") as address:
        yield Hostile(address, root / "site")


def test_no_script_runs_on_the_nastiest_pages(browser: Browser, hostile: Hostile) -> None:
    """At the end one runs, to show that it would have been seen."""
    context = browser.new_context()
    ran = list[str]()

    def dismiss(dialog: Dialog) -> None:
        ran.append("dialog")
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith((hostile.address, "data:", "blob:")):
            ran.append(request.url)

    context.expose_function("ran", lambda what: ran.append(str(what)))
    page = context.new_page()
    page.on("dialog", dismiss)
    page.on("request", note)
    files = sorted(hostile.folder.rglob("*.html"))
    assert len(files) > 25
    shown = LexborHTMLParser((hostile.folder / "claims/index.html").read_text(encoding="utf-8"))
    assert {part.text() for part in shown.css(".seen q, .ledger .because")} == {TITLES}
    for file in files:
        page.goto(hostile.address + file.relative_to(hostile.folder).as_posix())
        page.eval_on_selector_all("article a", TOUCH)
    page.goto(f"{hostile.address}other/")
    expect(search(page, "Wednesday").first).to_be_visible()
    page.goto(f"{hostile.address}other/")
    open_citation(page)
    page.wait_for_selector("dialog[open]")
    page.evaluate("ran('control')")
    assert ran == ["control"]
    context.close()
