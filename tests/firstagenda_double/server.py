"""The server: `with serving(double) as address`. What it has and how it behaves are plain attributes of `Double`."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.firstagenda_double.answers import guid
from tests.firstagenda_double.faults import STOP, Fault

LIST = "/api/agenda/udvalgsliste"
ANSWER = "/api/agenda/dagsorden/"
PDF = "/vis/pdf/bilag/"
_ID = re.compile(r"/([0-9a-f-]{36})(?:\?|$)")


@dataclass(slots=True)
class Double:
    """What the server has: answers by body, PDFs by attachment id. `faults` are used up in order, path by path."""

    bodies: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)
    released: dict[str, str] = field(default_factory=dict)  # by answer id; a new release makes a new row
    faults: dict[str, list[Fault]] = field(default_factory=dict)  # by a part of the path
    always: dict[str, Fault] = field(default_factory=dict)
    cookie: bool = False  # 302 to the front page until it has given one
    etags: bool = False
    requests: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, body: str, *answers: dict[str, Any]) -> None:
        """Add meetings, with a PDF for each of their attachments."""
        self.bodies.setdefault(body, []).extend(answers)
        for answer in answers:
            for item in answer["Dagsordenpunkter"]:
                for one in item["Bilag"]:
                    self.papers.setdefault(one["Id"], pdf(one["Navn"]))

    def release(self, answer: dict[str, Any], moment: str) -> None:
        """Say in the list that the answer was released again."""
        self.released[answer["Id"]] = moment

    def asked(self, part: str) -> int:
        """How many requests had `part` in their path."""
        return sum(part in path for path in self.requests)

    def fault(self, path: str) -> Fault | None:
        """What goes wrong with this request."""
        with self.lock:
            for part, queue in self.faults.items():
                if part in path and queue:
                    return queue.pop(0)
        return next((fault for part, fault in self.always.items() if part in path), None)

    def body(self, path: str) -> bytes | None:
        """What stands at `path`; None for nothing."""
        if path == LIST:
            return _json({"Udvalg": {"Udvalg 2026-2029": [self._listed(name) for name in self.bodies]}})
        match = _ID.search(path)
        if match and path.startswith(PDF):
            return self.papers.get(match[1])
        if match and path.startswith(ANSWER):
            found = [one for answers in self.bodies.values() for one in answers if one["Id"] == match[1]]
            return _json(found[0]) if found else None
        return b"<html>Dagsordener og referater</html>" if path == "/" else None

    def _listed(self, name: str) -> dict[str, Any]:
        return {"Id": guid(f"udvalg {name}"), "Navn": name, "Moeder": [self._row(one) for one in self.bodies[name]]}

    def _row(self, answer: dict[str, Any]) -> dict[str, Any]:
        meeting = answer["Moede"]
        released = self.released.get(answer["Id"], "2026-01-01T08:00:00.0000001+01:00")
        return {**meeting, "Id": answer["Id"], "ReleasedDate": released, "Moededeltagere": None}


def pdf(words: str) -> bytes:
    """A small PDF that says `words`, and nothing about when it was made."""
    text = words.encode("latin-1", "replace").replace(b"(", b"[").replace(b")", b"]")
    stream = b"BT /F1 12 Tf 60 700 Td (" + text + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += str(number).encode() + b" 0 obj" + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + (
        b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + str(len(data)).encode() + b"\n%%EOF\n"
    )  # fmt: skip


@contextlib.contextmanager
def serving(double: Double) -> Iterator[str]:
    """The server's address, while it runs."""
    STOP.clear()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"double": double}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        STOP.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    double: Double
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the other side

    def do_GET(self) -> None:
        double = self.double
        with double.lock:
            double.requests.append(self.path)
        body = double.body(self.path)
        fault = double.fault(self.path)
        if double.cookie and self.path != "/" and "moede=ja" not in self.headers.get("Cookie", ""):
            return self._answer(302, b"", Location="/")
        if fault:
            return fault(self, body or b"")
        if body is None:
            return self._answer(404, b"")
        headers = {"Set-Cookie": "moede=ja"} if self.path == "/" else {}
        if double.etags:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == headers["ETag"]:
                return self._answer(304, b"", **headers)
        return self._answer(200, body, **headers)

    def _answer(self, code: int, body: bytes, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if code != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
