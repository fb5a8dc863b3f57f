"""`make links` against a server that plays all that can become of a page."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from support import run_python, write_files

from linkcheck.asking import Answer, Limits, ask
from linkcheck.findings import is_elsewhere, list_findings
from linkcheck.targets import Target, Words
from linkcheck.words import count, fold, read_page

CHECK = Path(__file__).parent.parent.parent / "scripts/check_links.py"
LIMITS = Limits(seconds=1, size=20_000, pause=0)
SAID = "it has rained"
PAGE = f"<!doctype html><title>P</title><p>By then {SAID} a lot.</p>"
PLACES = {
    "there": (200, PAGE),
    "new": (200, PAGE),
    "gone": (404, "Nothing."),
    "gone-too": (410, "Nothing."),
    "failing": (500, "Oh."),
    "refused": (403, "No."),
    "lost": (200, "<p>It has snowed.</p>"),
    "twice": (200, f"{PAGE}<p>And then {SAID} again.</p>"),
    "unsaved": (200, PAGE),
}
LEADS = {
    "moved": "/new",
    "circle": "/circle",
    "away": "ftp://127.0.0.1/x",
    "slash": "/slash/",
}
COPY = "/web/20240102030405/"


class _Host(BaseHTTPRequestHandler):
    """Plays what the path of a request names."""

    ended = threading.Event()
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        name = parts.path.strip("/")
        if name == "available":
            self.tell_copy(parse_qs(parts.query)["url"][0])
        elif parts.path.startswith(COPY):
            self.send(200, "<p>It has snowed.</p>" if "lost" in parts.path else PAGE)
        elif name in LEADS and self.path != "/slash/":
            self.send(301, "", Location=LEADS[name])
        elif name in PLACES:
            self.send(*PLACES[name])
        else:
            getattr(self, f"play_{name}", self.play_slash)()

    def send(self, status: int, text: str | bytes, **headers: str) -> None:
        body = text.encode() if isinstance(text, str) else text
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | named).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def tell_copy(self, address: str) -> None:
        """Answer as https://archive.org/help/wayback_api.php does."""
        host = self.headers["Host"]
        closest = {
            "available": True,
            "status": "200",
            "timestamp": "20240102030405",
            "url": f"http://{host}{COPY}{address}",
        }
        name = urlsplit(unquote(address)).path.strip("/")
        if name == "failing":  # it says that it has one, and has none
            closest["url"] = f"http://{host}/gone"
        found = {"closest": closest} if name in {"there", "lost", "failing"} else {}
        self.send(200, json.dumps({"archived_snapshots": found}), Content_Type="application/json")

    def begin(self) -> None:
        """Send a head after which anything may come, for ever."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def play_silent(self) -> None:
        self.ended.wait(20)

    def play_endless(self) -> None:
        self.begin()
        while not self.ended.is_set():
            self.wfile.write(b"<p>More. " * 1_000)

    def play_trickle(self) -> None:
        self.begin()
        while not self.ended.wait(0.02):
            self.wfile.write(b".")
            self.wfile.flush()

    def play_broken(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"<p>")
        self.close_connection = True

    def play_korean(self) -> None:
        text = '<meta charset="euc-kr"><p>대중국 무역의존도는 지난'
        self.send(200, text.encode("euc-kr"), Content_Type="text/html")

    def play_pdf(self) -> None:
        self.send(200, b"%PDF-1.7", Content_Type="application/pdf")

    def play_slash(self) -> None:
        self.send(200, PAGE)


class _Server(ThreadingHTTPServer):
    """Says nothing when who asks leaves before all has come."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Return the address of the server."""
    with _Server(("127.0.0.1", 0), _Host) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        _Host.ended.set()
        server.shutdown()
        thread.join()


