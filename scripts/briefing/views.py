"""What the generated pages show: records in, values for the templates in `overrides/` out."""

import re
from typing import TYPE_CHECKING

import markdown

if TYPE_CHECKING:
    from jinja2 import Environment

    from .checks import Project

_SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z]+))? -->")

_REMARK = re.compile(r"(Checked|Not checked|Defect): (.*?)(?=\s(?:Checked|Not checked|Defect):|$)", re.S)


def fill_page(content: str, env: "Environment", project: "Project", notes: dict[str, str]) -> str:
    """Replace each slot, `<!-- briefing: sources added -->`, by its template, filled."""
    def fill(slot: re.Match[str]) -> str:
        view = env.get_template(f"partials/briefing/{slot['view']}.html")
        return view.render(sources=list_sources(project, notes, slot["part"] or ""))
    return _SLOT.sub(fill, content)


def list_sources(project: "Project", notes: dict[str, str], part: str) -> list[dict[str, object]]:
    """Give the sources of one part, `cited` by the article or `added` by us, in the order of the file."""
    return [{"key": source.key, "kind": source.get("entrysubtype"), "title": source.get("title").strip("{}"),
             "reference": markdown.markdown(notes.get(source.key, ""))[3:-4],
             "remarks": _REMARK.findall(source.get("annotation"))}
            for source in project.bibliography.sources.values()
            if ("added" in source.keywords) == (part == "added")]
