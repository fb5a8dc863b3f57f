"""Take pictures of the pages in site/, as they stand on screens and on paper, into screenshots/.

Usage: PYTHONPATH=scripts python tests/screenshots.py [NAME]...
Names of pages are `front`, `leverage`, `print`; without one, all are taken."""

import sys

from playwright.sync_api import sync_playwright
from served import launch, serve
from support import ROOT

SITE, TARGET = ROOT / "site", ROOT / "screenshots"


def main() -> None:
    """Take each page whole, on three screens in two schemes, and as a dark screen prints it."""
    TARGET.mkdir(exist_ok=True)
    addresses = [
        path.relative_to(SITE).as_posix().removesuffix("index.html")
        for path in sorted(SITE.rglob("*.html"))
    ]
    names = {
        address: address.strip("/").removesuffix(".html").replace("/", "-") or "front"
        for address in addresses
    }
    with serve(SITE) as root, sync_playwright() as playwright:
        browser = launch(playwright) or sys.exit(
            "no Chromium found; install one with: make browser"
        )
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme)
            for address, name in names.items():
                if name in (sys.argv[1:] or [name]):
                    page.goto(root + address, wait_until="networkidle")
                    for width in (1440, 1024, 390):
                        page.set_viewport_size({"width": width, "height": 900})
                        page.screenshot(
                            path=TARGET / f"{name}-{width}-{scheme}.png", full_page=True
                        )
                    page.pdf(path=TARGET / f"{name}.pdf", prefer_css_page_size=True)
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET}")


if __name__ == "__main__":
    main()
