"""Why the press leaves a site to MkDocs alone. Told without loading MkDocs, which only a build needs."""

from __future__ import annotations


class UnknownMkDocsError(Exception):
    """This is not the MkDocs or Python-Markdown that the press was written for."""


class NeedsAllError(Exception):
    """Something of the site's settings, hooks or templates asks for more than one page at a time."""