ANSWERS = {
    "there": (200, ""),
    "gone": (404, ""),
    "gone-too": (410, ""),
    "failing": (500, ""),
    "silent": (None, "no answer in 1 seconds"),
    "circle": (None, "it leads on and on, 10 times"),
    "away": (None, "it leads to what is no address of the web"),
    "endless": (200, "longer than 20,000 bytes"),
    "trickle": (200, "not at its end after 1 seconds"),
    "broken": (200, "the connection broke off"),
    "pdf": (200, "no text that words could be looked for in: application/pdf"),
}


@pytest.mark.parametrize(("name", "said"), ANSWERS.items())
def test_whatever_a_server_does_there_is_an_answer(
    host: str, name: str, said: tuple[int | None, str]
) -> None:
    answer = ask(host + name, LIMITS)
    assert (answer.status, answer.fault) == said
    assert len(answer.html) < 3 * LIMITS.size


def test_where_nobody_listens_there_is_an_answer_too() -> None:
    answer = ask("http://127.0.0.1:9/", LIMITS)
    assert (answer.status, answer.fault) == (
        None,
        "nobody is there under this name, or nobody answers",
    )


def test_an_answer_says_where_it_came_from(host: str) -> None:
    assert ask(f"{host}moved#part", LIMITS).place == f"{host}new"


def test_a_page_is_read_in_its_own_letters(host: str) -> None:
    text = read_page(ask(f"{host}korean", LIMITS).html)
    assert text
    assert count("대중국 무역의존도는", text) == 1


FOLDED = [
    ("Russia’s “war”", 'in RUSSIA\'S\n "War" it', 1),
    ("it rained", "it rained; It  Rained. Bit rained", 2),
    ("two-day wet", "a two\u2011day\u00a0wet week", 1),
    ("a rise", "A ri\u00adse", 1),
    ("rain", "rainy", 0),
]


@pytest.mark.parametrize(("words", "text", "times"), FOLDED)
def test_words_are_found_as_a_browser_finds_them(words: str, text: str, times: int) -> None:
    assert count(words, fold(text)) == times


def test_scripts_and_styles_are_no_words_of_a_page_and_tags_part_none() -> None:
    html = "<head><style>a b</style><script>c d</script></head><p>e <b>f</b>, <i>g</i>h<p>i"
    assert read_page(html) == "e f, gh i"
    assert read_page("<div>" * 20_000) in {None, ""}


ELSEWHERE = [
    ("http://x.example/a", "https://x.example/a/", False),
    ("http://x.example", "http://x.example/", False),
    ("http://x.example/a#b", "http://x.example/a", False),
    ("http://x.example/a", "http://x.example/b", True),
    ("http://x.example/?a=1", "http://x.example/", True),
    ("http://x.example/a", "http://www.x.example/a", True),
]


@pytest.mark.parametrize(("old", "new", "is_moved"), ELSEWHERE)
def test_a_certificate_or_a_slash_more_is_no_move(old: str, new: str, is_moved: bool) -> None:
    assert is_elsewhere(old, new) == is_moved


def test_of_a_page_that_was_not_read_to_its_end_nobody_says_that_it_lost_words() -> None:
    words = Words("r.yml:3", "abel", "rain", SAID, "", "")
    target = Target("http://x.example/", ["b.bib:1"], [words])
    [line] = list_findings(target, Answer("http://x.example/", 200, "<p>It", "longer than 2 bytes"))
    assert line.endswith("[unsure]")


def write_project(root: Path, host: str) -> None:
    """Write a project that cites every place of the server, each for the same words."""
    names = [*PLACES, *LEADS, "silent", "endless"]
    bib, clauses, records = "", "", ""
    for name in names:
        key = name.replace("-", "")
        fields = f"title = {{{name}}}, url = {{{host}{name}}}, urldate = {{2024-01-01}}"
        bib += f"@online{{{key}, {fields}}}\n"
        clauses += f"It rained.[@{key}][](){{ #{key} }}\n"
        records += f"{key}: {{kind: fact, sources: {{{key}: {{bears: all, words: {SAID}}}}}}}\n"
    write_files(
        root,
        {
            "bibliography.bib": bib,
            "docs/index.md": f"# T\n\n{clauses}{{ #p }}\n\nSee <{host}gone> and [it]({host}new).\n",
            "docs/records/index.yml": records,
        },
    )


