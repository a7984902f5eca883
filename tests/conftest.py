"""The demo archive as a finished site, built once per test run and process."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import mkdocs_build, write
from tests.closed_item import rendered
from tests.factories import AS_OF, demo_connections

PROJECT = Path(__file__).parent.parent


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
