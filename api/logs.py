"""Logs as one JSON object a line on standard error. What visitors ask stands in none of them.

A request is logged with its id, route template, status and time: no query string, no body, no address. An unexpected
error is logged with its type and the places it passed, without its message, which may repeat the question.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys
import traceback

_OWN = ("request_id", "method", "route", "status", "ms", "bytes", "generation", "reason", "error", "places")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record."""
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        found: dict[str, object] = {"time": moment, "level": record.levelname.lower(), "logger": record.name}
        said = record.getMessage()
        found["event"] = said if "Traceback" not in said else said.strip().rpartition("\n")[2].partition(":")[0]
        found.update({name: getattr(record, name) for name in _OWN if hasattr(record, name)})
        if record.exc_info and record.exc_info[1] is not None:
            found.update(described(record.exc_info[1]))
        return json.dumps(found, ensure_ascii=False, default=str)


def described(error: BaseException) -> dict[str, object]:
    """An error's type and the functions it passed, innermost last; nothing of what it says."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}:{frame.name}" for frame in frames]
    return {"error": type(error).__name__, "places": places}


def set_up(level: int = logging.INFO) -> None:
    """Sends our logs and the server's to standard error as JSON lines; uvicorn's access log is ours instead."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("strategigraf").setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = name != "uvicorn.access"
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
