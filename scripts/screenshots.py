"""Take pictures of every page, as it stands on screens and on paper, into screenshots/.

Usage: python scripts/screenshots.py [--site FOLDER] [--only NAME]...
Builds the site first, unless a built one is given. Names of pages are `front`, `leverage`, `print`.
Printed pages become PNG where pdftoppm is there (poppler-utils), and stay PDF where it is not.
"""

import argparse
import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from find_browser import HINT, find_browser

ROOT = Path(__file__).parent.parent
WIDTHS = (1440, 1024, 768, 360)
SCHEMES = ("light", "dark")
PAPERS = ("A4", "Letter")
FLAGS = ["--no-sandbox", "--disable-background-networking"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def find_pages(site: Path) -> dict[str, str]:
    """Give the address of each page from the root of the site, by a name that can be a file's."""
    files = sorted(file.relative_to(site) for file in site.rglob("*.html"))
    addresses = [file.as_posix().removesuffix("index.html") for file in files]
    return {address.strip("/").removesuffix(".html").replace("/", "-") or "front": address for address in addresses}


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address, with a slash at its end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def take_screens(browser: Browser, root: str, pages: dict[str, str], target: Path) -> None:
    """Write each page at each width in each scheme, from top to bottom."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            for name, address in pages.items():
                page.goto(root + address, wait_until="networkidle")
                page.screenshot(path=target / f"{name}-{width}-{scheme}.png", full_page=True)
            page.close()


def take_prints(browser: Browser, root: str, pages: dict[str, str], target: Path) -> None:
    """Write each page as it is printed, from the dark scheme, which must not show."""
    page = browser.new_page(color_scheme="dark")
    for name, address in pages.items():
        page.goto(root + address, wait_until="networkidle")
        for paper in PAPERS:
            _print(page, paper, target / f"{name}-{paper}.pdf")
    page.close()


def _print(page: Page, paper: str, file: Path) -> None:
    page.pdf(path=file, format=paper, prefer_css_page_size=False)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-png", "-r", "80", str(file), str(file.with_suffix(""))], check=True)
        file.unlink()


def _make_target(is_all: bool) -> Path:
    target = ROOT / "screenshots"
    if is_all:
        shutil.rmtree(target, ignore_errors=True)
    target.mkdir(exist_ok=True)
    return target


def main() -> int:
    """Build, serve, and take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--site", type=Path, help="a built site, in place of a new build")
    parser.add_argument("--only", action="append", help="name of a page; may be repeated")
    options = parser.parse_args()
    path = find_browser()
    if path is None:
        print(HINT)
        return 1
    target = _make_target(is_all=not options.only)
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or Path(folder) / "site"
        if not options.site:
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "-d", str(site)], cwd=ROOT, check=True)
        pages = {name: address for name, address in find_pages(site).items() if name in (options.only or [name])}
        with serve(site) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            take_screens(browser, root, pages, target)
            take_prints(browser, root, pages, target)
            browser.close()
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
