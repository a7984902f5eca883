"""Titles that the papers wrap over several lines, put back on one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.clean.hyphens import Hyphen, Vocabulary, join, judge
from generator.clean.steps import clean

_NO_WORDS = Vocabulary()
# Dagsorden til mødet … januar 2024.docx
_FILE_ENDING = re.compile(r"\.(?:docx?|docm|pdf|pptx?|xlsx?|odt|rtf)$", re.IGNORECASE)


def join_title(lines: Iterable[str]) -> str:
    """The lines of a heading or footer as one title, line-end hyphens resolved."""
    title = ""
    for line in lines:
        words = clean(line)
        if title.endswith("-") and words:
            verdict = judge(title, words, _NO_WORDS)
            title = join(title, words, Hyphen.KEEP_SPACE if title.endswith(" -") else verdict)
        else:
            title = f"{title} {words}".strip()
    return title


def without_file_ending(title: str) -> str:
    """`Strategi.pdf` → `Strategi`: an attachment's footer often ends in the name of its file's format."""
    return _FILE_ENDING.sub("", title).strip()
