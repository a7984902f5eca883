"""A new municipality gets a folder that builds as it is."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.findings import ContentError
from generator.settings import load_settings
from generator.starting import NewBody, Start, begin
from tests.papers import BUNDLE

START = Start(
    organisation="Ærø Ås Kommune",
    site_url="https://moeder.aeroe-aas.example/",
    contact="Sekretariatet: post@aeroe-aas.example",
    telephone="99 40 10 00",
    server="https://dagsordener.aeroe-aas.example",
    since="2025-01-01",
    bodies=(NewBody(name="Byrådet", source_name="Byrådet"), NewBody(name="Børne- og Skoleudvalget")),
    generator="moedearkiv",
)


def test_the_new_folder_builds_a_site(tmp_path: Path) -> None:
    """The first meeting that is put in is published, with the site's own look and settings."""
    folder = tmp_path / "arkiv"
    begin(folder, START)
    meeting = folder / "content" / "byraadet" / "2025-03-04"
    meeting.mkdir()
    (meeting / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf8")
    (meeting / "bundle.txt").write_text(BUNDLE, "utf8")
    result = CliRunner().invoke(main, ["build", "--project", str(folder), "--as-of", "2025-04-01"])
    assert result.exit_code == 0, result.output
    page = (folder / "site" / "byraadet" / "2025-03-04" / "index.html").read_text("utf8")
    assert "Ærø Ås Kommunes mødearkiv" in page
    assert "Content-Security-Policy" in page, "the hooks have run"


def test_what_was_said_stands_in_the_settings(tmp_path: Path) -> None:
    """Names with any letter or quote survive the way through YAML."""
    start = Start(**{**{name: getattr(START, name) for name in Start.__slots__}, "contact": 'Åse "Chef": #1'})
    begin(tmp_path / "arkiv", start)
    settings = load_settings(tmp_path / "arkiv")
    assert settings.organisation == "Ærø Ås Kommune"
    assert settings.contact == 'Åse "Chef": #1'
    assert settings.site_url == "https://moeder.aeroe-aas.example/"


def test_only_a_body_of_the_server_gets_a_source(tmp_path: Path) -> None:
    """Where nothing is fetched, body.md says nothing of a server."""
    begin(tmp_path / "arkiv", START)
    content = tmp_path / "arkiv" / "content"
    fetched = frontmatter.load(str(content / "byraadet" / "body.md")).metadata
    own = frontmatter.load(str(content / "boerne-og-skoleudvalget" / "body.md")).metadata
    assert fetched["source"] == {
        "kind": "firstagenda",
        "server": START.server,
        "body": "Byrådet",
        "from": START.since,
        "openness": "åben",
    }
    assert "source" not in own


def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    """A folder that holds something is refused, and left as it is."""
    (tmp_path / "mkdocs.yml").write_text("mine", "utf8")
    with pytest.raises(ContentError, match="not empty"):
        begin(tmp_path, START)
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


@pytest.mark.parametrize("names", [("Rådet", "Raadet"), ("!!!",), ("Data",)])
def test_bodies_that_could_not_have_an_address_are_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Two bodies never share an address, and each has one."""
    bodies = tuple(NewBody(name=name) for name in names)
    start = Start(**{**{name: getattr(START, name) for name in Start.__slots__}, "bodies": bodies})
    with pytest.raises(ContentError):
        begin(tmp_path / "arkiv", start)
    assert not (tmp_path / "arkiv").exists()


def test_the_nightly_job_calls_what_the_makefile_makes(tmp_path: Path) -> None:
    """The copied workflow finds its targets and its commands in the new folder."""
    begin(tmp_path / "arkiv", START)
    makefile = (tmp_path / "arkiv" / "Makefile").read_text("utf8")
    workflow = yaml.safe_load((tmp_path / "arkiv" / ".github" / "workflows" / "nightly.yml").read_text("utf8"))
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert "make .venv/.site" in runs
    assert "\n$(VENV)/.site:" in makefile
    assert "GENERATOR := moedearkiv\n" in makefile
