"""A bunch of files as the audit remembers it: its pages' outline, and the words that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.audit.condensing import Condenser
from generator.audit.gangs import in_gangs
from generator.audit.leaks import may_leak
from generator.audit.outlines import Outline, outline
from generator.audit.secrets import Secrets

_TOGETHER = 6  # bunches that one process looks at before it tells


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to say of a bunch, and whether what is withheld may stand in it."""

    outline: Outline
    suspect: bool


@dataclass(frozen=True, slots=True)
class _Task:
    site: Path
    base: str
    secrets: Secrets
    condenser: Condenser


def survey(site: Path, bunches: Mapping[str, Sequence[str]], base: str, secrets: Secrets) -> Iterator[Survey]:
    """Each bunch in its turn."""
    files = list(bunches.values())
    some = [files[at : at + _TOGETHER] for at in range(0, len(files), _TOGETHER)]
    for found in in_gangs(_look, some, _Task(site, base, secrets, Condenser())):
        yield from found


def _look(bunches: Sequence[Sequence[str]], task: _Task) -> list[Survey]:
    return [_survey(files, task) for files in bunches]


def _survey(files: Sequence[str], task: _Task) -> Survey:
    suspect = False
    if task.secrets.patterns:
        suspect = may_leak(task.condenser.condense(task.site, files), task.secrets)
    return Survey(outline(task.site, files, task.base), suspect)
