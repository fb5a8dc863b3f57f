"""Find a Chromium for the browser tests, and with `--install` get one.

In this order: one that is installed, Playwright's own, Debian's package. The headless shell goes first: it is the
same engine without the windows, and the tests take half as long in it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HINT = "no Chromium found; install one with: make browser"


def find_browser() -> str | None:
    """Give the path of a Chromium, or None."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or (str(_MAC) if _MAC.exists() else _find_playwrights())


def install_browser() -> None:
    """Get Playwright's Chromium, or Debian's where that cannot be downloaded."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find_browser() or not shutil.which("apt-get"):
        return
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False)
    for package in ("chromium-headless-shell", "chromium"):
        subprocess.run([*prefix, "apt-get", "install", "-y", "-qq", package, "fonts-liberation"], check=False)
        if find_browser():
            return


def _find_playwrights() -> str | None:
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Print the path; exit status 1 and a hint when there is none."""
    if not find_browser() and "--install" in sys.argv:
        install_browser()
    print(find_browser() or HINT)
    return 0 if find_browser() else 1


if __name__ == "__main__":
    sys.exit(main())
