"""The word statistics of papers, as numbers: `python -m benchmarks.word_statistics` measures the real ones.

The numbers say how real papers look, so that invented ones can be held to them (`tests/test_large_archive.py`); no word
of a paper is printed. Where the sample papers are not on this machine only the invented archive is measured.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import mean, median, quantiles

from benchmarks import archives
from generator.model import Bullets, Paragraph, TextBlock
from generator.openness import Archive
from generator.pipeline import decide

_SAMPLE = 20_000  # words: Zipf's and Heaps' numbers depend on how many are looked at
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[a-zæøå)”])[.!?](?=\s+[A-ZÆØÅ]|\s*$)")
_MONTH = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_PATTERNS = {
    "dates": re.compile(rf"\b\d{{1,2}}\. (?:{_MONTH})\b|\b\d{{1,2}}[.-]\d{{1,2}}[.-]20\d\d\b"),
    "amounts": re.compile(r"\b[\d.,]+ (?:mio\. |mia\. |t\.)?kr\b|\b[\d.,]+ (?:pct|procent)\b|\b[\d.,]+ ?%"),
    "names": re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+\b"),
    "numbers": re.compile(r"\b\d[\d.,]*\b"),
}
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """How a text looks. Shares are of the running words unless a name says types."""

    zipf: float  # exponent of frequency over rank, fitted over ranks 5 to 500
    heaps: float  # exponent of the vocabulary over the words read
    vocabulary: int  # different words among the first `_SAMPLE`
    hapax: float  # share of the types that occur once
    most_frequent: float  # share of the ten most frequent words
    word_letters: float  # mean letters of a word
    long_words: float  # share of words of 13 letters and more
    compounds: float  # share of words that two other words of the text make, with or without a linking letter
    compound_types: float
    sentence_words: float  # median words of a sentence
    sentence_words_90: float  # nine of ten sentences have at most so many
    paragraph_words: float  # median words of a paragraph
    paragraph_words_90: float
    dates: float  # of a thousand words, as the three below
    amounts: float
    names: float
    numbers: float


# What this module measures on the real papers (21 November 2026), and how far invented ones may be from it.
REAL = Statistics(
    zipf=0.889,
    heaps=0.738,
    vocabulary=3839,
    hapax=0.533,
    most_frequent=0.241,
    word_letters=5.868,
    long_words=0.072,
    compounds=0.075,
    compound_types=0.140,
    sentence_words=12,
    sentence_words_90=28,
    paragraph_words=10,
    paragraph_words_90=47,
    dates=3.887,
    amounts=3.842,
    names=9.944,
    numbers=40.139,
)
WITHIN = 0.3  # of each number


def paragraphs(archive: Archive) -> Iterator[str]:
    """The running text of everything that is published: paragraphs and entries of lists."""
    for meeting in archive.meetings:
        for item in meeting.items:
            for section in item.sections:
                yield from _texts(section.blocks)
            if item.decision:
                yield from _texts(item.decision.blocks)
            for attachment in item.attachments:
                yield from _texts(attachment.blocks)


def _texts(blocks: Sequence[TextBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Bullets):
            yield from block.entries


def measure(texts: Sequence[str]) -> Statistics:
    """The statistics of running text. Raises ValueError where there are fewer than 20,000 words."""
    words = [word for text in texts for word in _WORD.findall(text)]
    if len(words) < _SAMPLE:
        raise ValueError(f"{len(words)} words are too few: {_SAMPLE} are needed")
    folded = [word.lower() for word in words[:_SAMPLE]]
    counts = Counter(folded)
    ranked = sorted(counts.values(), reverse=True)
    made = {word for word in counts if _is_compound(word, counts)}
    sentences = [len(_WORD.findall(part)) for text in texts for part in _SENTENCE_END.split(text) if part.strip()]
    sizes = [len(_WORD.findall(text)) for text in texts]
    return Statistics(
        zipf=-_slope([(rank, ranked[rank - 1]) for rank in range(5, 501)]),
        heaps=_slope(_growth(folded)),
        vocabulary=len(counts),
        hapax=sum(count == 1 for count in ranked) / len(ranked),
        most_frequent=sum(ranked[:10]) / len(folded),
        word_letters=mean(map(len, folded)),
        long_words=sum(len(word) >= 13 for word in folded) / len(folded),
        compounds=sum(counts[word] for word in made) / len(folded),
        compound_types=len(made) / len(counts),
        sentence_words=median(size for size in sentences if size),
        sentence_words_90=quantiles([size for size in sentences if size], n=10)[-1],
        paragraph_words=median(size for size in sizes if size),
        paragraph_words_90=quantiles([size for size in sizes if size], n=10)[-1],
        **{
            name: 1000 * sum(len(pattern.findall(text)) for text in texts) / len(words)
            for name, pattern in _PATTERNS.items()
        },
    )


def _growth(words: Sequence[str]) -> list[tuple[int, int]]:
    """How many different words there are after so many."""
    seen: set[str] = set()
    points = []
    for number, word in enumerate(words, start=1):
        seen.add(word)
        if number >= 500 and number % 500 == 0:
            points.append((number, len(seen)))
    return points


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent of y over x: least squares on the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x, middle_y = mean(x for x, _ in logs), mean(y for _, y in logs)
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs)


def _is_compound(word: str, known: Counter[str]) -> bool:
    """`skolevej` where both `skole` and `vej` occur; a linking s or e may stand between."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head, tail = word[:at], word[at:]
        linked = head[-1] in "se" and len(head) > _SHORTEST_PART and head[:-1] in known
        if tail in known and (head in known or linked):
            return True
    return False


def main() -> None:
    """Print the numbers of the real papers, where they are, and of an invented archive."""
    from benchmarks.make_archive import archive

    columns = {"invented": measure(list(islice(paragraphs(archive(600)), 20_000)))}
    with tempfile.TemporaryDirectory() as folder:
        papers = archives.content("samples", Path(folder))
        if papers is not None:
            columns["real"] = measure(list(paragraphs(decide(papers).archive)))
    for name in asdict(columns["invented"]):
        print(f"{name:20}" + "".join(f"{label:>10} {getattr(found, name):8.3f}" for label, found in columns.items()))


if __name__ == "__main__":
    main()
