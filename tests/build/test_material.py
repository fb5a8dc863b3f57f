"""Settings of Material for MkDocs: what has no effect here is said, and what has is looked at."""

import pytest
import yaml
from support import ROOT

from briefing.build.settings import NO_EFFECT, check_material


def say(text: str) -> list[str]:
    """Return what is said of a `mkdocs.yml`: line, code and message."""
    return [f"{problem.line} {problem.code}: {problem.message}" for problem in check_material("mkdocs.yml", text)]


@pytest.mark.parametrize("name", NO_EFFECT)
def test_a_setting_without_effect_is_reported_with_its_line_and_what_to_do(name: str) -> None:
    group, key = name.split(".")
    text = yaml.safe_dump({"site_name": "x", group: [key] if group == "plugins" else {key: ["x"]}}, sort_keys=False)
    problem, = check_material("mkdocs.yml", text)
    assert (problem.line, problem.code, problem.message) == (3, "no-effect", f"'{name}' has no effect here")
    assert problem.hint.startswith(("delete it", "write font: false"))


@pytest.mark.parametrize(("text", "messages"), [
    # as Material names its plugins, and with settings of their own
    ("plugins:\n- bibtex:\n    bib_file: search\n- material/blog: {x: 1}\n",
     ["4 no-effect: 'plugins.blog' has no effect here"]),
    ("plugins: {tags: {}}\n", ["1 no-effect: 'plugins.tags' has no effect here"]),
    # what works
    ("theme: material\n", []), ("theme:\n  font: false\n  logo: a.svg\n  language: pt-BR\n", []), ("", []),
    ("repo_url: !ENV 'javascript:x'\nedit_uri: edit/main/docs/\ncopyright: <a href='https://a.example/'>A</a>\n", []),
    ("extra:\n  generator: false\n  social:\n  - icon: fontawesome/brands/github\n    link: mailto:a@b.example\n", []),
    ("x: !!python/name:material.extensions.emoji.twemoji\n", []), ("a: &a\n  b: *a\n? [x]\n: 1\n", []),
    # what Material does not have
    ("theme:\n  language: frr\n", ["2 unknown-language: Material has no words in 'frr'"]),
    ("extra:\n  social:\n  - icon: x\n", ["3 unknown-icon: Material has no icon 'x'"]),
    # what may not be published
    ("extra:\n  social:\n  - link: javascript:x\n", ["3 unsafe-address: the address 'javascript:x' is not taken"]),
    ("repo_url: javascript://x/%0aran(1)\n", ["1 unsafe-address: the address 'javascript://x/%0aran(1)' is not taken"]),
    ("x: 1\ncopyright: <script>x</script>\n", ["2 unsafe-html: the element <script> is not taken"])])
def test_what_is_said_of_settings(text: str, messages: list[str]) -> None:
    assert say(text) == messages


def test_our_own_settings_all_have_an_effect() -> None:
    assert say((ROOT / "mkdocs.yml").read_text(encoding="utf-8")) == []
