"""What a template can count on and what fills its slots; what is published of styles, scripts, fonts; headers."""

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from jinja2 import DictLoader, Environment, FileSystemLoader
from support import ROOT, read_data

from briefing.web.assets import FONTS, draw_card, make_assets
from briefing.web.templates import fill, prepare

VIEWS = {
    "views/map.html": '<b class="{{ part }}">&nbsp;{{ x }}</b>',
    "figures/odd.html": "{% include x %}",
}
ENV = Environment(loader=DictLoader(VIEWS))
SLOT, MADE = "<!-- briefing: map big -->", '<b class="big">&nbsp;y</b>'
DATA = read_data("web.yml")


@pytest.mark.parametrize(("text", "language", "shown"), DATA["shown"])
def test_what_a_template_shows(text: str, language: str, shown: str) -> None:
    env = Environment(loader=DictLoader({"a.html": text}))
    prepare(env, {"a.js": "a.1.js"}, language)
    assert env.get_template("a.html").render(x="&lt;b&gt;<b>") == shown


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        (f"<h1>T</h1>\n{SLOT}\n<p>\u00a0</p>", f"<h1>T</h1>\n{MADE}\n<p>\u00a0</p>"),
        (SLOT * 12, MADE * 12),
        (
            f'<div class="half"><h2>H</h2>{SLOT}</div>{SLOT}',
            f'<div class="half"><h2>H</h2>{MADE}</div>{MADE}',
        ),
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
    assert "<b" not in fill(html, ENV, {"x": "y"})[0]


def test_what_fills_a_slot_is_not_filled_again() -> None:
    assert fill(SLOT, ENV, {"x": SLOT}) == (MADE.replace("y", SLOT), [])


@pytest.mark.parametrize(
    ("view", "reason"), [("nosuch", "there is no such view"), ("odd", "is undefined")]
)
def test_a_view_that_cannot_be_filled_says_why(view: str, reason: str) -> None:
    ((_, (message, *_)),) = fill(f"<!-- briefing: {view} -->", ENV, {})[1]
    assert reason in message


def test_browsers_are_told_the_policy_and_keep_lasting_files_for_ever_and_nothing_else() -> None:
    env = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    prepare(
        env,
        {
            "assets/a.css": "assets/site.1.css",
            "assets/b.css": "assets/site.1.css",
            "a.js": "assets/a.1.js",
        },
    )
    first, _, second = env.get_template("headers.html").render().partition("\n\n")
    path, policy, *headers = first.split("\n  ")
    rules = dict(
        rule.split(" ", 1) for rule in policy.removeprefix("Content-Security-Policy: ").split("; ")
    )
    assert (path, rules.pop("default-src"), rules.pop("frame-ancestors")) == (
        "/*",
        "'none'",
        "'none'",
    )
    assert set(rules.values()) <= {"'self'", "'none'"}
    assert {"base-uri", "form-action"} <= set(rules)  # what default-src does not reach
    assert {
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Strict-Transport-Security: max-age=31536000",
    } <= set(headers)
    assert "Cache-Control" not in first
    kept = "  Cache-Control: public, max-age=31536000, immutable\n"
    assert second == f"/assets/a.1.js\n{kept}\n/assets/site.1.css\n{kept}"


CSS = {
    "assets/a.css": "/* why */\np { color: red }\n",
    "assets/b.css": "@container (width < 9rem) { .a :is(b, i) { top: 0 } }",
}  # a minifier was seen to drop the space
JS = {
    "assets/one.js": "// why\nconst one = 1;\n",
    "assets/two.js": 'load("./late.js");\n',
    "assets/late.js": "/*! MIT */\nlate();\n",
}
FACES = {
    "assets/css/a.css": "".join(
        f"@font-face {{ font-family: F; src: url(../fonts/{Path(path).name}) }}" for path in FONTS
    )
}
BOTH = ["assets/one.js", "assets/two.js"]


