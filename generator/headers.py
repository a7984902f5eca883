"""Ready-made headers for the host of the site: `_headers` (Netlify, Cloudflare Pages) and a snippet for nginx.

Both are made of one list of rules. The policy of the pages stands in each page too; as a header it also covers what is
no page, and can forbid other sites to frame ours, which a page cannot (issue 5, point 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import urls
from generator.hooks import POLICY

# No page of the site uses any of these, so no script that might be smuggled in may either.
_UNUSED = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip

# A page, an index file or a data file may be taken down: browsers ask each time whether they have the newest.
_ALWAYS_ASK = "no-cache"
# The name of the theme's stylesheet holds a fingerprint of its content; no other file's does.
_FOR_EVER = "public, max-age=31536000, immutable"

_HSTS = "Strict-Transport-Security: max-age=31536000"
_HSTS_NOTE = (
    "Take this in when the site, and every page of its host name, is to be reached by https only: browsers remember it",
    "for a year, and there is no way back. Many hosts set it themselves.",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Headers for everything whose path begins with `path`; added to those of the rules before."""

    path: str
    headers: tuple[tuple[str, str], ...]


RULES = (
    Rule(
        "/",
        (
            ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ),
    ),
    # Data may be used by others' pages, also from their visitors' browsers.
    Rule(f"/{urls.DATA}", (("Access-Control-Allow-Origin", "*"),)),
    # A PDF is handed over and not opened inside the site's own origin.
    Rule(
        f"/{urls.ORIGINALS}",
        (
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
            ("Content-Disposition", "attachment"),
            ("X-Robots-Tag", "noindex, noarchive"),
        ),
    ),
)
CACHE = (Rule("/", (("Cache-Control", _ALWAYS_ASK),)), Rule("/assets/stylesheets/", (("Cache-Control", _FOR_EVER),)))

_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "csv": "text/csv",
    "gz": "application/gzip",
    "ics": "text/calendar",
    "json": "application/json",
    "js": "text/javascript",
    "ndjson": "application/x-ndjson",
    "pak": "application/octet-stream",
    "pdf": "application/pdf",
    "sqlite": "application/vnd.sqlite3",
    "txt": "text/plain",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}


def rendered() -> str:
    """The file `_headers` at the site's root: every rule, in the form that Netlify and Cloudflare Pages read."""
    return "\n".join(_host_lines()) + "\n"


def nginx() -> str:
    """A snippet to `include` in the `server` block of an nginx that serves the site."""
    return "\n".join(_nginx_lines()) + "\n"


def _host_lines() -> Iterator[str]:
    # `CACHE[0]` is what these hosts do by themselves, and they would join two values of Cache-Control.
    yield "# Made by moedearkiv. Rules that match the same path add up."
    yield from (f"# {line}" for line in _HSTS_NOTE)
    for rule in (*RULES, *CACHE[1:]):
        yield f"{rule.path}*"
        yield from (f"  {name}: {value}" for name, value in rule.headers)
        if rule.path == "/":
            yield f"  # {_HSTS}"


def _nginx_lines() -> Iterator[str]:
    yield "# Made by moedearkiv. In the server block of the site: include /path/to/build/host/nginx.conf;"
    yield "types {"
    yield from (f"    {kind} {ending};" for ending, kind in sorted(_TYPES.items()))
    yield "}"
    yield "default_type application/octet-stream;"
    yield "charset utf-8;"
    texts = ("text/calendar", "text/css", "text/csv", "text/javascript", "text/plain")
    yield f"charset_types {' '.join(texts)} application/json application/x-ndjson application/xml;"
    yield "error_page 404 /404.html;"
    yield from (f"# {line}" for line in _HSTS_NOTE)
    yield f"# {_nginx_header(*_HSTS.split(': ', 1))}"
    yield from (_nginx_header(name, value) for name, value in (*RULES[0].headers, *CACHE[0].headers))
    # A location with headers of its own does not inherit those above: they are said again.
    for rule in (*RULES[1:], *CACHE[1:]):
        own = {name for name, _ in rule.headers}
        inherited = [(name, value) for name, value in (*RULES[0].headers, *CACHE[0].headers) if name not in own]
        yield f"location {rule.path} {{"
        yield from (f"    {_nginx_header(name, value)}" for name, value in (*inherited, *rule.headers))
        yield "}"
    yield "location = /_headers { return 404; }"


def _nginx_header(name: str, value: str) -> str:
    return f'add_header {name} "{value}" always;'
