"""A real browser on a real server: Debian's chromium, steered by playwright, over an index of the shipped corpus.

Without chromium or playwright these tests skip with a reason; where CI is set they fail instead.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api import Index

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _serve(data: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """`strategigraf serve` in a process of its own, and its address."""
    command = [sys.executable, "-m", "api.cli", "serve", "--data", str(data), "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    seen = []
    for line in process.stderr:
        seen.append(line)
        found = re.search(r"svarer på (http://\S+?)/?\n", line)
        if found:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, found[1]
    raise AssertionError(f"the server did not start: {''.join(seen)[-2000:]}")


@pytest.fixture(scope="session")
def site(shipped: Index) -> Iterator[str]:
    """The address of a server over the shipped corpus."""
    process, address = _serve(shipped.snapshot.folder.parents[1])
    try:
        with urllib.request.urlopen(f"{address}/api/examples") as answer:  # pages show them once they have been tried
            assert answer.status == 200
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One chromium for a file's tests. While it runs, this thread has an event loop, so it is gone before other files."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        _without("playwright is not installed (extra: test)")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        _without("there is no chromium on this machine (apt-get install chromium)")
    with sync_playwright() as running:
        try:
            started = running.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            _without(f"chromium does not start: {str(error).splitlines()[0]}")
        yield started
        started.close()


class Watched:
    """A browser page that notes what must not happen: console errors, and requests to other hosts."""

    def __init__(self, page: Any, site: str) -> None:
        self.page = page
        self.site = site
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._requested)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.outside.append(request.url)

    def go(self, path: str) -> Any:
        """Opens a page of the site and gives the response."""
        return self.page.goto(self.site + path, wait_until="networkidle")

    def clean(self, *, expected: str = "") -> None:
        """Fails where anything was noted; `expected` is a word of the one console error that belongs here."""
        errors = [error for error in self.errors if not expected or expected not in error]
        assert not errors, errors
        assert not self.outside, self.outside


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Callable[..., Watched]]:
    """Makes watched pages: `open_page(width=320, javascript=False)`."""
    contexts = []

    def make(width: int = 1280, javascript: bool = True, **options: Any) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, locale="da-DK", **options
        )
        contexts.append(context)
        return Watched(context.new_page(), site)

    yield make
    for context in contexts:
        context.close()