@pytest.mark.parametrize(
    ("sources", "styles", "scripts", "name", "text"),
    [
        (
            CSS,
            ["assets/b.css", "assets/a.css"],
            [],
            r"assets/css/site\.[0-9a-f]{8}\.css",
            r"@con.*\.a :is\(b,i\).*p{c",
        ),
        (
            {"assets/c.css": '@import "in/d.css";\n', "assets/in/d.css": "p { top: 0 }"},
            ["assets/c.css"],
            [],
            r"assets/css/site\.\w{8}\.css",
            "p{top:0}$",
        ),
        (
            JS,
            [],
            BOTH[::-1],
            r"assets/js/site\.[0-9a-f]{8}\.js",
            r'load\("\./late\.\w{8}\.js"\);\s*const one',
        ),
    ],
)
def test_sources_are_joined_in_the_order_given_and_lose_their_comments(
    sources: dict[str, str], styles: list[str], scripts: list[str], name: str, text: str
) -> None:
    assets = make_assets(sources, styles, scripts, Path())
    (path,) = assets.list_published([*styles, *scripts])
    assert re.fullmatch(name, path)
    assert re.match(text, assets.files[path].decode(), re.S)
    assert assets.problems == []
    assert assets.names.keys() == {*sources} - {"assets/in/d.css"}, (
        "what another takes in is not published"
    )
    if late := assets.names.get("assets/late.js"):  # by itself, with its licence
        assert assets.files[late] == b"/*! MIT */late();"
        assert f'"./{late.removeprefix("assets/")}"' in assets.files[path].decode()


@pytest.mark.parametrize(
    ("sources", "scripts"),
    [(JS | {"assets/late.js": "later();"}, BOTH), (JS, BOTH[::-1]), (JS, BOTH[:1])],
)
def test_a_name_changes_with_what_is_published_and_what_that_loads(
    sources: dict[str, str], scripts: list[str]
) -> None:
    first, same, other = (
        make_assets(*given, Path()).names["assets/one.js"]
        for given in ((JS, [], BOTH), (JS, [], BOTH), (sources, [], scripts))
    )
    assert first == same != other


def test_fonts_are_found_by_their_published_names_small_reproducible_and_whole(
    tmp_path: Path,
) -> None:
    assets, again = (make_assets(FACES, [], [], tmp_path / name) for name in ("one", "two"))
    made = [assets.cut_fonts()[assets.names[path]] for path in FONTS]
    assert made == [again.cut_fonts()[again.names[path]] for path in FONTS]
    assert sum(map(len, made)) <= 55_000
    for path in FONTS:
        assert (
            assets.names[path].replace("assets", "..")
            in assets.files[assets.names["assets/css/a.css"]].decode()
        )
    roman, italic = (TTFont(io.BytesIO(font)) for font in made)
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in roman["fvar"].axes] == [
        ("wght", 400, 700)
    ]
    assert "fvar" not in italic
    styles = (ROOT / "docs/assets/css/fonts.css").read_text(encoding="utf-8")
    ranges = re.findall(r"U\+([0-9A-F]+)-?([0-9A-F]*)", styles.rpartition("unicode-range")[2])
    letters = {
        letter
        for first, last in ranges
        for letter in range(int(first, 16), int(last or first, 16) + 1)
    }
    for font in (roman, italic):
        assert letters ^ set(font.getBestCmap()) <= {0x2011, 0x201B}, "the typeface lacks two"
        assert {"onum", "lnum", "kern"} <= {
            found.FeatureTag
            for table in ("GSUB", "GPOS")
            for found in font[table].table.FeatureList.FeatureRecord
        }


@pytest.mark.parametrize("words", ["Snow", "Snow over the sea " * 40])
def test_the_preview_picture_is_one_of_its_size_whatever_the_words(
    tmp_path: Path, words: str
) -> None:
    made = draw_card(words, words, "Draft", tmp_path)
    assert (made[:4], made[16:24].hex()) == (b"\x89PNG", f"{1200:08x}{630:08x}")


@pytest.mark.parametrize(("sources", "styles", "message"), DATA["faults"])
def test_a_fault_is_named_with_its_place(
    sources: dict[str, str], styles: list[str], message: str
) -> None:
    assert [str(problem) for problem in make_assets(sources, styles, [], Path()).problems] == [
        message
    ]
