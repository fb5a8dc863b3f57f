"""What a template can count on, what fills the slots of a page, and what browsers are told."""

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader
from support import ROOT, read_data

from briefing.web.templates import fill, prepare

DATA = read_data("web.yml")
ENV = Environment(
    loader=DictLoader(
        {
            "views/map.html": '<b class="{{ part }}">&nbsp;{{ x }}</b>',
            "views/mark.html": '<b id="a">',
            "figures/odd.html": "{% include x %}",
        }
    )
)
SLOT = "<!-- briefing: map big -->"
FILLED = '<b class="big">&nbsp;y</b>'


@pytest.mark.parametrize(("text", "shown"), DATA["shown"])
def test_what_a_template_shows(text: str, shown: str) -> None:
    env = Environment(loader=DictLoader({"a.html": text}))
    prepare(env, {"a.js": "a.1.js"})
    assert env.get_template("a.html").render(x="&lt;b&gt;<b>") == shown


def test_what_an_earlier_build_compiled_knows_the_new_one() -> None:
    for name in ("a.1.js", "a.2.js"):
        env = Environment(loader=DictLoader({"a.html": '{{ "a.js" | asset }}'}))
        prepare(env, {"a.js": name})
        assert env.get_template("a.html").render() == name


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        pytest.param(
            f"<h1>T</h1>\n{SLOT}\n<p>\u00a0</p>",
            f"<h1>T</h1>\n{FILLED}\n<p>\u00a0</p>",
            id="between other blocks",
        ),
        pytest.param(f"{SLOT}\n" * 12, f"{FILLED}\n" * 12, id="many"),
    ],
)
def test_a_slot_is_filled_where_it_stands_by_itself(html: str, filled: str) -> None:
    assert fill(html, ENV, {"x": "y"}) == (filled, [])


@pytest.mark.parametrize(
    "html",
    [
        f'<p title="{SLOT}">x</p>',
        f"<p>{SLOT}</p>",
        f'<a aria-label="Cite: {SLOT}">x</a>',
        "<!-- briefing:map -->",
        f"<div>{SLOT}</div>",
        "<p>&lt;!-- briefing: map --&gt;</p>",
    ],
)
def test_a_slot_is_filled_nowhere_else(html: str) -> None:
    assert "<b" not in fill(html, ENV, {"x": "y"}).html


def test_what_fills_a_slot_is_not_filled_again() -> None:
    assert fill(SLOT, ENV, {"x": SLOT}).html == FILLED.replace("y", SLOT)


@pytest.mark.parametrize(
    ("view", "reason", "hint"),
    [
        ("nosuch", "there is no such view", "write a name of CONTRIBUTING's list, or delete it"),
        ("odd", "what it shows is not there", "mend what else is wrong, or delete it here"),
    ],
)
def test_a_view_that_cannot_be_filled_says_why_and_its_slot_stays(
    view: str, reason: str, hint: str
) -> None:
    slot = f"<!-- briefing: {view} -->"
    html, (fault,) = fill(slot, ENV, {})
    message = f"the view '{view}' cannot be filled: {reason}"
    assert html == slot
    assert (fault.words, fault.problem.message, fault.problem.code, fault.problem.hint) == (
        f"<!-- briefing: {view}",
        message,
        "broken-view",
        hint,
    )


def test_an_id_that_a_slot_brings_along_is_no_other() -> None:
    slot = "\n<!-- briefing: mark -->"
    (fault,) = fill(f'<p id="a">x</p>{slot}', ENV, {}).faults
    assert (fault.words, fault.problem.code) == ("a", "duplicate-id")
    # What is twice on the page by itself, another rule tells.
    assert fill(f'<p id="a">x</p><p id="a">x</p>{slot}', ENV, {}).faults == []


PUBLISHED = {
    "assets/a.css": "assets/site.1.css",
    "assets/b.css": "assets/site.1.css",
    "a.js": "assets/a.1.js",
}


def read_headers(base: str = "/") -> tuple[list[str], str]:
    """Return the lines of `_headers` for all paths of a site, and the text for some of them."""
    env = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    prepare(env, PUBLISHED)
    first, _, second = env.get_template("headers.html").render(base=base).partition("\n\n")
    return first.split("\n  "), second


def test_browsers_are_told_a_policy_that_allows_our_own_files_alone() -> None:
    (path, policy, *_), _ = read_headers()
    assert path == "/*"
    name, _, words = policy.partition(": ")
    assert name == "Content-Security-Policy"
    rules = dict(rule.split(" ", 1) for rule in words.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("frame-ancestors") == "'none'"
    assert set(rules.values()) <= {"'self'", "'none'"}
    assert {"base-uri", "form-action"} <= set(rules)  # what default-src does not reach


def test_browsers_are_told_to_be_careful_with_every_path() -> None:
    headers, _ = read_headers()
    assert {
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Strict-Transport-Security: max-age=31536000",
    } <= set(headers)


def test_browsers_keep_files_with_a_digest_for_ever_and_no_others() -> None:
    first, second = read_headers()
    assert "Cache-Control" not in "\n".join(first)
    kept = "  Cache-Control: public, max-age=31536000, immutable\n"
    assert second == f"/assets/a.1.js\n{kept}\n/assets/site.1.css\n{kept}"


def test_below_a_path_headers_are_for_that_path_and_bind_no_whole_host() -> None:
    """The file is read at the root of a host; `Strict-Transport-Security` is for all of it."""
    root, _ = read_headers()
    headers, second = read_headers("/deep/er/")
    assert headers[0] == "/deep/er/*"
    own = [line for line in root[1:] if not line.startswith("Strict-Transport-Security")]
    assert headers[1:] == own
    assert second.startswith("/deep/er/assets/a.1.js\n")
