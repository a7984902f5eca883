"""What a server may do wrong with one answer. Each fault is a function of the handler and the right answer's body."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

Fault = Callable[[BaseHTTPRequestHandler, bytes], None]
STOP = threading.Event()  # lets go of silent answers when the test is over


def status(code: int, **headers: str) -> Fault:
    """An answer without content: `status(429, Retry_After="7")`."""

    def fault(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        handler.send_response_only(code)  # without a Date of today
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return fault


def redirect(location: str) -> Fault:
    """A 302."""
    return status(302, Location=location)


def says(content: bytes) -> Fault:
    """Something else than was asked for, with 200."""

    def fault(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        _send(handler, content, len(content))

    return fault


def cut(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Half of the body, and the connection ends."""
    _send(handler, body[: len(body) // 2], len(body))
    handler.close_connection = True


def wrong_length(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """The header says half of what comes."""
    _send(handler, body[: len(body) // 2], len(body) // 2)
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Byte by byte: the test's clock goes on with each of them."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    for n in range(len(body)):
        handler.wfile.write(body[n : n + 1])
        handler.wfile.flush()
        STOP.wait(0.002)  # else the bytes would arrive together


def silent(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """A head, and then nothing until the test is over."""
    handler.send_response(200)
    handler.send_header("Content-Length", "10")
    handler.end_headers()
    handler.wfile.flush()
    STOP.wait(30)
    handler.close_connection = True


def endless(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Zeros without end, until the other side hangs up."""
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    while True:
        handler.wfile.write(bytes(64 * 1024))


def _send(handler: BaseHTTPRequestHandler, content: bytes, length: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(length))
    handler.send_header("Connection", "close")  # else the client may ask again on a connection that is going away
    handler.end_headers()
    handler.wfile.write(content)
