"""The cache of compiled templates."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from briefing.web.templates import TemplateCache, prepare


def render(folder: Path, text: str = "Hello {{ name }}") -> str:
    environment = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=TemplateCache(folder))
    return environment.get_template("a.html").render(name="you")


def test_a_template_is_kept_and_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new" / "cache"
    render(folder)
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(Environment, "compile", None)  # must not be needed
    assert render(folder) == "Hello you"


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    render(tmp_path)
    assert render(tmp_path, "Bye {{ name }}") == "Bye you"


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"j2\x05\x00\x00\x00\x80\x04\x95"])
def test_a_broken_entry_is_made_again(tmp_path: Path, rubbish: bytes) -> None:
    render(tmp_path)
    [kept] = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:20] + rubbish)
    assert render(tmp_path) == "Hello you"
    kept.write_bytes(rubbish)
    assert render(tmp_path) == "Hello you"


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert render(tmp_path / "file") == "Hello you"


def test_templates_escape_what_is_not_marked_as_safe(tmp_path: Path) -> None:
    env = Environment(loader=DictLoader({"a.html": "{{ x }} {{ x | safe }} {{ x | striptags }}"}))
    prepare(env, tmp_path, {})
    assert env.get_template("a.html").render(x="&lt;b&gt;<b>") == "&amp;lt;b&amp;gt;&lt;b&gt; &lt;b&gt;<b> &lt;b&gt;"


def test_a_source_is_named_as_it_is_published_even_by_a_kept_template(tmp_path: Path) -> None:
    for name in ("one.js", "two.js"):
        env = Environment(loader=DictLoader({"a.html": "{{ 'a.js' | asset }}"}))
        prepare(env, tmp_path, {"a.js": name})
        assert env.get_template("a.html").render() == name
