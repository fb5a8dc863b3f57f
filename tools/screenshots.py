"""Take pictures of the pages in site/, on screens and on paper, into screenshots/.

A page that shows text, or text and checks, is taken in both depths.

Usage: PYTHONPATH=scripts:tests python tools/screenshots.py [NAME]...
Names of pages are `front`, `leverage`, `print`; without one, all are taken.
"""

import sys

from playwright.sync_api import Page, sync_playwright
from served import launch, serve
from support import ROOT

SITE = ROOT / "site"
TARGET = ROOT / "screenshots"
WIDTHS = (1440, 1024, 390)


def find_names(wanted: list[str]) -> dict[str, str]:
    """Return the address of each page that is wanted, by its name."""
    addresses = {}
    for path in sorted(SITE.rglob("*.html")):
        address = path.relative_to(SITE).as_posix().removesuffix("index.html")
        name = address.strip("/").removesuffix(".html").replace("/", "-") or "front"
        if not wanted or name in wanted:
            addresses[name] = address
    return addresses


def take(page: Page, name: str, scheme: str) -> None:
    """Take an open page whole on three screens, and as paper shows it, in each of its depths."""
    choices = page.locator(".depth input").all()
    for choice in choices:
        choice.evaluate("one => one.click()")
        take_screens(page, f"{name}-{choice.get_attribute('value')}", scheme)
    if not choices:
        take_screens(page, name, scheme)


def take_screens(page: Page, name: str, scheme: str) -> None:
    """Take a page as it stands."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=TARGET / f"{name}-{width}-{scheme}.png", full_page=True)
    page.pdf(path=TARGET / f"{name}.pdf", format="A4")


def main() -> None:
    """Take each page in two schemes; paper is printed from a dark screen."""
    TARGET.mkdir(exist_ok=True)
    names = find_names(sys.argv[1:])
    with serve(SITE) as root, sync_playwright() as playwright:
        browser = launch(playwright)
        if browser is None:
            sys.exit("no Chromium found; install one with: make browser")
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme)
            for name, address in names.items():
                page.goto(root + address, wait_until="networkidle")
                take(page, name, scheme)
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET}")


if __name__ == "__main__":
    main()
