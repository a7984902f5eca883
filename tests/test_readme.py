"""The README says only what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.samples import ROOT

README = (ROOT / "README.md").read_text("utf8")


def test_every_command_is_documented() -> None:
    """No command of the program is missing in the README."""
    assert [name for name in main.commands if f"moedearkiv {name}" not in README] == []


@pytest.mark.parametrize("name", sorted(set(re.findall(r"moedearkiv (\w+)", README)) - {"MOEDEARKIV"}))
def test_every_command_of_the_readme_exists(name: str) -> None:
    """Each command that the README shows runs."""
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, name


def test_every_option_of_the_readme_exists() -> None:
    """Each option that the README shows is one of the program's."""
    known = {opt for command in main.commands.values() for param in command.params for opt in param.opts}
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    assert shown - known == set()


@pytest.mark.parametrize("target", [*sorted(set(re.findall(r"`make (\w+)`", README))), "site", "test"])
def test_every_make_target_exists(target: str) -> None:
    """Each make target that the README names is in the Makefile."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf8"), re.MULTILINE)


@pytest.mark.parametrize("path", ["generator/pipeline.py", "docs/design.md", "tests/setup/chromium.sh", ".ci/run"])
def test_files_that_the_readme_names_are_there(path: str) -> None:
    """A newcomer finds what the README points to."""
    assert path in README
    assert Path(ROOT / path).is_file()
