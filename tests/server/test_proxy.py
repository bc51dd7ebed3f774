"""docs/drift.md is run as it stands: its nginx block before a real server, its systemd unit through systemd's checker."""

from __future__ import annotations

import html
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "drift.md").read_text(encoding="utf-8")
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
AT = "/strategigraf"


def block(kind: str) -> str:
    """The first block of code of a kind."""
    found = re.search(rf"```{kind}\n(.*?)```", DOCS, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def proxied(server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of nginx that passes a path on to our server, as the text says."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    home = tmp_path_factory.mktemp("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    paths = "".join(
        f"{name}_temp_path {home}/{name}; " for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    location = block("nginx").replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    (home / "nginx.conf").write_text(
        f"daemon off; pid {home}/pid; error_log {home}/error.log; events {{}}\n"
        f"http {{ access_log off; {paths} server {{ listen 127.0.0.1:{port};\n{location}\n}} }}\n"
    )
    process = subprocess.Popen([nginx, "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")])
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client:
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline:
                try:
                    client.get(f"{AT}/health")
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            yield client
    finally:
        process.terminate()
        process.wait(10)


def test_links_lead_on_under_the_path(proxied: httpx.Client) -> None:
    """From the pages a browser starts at, every link, script, style and redirect of ours stays under the path, and works."""
    base = str(proxied.base_url).rstrip("/")
    waiting = [
        f"{AT}{path}" for path in ("/", "/soeg?q=digital+post", "/editor", "/strategier", "/om", "/docs", "/ontologi")
    ]
    seen: set[str] = set()
    while waiting and len(seen) < 90:
        address = waiting.pop(0).partition("#")[0]
        if address in seen:
            continue
        seen.add(address)
        found = proxied.get(address, headers=BROWSER)
        if found.is_redirect:
            waiting.append(found.headers["location"].removeprefix(base))
            assert waiting[-1].startswith(f"{AT}/"), (address, found.headers["location"])
            continue
        assert found.status_code == 200, address
        for link in re.findall(
            r'(?:href|src|action|data-openapi)="([^"]+)"', found.text if "html" in found.headers["content-type"] else ""
        ):
            link = html.unescape(link)
            if link.startswith("http://127.0.0.1"):
                assert link.startswith(f"{base}{AT}/"), (address, link)
            elif link.startswith("/"):
                assert link.startswith(f"{AT}/"), (address, link)
                waiting.append(link)
    assert len(seen) > 40 and any("/static/" in address for address in seen)


def test_the_data_doors_under_the_path(proxied: httpx.Client) -> None:
    """SPARQL, its description, Linked Data and OpenAPI name addresses that lead back here, port and path included."""
    base = f"{str(proxied.base_url).rstrip('/')}{AT}"
    assert proxied.post(f"{AT}/sparql", data={"query": "ASK { ?d a sg:Document }"}).json()["boolean"] is True
    assert f"<{base}/sparql>" in proxied.get(f"{AT}/sparql", headers={"Accept": "text/turtle"}).text
    assert f"{base}/.well-known/void" in proxied.get(f"{AT}/.well-known/void", headers={"Accept": "text/turtle"}).text
    iri = proxied.get(f"{AT}/api/documents").json()["documents"][0]["iri"]
    see = proxied.get(f"{AT}/id/{iri.partition('/id/')[2]}", headers={"Accept": "text/turtle"})
    assert see.status_code == 303 and proxied.get(see.headers["location"]).status_code == 200
    assert proxied.get(f"{AT}/openapi.json").json()["servers"] == [{"url": AT}]


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    """systemd finds nothing wrong with it, where there is systemd; the command is another here, since it must exist."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / "strategigraf.service"
    unit.write_text(block("ini").replace("/opt/strategigraf/bin/strategigraf", sys.executable))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr.strip(), done.stderr
