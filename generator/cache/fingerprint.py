"""Short numbers for things: the same for equal things, others for others. Of bytes, and of objects made of tuples."""

from __future__ import annotations

import pickle
from hashlib import blake2b
from io import BytesIO

SIZE = 16  # bytes


def digest(*parts: bytes | str) -> bytes:
    """The fingerprint of several byte strings and texts in this order; none can run over into the next."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "little"))
        found.update(content)
    return found.digest()


def fingerprint(thing: object) -> bytes:
    """The fingerprint of dataclasses, enums, tuples, lists, dicts (in their order), texts, numbers and None.

    Not of sets, whose order is another in each run: the fingerprint would never be met again.
    """
    written = BytesIO()
    pickler = pickle.Pickler(written, protocol=5)
    pickler.fast = True  # without it, equal things would differ by which of their parts are one object in memory
    pickler.dump(thing)
    return blake2b(written.getbuffer(), digest_size=SIZE).digest()
