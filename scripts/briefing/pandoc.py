"""Running pandoc, which does not know here what time it is: https://reproducible-builds.org/specs/source-date-epoch/."""

import subprocess
from datetime import date

import pypandoc

_EPOCH = date(1970, 1, 1)


class PandocError(Exception):
    """pandoc refused; the message is its own."""


def run_pandoc(text: str, *arguments: str, day: date = _EPOCH) -> bytes:
    """Give what pandoc makes of `text`, as if it were `day`. Raises PandocError."""
    environment = {"SOURCE_DATE_EPOCH": f"{(day - _EPOCH).total_seconds():.0f}", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    run = subprocess.run([pypandoc.get_pandoc_path(), "--output=-", *arguments], input=text.encode(),
                         capture_output=True, check=False, env=environment)
    if run.returncode:
        raise PandocError(run.stderr.decode(errors="replace").strip())
    return run.stdout
