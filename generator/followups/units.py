"""Names that are known to be one unit's ("Sundhed og Omsorg"), so that their halves are not taken for two."""

from __future__ import annotations

from collections.abc import Iterable


class Units:
    """The names, as they are asked for while one meeting is read. `asked` holds each question with its answer."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(name.lower() for name in names)
        self.asked: dict[tuple[str, bool], bool] = {}

    def for_a_meeting(self) -> Units:
        """The same names, of which nothing has been asked."""
        other = Units()
        other._names = self._names
        return other

    def are(self, words: str) -> bool:
        """Whether the words are a name."""
        return self.answer(words.lower(), whole=True)

    def have(self, words: str) -> bool:
        """Whether the words stand in a name."""
        return self.answer(words.lower(), whole=False)

    def answer(self, words: str, *, whole: bool) -> bool:
        """The answer to a question that was asked, in lower case."""
        if (words, whole) not in self.asked:
            inside = not whole and any(words in name for name in self._names)
            self.asked[words, whole] = inside or words in self._names
        return self.asked[words, whole]


NO_UNITS = Units()
