"""What hosts are given: headers that are strict and under which the site works, security.txt, and the SBOM."""

from __future__ import annotations

import datetime
import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from generator import headers, installed, sbom, security_txt
from generator.hooks import POLICY
from tests.factories import AS_OF, SETTINGS
from tests.sample_site import SEARCHES
from tests.samples import ROOT

# --- headers --------------------------------------------------------------------------------------------


def read_rules(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """A `_headers` file as the hosts read it: a path on a line of its own, its headers indented below."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.strip().startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        else:
            rules.append((line, []))
    return rules


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host that applies `_headers`: all rules that match, a trailing `*` standing for anything."""

    def __init__(self, *given: Any, directory: str) -> None:
        self.rules = read_rules((Path(directory) / "_headers").read_text("utf8"))
        super().__init__(*given, directory=directory)

    def end_headers(self) -> None:
        path = self.path.partition("?")[0]
        for pattern, found in self.rules:
            if path.startswith(pattern.removesuffix("*")):
                for name, value in found:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """The site on loopback, with its own headers."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.xdist_group("site")
def test_site_works_under_its_headers(work: Path, browser: Any) -> None:
    """Pages and search break no policy when the host sends `_headers`, and nothing is refused."""
    with hosted(work / "site") as address:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        failed: dict[str, str] = {}
        page.on("requestfailed", lambda request: failed.update({request.url: str(request.failure)}))
        for path in ("", "byraadet/2025-01-29/punkt-2/", "tal/", "data/", *SEARCHES[:2]):
            answer = page.goto(address + path)
            assert answer.headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
            if "soeg/?" in path:
                page.wait_for_selector(".soeg__fund")
        # what had not come when the reader went on is no refusal; one by policy has another name
        said += [f"{url}: {reason}" for url, reason in failed.items() if reason != "net::ERR_ABORTED"]
        assert said == []
        page.close()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.xdist_group("site")
def test_no_other_site_may_frame_it(work: Path, browser: Any) -> None:
    """What a policy inside the page cannot forbid: another page shows ours in a frame."""
    with hosted(work / "site") as address, hosted(work / "site") as other:
        page = browser.new_page()
        framed = f"<iframe src='{address}om/'></iframe>"
        page.route(f"{other}ramme", lambda route: route.fulfill(body=framed, content_type="text/html"))
        page.goto(f"{other}ramme")
        assert page.frames[-1].url.startswith("chrome-error:")
        page.close()


def test_headers_are_strict() -> None:
    """Each header that a page cannot set itself is there, with the strict value; HSTS is for the host to decide."""
    found = dict(read_rules(headers.rendered())[0][1])
    assert found["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert "unsafe" not in headers.rendered()
    assert (found["X-Content-Type-Options"], found["Cross-Origin-Opener-Policy"]) == ("nosniff", "same-origin")
    assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy"} <= set(found)
    assert "Strict-Transport-Security" not in found
    assert "  # Strict-Transport-Security: " in headers.rendered()


def test_original_files_are_handed_over_and_not_opened() -> None:
    """A PDF of the papers never opens inside the site's origin."""
    found = dict(dict(read_rules(headers.rendered()))["/originaler/*"])
    assert found["Content-Disposition"] == "attachment"
    assert "sandbox" in found["Content-Security-Policy"]


@pytest.mark.site
def test_only_what_cannot_change_is_kept_by_browsers(work: Path) -> None:
    """A takedown reaches readers at once: the one folder that is cached for long holds names with fingerprints only."""
    site = work / "site"
    kept = [
        path for path, found in read_rules(headers.rendered()) if "immutable" in dict(found).get("Cache-Control", "")
    ]
    files = [file for path in kept for file in (site / path.strip("/*")).rglob("*") if file.is_file()]
    assert files
    assert [file.name for file in files if not re.fullmatch(r"[\w.]+\.[0-9a-f]{8}\.min\.css", file.name)] == []


def test_nginx_snippet_says_the_same() -> None:
    """Every header of every rule stands in the snippet, in each place where nginx would not inherit it."""
    blocks = re.split(r"^location ", headers.nginx(), flags=re.MULTILINE)
    for _, found in read_rules(headers.rendered())[:1]:
        assert all(f'add_header {name} "{value}" always;' in blocks[0] for name, value in found)
    for path, found in read_rules(headers.rendered())[1:]:
        block = next(block for block in blocks if block.startswith(f"{path.removesuffix('*')} {{"))
        assert all(f'add_header {name} "{value}" always;' in block for name, value in found)
        assert "nosniff" in block
    for line in headers.nginx().splitlines():
        assert line.lstrip().startswith("#") or line.endswith((";", "{", "}")), line
    assert headers.nginx().count("{") == headers.nginx().count("}")


@pytest.mark.site
def test_every_kind_of_file_has_its_type_in_nginx(work: Path) -> None:
    """With nosniff, a file without its type would not be read."""
    known = set(re.findall(r"^    \S+/\S+ (\w+);", headers.nginx(), flags=re.MULTILINE))
    files = [file for file in (work / "site").rglob("*.*") if file.is_file()]
    assert {file.suffix[1:] for file in files} <= known


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here; the snippet's form is checked above")
def test_nginx_takes_the_snippet(tmp_path: Path) -> None:
    """nginx itself finds no fault in it."""
    (tmp_path / "site.conf").write_text(headers.nginx(), encoding="utf-8")
    server = f"server {{ listen 127.0.0.1:8099; root {tmp_path}; include {tmp_path}/site.conf; }}"
    own = f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}} http {{ access_log off; {server} }}"
    (tmp_path / "nginx.conf").write_text(own, encoding="utf-8")
    command = ["nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr.replace('the "user" directive', "")


# --- security.txt ---------------------------------------------------------------------------------------


def fields(text: str) -> dict[str, str]:
    """The fields of a security.txt; each stands once."""
    found = [line.partition(": ")[::2] for line in text.splitlines()]
    assert len({name for name, _ in found}) == len(found)
    return dict(found)


def test_security_txt_has_the_fields_of_the_standard() -> None:
    """RFC 9116: Contact is an address, Expires lies ahead and less than a year away, Canonical is the file's own."""
    found = fields(security_txt.render(SETTINGS, AS_OF)[".well-known/security.txt"])
    expires = datetime.datetime.fromisoformat(found["Expires"]).date()
    assert datetime.timedelta(days=180) <= expires - AS_OF < datetime.timedelta(days=365)
    assert found["Contact"] == "mailto:arkiv@nordlunde.example"
    assert found["Canonical"] == "https://moeder.nordlunde.example/.well-known/security.txt"
    assert found["Preferred-Languages"] == "da, en"


@pytest.mark.parametrize("day", [datetime.date(2025, month, 28) for month in range(1, 13)])
def test_security_txt_is_never_out_of_date_when_built(day: datetime.date) -> None:
    """The day it expires comes from the day of the build, in every month."""
    found = fields(security_txt.render(SETTINGS, day)[security_txt.PATH])
    ahead = datetime.datetime.fromisoformat(found["Expires"]).date() - day
    assert datetime.timedelta(days=150) < ahead < datetime.timedelta(days=365)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"security_contact": "https://x.example/fejl"}, "https://x.example/fejl"),
        ({"contact": "Sekretariatet, sek@x.example."}, "mailto:sek@x.example"),
        ({"contact": "Sekretariatet", "feedback": "", "telephone": "99 40 10 00"}, "tel:99401000"),
        ({"contact": "Sekretariatet", "feedback": "", "telephone": ""}, ""),
    ],
)
def test_security_contact_is_the_best_that_is_known(named: dict[str, str], expected: str) -> None:
    """The municipality's own choice first; without any address there is no file, as the standard demands one."""
    settings = replace(SETTINGS, **named)  # type: ignore[arg-type]
    assert security_txt.contact_address(settings) == expected
    assert bool(security_txt.render(settings, AS_OF)) == bool(expected)


