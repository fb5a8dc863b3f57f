"""What an address says, and how it is asked: against a small web of our own."""

import asyncio
import socket
from collections.abc import Iterator

import pytest
from support import run_apart
from web import Web, serve

from briefing.sources import probe
from briefing.sources.links import Answer
from briefing.sources.probe import Manners, Prober, judge, parse_retry_after

MANNERS = Manners("Tiny-links (+https://tiny.example/)", pause=0, bound=20)


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as web:
        yield web


def ask(*addresses: str, manners: Manners = MANNERS) -> list[Answer]:
    async def run() -> list[Answer]:
        prober = Prober(manners)
        async with prober.client:
            return [await prober.ask(address) for address in addresses]
    answers: list[Answer] = run_apart(lambda: asyncio.run(run()))
    return answers


@pytest.mark.parametrize(("path", "verdict", "to"), [
    ("/live", "alive", ""), ("/empty", "alive", ""),
    # moved: as far as permanent redirects lead without a break
    ("/moved", "moved", "/live"), ("/moved-308", "moved", "/live"),
    ("/moved-then-found", "moved", "/found"),
    ("/found-then-moved", "alive", ""), ("/found", "alive", ""), ("/see", "alive", ""),
    # five redirects are followed
    ("/1", "alive", ""),
    # gone
    ("/gone", "gone", ""), ("/missing", "gone", ""), ("/moved-gone", "gone", ""),
    # a page of its own that leads to the front page of its site
    ("/lie", "lying", "/"), ("/lie-301", "lying", "/"), ("/?p=12", "lying", "/"), ("/", "alive", ""),
])
def test_what_an_answer_means(web: Web, path: str, verdict: str, to: str) -> None:
    [answer] = ask(web.root + path)
    assert (answer.verdict, answer.to) == (verdict, to and web.root + to)


@pytest.mark.parametrize(("path", "reason"), [
    ("/forbidden", "blocked: 403 Forbidden"), ("/broken", "500 Internal Server Error"), ("/odd", "599"),
    ("/loop", "more than 5 redirects"), ("/ping", "more than 5 redirects"), ("/0", "more than 5 redirects"),
    ("/no-location", "302 Found"), ("/not-modified", "304 Not Modified"),
    ("/to-file", "redirects to 'file:///etc/passwd', which is not followed"),
])
def test_what_proves_nothing_is_unreachable_and_says_why(web: Web, path: str, reason: str) -> None:
    assert ask(web.root + path) == [Answer("unreachable", reason)]


@pytest.mark.parametrize("path", ["/to-script", "/to-app", "/to-nowhere", "/to-broken"])
def test_a_redirect_to_what_is_no_page_is_unreachable(web: Web, path: str) -> None:
    [answer] = ask(web.root + path)
    assert answer.verdict == "unreachable"
    assert answer.reason


@pytest.mark.parametrize("address", ["", "words", "http://", "ftp://example.org/a", "file:///etc/passwd",
                                     "javascript:alert(1)", "http://[::1", "http://127.0.0.1:99999/", "//example.org/"])
def test_what_is_no_address_of_the_web_is_not_asked(address: str) -> None:
    assert ask(address) == [Answer("unreachable", "not a web address")]


@pytest.mark.parametrize("address", ["http://exa mple.org/", "http://" + "a" * 300 + ".example/", "http://\u0000/",
                                     "http://-\ud800.example/", "http://xn--\u00e4/"])
def test_a_broken_address_is_unreachable(address: str) -> None:
    [answer] = ask(address, manners=Manners("Tiny", pause=0, bound=5))
    assert answer.verdict == "unreachable"


def test_a_refused_connection_and_failed_tls_are_unreachable(web: Web) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        refused, tls = ask(f"http://127.0.0.1:{closed.getsockname()[1]}/", web.root.replace("http:", "https:"))
    assert (refused.verdict, tls.verdict) == ("unreachable", "unreachable")
    assert refused.reason.startswith("ConnectError")
    assert "SSL" in tls.reason


@pytest.mark.parametrize("path", ["/hangs", "/drips"])
def test_an_answer_that_does_not_end_is_given_up(web: Web, path: str) -> None:
    """The server goes on only when the test is over."""
    [answer] = ask(web.root + path, manners=Manners("Tiny", pause=0, bound=0.3))
    assert answer.verdict == "unreachable"
    assert answer.reason.startswith(("no answer within 0.3 seconds", "ReadTimeout"))


