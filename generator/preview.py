"""Shows the site on this machine while content is being edited."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from dataclasses import replace

from generator import pipeline
from generator.findings import GeneratorError
from generator.paths import Paths


def serve(paths: Paths, *, port: int, as_of: datetime.date, tell: Callable[[str], None]) -> None:
    """Build, serve on 127.0.0.1 and build again on each change, until interrupted.

    Uses MkDocs' own live-reload server over our builder. A build that fails is told, and the last good
    site stays up. The preview lies under `build/`, so that the published site is not touched.
    """
    from mkdocs.livereload import LiveReloadServer

    preview = replace(paths, site=paths.work / "preview", work=paths.work / "preview-work")

    def rebuild() -> None:
        started = time.monotonic()
        try:
            gathered = pipeline.build(preview, as_of=as_of, quiet=True, progress=lambda _: None, accept_shrink=True)
        except GeneratorError as error:
            tell(f"error: {error}")
            return
        items = sum(len(meeting.items) for meeting in gathered.decided.archive.meetings)
        tell(f"{items} public items, {len(gathered.findings)} findings, {time.monotonic() - started:.1f} s")

    rebuild()
    preview.site.mkdir(parents=True, exist_ok=True)
    server = LiveReloadServer(builder=rebuild, host="127.0.0.1", port=port, root=str(preview.site), mount_path="/")
    for folder in (paths.content, paths.project / "overrides"):
        if folder.is_dir():
            server.watch(str(folder))
    tell(f"Look at http://127.0.0.1:{port}/ (stop with Ctrl-C)")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
