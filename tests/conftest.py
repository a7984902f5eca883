"""Sites and a browser for the tests, each site built once per test run and process; Hypothesis' profile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from benchmarks.browser import chromium, chromium_path, served
from generator import mkdocs_build, write
from tests import sample_site
from tests.closed_item import rendered
from tests.factories import AS_OF, demo_connections
from tests.timeline import ATTACHMENT_WORDS, ITEM_WORDS, Timeline

PROJECT = Path(__file__).parent.parent

# A slow machine is no failure. CI looks at the same examples each time; a developer's machine at new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo archive as a finished site."""
    root = tmp_path_factory.mktemp("audit")
    write.sync_tree(root / "docs", rendered(demo_connections()))
    mkdocs_build.build_site(root / "docs", root / "site", project_root=PROJECT, quiet=True, as_of=AS_OF)
    return root / "site"


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the site to break."""
    shutil.copytree(built_site, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, built as `make site` does: the site is in `site`."""
    work = tmp_path_factory.mktemp("archive")
    said = sample_site.build(work)
    assert said.startswith("0:"), said
    return work


@pytest.fixture(scope="session")
def timeline_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive that has been published once."""
    timeline = Timeline(tmp_path_factory.mktemp("timeline"))
    timeline.start()
    assert timeline.bytes_with(*ITEM_WORDS)
    assert timeline.bytes_with(*ATTACHMENT_WORDS)
    return timeline.root


@pytest.fixture
def archive(timeline_start: Path, tmp_path: Path) -> Timeline:
    """The small archive, to build again."""
    shutil.copytree(timeline_start, tmp_path / "archive")
    return Timeline(tmp_path / "archive")


@pytest.fixture(scope="session")
def address(work: Path) -> Iterator[str]:
    """The sample archive's site on loopback."""
    with served(work / "site") as address:
        yield address


@pytest.fixture(scope="module")  # Playwright runs once at a time, and other modules start their own
def browser() -> Iterator[Any]:
    """Headless Chromium, the machine's own."""
    if chromium_path() is None:
        pytest.skip("no Chromium on this machine (tests/setup/chromium.sh installs one)")
    with chromium() as found:
        yield found
