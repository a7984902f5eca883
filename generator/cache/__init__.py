"""What earlier builds found out, so that it need not be found out again. It may be deleted at any time.

1. `fingerprint`  what a result was made of, as a short number
2. `store`        results by their fingerprints, sealed
3. `pickling`     results as bytes and back
4. `file`         the sealed bytes in one file of the work folder
5. `version`      which program made them: another program begins anew

A cached result is used only where everything that it was made of is the same, byte for byte. Nothing here decides
anything, and a build without the cache gives the same site (issue 8, points 2 and 4).
"""

from __future__ import annotations

from generator.cache.fingerprint import digest, fingerprint
from generator.cache.store import Cache

__all__ = ["NO_CACHE", "Cache", "digest", "fingerprint"]

NO_CACHE = Cache()  # for those who want nothing remembered
