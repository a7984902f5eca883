"""What earlier builds found out (issue 8, point 2): used where nothing changed, never trusted blindly."""

from __future__ import annotations

import pickle
import shutil
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cache import Cache, digest, file, fingerprint, pickling
from generator.cache.file import FILE, LIST
from generator.model import Outcome, Paragraph

_KEY = digest("et punkt")
_RESULT = (Paragraph(text="Hemmelig sætning om naboen"), Outcome.APPROVED, {"a": [1, 2.5, None]}, array("i", [1, 2]))


def _remember(folder: Path, result: object = _RESULT) -> None:
    cache = Cache(folder)
    cache.put("læst", _KEY, result)
    cache.close()


def test_a_result_is_there_in_the_next_build(tmp_path: Path) -> None:
    """What was found out once is known, under the fingerprint and kind it was put under alone."""
    _remember(tmp_path)
    cache = Cache(tmp_path)
    assert cache.get("læst", _KEY) == _RESULT
    assert cache.get("læst", digest("et andet")) is None
    assert cache.get("andet", _KEY) is None


def test_the_file_tells_nothing_to_who_has_not_the_papers(tmp_path: Path) -> None:
    """Withheld text never reaches the disk readable, also not in the cache (promise 1)."""
    _remember(tmp_path)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"naboen" not in written
    assert b"Paragraph" not in written


def test_what_a_build_does_not_use_is_gone_after_it(tmp_path: Path) -> None:
    """A cache does not grow for ever."""
    _remember(tmp_path)
    Cache(tmp_path).close()
    assert Cache(tmp_path).get("læst", _KEY) is None


@given(at=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_a_changed_file_is_noticed(tmp_path_factory: pytest.TempPathFactory, at: float, change: int) -> None:
    """Whatever byte of the file is changed, nothing in it is used, and it is made again."""
    folder = tmp_path_factory.mktemp("cache")
    _remember(folder)
    file = folder / FILE
    content = bytearray(file.read_bytes())
    content[int(at * len(content))] ^= change
    file.write_bytes(content)
    cache = Cache(folder)
    assert cache.get("læst", _KEY) is None
    cache.put("læst", _KEY, _RESULT)
    cache.close()
    assert Cache(folder).get("læst", _KEY) == _RESULT


def test_what_was_found_out_elsewhere(tmp_path: Path) -> None:
    """Several machines may read parts of an archive; a damaged gift is refused."""
    _remember(tmp_path / "there")
    here = Cache(tmp_path / "here")
    assert here.take_in((tmp_path / "there").resolve())
    assert here.get("læst", _KEY) == _RESULT
    (tmp_path / "there" / FILE).write_bytes(b"damaged")
    assert not here.take_in(tmp_path / "there")
    assert not here.take_in(tmp_path / "nowhere")
    assert here.get("læst", _KEY) == _RESULT


def test_a_killed_build_leaves_no_doubt(tmp_path: Path) -> None:
    """What a build did not end is not used; what the last one left is, and the file grows no longer than it must."""
    _remember(tmp_path)
    killed = Cache(tmp_path)
    killed.put("andet", _KEY, _RESULT)
    shutil.copytree(tmp_path, tmp_path / "copy")
    cache = Cache(tmp_path / "copy")
    assert cache.get("andet", _KEY) is None
    assert cache.get("læst", _KEY) == _RESULT
    cache.close()
    assert (tmp_path / "copy" / FILE).stat().st_size < (tmp_path / FILE).stat().st_size


def test_two_at_a_time(tmp_path: Path) -> None:
    """A second build, or a check beside a build, goes without the cache and does it no harm."""
    _remember(tmp_path)
    first = Cache(tmp_path)
    second = Cache(tmp_path)
    second.put("andet", _KEY, _RESULT)
    assert second.get("læst", _KEY) is None
    second.close()
    assert first.get("læst", _KEY) == _RESULT


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_none_is_made_again(tmp_path: Path, content: bytes) -> None:
    """A broken cache stops no build, and the next build has one again."""
    (tmp_path / FILE).write_bytes(content)
    _remember(tmp_path)
    assert Cache(tmp_path).get("læst", _KEY) == _RESULT


def test_nothing_runs_when_a_result_is_read() -> None:
    """A sealed entry could still be made by who knows the papers: reading it makes objects of our own only."""

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return print, ("run",)

    with pytest.raises(pickle.UnpicklingError):
        pickling.read(pickle.dumps(Evil()))
    named = b"\x80\x04\x8c\x15generator.cache.store\x8c\tos.remove\x93."
    with pytest.raises(pickle.UnpicklingError):
        pickling.read(named)
    ours = b"\x80\x04\x8c\x18generator.cache.pickling\x8c\x06_maker\x93\x8c\x08builtins\x8c\x03set\x93\x85R."
    with pytest.raises(pickle.UnpicklingError, match="no class of the generator"):
        pickling.read(ours)


@given(nights=st.lists(st.dictionaries(st.integers(0, 9), st.binary(min_size=1, max_size=40), max_size=6), max_size=8))
def test_the_file_holds_what_the_last_builds_wanted(
    tmp_path_factory: pytest.TempPathFactory, nights: list[dict[int, bytes]]
) -> None:
    """Results come, go and change over many nights: what is wanted is there, and nothing else is on the disk."""
    folder = tmp_path_factory.mktemp("cache")
    before: dict[bytes, bytes] = {}
    for night in nights:
        wanted = {bytes([name]): content.hex().encode() for name, content in night.items()}
        drawer = file.Drawer(folder)
        for name, content in wanted.items():
            assert drawer.get(name) == before.get(name)
            if before.get(name) != content:
                drawer.put(name, content)
            assert drawer.get(name) == content
        drawer.close(wanted.keys())
        before = wanted
        assert sorted((folder / FILE).read_bytes().replace(b"\0", b"")) == sorted(b"".join(wanted.values()))


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    """Room that was left is used again, and a file that is mostly room is written anew."""
    large, small = b"x" * (3 << 20), b"y" * 1000
    lengths = []
    for night in range(8):
        drawer = file.Drawer(tmp_path)
        drawer.put(b"new", large)
        drawer.put(b"small", small)
        drawer.close({b"new", b"small"})
        lengths.append((tmp_path / FILE).stat().st_size)
        assert night == 0 or lengths[-1] <= 2 * len(large) + 3 * len(small)
    drawer = file.Drawer(tmp_path)
    drawer.close({b"small"})
    assert (tmp_path / FILE).stat().st_size <= len(large)
    assert file.Drawer(tmp_path).get(b"small") == small


@pytest.mark.parametrize("damage", [lambda was: was[:-1], lambda was: b"", lambda was: was[:-1] + bytes([was[-1] ^ 1])])
def test_a_damaged_list_is_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Where results are is believed only with its sum."""
    _remember(tmp_path)
    (tmp_path / LIST).write_bytes(damage((tmp_path / LIST).read_bytes()))
    assert Cache(tmp_path).get("læst", _KEY) is None


@given(st.text(), st.text())
def test_equal_things_have_equal_fingerprints(one: str, other: str) -> None:
    """Fingerprints tell by content, whichever objects in memory the parts are."""
    copy = "".join(list(one))
    assert fingerprint((Paragraph(text=one), one)) == fingerprint((Paragraph(text=copy), "".join(list(copy))))
    assert (fingerprint((one, other)) == fingerprint((other, one))) == (one == other)
    assert digest(one, other) != digest(one + other) != digest(one + other, "")
