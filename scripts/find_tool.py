"""Find a Chromium for the browser tests, a Java for EPUBCheck, or npm for a reader view; get one where there is none.

Usage: python scripts/find_tool.py browser|java|npm
The headless shell goes first: it is the same engine without the windows, and the tests take half as long in it.
"""

import os
import shutil
import subprocess
import sys

COMMANDS = {"java": ["java"], "npm": ["npm"], "browser": [
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]}
PACKAGES = {"java": ["default-jre-headless"], "npm": ["npm"], "browser": ["chromium-headless-shell", "chromium"]}
"""Debian's, the best first."""
BESIDE = {"java": [], "npm": [], "browser": ["fonts-liberation", "libatomic1"]}
"""What else it needs there; libatomic is for Playwright's own driver."""


def find_tool(name: str) -> str | None:
    """Return the path of a `browser` or a `java`, or None; a browser may be Playwright's own."""
    found = find_installed(name)
    if not found and name == "browser":
        from playwright.sync_api import sync_playwright
        with sync_playwright() as playwright:
            found = shutil.which(playwright.chromium.executable_path)
    return found


def find_installed(name: str) -> str | None:
    """Return the path of what is installed on this machine, or None."""
    return next((path for command in COMMANDS[name] if (path := shutil.which(command))), None)


def get_tool(name: str) -> bool:
    """Get Debian's package where that takes no password; otherwise, for a browser, Playwright's own."""
    sudo = ["sudo", "-n"] if os.geteuid() else []
    if _run(*sudo, "apt-get", "update") and any(
            _run(*sudo, "apt-get", "install", "-y", package, *BESIDE[name]) for package in PACKAGES[name]):
        return True
    return name == "browser" and _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> bool:
    """Whether a command is there and ends well; its many words are kept back."""
    return bool(shutil.which(command[0])) and not subprocess.run(command, capture_output=True, check=False).returncode


if __name__ == "__main__":
    name = sys.argv[1]
    if not find_installed(name) and not get_tool(name):
        sys.exit(f"no {name} can be had here; install Debian's {PACKAGES[name][0]}, or what it holds, by hand")
