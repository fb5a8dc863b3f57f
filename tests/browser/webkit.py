"""WebKitGTK as Debian has it, driven by WebDriver: what Safari's engine does with a page.

Playwright drives a WebKit of its own only. The browser needs a screen, so it gets one that nobody
sees.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from served import find_tool

BROWSERS = "/usr/lib"
"""Below it is MiniBrowser, which is in no folder of commands."""


@contextmanager
def show_nobody() -> Iterator[str]:
    """Start a screen for as long as the block lasts; gives its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}"
        finally:
            screen.terminate()


@contextmanager
def launch_webkit() -> Iterator["WebKit"]:
    """Start a browser for as long as the block lasts; without it the run fails with the command."""
    driver = find_tool("webkit")
    found = sorted(Path(BROWSERS).glob("**/webkit2gtk-4*/MiniBrowser"))
    if not driver or not found:
        pytest.exit("no webkit found; install one with: make webkit", returncode=1)
    options = Options()
    options.binary_location = str(found[-1])
    options.add_argument("--automation")
    with show_nobody() as screen:
        # Its own sandbox cannot be set up within that of a container.
        sandbox = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        environment = os.environ | {"DISPLAY": screen} | sandbox
        service = Service(driver, env=environment)
        browser = WebKitGTK(options=options, service=service)
        try:
            yield WebKit(browser)
        finally:
            browser.quit()


class WebKit:
    """A window of the browser."""

    def __init__(self, browser: WebKitGTK) -> None:
        self.browser = browser

    def open(self, address: str, width: int, height: int = 900) -> None:
        """Open a page in a window of a size; 447 pixels, of its bar of buttons, are the least."""
        self.browser.set_window_size(width, height)
        self.browser.get(address)

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script gives, which has its arguments as `arguments`."""
        return self.browser.execute_script(script, *arguments)

    def press(self, key: str, *held: str) -> None:
        """Press a key, while others are held."""
        actions = ActionBuilder(self.browser, duration=0)
        for other in held:
            actions.key_action.key_down(other)
        actions.key_action.key_down(key).key_up(key)
        for other in reversed(held):
            actions.key_action.key_up(other)
        actions.perform()

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag the pointer from one point of the window to another."""
        actions = ActionBuilder(self.browser, duration=0)
        pointer = actions.pointer_action
        pointer.move_to_location(round(start[0]), round(start[1])).pointer_down()
        pointer.move_to_location(round(end[0]), round(end[1])).pointer_up()
        actions.perform()


CONTROL = Keys.CONTROL
ENTER = Keys.ENTER
ESCAPE = Keys.ESCAPE
DOWN = Keys.ARROW_DOWN
