"""The audit of dependencies tells apart: none known, some known, and nobody answered."""

from __future__ import annotations

import json
import subprocess

import pytest

from benchmarks import advisories

SOUND = {"dependencies": [{"name": "click", "version": "8.0", "vulns": []}]}
WEAK = {
    "dependencies": [
        {"name": "click", "version": "8.0", "vulns": [{"id": "PYSEC-2025-1", "fix_versions": ["8.1"]}]},
        {"name": "own", "skip_reason": "not on the index"},
    ]
}


def test_no_answer_is_not_told_as_none_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Offline, CI goes on, and says that nothing was audited."""
    monkeypatch.setattr(advisories, "ask", lambda _: None)
    assert advisories.main() == 0
    assert "NOTHING WAS AUDITED" in capsys.readouterr().out


@pytest.mark.parametrize("said", ["", "[]", json.dumps({"dependencies": WEAK["dependencies"][1:]})])
def test_mirror_without_advisories_has_not_answered(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that skips every package says nothing of any."""
    done = subprocess.CompletedProcess((), 0, said, "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert advisories.ask("pypi") is None


def test_known_weakness_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The second source is asked where the first is silent; what it knows fails the run, by name and remedy."""
    monkeypatch.setattr(advisories, "ask", {"pypi": None, "osv": WEAK}.get)
    assert advisories.main() == 1
    said = capsys.readouterr().out
    assert "click 8.0: PYSEC-2025-1 (mended in 8.1)" in said
    assert "not answered for: own" in said


def test_none_known_is_fine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer without weaknesses says how many packages were asked about."""
    monkeypatch.setattr(advisories, "ask", {"pypi": SOUND}.get)
    assert advisories.main() == 0
    assert "1 locked packages asked of pypi: 0 known" in capsys.readouterr().out
