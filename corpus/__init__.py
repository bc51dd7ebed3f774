"""The documents the project ships; this module gives their path, no more."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
