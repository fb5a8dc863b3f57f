"""Our settings, under `extra: briefing:` in `mkdocs.yml`, read and checked by MkDocs' own means."""

import datetime
from collections.abc import Mapping
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as opt
from mkdocs.exceptions import ConfigurationError


class BriefingSettings(base.Config):  # type: ignore[no-untyped-call]
    """The typed settings; an unknown one is reported."""

    cut_off = opt.Type(datetime.date)
    """Last day on which the main text knows anything, for example `2024-11-26`."""

    date = opt.Type(datetime.date)
    """Date of the draft, for citations while there is no edition, for example `2026-11-25`."""
    article = opt.Type(str, default="")
    """Citation key of the article that the briefing restates."""


def load_settings(extra: Mapping[str, Any]) -> BriefingSettings:
    """Read the settings from `config.extra`; raises ConfigurationError with one line a fault."""
    settings = BriefingSettings()
    settings.load_dict(extra.get("briefing") or {})
    errors, warnings = settings.validate()
    if errors or warnings:
        faults = "; ".join(f"'{key}': {fault}" for key, fault in [*errors, *warnings])
        raise ConfigurationError(f"mkdocs.yml: extra: briefing: {faults}")
    return settings
