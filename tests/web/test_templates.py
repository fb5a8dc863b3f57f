"""What a template can count on: it escapes, names assets as published, has words of Material, fills slots; headers."""

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader
from support import ROOT, read_data

from briefing.web.templates import ViewError, fill, prepare

VIEWS = {"views/map.html": '<b class="{{ part }}">&nbsp;{{ x }}</b>', "figures/odd.html": "{% include x %}"}
ENV = Environment(loader=DictLoader(VIEWS))
SLOT, MADE = "<!-- briefing: map big -->", '<b class="big">&nbsp;y</b>'
DATA = read_data("web.yml")


@pytest.mark.parametrize(("text", "language", "shown"), DATA["shown"])
def test_what_a_template_shows(text: str, language: str, shown: str) -> None:
    env = Environment(loader=DictLoader({"a.html": text}))
    prepare(env, {"a.js": "a.1.js"}, language)
    assert env.get_template("a.html").render(x="&lt;b&gt;<b>") == shown


@pytest.mark.parametrize(("html", "filled"), [
    (f"<h1>T</h1>\n{SLOT}\n<p>\u00a0</p>", f"<h1>T</h1>\n{MADE}\n<p>\u00a0</p>"),
    (f'<div class="half"><h2>H</h2>{SLOT}</div>{SLOT}', f'<div class="half"><h2>H</h2>{MADE}</div>{MADE}')])
def test_a_slot_is_filled_where_it_stands_by_itself(html: str, filled: str) -> None:
    assert fill(html, ENV, {"x": "y"}) == filled


@pytest.mark.parametrize("html", [
    f'<p title="{SLOT}">x</p>', f"<p>{SLOT}</p>", f'<a aria-label="Cite: {SLOT}">x</a>', "<!-- briefing:map -->",
    f"<div>{SLOT}</div>", "<p>&lt;!-- briefing: map --&gt;</p>"])
def test_a_slot_is_filled_nowhere_else(html: str) -> None:
    assert "<b" not in fill(html, ENV, {"x": "y"})


def test_what_fills_a_slot_is_not_filled_again() -> None:
    assert fill(SLOT, ENV, {"x": SLOT}) == MADE.replace("y", SLOT)


@pytest.mark.parametrize(("view", "reason"), [("nosuch", "there is no such view"), ("odd", "is undefined")])
def test_a_view_that_cannot_be_filled_says_why(view: str, reason: str) -> None:
    with pytest.raises(ViewError, match=reason):
        fill(f"<!-- briefing: {view} -->", ENV, {})


def test_browsers_are_told_the_policy_and_keep_lasting_files_for_ever_and_nothing_else() -> None:
    env = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    prepare(env, {"assets/a.css": "assets/site.1.css", "assets/b.css": "assets/site.1.css", "a.js": "assets/a.1.js"})
    first, _, second = env.get_template("headers.html").render().partition("\n\n")
    path, policy, *headers = first.split("\n  ")
    rules = dict(rule.split(" ", 1) for rule in policy.removeprefix("Content-Security-Policy: ").split("; "))
    assert (path, rules.pop("default-src"), rules.pop("frame-ancestors")) == ("/*", "'none'", "'none'")
    assert set(rules.values()) <= {"'self'", "'none'"}
    assert {"base-uri", "form-action"} <= set(rules)  # what default-src does not reach
    assert {"X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin",
            "Strict-Transport-Security: max-age=31536000"} <= set(headers)
    assert "Cache-Control" not in first
    kept = "  Cache-Control: public, max-age=31536000, immutable\n"
    assert second == f"/assets/a.1.js\n{kept}\n/assets/site.1.css\n{kept}"
