"""The console script: Ctrl-C is one line from the first moment, while the commands are still being loaded."""

from __future__ import annotations

import os
import signal


def _interrupt(number: int, frame: object) -> None:
    os.write(2, b"strategigraf: afbrudt\n")
    os._exit(130)


def early() -> None:
    """Answers Ctrl-C until the commands do."""
    signal.signal(signal.SIGINT, _interrupt)


def main() -> None:
    """Loads the commands and runs them."""
    early()
    from .cli import main as run

    run()
