"""Settings of Material for MkDocs: what has no effect here is said, and what has is looked at."""

import pytest
import yaml
from support import ROOT, read_data

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


@pytest.mark.parametrize(("text", "messages"), read_data("settings.yml")["said"])
def test_what_is_said_of_settings(text: str, messages: list[str]) -> None:
    assert say(text) == messages


def test_our_own_settings_all_have_an_effect() -> None:
    assert say((ROOT / "mkdocs.yml").read_text(encoding="utf-8")) == []
