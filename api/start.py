"""The console script: Ctrl-C is one line from the first moment, while the commands are still being loaded."""

from __future__ import annotations

import os
import signal
import sys


def _interrupt(number: int, frame: object) -> None:
    os.write(2, b"strategigraf: afbrudt\n")
    os._exit(130)


def early() -> None:
    """Answers Ctrl-C until the commands do."""
    signal.signal(signal.SIGINT, _interrupt)


def main() -> None:
    """Loads the commands and runs them. One that only reads leaves at once: taking its engines apart takes 0.5 s."""
    early()
    from .cli import main as run

    try:
        run()
    except SystemExit as end:  # all is written and closed by now
        if sys.argv[1:2] not in (["ask"], ["search"]) or not isinstance(end.code, int):
            raise
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(end.code)
