"""How many deaths a sync survives: `python -m benchmarks.sync_kills [KILLS]`.

Kills runs (as by SIGKILL) at random requests and file operations while meetings come, change and close on the double,
and compares what is there after one more run with the folder of a run that nobody killed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.firstagenda_double.answers import answer, attachment, item
from tests.firstagenda_double.following import files, follow, run
from tests.firstagenda_double.killed import DIED
from tests.firstagenda_double.server import Double, serving

_SEED = 7


def main(wanted: int) -> None:
    """Kill until so many runs have died; stop at the first difference."""
    chance, double, deaths, rounds = random.Random(_SEED), Double(), 0, 0
    with serving(double) as address, tempfile.TemporaryDirectory() as folder:
        content, calm = follow(Path(folder) / "killed", address), follow(Path(folder) / "calm", address)
        while deaths < wanted:
            rounds += 1
            _news(double, rounds, chance)
            while deaths < wanted and _die(content, chance.randint(1, 60)):
                deaths += 1
                if chance.random() < 0.3:
                    break
            run(content)
            run(calm)
            if files(content) != files(calm):
                raise SystemExit(f"different after {deaths} deaths")
    print(f"{deaths} deaths in {rounds} rounds of news, {len(double.requests)} requests: nothing lost, doubled or half")


def _news(double: Double, number: int, chance: random.Random) -> None:
    items = [item(n, f"Sag {n}.{number}", attachments=[attachment(f"Notat {n}.{number}")]) for n in (1, 2, 3)]
    double.put("Byrådet", answer(*items, begin=f"2026-05-{number % 28 + 1:02d}T{10 + number // 28}:00:00+02:00"))
    for meeting in chance.sample(double.bodies["Byrådet"], k=min(2, number)):
        at = chance.randrange(3)
        meeting["Dagsordenpunkter"][at] = item(at + 1, f"Sag {at + 1} ændret {number}", is_open=chance.random() < 0.7)


def _die(content: Path, at: int) -> bool:
    command = [sys.executable, "-m", "tests.firstagenda_double.killed", str(content), str(at)]
    return subprocess.run(command, check=False).returncode == DIED


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
