"""Where the real sample papers are; tests that need them skip where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def samples() -> Path:
    """The folder of real papers, or a skip of the calling test."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip("the real sample papers (../shared/samples) are not on this machine")
    return folder
