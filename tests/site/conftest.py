"""A tiny site that was frozen, which the tests of editions change."""

from pathlib import Path

import pytest
from support import ABEL, TEMPLATES, Project, make_settings

MAIN = """{% block head_metadata %}{% if page.meta.status %}{% include "layout/versions.html" %}{% endif %}
{% if page.meta.head %}{% set head = page.meta.head %}{% include "layout/head.html" %}{% endif %}{% endblock %}
<link rel="canonical" href="{{ page.canonical_url }}">
<title>{{ page.title }}</title><meta name="description" content="{{ page.meta.description }}"><article>
{% block content %}{{ page.content | safe }}
{% if page.meta.status %}{% include "layout/status.html" %}{% endif %}{% endblock %}</article>"""
FRONT = """# Front { #front }

It may rain.[@abel2020, p. 7]
{ #rain .fact data-event="2020-05" data-article="1" }

See [the theme](theme.md#detail), [its data](data.csv), [all](editions.md#editions).
{ #links }

![A map](map.png)

## Wind { #wind }

It is windy, says [one](theme.md).
{ #breeze .assessment }

<!-- briefing: edition -->
"""
THEME = "---\ntitle: Theme\ndescription: About it.\n---\n\n# Theme { #theme }\n\nA detail.\n{ #detail .assessment }\n"

class Site(Project):
    """A site of two pages, frozen as edition 1."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for name, text in {"bibliography.bib": ABEL, "theme/main.html": MAIN, "mkdocs.yml": make_settings(),
                           "docs/index.md": FRONT, "docs/theme.md": THEME, "docs/data.csv": "a\n", "docs/map.png": "x",
                           "docs/editions.md": "# Editions { #editions }\n\n<!-- briefing: editions -->\n",
                           **TEMPLATES}.items():
            self.write(name, text)
        self.freeze("Begins.")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)
