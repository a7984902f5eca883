"""What a build leaves for whoever runs the host, outside the published site: nginx' headers and the SBOM."""

from __future__ import annotations

from pathlib import Path

from generator import headers, installed, write
from generator.cache import Cache


def leave(folder: Path, cache: Cache) -> None:
    """Write `nginx.conf` and `sbom.cdx.json` into `folder`."""
    write.sync_tree(
        folder,
        {"nginx.conf": headers.nginx(), "sbom.cdx.json": cache.memo("sbom", installed.fingerprint(), _sbom)},
    )


def _sbom() -> str:
    from generator import sbom  # and the libraries that it looks into, which most builds do without

    return sbom.render()
