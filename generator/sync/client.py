"""Asks a server politely: one request at a time, with pauses, patience and limits, and never another server."""

from __future__ import annotations

import datetime
import email.utils
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

import httpx
import tenacity

from generator.findings import GeneratorError

Wait = Callable[[float], None]
Clock = Callable[[], float]
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(GeneratorError):
    """What was asked for could not be had, after all the patience there is. Says nothing of what is in it."""


class _AgainError(Exception):
    """Worth another try. `after`: the seconds the server asks us to wait, None where it says nothing."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How we behave. Times in seconds, sizes in bytes."""

    pause: float = 0.5  # between two requests
    attempts: int = 5
    patience: float = 300  # the longest wait that a server may ask for
    silence: float = 30  # without a byte
    longest: float = 300  # for one answer
    hops: int = 5
    max_answer: int = 64 * 1024 * 1024
    max_file: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the server said of an answer's version: `ETag` and `Last-Modified`, "" where it said nothing."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(slots=True, kw_only=True)
class Client:
    """A session with one server. `requests` counts everything that was sent.

    `wait` and `clock` are `time.sleep` and `time.monotonic`, or a test's.
    """

    origin: str
    wait: Wait
    clock: Clock
    manners: Manners = field(default_factory=Manners)
    requests: int = 0
    _http: httpx.Client = field(init=False)
    _greeted: bool = False

    def __post_init__(self) -> None:
        self._http = httpx.Client(
            follow_redirects=False,
            timeout=httpx.Timeout(self.manners.silence),
            headers={"User-Agent": "moedearkiv (public meeting archive)", "Accept-Language": "da"},
        )

    def close(self) -> None:
        """Ends the session."""
        self._http.close()

    def fetch(
        self, path: str, sink: BinaryIO, *, limit: int, whole: Callable[[BinaryIO], bool], seen: Seen | None = None
    ) -> Seen | None:
        """Write what stands at `path` into `sink`; None where it is as it was when `seen`.

        `whole` looks at what came and says whether it can be what was asked for. Raises FetchError; what
        is in `sink` is then worth nothing.
        """
        retrying = tenacity.Retrying(
            sleep=self.wait,
            wait=self._patience,
            stop=tenacity.stop_after_attempt(self.manners.attempts),
            retry=tenacity.retry_if_exception_type(_AgainError),
            reraise=True,
        )
        try:
            return retrying(lambda: self._once(path, sink, limit, whole, seen))
        except _AgainError as error:
            raise FetchError(f"{error}, {self.manners.attempts} times", remedy="the next run tries again") from error

    def _patience(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        after = error.after if isinstance(error, _AgainError) else None
        return after if after is not None else float(2**state.attempt_number)

    def _once(
        self, path: str, sink: BinaryIO, limit: int, whole: Callable[[BinaryIO], bool], seen: Seen | None
    ) -> Seen | None:
        sink.seek(0)
        sink.truncate()
        try:
            answer = self._follow(path, sink, limit, seen)
        except httpx.TransportError as error:
            if "CERTIFICATE" in str(error).upper():
                raise FetchError("the server's certificate is not to be trusted") from error
            raise _AgainError(f"the connection failed ({type(error).__name__})") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _AgainError(f"the answer cannot be read ({type(error).__name__})") from error
        sink.flush()
        if answer is not None and not whole(sink):
            self._greet()  # some servers send a page instead until the front page has set a cookie
            raise _AgainError("the answer is cut off, or not what was asked for")
        return answer

    def _follow(self, path: str, sink: BinaryIO, limit: int, seen: Seen | None) -> Seen | None:
        url = httpx.URL(self.origin + path)
        for _ in range(self.manners.hops):
            self._pace()
            with self._http.stream("GET", url, headers=_conditions(seen)) as answer:
                if answer.has_redirect_location:
                    url = self._next(answer, url, path)
                    continue
                if answer.status_code == httpx.codes.NOT_MODIFIED and seen:
                    return None
                self._check(answer)
                self._receive(answer, sink, limit)
                return Seen(etag=_header(answer, "ETag"), modified=_header(answer, "Last-Modified"))
        raise FetchError("the server sends us in a circle")

    def _next(self, answer: httpx.Response, url: httpx.URL, path: str) -> httpx.URL:
        """Where a redirect leads. The first one may only want a cookie: greet, and ask again."""
        target = url.join(answer.headers["Location"])
        if (target.scheme, target.host, target.port) != (url.scheme, url.host, url.port):
            raise FetchError("the server sends us to another server, which is not followed")
        return httpx.URL(self.origin + path) if self._greet() else target

    def _greet(self) -> bool:
        """Visit the front page once, for its cookie. Whether that was done now."""
        if self._greeted:
            return False
        self._greeted = True
        self._pace()
        with self._http.stream("GET", self.origin + "/"):
            pass
        return True

    def _pace(self) -> None:
        if self.requests:
            self.wait(self.manners.pause)
        self.requests += 1

    def _check(self, answer: httpx.Response) -> None:
        if answer.status_code in _AGAIN:
            after = _retry_after(answer)
            if after is not None and after > self.manners.patience:
                raise FetchError(f"the server asks us to come back in {after:.0f} seconds", remedy="run it again then")
            raise _AgainError(f"the server answers {answer.status_code}", after)
        if answer.status_code != httpx.codes.OK:
            raise FetchError(f"the server answers {answer.status_code}")

    def _receive(self, answer: httpx.Response, sink: BinaryIO, limit: int) -> None:
        start, size = self.clock(), 0
        for chunk in answer.iter_bytes():  # as it comes: a chunk of a fixed size would wait for bytes that trickle
            size += len(chunk)
            if size > limit:
                raise FetchError(f"the answer is larger than {limit // 1024 // 1024} MiB")
            if self.clock() - start > self.manners.longest:
                raise FetchError(f"the answer took longer than {self.manners.longest:.0f} seconds")
            sink.write(chunk)


def _conditions(seen: Seen | None) -> dict[str, str]:
    named = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified} if seen else {}
    return {name: value for name, value in named.items() if value}


def _header(answer: httpx.Response, name: str) -> str:
    value: str = answer.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= 200 else ""


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds, or a moment counted from the server's own `Date`: our clock has no say in it."""
    value: str = answer.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value[:9])
    moment, now = _moment(value), _moment(answer.headers.get("Date", ""))
    return max(0.0, (moment - now).total_seconds()) if moment and now else None


def _moment(value: str) -> datetime.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
