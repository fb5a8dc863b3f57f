"""The recipe of HOSTING.md for nginx, run as it stands there: headers, 404, slashes, types."""

import gzip
import http.client
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from served import find_tool
from support import ABEL, ROOT, build_site, find_headers, run_apart, write_files, write_real_theme

pytestmark = pytest.mark.slow
HOSTING = (ROOT / "HOSTING.md").read_text(encoding="utf-8")
SECTION = HOSTING.partition("\n## nginx\n")[2].partition("\n## ")[0]
COMMANDS = re.findall(r"(?s)```sh\n(.*?)```", SECTION)[0]
RECIPE = re.findall(r"(?s)```nginx\n(.*?)```", SECTION)[0]
PATH = "/briefing/"
"""The path below which the recipe has the site."""
AROUND = """
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
RECIPE
}
"""
PAGES = {
    "docs/index.md": "# Front { #front }\n\nIt has [another](other.md).\n{ #words }\n",
    "docs/other.md": "# Other { #other }\n\nWords.\n{ #more }\n",
    "docs/cite.md": "# Cite { #cite }\n\n<!-- briefing: cite -->\n",
    "bibliography.bib": "",
}


class Answer(NamedTuple):
    """What a host says to a request."""

    status: int
    headers: dict[str, str]
    body: bytes


class Host(NamedTuple):
    """A running nginx that has a site at a path."""

    port: int
    path: str
    site: Path

    def ask(self, address: str, **headers: str) -> Answer:
        """Ask for an address below the site's path."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", address, headers=names)
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return answer

    def find_lasting(self) -> str:
        """Return the address of a file that `_headers` lets browsers keep."""
        lines = (self.site / "_headers").read_text(encoding="utf-8").splitlines()
        return next(line for line in lines if line.endswith(".css"))


def find_port() -> int:
    """Return a port of this machine that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def serves(port: int) -> bool:
    """Whether somebody answers at a port of this machine."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a program has ended, or ends within a moment."""
    try:
        process.wait(timeout=0.02)
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.fixture(scope="module", params=["/", PATH])
def host(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    """The recipe, with the paths of this machine in it, at the root of a host and below a path."""
    nginx = find_tool("nginx")
    assert nginx, "no nginx; get one: make nginx"
    folder = tmp_path_factory.mktemp("nginx")
    write_files(folder / "own", {**PAGES, "bibliography.bib": ABEL})
    write_real_theme(folder / "own", site_url=f"https://example.org{request.param}", strict=False)
    built = run_apart(lambda: build_site(folder / "own"))
    assert built.is_published, built.messages
    (folder / "www").mkdir()
    target = folder / "www" / request.param.strip("/")
    shutil.copytree(folder / "own/site", target, dirs_exist_ok=True)
    commands = COMMANDS.replace("site/_headers", str(target / "_headers"))
    subprocess.run(["sh", "-euc", commands], cwd=folder, check=True)
    port = find_port()
    types = Path(nginx).parents[2] / "etc/nginx/mime.types"
    recipe = (
        RECIPE.replace("listen 80;", f"listen 127.0.0.1:{port};")
        .replace("/etc/nginx/headers", f"{folder}/headers")
        .replace("/etc/nginx/lasting", f"{folder}/lasting")
        .replace("/etc/nginx/mime.types", str(types))
        .replace("/srv/www", str(folder / "www"))
        .replace(PATH, request.param)
    )
    (folder / "nginx.conf").write_text(AROUND.replace("RECIPE", recipe), encoding="utf-8")
    process = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr"])
    while not serves(port):
        assert not has_ended(process), "nginx does not take the recipe"
    yield Host(port, request.param, target)
    process.terminate()
    process.wait()


def test_every_file_has_the_headers_that_the_build_names(host: Host) -> None:
    addresses = [host.path, f"{host.path}other/", f"{host.path}claims.json", host.find_lasting()]
    for address in addresses:
        answer = host.ask(address)
        named = dict(find_headers(host.site, address))
        assert len(named) >= 5
        assert {name: answer.headers.get(name) for name in named} == named, address
    assert "immutable" in host.ask(host.find_lasting()).headers["Cache-Control"]
    assert "Cache-Control" not in host.ask(host.path).headers


def test_only_at_the_root_is_the_whole_host_bound_to_https(host: Host) -> None:
    is_bound = "Strict-Transport-Security" in host.ask(host.path).headers
    assert is_bound == (host.path == "/")


def test_an_address_that_is_not_there_gets_our_page_with_its_status(host: Host) -> None:
    for address in (f"{host.path}nowhere/", f"{host.path}other/nothing.html"):
        answer = host.ask(address)
        assert answer.status == 404
        assert answer.body == (host.site / "404.html").read_bytes()
        assert "Content-Security-Policy" in answer.headers


def test_an_address_without_its_slash_leads_to_the_one_with_it(host: Host) -> None:
    answer = host.ask(f"{host.path}other")
    assert (answer.status, answer.headers["Location"]) == (301, f"{host.path}other/")


def test_text_is_compressed_where_a_browser_asks(host: Host) -> None:
    answer = host.ask(host.path, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == (host.site / "index.html").read_bytes()


TYPES = {
    "other/index.md": "text/markdown; charset=utf-8",
    "other/page.bib": "application/x-bibtex; charset=utf-8",
    "other/page.ris": "application/x-research-info-systems; charset=utf-8",
    "briefing.json": "application/json; charset=utf-8",
}


@pytest.mark.parametrize("name", TYPES)
def test_each_kind_of_file_has_its_type(host: Host, name: str) -> None:
    answer = host.ask(host.path + name)
    assert (answer.status, answer.headers["Content-Type"]) == (200, TYPES[name])


@pytest.mark.parametrize("name", ["_headers", ".mkdocs-briefing"])
def test_what_is_for_the_host_is_not_served(host: Host, name: str) -> None:
    assert (host.site / name).is_file()
    assert host.ask(host.path + name).status == 404
