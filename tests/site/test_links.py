"""Dead and retracted sources, from the command that asks to what readers and authors are told."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from support import ABEL, ROOT, TEMPLATES, Built, build_site, run_apart
from web import serve

import check_links

MakeSite = Callable[..., Built]
PAGE = '# T { #t }\n\nA.[@abel2020]\n{ #a .fact }\n'
LEDGER = "# C { #c }\n\n<!-- briefing: ledger -->\n"
LISTED = "# S { #s }\n\n<!-- briefing: sources cited -->\n\n<!-- briefing: sources added -->\n"
FILES = {"docs/claims.md": LEDGER, "docs/sources.md": LISTED, **TEMPLATES}
RETRACTED = ABEL.replace("},\n}", "},\n  keywords = {added, retracted},\n}")


def make_record(**values: object) -> str:
    """Give a line of links.jsonl for the source of the tiny site."""
    sound = {"address": "https://example.org/abel", "verdict": "alive", "asked": "2026-11-24", "since": "2026-11-24",
             "seen": "2026-11-24", "misses": 0, "reason": "", "to": ""}
    return json.dumps(sound | values) + "\n"


DEAD = make_record(verdict="gone", seen="2026-11-03", misses=3, reason="404 Not Found")


def make_with(make_site: MakeSite, record: str, page: str = PAGE, bib: str = ABEL) -> Built:
    return make_site(page, bib, {**FILES, "links.jsonl": record})


def run_check(site: Built) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(ROOT / "scripts/check_evidence.py"), "--config",
                           str(site.root / "mkdocs.yml")], capture_output=True, text=True, check=False)


def test_a_source_says_when_its_address_was_seen(make_site: MakeSite) -> None:
    html = make_with(make_site, make_record()).html("sources/index.html")
    assert "<dd data-derived>Seen on 24 November 2026</dd>" in html
    assert "Copy nearest to" in html


@pytest.mark.parametrize("record", ["", "\n", make_record(verdict="unreachable", misses=2, seen=None),
                                    make_record(address="https://example.org/other")])
def test_nothing_is_said_where_nothing_is_known(make_site: MakeSite, record: str) -> None:
    site = make_with(make_site, record)
    assert site.messages == []
    html = site.html("sources/index.html") + site.html("claims/index.html") + site.html()
    assert "Seen on" not in html
    assert "gone" not in html.lower()
    assert "Address" not in html


def test_without_the_file_the_site_is_the_same_as_with_an_empty_one(make_site: MakeSite) -> None:
    bare = make_site(PAGE, files=FILES)
    pages = [bare.html(), bare.html("sources/index.html")]
    empty = make_with(make_site, "")
    assert [empty.html(), empty.html("sources/index.html")] == pages


def test_a_moved_source_shows_where_it_is_now(make_site: MakeSite) -> None:
    moved = make_record(verdict="moved", to="https://example.org/n?a=1&b=2")
    html = make_with(make_site, moved).html("sources/index.html")
    assert 'it has moved to <a href="https://example.org/n?a=1&amp;b=2" rel="noopener">' in html


def test_a_dead_source_fails_no_build_and_is_shown_as_dead(make_site: MakeSite) -> None:
    site = make_with(make_site, DEAD)
    assert site.is_published
    assert site.messages == []
    html = site.html("sources/index.html")
    assert "Gone since 24 November 2026</strong> (last seen 3 November 2026). Read the <a href=" in html
    assert html.count('data-versionurl="https://web.archive.org/web/20200505/https://example.org/abel"') == 1
    assert html.index("data-versionurl") < html.index("Cited for"), "the copy comes first"
    assert "Rests on a source that is gone from the web: Abel, 4 May 2020" in site.html("claims/index.html")
    assert "<strong>Gone from this address.</strong>" in site.html()


def test_a_dead_source_is_a_notice_of_the_command(make_site: MakeSite) -> None:
    run = run_check(make_with(make_site, DEAD))
    assert run.returncode == 0
    assert run.stdout.splitlines() == [
        "docs/index.md:4: 'a' rests on 'abel2020', gone since 2026-11-24: https://example.org/abel; "
        "give its new address, or cite another source [gone-source]",
        "0 problems in 3 pages, 1 claims, 1 sources"]


def test_a_retracted_source_stops_the_build(make_site: MakeSite) -> None:
    site = make_with(make_site, "", bib=RETRACTED)
    assert not site.is_published
    [message] = site.messages
    assert message.startswith("docs/index.md:4: 'a' rests on 'abel2020', which was retracted; ")
    assert site.codes() == {"retracted-source"}


def test_an_accepted_retraction_is_shown_to_readers(make_site: MakeSite) -> None:
    page = PAGE.replace(".fact", '.fact data-accept="retracted-source"')
    site = make_with(make_site, "", page, RETRACTED)
    assert site.is_published, site.messages
    assert "<strong>Retracted by its publisher</strong>" in site.html("sources/index.html")
    assert "Rests on a source that was retracted: Abel, 4 May 2020" in site.html("claims/index.html")
    assert "<strong>Retracted.</strong>" in site.html()


def test_an_accepted_retraction_that_is_none_is_reported(make_site: MakeSite) -> None:
    assert make_site(PAGE.replace(".fact", '.fact data-accept="retracted-source"')).codes() == {"stale-acceptance"}


@pytest.mark.parametrize("broken", ["<<<<<<< HEAD\n" + DEAD, DEAD + "{}\n", DEAD + DEAD])
def test_a_broken_file_is_a_message_with_its_line(make_site: MakeSite, broken: str) -> None:
    site = make_with(make_site, broken)
    [message] = site.messages
    line = 1 if broken.startswith("<") else 2
    assert message.startswith(f"links.jsonl:{line}: this line is not the record of a link: ")
    assert message.endswith("[links-file]")
    assert not site.is_published


def test_a_file_that_is_not_text_is_a_message(make_site: MakeSite) -> None:
    root = make_site(PAGE).root
    (root / "links.jsonl").write_bytes(b"\xff\xfe\x00")
    assert build_site(root).codes() == {"links-file"}


def run_links(root: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr(check_links, "PAUSE", 0)
    monkeypatch.setattr(sys, "argv", ["check_links.py", "--config", str(root / "mkdocs.yml"), *options])
    code: int = run_apart(check_links.main)
    return code


def read_records(root: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (root / "links.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_command_asks_keeps_and_reports(
        make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with serve() as web:
        page = (f"# T {{ #t }}\n\nA.[@abel2020] [L]({web.root}/gone#part) <{web.root}/live>\n"
                f'{{ #a .fact }}\n\n<a href="{web.root}/gone">again</a> <a href="{web.root}/?a=1&amp;b=2">x</a> '
                "[mail](mailto:a@example.org) [T](#t)\n")
        root = make_site(page, ABEL.replace("https://example.org/abel", f"{web.root}/moved?a=1")).root
        web.statuses["/moved?a=1"] = 200
        assert run_links(root, monkeypatch) == 0
        assert web.agents == {"Tiny-links (+https://tiny.example/)"}
        today = str(date.today())
        assert [(record["address"], record["verdict"], record["asked"]) for record in read_records(root)] == [
            (f"{web.root}/?a=1&b=2", "gone", today), (f"{web.root}/gone", "gone", today),
            (f"{web.root}/live", "alive", today),
            (f"{web.root}/moved?a=1", "alive", today)]
        report = capsys.readouterr().out
        assert report.startswith(f"dead, gone: {web.root}/?a=1&b=2\n")
        assert "used in docs/index.md:3, docs/index.md:6\n" in report
        assert "used in bibliography.bib:5\n" in report
        assert report.endswith("4 addresses, 4 asked now: 2 gone, 2 alive\n")
        # asked within the week: not asked again, unless told to
        asked = len(web.asked)
        run_links(root, monkeypatch)
        assert len(web.asked) == asked
        web.statuses["/gone"] = 200
        run_links(root, monkeypatch, "--again")
        assert len(web.asked) > asked
        assert [record["verdict"] for record in read_records(root)] == ["gone", "alive", "alive", "alive"]


@pytest.mark.parametrize(("days", "count"), [(6, 0), (7, 1)])
def test_an_answer_is_good_for_a_week(
        make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, days: int, count: int) -> None:
    with serve() as web:
        address, day = f"{web.root}/live", str(date.today() - timedelta(days))
        root = make_with(make_site, make_record(address=address, asked=day, since=day, seen=day),
                         bib=ABEL.replace("https://example.org/abel", address)).root
        run_links(root, monkeypatch)
        assert len(web.asked) == count


def test_what_is_no_longer_linked_to_is_dropped(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve() as web:
        address, today = f"{web.root}/live", str(date.today())
        kept = make_record(address=address, asked=today)
        root = make_with(make_site, make_record() + kept, bib=ABEL.replace("https://example.org/abel", address)).root
        run_links(root, monkeypatch)
        assert read_records(root) == [json.loads(kept)]
        assert not web.asked


def test_where_nothing_answers_nothing_is_kept(
        make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Three days without a network of our own must not declare the whole web dead."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        bib = ABEL.replace("https://example.org/abel", f"http://127.0.0.1:{closed.getsockname()[1]}/")
        root = make_site(PAGE, bib).root
        assert run_links(root, monkeypatch) == 1
    assert capsys.readouterr().out == (
        "none of 1 addresses answered: is this machine on the network? Nothing was kept\n")
    assert not (root / "links.jsonl").exists()


@pytest.mark.parametrize(("name", "text"), [
    ("links.jsonl", "{}\n"), ("bibliography.bib", ABEL.replace("},\n}", "\n}")), ("docs/index.md", "\ufffe")])
def test_the_command_loses_nothing_where_it_cannot_read(
        make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    root = make_with(make_site, make_record()).root
    (root / name).write_text(text, encoding="utf-16" if name.endswith(".md") else "utf-8")
    before = (root / "links.jsonl").read_text(encoding="utf-8")
    assert run_links(root, monkeypatch) == 1
    assert (root / "links.jsonl").read_text(encoding="utf-8") == before


def test_what_was_answered_before_a_stop_is_kept(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve() as web:
        root = make_site(PAGE + f"\n[1]({web.root}/live) [2]({web.root}/stop)\n",
                         ABEL.replace("https://example.org/abel", f"{web.root}/z")).root
        ask = check_links.Prober.ask

        async def stop(prober: check_links.Prober, address: str) -> object:
            if address.endswith("/stop"):
                raise KeyboardInterrupt
            return await ask(prober, address)
        monkeypatch.setattr(check_links.Prober, "ask", stop)
        with pytest.raises(KeyboardInterrupt):
            run_links(root, monkeypatch)
        assert [record["address"] for record in read_records(root)] == [f"{web.root}/live"]


def test_a_build_does_not_load_what_speaks_http() -> None:
    """The hook gets by without httpx, which only the command needs."""
    code = ("import sys; sys.path.insert(0, 'scripts'); import mkdocs_hooks, check_evidence; "
            "sys.exit('httpx' in sys.modules)")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False).returncode == 0
