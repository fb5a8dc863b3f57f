"""Build the briefing in `site/` and write into `built/` all that is made of it: `make golden`.

The site is a made-up briefing in which everything occurs that an author can write; its figures are
those of `scripts/figures/`. Both editions were frozen by the real command, and are never touched.

Styles, scripts, fonts and pictures are left out, as they are not made of the site, and so is what
is published as it stands, and the three files of a page's own citation, which its
`citations.json` has too. The list of sums has the names of all files, with these. Of PDF and EPUB
there is the text, and of the second where its links lead.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from bs4 import BeautifulSoup
from pypdf import PdfReader

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SITE = HERE / "site"
BUILT = HERE / "built"
NOT_MADE = {".css", ".woff2", ".png", ".gz"}  # of the last, sitemap.xml has the words
# In the names of styles, scripts and fonts: it changes with every byte of these.
DIGEST = re.compile(r"\.[0-9a-f]{8}(?=\.(?:css|js|woff2)\b)")
# Of a file in SHA256SUMS: those of the styles are among them, and those of PDF and EPUB, which
# have the layout in them; what else has changed shows in the file itself.
SUM = re.compile(r"(?m)^[0-9a-f]{64}  ")
NOTICE = re.compile(r"(?m)^\w+ +-  briefing: (.*\[[a-z-]+\])$")


def lay_out(folder: Path) -> None:
    """Lay the site into a folder, with the figures that it draws."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    (folder / "scripts").mkdir()
    (folder / "scripts/figures").symlink_to(ROOT / "scripts/figures")


def build() -> dict[str, str]:
    """Return all that is made of the site, by its names, and what the build says of it.

    Nothing is taken from a cache. Raise AssertionError where there is no site.
    """
    with TemporaryDirectory() as name:
        folder = Path(name, "briefing")
        lay_out(folder)
        settings = {"NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": f"{name}/cache"}
        ran = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build"],
            cwd=folder,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        said = "".join(f"{line}\n" for line in NOTICE.findall(ran.stderr))
        return {"said.txt": said, **dict(sorted(_list_made(folder / "site")))}


def _list_made(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what is made of the site, by its name in `built/`."""
    given = {path.read_bytes() for path in SITE.rglob("*") if path.is_file()}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        is_script = path.suffix == ".js" and name.startswith("assets/")
        is_schema = name.startswith("schemas/")  # which follow from types
        if path.is_dir() or path.suffix in NOT_MADE or is_script or path.stem == "page":
            continue
        content = path.read_bytes()
        if path.suffix == ".pdf":
            yield f"{name}.txt", _read_pdf(content)
        elif path.suffix == ".epub":
            yield f"{name}.txt", _read_epub(content)
        elif content not in given and not (is_schema or name.startswith("assets/")):
            yield name, _leave_out(name, content.decode())


def _leave_out(name: str, text: str) -> str:
    """Return the text of a file without the digests of styles and scripts."""
    text = DIGEST.sub("", text)
    if name == "SHA256SUMS":
        return SUM.sub("", text)
    return text


def _read_pdf(content: bytes) -> str:
    """Return the text of a PDF, page by page."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    return "\n\f\n".join(pages) + "\n"


def _read_epub(content: bytes) -> str:
    """Return the names of the files of an EPUB, their text, and where their links lead."""
    parts = list[str]()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            parts.append(f"== {name}")
            if name.endswith(".xhtml"):
                soup = BeautifulSoup(archive.read(name), "html.parser")
                parts.append(soup.get_text("\n", strip=True))
                parts += [str(link["href"]) for link in soup.select("a[href]")]
    return "\n".join(parts) + "\n"


def read_golden() -> dict[str, str]:
    """Return what was made of the site when it was last written."""
    return {
        path.relative_to(BUILT).as_posix(): path.read_bytes().decode()
        for path in BUILT.rglob("*")
        if path.is_file()
    }


def write_golden(made: dict[str, str]) -> None:
    """Write what is made of the site in the place of what was."""
    shutil.rmtree(BUILT, ignore_errors=True)
    for name, text in made.items():
        path = BUILT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


if __name__ == "__main__":
    write_golden(build())
    print("written; git diff shows what readers would see otherwise")
