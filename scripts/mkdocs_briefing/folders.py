"""A folder as what its files hold, by their paths: read once, and then looked at without a disk."""

from collections.abc import Callable
from pathlib import Path

ENGINE = Path(__file__).parent
TEMPLATES = ENGINE / "templates"
ASSETS = ENGINE / "assets"  # styles, scripts and fonts, which are published at `assets/`
SCHEMAS = ENGINE / "schemas"  # of data that no type describes

Content = str | bytes | Callable[[], str | bytes]  # of a file: what it holds, or what makes that
File = tuple[str, Content]  # its path from the root of the site, and its content


def make(content: Content) -> bytes:
    """Return what a file holds."""
    made = content() if callable(content) else content
    return made.encode() if isinstance(made, str) else made


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return what the files below a folder hold by their paths from there, links among them.

    They are in the order of their folders: what stands in `a/` comes before `a-b.md`.
    """
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    files.sort(key=lambda path: path.split("/"))
    return {path: Path(folder, path).read_bytes() for path in files}


def read_shown(folder: Path) -> dict[str, bytes]:
    """Return the same without what is hidden: MkDocs passes over a name that begins with a stop."""
    return {
        path: content for path, content in read_folder(folder).items() if "/." not in f"/{path}"
    }
