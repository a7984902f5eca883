"""Questions to the archive, and notes of those that were asked.

Whatever a rendered file is made of is asked for by a function that is marked as a `question`. Of a look-up, anybody may
ask; a *view* of it gives the same answers and notes each question. So nothing that is made from a view can be made of
something that nobody knows of (`units`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

P = ParamSpec("P")
S = TypeVar("S", bound="Answering")
T = TypeVar("T")

Question = tuple[Any, ...]  # the question's name, and the texts (or numbers) that it is about

# What was asked, by the questions' names: each time the one text that it is about, or a tuple of none or several.
Asked = Mapping[str, Sequence[Any]]

QUESTIONS: dict[str, Callable[..., Any]] = {}  # by name, what answers; it is given what knows the answer
TABLES: dict[str, Callable[..., Mapping[str, Any]]] = {}  # by name, what gives all answers to the question


class Answering:
    """What can be asked. `_whole` knows the answers; `_noted` are the questions asked, None where nobody notes."""

    _whole: Self
    _noted: dict[Question, None] | None
    _kept: dict[str, Any]

    def kept(self, name: str, make: Callable[[Self], T]) -> T:
        """What `make` gives, made once. Only for what answers: a view that asked so would note nothing."""
        if self._noted is not None:
            raise TypeError(f"{name} may be asked for in the answer to a question only")
        if name not in self._kept:
            self._kept[name] = make(self)
        found: T = self._kept[name]
        return found


def question(answer: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Marks what answers a question: a method, or a function of what can be asked and of texts.

    The answer must be made of the same values whenever what is known is the same, and no larger than it must be: it is
    what a file is remembered by.
    """
    name = f"{answer.__module__}.{answer.__name__}"
    assert name not in QUESTIONS, f"two questions are named {name}"
    QUESTIONS[name] = answer

    @wraps(answer)
    def ask(asked: S, /, *about: P.args, **no_names: P.kwargs) -> T:
        if asked._noted is None:
            return answer(asked, *about, **no_names)
        asked._noted[(name, *about)] = None
        return answer(asked._whole, *about, **no_names)

    return ask


def table(find: Callable[[S], Mapping[str, T]]) -> Callable[[S, str], T | None]:
    """Marks what finds all answers to a question at once, by the one text that it is about: a function of what can be
    asked. Whoever asks the question gives that text too, and None is the answer where there is no other.
    """
    name = f"{find.__module__}.{find.__name__}"
    TABLES[name] = find

    def answer(asked: S, about: str) -> T | None:
        return asked.kept(name, find).get(about)

    answer.__module__, answer.__name__, answer.__doc__ = find.__module__, find.__name__, find.__doc__
    return question(answer)


def by_name(questions: Iterable[Question]) -> Asked:
    """Questions as they are remembered."""
    found: dict[str, list[Any]] = {}
    for name, *about in questions:
        found.setdefault(name, []).append(about[0] if len(about) == 1 else tuple(about))
    return found


class Noting(Mapping[str, T]):
    """Things by id as a view shows them: which were asked for, whether one is there, and what ids there are."""

    def __init__(self, name: str, things: Mapping[str, T], noted: dict[Question, None]) -> None:
        self._name, self._things, self._noted = name, things, noted

    def __getitem__(self, key: str) -> T:
        self._noted[(self._name, key)] = None
        return self._things[key]

    def __contains__(self, key: object) -> bool:
        self._noted[("has", self._name, key)] = None
        return key in self._things

    def __iter__(self) -> Iterator[str]:
        self._noted[("ids", self._name)] = None
        return iter(self._things)

    def __len__(self) -> int:
        self._noted[("ids", self._name)] = None
        return len(self._things)


def _thing(name: str) -> Callable[[Any, str], Any]:
    return lambda asked, key: getattr(asked, name).get(key)


def things(*names: str) -> None:
    """Make questions of what a look-up has by id under these names."""
    QUESTIONS.update((name, _thing(name)) for name in names)


QUESTIONS["has"] = lambda asked, name, key: key in getattr(asked, name)
QUESTIONS["ids"] = lambda asked, name: tuple(getattr(asked, name))
