"""The Danish words of the frame around every page (overrides/main.html)."""

from __future__ import annotations

SKIP = "Gå til indholdet"
SECTIONS = "Arkivets dele"
CONTENTS = "På siden"
FOLLOW = "Følg"
