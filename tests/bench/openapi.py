"""schemathesis over the OpenAPI of a running server, all its checks, until enough cases were sent.

    python tests/bench/openapi.py http://127.0.0.1:8000 --cases 5000 --seed 1

Runs with rising seeds until `--cases` requests were made. `openapi_hooks.py` tells schemathesis how SPARQL queries are
made, which no schema can say; everything else it reads from /openapi.json. Prints one JSON object; exits 1 where a
check failed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PHASES = "examples,coverage,fuzzing,stateful"


def run(base: str, seed: int, examples: int) -> tuple[int, int, str]:
    """One run: exit status, how many cases were generated, and the report where it failed."""
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{base}/openapi.json", "--phases", PHASES,
        "--seed", str(seed), "--max-examples", str(examples), "--no-color",
    ]  # fmt: skip
    path = os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH", ""))))
    environ = {**os.environ, "SCHEMATHESIS_HOOKS": "openapi_hooks", "PYTHONPATH": path}
    with tempfile.TemporaryDirectory() as home:  # it leaves a folder where it runs
        done = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=home)
    said = done.stdout + done.stderr
    found = re.search(r"([\d,]+) generated", said)
    return done.returncode, int(found[1].replace(",", "")) if found else 0, said


def main() -> int:
    """Reads the arguments, runs, prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=50, help="of each operation in each run")
    given = parser.parse_args()
    cases, seed, failed = 0, given.seed, 0
    while cases < given.cases and not failed:
        failed, made, said = run(given.base.rstrip("/"), seed, given.examples)
        cases, seed = cases + made, seed + 1
        if failed or not made:
            print(said, file=sys.stderr)
            failed = failed or 1
    print(json.dumps({"cases": cases, "runs": seed - given.seed, "failures": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
