"""What is made in a process beside the build is what would be made in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from generator.aside import Aside
from generator.cache import Cache, digest
from generator.sink import Listed, Memory, Sink, stamp_of

_OLD, _SAME = digest("gammelt"), digest("samme")


def deliver(text: str, sink: Sink, cache: Cache) -> None:
    """A file that changes, one that does not, one that is kept where it is, and what is remembered of them."""
    sink.put("new.md", f"{text} {cache.memo('text', digest(text), lambda: 'husket ' + text)}")
    sink.put("same.md", b"altid")
    kept = {"kept.md": stamp_of("gemt")}
    if not sink.keep(kept):
        sink.put("kept.md", "gemt")
    cache.put("last", _OLD, text)
    cache.keep("same", _SAME)


@pytest.mark.parametrize("cores", ["1", "2"])
def test_the_same_comes_of_it_as_in_the_build(cores: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Night after night: the same files, kept and new, and the same remembered, as without another process."""
    monkeypatch.setenv("MOEDEARKIV_CORES", cores)
    sinks = [Memory(), Memory()]
    for number, text in enumerate(("et", "et", "to")):
        known = []
        for way in range(2):
            cache = Cache(tmp_path / f"cache-{way}")
            sink = sinks[way] = Memory(sinks[way].files)
            if number == 0:
                cache.put("same", _SAME, "stadig")
            if way:
                room = tmp_path / f"room-{number}"
                with Aside(partial(deliver, text), sink, cache, room) as aside:
                    listed = Listed(sink)
                    listed.join(aside.settle())
                    assert listed.manifest == {path: stamp_of(content) for path, content in sink.files.items()}
            else:
                deliver(text, sink, cache)
            cache.close()
            cache = Cache(tmp_path / f"cache-{way}")
            known.append(
                [
                    cache.get("text", digest("et")),
                    cache.get("text", digest("to")),
                    cache.get("last", _OLD),
                    cache.get("same", _SAME),
                ]
            )
            cache.close(sweep=False)
        assert known[0] == known[1]
        first, second = ({path: stamp_of(content) for path, content in sink.files.items()} for sink in sinks)
        assert first == second
        assert number == 0 or "kept.md" in sinks[1].kept
    assert known[1] == [None, "husket to", "to", "stadig"]


def test_its_error_is_the_build_s(tmp_path: Path) -> None:
    """What fails beside fails the build, in its own words."""

    def fail(sink: Sink, cache: Cache) -> None:
        raise ValueError("gik galt")

    with Aside(fail, Memory(), Cache(), tmp_path / "room") as aside, pytest.raises(ValueError, match="gik galt"):
        aside.settle()
