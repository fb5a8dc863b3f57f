"""Building beside the last good site, and swapping the two when all is well.

MkDocs empties the site folder before it has rendered a page. So it is given a folder of
its own next to the real one; only a build without faults takes the real one's place.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

_PREFIX = ".building-"


def make_stage(site: Path) -> Path:
    """Create an empty folder beside `site`, and clear away what a killed build left there."""
    site.parent.mkdir(parents=True, exist_ok=True)
    for left in site.parent.glob(f"{_PREFIX}{site.name}-*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{site.name}-", dir=site.parent))
    stage.chmod(0o755)
    return stage


def publish(stage: Path, site: Path) -> None:
    """Put the finished `stage` where `site` is; what was there is deleted last."""
    old = stage.with_name(stage.name + "-old")
    if site.exists():
        site.rename(old)
    stage.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def list_contents(stage: Path) -> None:
    """Write what the site consists of: `manifest.json` for programs, `SHA256SUMS` for `sha256sum --check`."""
    files = sorted(path for path in stage.rglob("*") if path.is_file())
    sums = {path.relative_to(stage).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (stage / "manifest.json").write_text(json.dumps(sums, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = [f"{digest}  {name}\n" for name, digest in sums.items()]
    (stage / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def discard(stage: Path) -> None:
    """Delete a stage whose build failed."""
    shutil.rmtree(stage, ignore_errors=True)
