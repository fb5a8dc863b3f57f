"""Asking an address whether it is still there: politely, within bounds, and without believing everything.

HTTP is that of RFC 9110, spoken by httpx. No body is ever read: status and headers hold all that is sure.
Only `scripts/check_links.py` imports this; a build does not.
"""

import email.utils
from asyncio import sleep, timeout
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from .links import Answer, is_web

REDIRECTS = 5
"""How many redirects are followed."""
_PERMANENT = {301, 308}
_BLOCKED = {401, 403, 407, 429, 451}


@dataclass(frozen=True)
class Manners:
    """How a site is treated."""

    agent: str
    """The User-Agent header: who asks, and where to complain."""
    pause: float = 2
    """Seconds between two requests to one host."""
    bound: float = 60
    """Seconds for one address, with all redirects and waits."""
    patience: float = 20
    """Longest Retry-After, in seconds, that is waited for."""


class Prober:
    """Asks one address after the other, so that no host ever has two requests at once."""

    def __init__(self, manners: Manners) -> None:
        """Prepare a client that follows nothing by itself; use `async with prober.client` around the questions."""
        # A third of the bound is left for a GET after a HEAD that hangs.
        self.client = httpx.AsyncClient(headers={"User-Agent": manners.agent}, timeout=manners.bound / 3)
        self.manners = manners
        self.has_heard = False
        """Whether anything has answered at all: if not, it may well be our own line that is dead."""
        self.free: dict[str, float] = {}
        """When each host may be asked again, on the monotonic clock."""

    async def ask(self, address: str) -> Answer:
        """Give the verdict on an address; never raises for what the web does."""
        if not is_web(address):
            return Answer("unreachable", "not a web address")
        try:
            async with timeout(self.manners.bound):
                return await self._follow(address)
        except TimeoutError:
            return Answer("unreachable", f"no answer within {self.manners.bound:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            return Answer("unreachable", " ".join(f"{type(error).__name__} {error}".split())[:200])

    async def _follow(self, address: str) -> Answer:
        here, moved, is_permanent = address, "", True
        for _ in range(REDIRECTS + 1):
            response = await self._request(here)
            if not response.has_redirect_location:
                return judge(address, here, moved, response.status_code)
            here = urljoin(here, response.headers["location"])
            if not is_web(here):
                return Answer("unreachable", f"redirects to {here[:100]!r}, which is not followed")
            is_permanent = is_permanent and response.status_code in _PERMANENT
            moved = here if is_permanent else moved
        return Answer("unreachable", f"more than {REDIRECTS} redirects")

    async def _request(self, address: str) -> httpx.Response:
        """Ask with HEAD; where that is refused or fails, which proves nothing, with GET."""
        wait = 0.0
        try:
            response = await self._send("HEAD", address)
            wait = parse_retry_after(response.headers.get("retry-after", ""))
            if response.status_code < 400 or wait > self.manners.patience:
                return response
        except httpx.TransportError:
            pass
        await sleep(wait)
        return await self._send("GET", address)

    async def _send(self, method: str, address: str) -> httpx.Response:
        """Give status and headers. Leaving the stream closes the connection, whatever is still to come."""
        host = urlsplit(address).netloc
        await sleep(max(0.0, self.free.get(host, 0.0) - monotonic()))
        try:
            async with self.client.stream(method, address) as response:
                self.has_heard = True
                return response
        finally:
            self.free[host] = monotonic() + self.manners.pause


def judge(address: str, final: str, moved: str, status: int) -> Answer:
    """Give the verdict on `address` by the status of the page that it ended at.

    `moved` is where unbroken permanent redirects led, or empty.
    """
    if 200 <= status < 300:
        if _is_front_page(urlsplit(final)) and not _is_front_page(urlsplit(address)) and _is_same_site(address, final):
            return Answer("lying", "leads to the front page", final)
        return Answer("moved", "", moved) if moved else Answer("alive")
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    blocked = "blocked: " if status in _BLOCKED else ""
    return Answer("gone" if status in {404, 410} else "unreachable", f"{blocked}{status} {phrase}".strip())


def parse_retry_after(text: str) -> float:
    """Give the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), 0 where it cannot be read."""
    if text.isdecimal():
        return float(text)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _is_front_page(parts: SplitResult) -> bool:
    return parts.path in {"", "/"} and not parts.query


def _is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are on one host; a shortened address may well lead to a front page elsewhere."""
    first, second = ((urlsplit(address).hostname or "").removeprefix("www.") for address in (one, other))
    return first == second