def run_check(root: Path, host: str) -> str:
    """Return what the command prints; it ends well."""
    arguments = ["--archive", f"{host}available", "--seconds", "1", "--pause", "0"]
    arguments += ["--size", "20000"]
    done = run_python(CHECK, *arguments, folder=root)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def checked(host: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a project that was checked, and what was printed."""
    root = tmp_path_factory.mktemp("checked")
    write_project(root, host)
    return root, run_check(root, host)


def list_lines(printed: str, code: str) -> list[str]:
    """Return the lines with a code, without their places."""
    lines = [line for line in printed.splitlines() if line.endswith(f"[{code}]")]
    return [line.partition(": ")[2].removesuffix(f" [{code}]") for line in lines]


def test_it_says_what_became_of_each_page(checked: tuple[Path, str], host: str) -> None:
    printed = checked[1]
    assert list_lines(printed, "dead") == [
        f"nothing is there any more, by its server (404): {host}gone",
        f"nothing is there any more, by its server (410): {host}gone-too",
    ]
    assert list_lines(printed, "moved") == [f"{host}moved leads to another address"]
    assert f"  url = {{{host}new}}," in printed
    assert list_lines(printed, "drifted") == [
        f"'{SAID}' is no longer in what the server of {host}lost sends"
    ]
    assert list_lines(printed, "repeated") == [f"'{SAID}' stands 2 times in {host}twice"]
    unsure = "\n".join(list_lines(printed, "unsure"))
    for name in ("failing", "refused", "circle", "away", "silent", "endless"):
        assert f"{host}{name}" in unsure
    assert printed.splitlines()[-1] == (
        "8 addresses have been seen, 2 are gone, 1 have lost words: links.json"
    )


def test_each_line_has_its_place(checked: tuple[Path, str]) -> None:
    root, printed = checked
    for line in printed.splitlines()[:-1]:
        if not line.startswith(" "):
            file, number, _ = line.split(":", 2)
            assert (root / file).read_text(encoding="utf-8").count("\n") >= int(number)


def test_of_copies_it_names_those_that_are_there_with_the_lines_to_add(
    checked: tuple[Path, str], host: str
) -> None:
    printed = checked[1]
    assert list_lines(printed, "copy") == [
        "a copy of 'there' was found, made on 2024-01-02",
        f"a copy of 'lost' was found, made on 2024-01-02; it does not have the words '{SAID}'",
    ]
    lines = (
        f"  archiveurl   = {{{host[:-1]}{COPY}{host}there}},\n  archiveseen  = {{{date.today()}}},"
    )
    assert lines in printed


def test_it_keeps_the_days_and_writes_nothing_else(checked: tuple[Path, str], host: str) -> None:
    root, _ = checked
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert files == {"bibliography.bib", "docs/index.md", "docs/records/index.yml", "links.json"}
    kept = json.loads((root / "links.json").read_text(encoding="utf-8"))
    assert kept["gone"] == {f"{host}{name}": str(date.today()) for name in ("gone", "gone-too")}
    assert kept["moved"] == {f"{host}moved": f"{host}new"}
    assert kept["drifted"] == [f"{host}lost"]
    assert set(kept["unanswered"]) == {
        f"{host}{name}" for name in ("failing", "refused", "circle", "away", "silent")
    }


def test_what_names_a_copy_is_not_searched_for_one_and_its_copy_is_asked(
    host: str, tmp_path: Path
) -> None:
    bib = (
        f"@online{{a, url = {{{host}there}}, urldate = {{2024-01-01}},\n"
        f"  archiveurl = {{{host}gone}}, archiveseen = {{2024-01-02}}}}\n"
    )
    write_files(tmp_path, {"bibliography.bib": bib, "docs/index.md": "# T\n"})
    printed = run_check(tmp_path, host)
    assert list_lines(printed, "copy") == []
    assert printed.startswith("bibliography.bib:2: nothing is there any more")
