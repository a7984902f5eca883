"""YAML as a clerk writes it: names, values, lists. What only machines write is refused before it can do harm."""

from __future__ import annotations

from typing import Any

import yaml

# The loader in C where there is one: the other needs 20 seconds for a large file.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 20  # lists and fields within each other; the loader in C ends the whole process at 100,000
_LONGEST_NUMBER = 40  # letters; Python needs minutes for a number of 500,000
_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class NotPlain(yaml.MarkedYAMLError):
    """Valid YAML that is refused; `problem` says what, `problem_mark` where."""


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader, for which a name that is given twice is a mistake: the later one would win in silence."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        fields: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(fields) < len(node.value):
            mark: Any = node.start_mark
            raise NotPlain(problem="a name is given twice", problem_mark=mark)
        return fields


def load(text: str) -> Any:
    """The value of `text`. Raises yaml.YAMLError, with a place where it knows one, or ValueError.

    Refused beside what is not valid: anchors and aliases (ten lines of them stand for gigabytes), tags, merged fields,
    deep nesting, numbers without end, and names given twice.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        depth += isinstance(event, _STARTS) - isinstance(event, _ENDS)
        mark: Any = event.start_mark
        problem = "lists are nested too deep" if depth > MAX_DEPTH else _problem(event)
        if problem:
            raise NotPlain(problem=problem, problem_mark=mark)
    return yaml.load(text, Loader=_Loader)


def _problem(event: Any) -> str:
    """What is wrong with one event of the parser, "" where nothing is."""
    if getattr(event, "anchor", None):
        return "'&' and '*' (anchors) are not read; put the text in quotes"
    if getattr(event, "tag", None):
        return "'!' (tags) are not read; put the text in quotes"
    if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
        if event.value == "<<":
            return "'<<' (merged fields) is not read; put it in quotes"
        if len(event.value) > _LONGEST_NUMBER and event.value[0] in "+-.0123456789":
            return "a text that begins like a number is long; put it in quotes"
    return ""
