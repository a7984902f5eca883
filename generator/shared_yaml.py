"""Reads the YAML files that all meetings share (`topics.yml`, `glossary.yml`): a broken one is a finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.findings import Finding, Severity
from generator.sources import plain_yaml
from generator.sources.files import TooLarge, read_whole
from generator.sources.plain_yaml import NotPlain

_MAX_BYTES = 1024 * 1024
_MOST_FINDINGS = 50  # of one file: a report is read by a person


@dataclass(slots=True)
class SharedFile:
    """What a shared file holds (None where there is none or it cannot be read), and what was noticed in it."""

    name: str
    data: Any = None
    findings: list[Finding] = field(default_factory=list)

    def warn(self, message: str, remedy: str, place: str = "") -> None:
        """Note something that a clerk should mend."""
        if len(self.findings) > _MOST_FINDINGS:
            return
        if len(self.findings) == _MOST_FINDINGS:
            message, remedy, place = "there is more like this", "mend what is told above first", ""
        code = f"{self.name.partition('.')[0]}-file"
        self.findings.append(
            Finding(code=code, severity=Severity.WARNING, file=self.name, place=place, message=message, remedy=remedy)
        )

    def strings(self, value: Any, place: str, what: str, example: str) -> tuple[str, ...]:
        """The texts of a list; anything else in it is noted and left out."""
        if not isinstance(value, list):
            self.warn(f"{what} is not a list", f"write {example}", place)
            return ()
        kept = [entry.strip() for entry in value if isinstance(entry, str) and entry.strip()]
        if len(kept) < len(value):
            self.warn(f"{what} holds something that is not text", "put numbers, yes and no in quotes", place)
        return tuple(dict.fromkeys(kept))


def read_shared(root: Path, name: str) -> SharedFile:
    """The file `name` of the content folder. Where there is none, `data` is None and nothing is noted."""
    shared = SharedFile(name)
    path = root / name
    if path.is_symlink():
        shared.warn("a symbolic link is not followed", "put the file itself here")
    elif path.exists():
        _load_guarded(shared, path)
    return shared


def _load(path: Path) -> Any:
    return plain_yaml.load(read_whole(path, _MAX_BYTES).decode("utf-8-sig"))


def _load_guarded(shared: SharedFile, path: Path) -> None:
    try:
        shared.data = _load(path)
    except TooLarge:
        shared.warn("the file is larger than 1 MiB", "leave out what is not used")
    except OSError as error:
        shared.warn(f"the file cannot be read ({error.strerror})", "check that it is a file that can be read")
    except UnicodeDecodeError:
        shared.warn("the file is not UTF-8", "save it as UTF-8")
    except (yaml.YAMLError, ValueError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        why = f": {error.problem}" if isinstance(error, NotPlain) else ""
        shared.warn(
            f"the file is not valid YAML{why}",
            "write it as the sample archive's file is written",
            f"line {mark.line + 1}" if mark else "",
        )
