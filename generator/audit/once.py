"""A condensed text without what it says again: of words that are followed as they were before, the first ones stay."""

from __future__ import annotations

import numpy as np

from generator.audit.folding import BREAK, LINE_HYPHEN
from generator.audit.letters import WINDOW, mixed

# Bytes that hold the letters of a window, however short its words are: "1 2 3 4".
_AROUND = 2 * WINDOW
_FACTORS = np.array([pow(0x9E3779B97F4A7C15, 2 * n + 1, 1 << 64) for n in range(_AROUND // 8)], "<u8")
APART = f" {BREAK} ".encode()


def once(text: str) -> bytes:
    """All runs of words that stand in a condensed text, in UTF-8, with breaks where something is left out."""
    raw = b" " + text.encode("utf-8", "surrogatepass") + b" "
    signs = np.frombuffer(raw, np.uint8)
    is_apart = (signs == ord(" ")) | (signs == ord("-")) | (signs == ord(LINE_HYPHEN))
    starts = np.flatnonzero(is_apart[:-1] & ~is_apart[1:]) + 1
    if not len(starts):
        return b""
    padded = raw + bytes(_AROUND)
    eights = np.ndarray((len(padded) - 7,), "<u8", padded, strides=(1,))
    numbers = np.zeros(len(starts), "<u8")
    for column, factor in enumerate(_FACTORS):
        numbers += eights[starts + 8 * column] * factor
    order = np.argsort(mixed(numbers))
    ordered = numbers[order]
    groups = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    first = starts[np.sort(np.minimum.reduceat(order, groups))]
    after = np.append(starts, len(raw))
    ends = after[np.searchsorted(starts, first + _AROUND)]  # to the end of a word, more than a window on
    begins_run = np.flatnonzero(np.append(True, first[1:] > ends[:-1]))
    ends_run = np.append(begins_run[1:] - 1, len(first) - 1)
    return APART.join(
        raw[start:end] for start, end in zip(first[begins_run].tolist(), ends[ends_run].tolist(), strict=True)
    )
