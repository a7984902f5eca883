"""The command line of the fuzzer. A crash is written beside the corpus and its path is told; make a test of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["generator"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS

_SLOW = 25  # seconds: an input that takes longer is a crash
_MEMORY = 1024  # MB


def main() -> None:
    """Fuzz one target for some seconds, or some runs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("target", choices=sorted(TARGETS))
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--runs", type=int, default=-1, help="stop after so many (default: when the time is over)")
    arguments.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments.add_argument("--corpus", type=Path, help="folder that keeps what was found interesting")
    given = arguments.parse_args()
    target = TARGETS[given.target]
    with TemporaryDirectory() as folder:
        corpus = given.corpus or Path(folder)
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(target.seeds()):
            (corpus / f"seed-{number}").write_bytes(seed)
        atheris.Setup(
            [
                sys.argv[0],
                str(corpus),
                f"-max_total_time={given.seconds}",
                f"-runs={given.runs}",
                f"-seed={given.seed}",
                f"-timeout={_SLOW}",
                f"-rss_limit_mb={_MEMORY}",
                "-max_len=20000",
                "-print_final_stats=1",
                f"-artifact_prefix={corpus.parent / f'{given.target}-'}",
            ],
            target.check,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
