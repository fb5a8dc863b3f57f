"""One address is asked, and what it answers is read as far as is reasonable.

Whatever a server does, there is an answer: it may refuse, be silent, lead in circles, or send a
page without end.
"""

import re
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError, TimeoutError
from urllib3.response import BaseHTTPResponse

from briefing.text import is_web

_MOST_REDIRECTS = 10
_WELL = 200
_CHUNK = 1 << 14
# What a page says of its letters before it begins (https://html.spec.whatwg.org/#charset).
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_HEAD = 2_048  # bytes in which it says so
_TEXT = re.compile(r"text/(?:html|plain|xml)|application/(?:(?:xhtml\+)?xml|json)", re.I)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; make links; checks whether what we cite is there)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


class Limits(NamedTuple):
    """How long we wait, and how much we read."""

    seconds: float = 30  # for an answer as a whole
    size: int = 4_000_000  # bytes of a page
    pause: float = 2  # seconds between two questions to one host


@dataclass(frozen=True)
class Answer:
    """What came back."""

    place: str  # the address from which it came, to which others may have led; without a fragment
    status: int | None = None  # of HTTP; None where nobody answered
    html: str = ""  # the page, as far as it was read; empty for what is no text
    fault: str = ""  # why nobody answered, or why the page was not read to its end

    @property
    def is_well(self) -> bool:
        """Whether a page came."""
        return self.status == _WELL

    @property
    def reason(self) -> str:
        """Why none came, in words."""
        return self.fault or f"its server answers {self.status}"


def ask(address: str, limits: Limits) -> Answer:
    """Return what an address answers, after all redirects."""
    deadline = monotonic() + limits.seconds
    place = urldefrag(address).url
    pool = urllib3.PoolManager(retries=False, timeout=limits.seconds, headers=_HEADERS)
    with pool:
        for _ in range(_MOST_REDIRECTS):
            try:
                response = pool.request("GET", place, preload_content=False, redirect=False)
                target = response.get_redirect_location()
                if not target:
                    return _read(response, place, limits, deadline)
                response.close()
            except HTTPError as error:
                return Answer(place, fault=_explain(error, limits))
            place = urldefrag(urljoin(place, target)).url
            if not is_web(place):
                return Answer(place, fault="it leads to what is no address of the web")
            if monotonic() > deadline:
                return Answer(place, fault=f"no answer in {limits.seconds:g} seconds")
    return Answer(place, fault=f"it leads on and on, {_MOST_REDIRECTS} times")


def _read(response: BaseHTTPResponse, place: str, limits: Limits, deadline: float) -> Answer:
    """Return an answer with as much of its page as there is time and room for."""
    status = response.status
    kind = response.headers.get("Content-Type", "text/html")
    if not _TEXT.match(kind):
        response.close()
        return Answer(place, status, fault=f"no text that words could be looked for in: {kind}")
    body, fault = b"", ""
    try:
        while chunk := response.read1(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > limits.size:
                fault = f"longer than {limits.size:,} bytes"
            elif monotonic() > deadline:
                fault = f"not at its end after {limits.seconds:g} seconds"
            if fault:
                break
    except HTTPError as error:
        fault = _explain(error, limits)
    response.close()
    return Answer(place, status, _decode(body, kind), fault)


def _decode(body: bytes, kind: str) -> str:
    """Return the text of a page, in the letters that its server or its head names."""
    named = _CHARSET.search(kind.encode()) or _CHARSET.search(body[:_HEAD])
    charset = named[1].decode() if named else "utf-8"
    try:
        return body.decode(charset, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _explain(error: HTTPError, limits: Limits) -> str:
    """Return in words why there is no answer."""
    if isinstance(error, NewConnectionError):
        return "nobody is there under this name, or nobody answers"
    if isinstance(error, TimeoutError):
        return f"no answer in {limits.seconds:g} seconds"
    if isinstance(error, SSLError):
        return "its certificate is not valid"
    return "the connection broke off"
