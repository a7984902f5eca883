"""What following a server costs: `python -m benchmarks.sync_speed [MEETINGS]`.

Serves an invented municipality on loopback from a process of its own, and prints time and memory of a first run of
so many meetings (500), and the requests of a night with and without news for a body with 40 meetings a year.
Pauses between requests are counted, not waited for.
"""

from __future__ import annotations

import datetime
import multiprocessing
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.firstagenda_double.answers import answer, attachment, field, html_of, item
from tests.firstagenda_double.following import Clock, follow, run
from tests.firstagenda_double.server import Double, serving

_ITEMS = 15
_TEXT = "<p>" + "Skolevejen er smal, og der er kommet flere biler til. " * 40 + "</p>"


def meetings(count: int, per_year: int, *, last: datetime.date) -> list[dict[str, Any]]:
    """Minutes of `count` meetings, spread evenly over the years up to `last`."""
    days = [last - datetime.timedelta(days=round(n * 365 / per_year)) for n in range(count)]
    return [_minutes(day) for day in days]


def _minutes(day: datetime.date) -> dict[str, Any]:
    html = html_of(field("Sagsfremstilling", _TEXT), field("Beslutninger", "<p>Godkendt.</p>"))
    items = [
        item(n, f"Sag {n} den {day}", html=html, attachments=[attachment(f"Notat {n} den {day}")] if n % 5 == 0 else [])
        for n in range(1, _ITEMS + 1)
    ]
    return answer(*items, begin=f"{day}T17:00:00+00:00", kind="Referat")


def _serve(count: int, orders: Connection) -> None:
    """The server's process: says its address, then changes one meeting each time it is told to."""
    double = Double()
    double.put("Byrådet", *meetings(count, 40, last=datetime.date(2026, 6, 1)))
    with serving(double) as address:
        orders.send(address)
        while orders.recv():
            changed = double.bodies["Byrådet"][8]  # some ten weeks old
            changed["Dagsordenpunkter"][0]["Caption"] += " (rettet)"
            double.release(changed, "2026-06-02T09:00:00+02:00")
            orders.send("done")


def _nights(count: int) -> None:
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(count, theirs), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        content = follow(Path(folder), ours.recv())
        clock, start = Clock(), time.perf_counter()
        first = run(content, clock=clock, today=datetime.date(2026, 6, 1))
        took = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(path.stat().st_size for path in content.rglob("*") if path.is_file()) / 1024 / 1024
        print(
            f"first run, {count} meetings: {first.requests} requests, {took:.1f} s and {clock.now:.0f} s of pauses, ",
            end="",
        )
        print(f"{memory:.0f} MB at most, {size:.1f} MB written")
        quiet = [run(content, today=datetime.date(2026, 6, 2) + datetime.timedelta(days=n)) for n in range(14)]
        requests = [one.requests for one in quiet]
        print(f"a night without news: {sum(requests) / 14:.1f} requests on average, {max(requests)} at most")
        start = time.perf_counter()
        run(content, today=datetime.date(2026, 6, 16))
        print(f"which takes {time.perf_counter() - start:.1f} s without the pauses")
        ours.send(True)
        ours.recv()
        changed = run(content, today=datetime.date(2026, 6, 16))
        print(f"the same night with one changed meeting: {changed.requests} requests, {len(changed.events)} change")
    ours.send(False)
    server.join()


if __name__ == "__main__":
    for wanted in [int(sys.argv[1])] if len(sys.argv) > 1 else [40, 500]:
        _nights(wanted)
