"""Prints one of the README's two commands as it stands there: the first `sh` block after `<!-- command: NAME -->`."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def command(name: str) -> str:
    """The block's text. Raises SystemExit where the README has no such block."""
    text = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- command: {re.escape(name)} -->\s*```sh\n(.*?)```", text, re.S)
    if not found:
        raise SystemExit(f"README.md has no command named {name}")
    return found.group(1).strip()


if __name__ == "__main__":
    print(command(sys.argv[1]))
