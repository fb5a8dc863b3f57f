"""The files that a build makes beside the pages."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jinja2 import Environment

from .card import draw_card
from .citing import Citing, write_files
from .dates import format_edtf
from .ledger import Row, write_csv, write_json


def make_files(env: Environment, rows: Sequence[Row], citing: Citing | None, site_url: str, cut_off: date,
               cache: Path) -> dict[str, bytes]:
    """Give the content of each file by its path from the root of the site."""
    texts = {"claims.json": write_json(rows, site_url, cut_off), "claims.csv": write_csv(rows, site_url)}
    made = {}
    if citing:
        publication = citing.publication
        texts |= write_files(citing)
        texts["feed.xml"] = env.get_template("partials/briefing/feed.html").render(publication=publication)
        line = f"{publication.version.capitalize()}, {format_edtf(publication.date.isoformat())}"
        made["assets/card.png"] = draw_card(publication.title, publication.abstract, line, cache)
    return made | {name: text.encode() for name, text in texts.items()}
