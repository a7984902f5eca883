"""Where a build's time goes: every stage that the conductors call is timed, without a list of stages to keep.

The conductors (`pipeline`, `connect`, `rendering`, `edition` and their like) name the stages by calling them. Their
source is read for those calls, and the called functions are wrapped while `watched` lasts. The generator itself knows
nothing of it.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FunctionType, GeneratorType, ModuleType
from typing import Any

_PACKAGE = "generator"
_CONDUCTORS = ("pipeline", "deciding.gathering", "deciding.joining", "connect", "rendering", "edition")


@dataclass(slots=True)
class Stage:
    """What a stage took, all its calls together, in seconds; what it called is part of it."""

    calls: int = 0
    seconds: float = 0.0
    cpu: float = 0.0  # of this process


@dataclass(slots=True)
class Watch:
    """Stages by the way to them: `("gather", "decide", "personal.protect")`, in the order in which they first began."""

    stages: dict[tuple[str, ...], Stage] = field(default_factory=dict)
    _way: tuple[str, ...] = ()

    @contextmanager
    def during(self, label: str, calls: int = 1) -> Iterator[None]:
        """Count what happens meanwhile to the stage."""
        outside = self._way
        self._way = (*outside, label)
        stage = self.stages.setdefault(self._way, Stage())
        stage.calls += calls
        start, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            stage.seconds += time.perf_counter() - start
            stage.cpu += time.process_time() - cpu
            self._way = outside

    def seconds(self, label: str) -> float:
        """All of a stage, wherever it was called."""
        return sum(stage.seconds for way, stage in self.stages.items() if way[-1] == label and label not in way[:-1])

    def told(self, least: float = 0.05) -> Iterator[str]:
        """Lines for a reader, each stage under what called it; stages that took less than `least` are left out."""
        for way, stage in self.stages.items():
            if stage.seconds >= least:
                yield f"{stage.seconds:8.2f} s {stage.cpu:8.2f} cpu  {'  ' * (len(way) - 1)}{way[-1]} ({stage.calls})"


def called(conductor: ModuleType) -> Iterator[tuple[Any, str, str]]:
    """The stages that a module's source calls: whose attribute it is, its name there, and a label."""
    for node in ast.walk(ast.parse(inspect.getsource(conductor))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            owner, name, label = conductor, node.func.id, node.func.id
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            owner, name = getattr(conductor, node.func.value.id, conductor), node.func.attr
            label = f"{node.func.value.id}.{name}"
        else:
            continue
        function = getattr(owner, name, None) if isinstance(owner, ModuleType) else None
        if isinstance(function, FunctionType) and function.__module__.split(".")[0] == _PACKAGE:
            yield owner, name, label


@contextmanager
def watched() -> Iterator[Watch]:
    """Time the stages of all builds in this process meanwhile."""
    watch = Watch()
    found = {
        (id(owner), name): (owner, name, label)
        for module in _CONDUCTORS
        for owner, name, label in called(importlib.import_module(f"{_PACKAGE}.{module}"))
    }
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in found.values()]
    for owner, name, label in found.values():
        setattr(owner, name, _timed(getattr(owner, name), label, watch))
    try:
        yield watch
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)


def _timed(function: Callable[..., Any], label: str, watch: Watch) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*given: Any, **named: Any) -> Any:
        with watch.during(label):
            result = function(*given, **named)
        return _each(result, label, watch) if isinstance(result, GeneratorType) else result

    return timed


def _each(results: Iterator[Any], label: str, watch: Watch) -> Iterator[Any]:
    """What a stage makes one by one, timed as it is asked for."""
    while True:
        try:
            with watch.during(label, calls=0):
                result = next(results)
        except StopIteration:
            return
        yield result