def test_the_bound_holds_for_an_answer_that_comes_in_drops(web: Web) -> None:
    """Each drop comes in time; only the whole takes too long."""
    [answer] = ask(web.root + "/drips", manners=Manners("Tiny", pause=0, bound=0.9))
    assert answer == Answer("unreachable", "no answer within 0.9 seconds")


def test_an_endless_page_is_alive_and_is_not_read(web: Web) -> None:
    assert ask(web.root + "/huge") == [Answer("alive")]
    assert web.hung_up.wait(20), "the connection is closed"


@pytest.mark.parametrize("path", ["/refuses-head", "/misses-head", "/drops-head", "/huge"])
def test_a_refused_head_is_followed_by_a_get(web: Web, path: str) -> None:
    assert ask(web.root + path) == [Answer("alive")]
    assert web.asked[-1] == ("GET", path)


def test_a_page_that_answers_is_asked_once_and_told_by_whom(web: Web) -> None:
    ask(web.root + "/live")
    assert web.asked == [("HEAD", "/live")]
    assert web.agents == {"Tiny-links (+https://tiny.example/)"}


@pytest.mark.parametrize("path", ["/to-file", "/to-script", "/to-app"])
def test_no_request_follows_a_redirect_out_of_the_web(web: Web, path: str) -> None:
    ask(web.root + path)
    assert web.asked == [("HEAD", path)]


OBEYED, LEFT = Answer("alive"), Answer("unreachable", "blocked: 429 Too Many Requests")


@pytest.mark.parametrize(("after", "expected", "methods"), [
    ("0", OBEYED, ["HEAD", "GET"]), ("soon", OBEYED, ["HEAD", "GET"]),
    ("Mon, 01 Jan 2024 00:00:00 GMT", OBEYED, ["HEAD", "GET"]),
    # longer than we wait: not asked again
    ("21", LEFT, ["HEAD"]), ("9" * 400, LEFT, ["HEAD"]), ("Fri, 01 Jan 2100 00:00:00 GMT", LEFT, ["HEAD"]),
])
def test_retry_after_is_obeyed_up_to_a_bound(
        web: Web, after: str, expected: Answer, methods: list[str]) -> None:
    assert ask(f"{web.root}/busy/{after}") == [expected]
    assert [method for method, _ in web.asked] == methods


def test_waits_and_pauses(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """One host is given a pause between requests, another is not made to wait for it."""
    waits: list[float] = []

    async def record(seconds: float) -> None:
        waits.append(seconds)
    monkeypatch.setattr(probe, "sleep", record)
    monkeypatch.setattr(probe, "monotonic", lambda: 100.0)
    other = web.root.replace("127.0.0.1", "localhost")
    ask(web.root + "/live", web.root + "/busy/5", other + "/live", manners=Manners("Tiny", pause=7))
    assert waits == [0, 7, 5, 7, 0]


@pytest.mark.parametrize(("text", "seconds"), [
    ("", 0), ("120", 120), ("-5", 0), ("1.5", 0), ("tomorrow", 0), ("Mon, 01 Jan 2024 00:00:00 GMT", 0),
    ("Mon, 01 Jan 2024 00:00:00 -0000", 0), ("Mon, 99 Jan 2024 00:00:00 GMT", 0),
])
def test_retry_after_is_read(text: str, seconds: float) -> None:
    assert parse_retry_after(text) == seconds


@pytest.mark.parametrize(("address", "final", "verdict"), [
    ("https://www.example.org/a", "https://example.org/", "lying"),
    ("http://example.org/a", "https://www.example.org", "lying"),
    ("https://example.org/a/", "https://example.org/?lang=en", "alive"),
    ("https://example.org/a", "https://example.org/en/", "alive"),
    ("https://example.org/", "https://www.example.org/", "alive"),
    # a shortened address, or a site that has another name now
    ("https://short.example/a", "https://example.org/", "alive"),
])
def test_only_a_sure_lie_is_called_one(address: str, final: str, verdict: str) -> None:
    assert judge(address, final, "", 200).verdict == verdict
