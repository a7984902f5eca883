"""Asks the advisory sources for known weaknesses of everything in requirements.lock, with pip-audit (`make audit`).

Exit code 1 where one is known. Where no source answers (offline, a mirror without advisories) it says so clearly and
ends with 0: not knowing stops no build, and is never told as "none known".
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements.lock"
SOURCES = ("pypi", "osv")
_SECONDS = 120


def ask(source: str) -> dict[str, Any] | None:
    """What `source` answers for the locked set, as pip-audit's JSON; None where it does not answer."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "-r", str(LOCK)),
        *("--vulnerability-service", source, "--format", "json", "--progress-spinner", "off", "--timeout", "10"),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    parts = answer.get("dependencies", ()) if isinstance(answer, dict) else ()
    # A mirror without advisories knows none of the packages, and pip-audit calls each of them skipped.
    return answer if any("skip_reason" not in part for part in parts) else None


def weaknesses(answer: dict[str, Any]) -> Iterator[str]:
    """One line for each known weakness."""
    for part in answer["dependencies"]:
        for found in part.get("vulns", ()):
            fixed = ", ".join(found.get("fix_versions", ())) or "no version yet"
            yield f"{part['name']} {part['version']}: {found['id']} (mended in {fixed})"


def unasked(answer: dict[str, Any]) -> list[str]:
    """The names of what the source could say nothing of."""
    return [part["name"] for part in answer["dependencies"] if "skip_reason" in part]


def main() -> int:
    """Ask one source after the other until one answers; tell what it says."""
    for source in SOURCES:
        answer = ask(source)
        if answer is not None:
            return told(source, answer)
    print("No advisory source answered: NOTHING WAS AUDITED. Run it again where pypi.org or osv.dev can be reached.")
    return 0


def told(source: str, answer: dict[str, Any]) -> int:
    """Tell what a source has answered; the exit code."""
    known, left = list(weaknesses(answer)), unasked(answer)
    print(
        f"{len(answer['dependencies']) - len(left)} locked packages asked of {source}: {len(known)} known weakness(es)"
    )
    for line in known:
        print(f"  {line}")
    if left:
        print(f"  not answered for: {', '.join(left)}")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