@pytest.mark.site
def test_security_txt_is_on_the_site(work: Path) -> None:
    """MkDocs leaves names with a dot out unless told otherwise."""
    assert (work / "site/.well-known/security.txt").is_file()
    assert (work / "site/_headers").read_text("utf8") == headers.rendered()
    assert not (work / "site/nginx.conf").exists()
    assert (work / "work/host/nginx.conf").is_file()


# --- SBOM -----------------------------------------------------------------------------------------------


def test_sbom_keeps_to_the_schema() -> None:
    """CycloneDX' own schema, in its strict form, finds nothing."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.render()) is None
    assert sbom.render() == sbom.render()


def test_sbom_is_the_locked_set() -> None:
    """Everything in it stands in requirements.lock with that version, and whatever the package asks for is in it."""
    text = (ROOT / "requirements.lock").read_text("utf8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, flags=re.MULTILINE))
    parts = json.loads(sbom.render())["components"]
    found = {re.sub(r"[-_.]+", "-", part["name"].lower()): part["version"] for part in parts}
    inside_wheels = {"pdfium", "qpdf"}
    assert {name: locked.get(name) for name in found.keys() - inside_wheels} == {
        name: found[name] for name in found.keys() - inside_wheels
    }
    assert {"mkdocs", "pikepdf", "pypdfium2", "jinja2", *inside_wheels} <= found.keys()
    assert "pytest" not in found


def test_what_is_installed_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SBOM is remembered until something is installed, taken away or put in the place of something else."""
    monkeypatch.setattr("sys.path", [str(tmp_path), str(tmp_path / "not-there")])
    told = tmp_path / "ting-1.0.dist-info" / "METADATA"
    seen = {installed.fingerprint()}
    told.parent.mkdir()
    told.write_text("Name: ting", "utf-8")
    seen.add(installed.fingerprint())
    told.write_text("Name: ting\nVersion: 2", "utf-8")
    seen.add(installed.fingerprint())
    assert len(seen) == 3
    assert installed.fingerprint() in seen
