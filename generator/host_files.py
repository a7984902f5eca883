"""What a build leaves for whoever runs the host, outside the published site: nginx' headers and the SBOM."""

from __future__ import annotations

from pathlib import Path

from generator import headers, sbom, write


def leave(folder: Path) -> None:
    """Write `nginx.conf` and `sbom.cdx.json` into `folder`."""
    write.sync_tree(folder, {"nginx.conf": headers.nginx(), "sbom.cdx.json": sbom.render()})
