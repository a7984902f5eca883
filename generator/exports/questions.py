"""The worked questions of the data page: their queries by name, in order. `words.data` asks them in Danish."""

from __future__ import annotations

from importlib import resources

from generator.words.data import QUESTIONS


def _read(name: str) -> str:
    return resources.files("generator.exports").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8").strip()


QUERIES: dict[str, str] = {name: _read(name) for name in QUESTIONS}
