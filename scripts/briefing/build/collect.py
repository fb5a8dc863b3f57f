"""Collecting the evidence of all pages without a build, for commands and tests."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown import Markdown

from ..claims.labels import EvidenceExtension
from ..claims.records import PageAddress, PageEvidence
from ..pages.document import make_url
from ..pages.footnotes import NoteRegistry, resolve
from ..pages.safety import check_html
from ..problems import Problem
from .project import Project

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)


def collect_pages(project: Project, extensions: Sequence[str],
                  configs: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[PageEvidence, list[Problem]]]:
    """Render every page with the site's Markdown extensions, and yield what it claims and what it may not hold."""
    registry = NoteRegistry(project.bibliography.data, project.notes)
    evidence = EvidenceExtension()
    for document in project.documents:
        evidence.turn_to(PageAddress(document.uri, make_url(document.uri), document.uri))
        reader = Markdown(extensions=[*extensions, evidence], extension_configs=configs)
        content = reader.convert(resolve(_FRONT_MATTER.sub("", document.text), registry))
        yield evidence.found, list(check_html(document, content))
