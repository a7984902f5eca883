"""MkDocs' collection of files, for folders of a hundred thousand: a file's object is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from mkdocs.structure.files import File, Files

from generator.press.refusals import NeedsAllError


class _Files(dict[str, Any]):
    """Files by their paths; None stands for one that nobody has asked for yet."""

    def __init__(self, paths: Iterable[str], make: Callable[[str], File]) -> None:
        super().__init__(dict.fromkeys(paths))
        self._make = make

    def __getitem__(self, path: str) -> File:
        file: File | None = super().__getitem__(path)
        if file is None:
            file = self[path] = self._make(path)
        return file

    def get(self, path: str, default: Any = None) -> Any:
        if path not in self:
            return default
        return self[path]

    def values(self) -> Any:
        return [self[path] for path in list(self)]

    def items(self) -> Any:
        return [(path, self[path]) for path in list(self)]


class LazyFiles(Files):
    """Like `Files`, of paths. `make` makes a file's object, once."""

    def __init__(self, paths: Iterable[str], make: Callable[[str], File]) -> None:
        self._src_uris = _Files(paths, make)

    def made(self) -> Iterator[tuple[str, File | None]]:
        """Every path, with its file's object where it has been made."""
        return iter(dict.items(self._src_uris))

    def includes(self, path: str) -> bool:
        """Whether the file comes into the site."""
        inclusion: Any = self._src_uris[path].inclusion
        return bool(inclusion.is_included())

    def get_file_from_path(self, path: str) -> File | None:
        """As MkDocs does, without taking apart a path that is a file's as it is."""
        return self._src_uris[path] if path in self._src_uris else super().get_file_from_path(path)


class ListedMeta:
    """What a list of all pages may ask of a page's front matter: whether robots may have it, and when it changed."""

    def __init__(self, robots: object, modified: object) -> None:
        head = {"modified": modified} if modified is not None else None
        self._known = {"robots": robots, "head": head and _Known(head)}

    def __getitem__(self, name: str) -> object:
        return _asked(self._known, name)


class _Known:
    def __init__(self, known: dict[str, object]) -> None:
        self._known = known

    def __getitem__(self, name: str) -> object:
        return _asked(self._known, name)


def _asked(known: dict[str, object], name: str) -> object:
    if name not in known:
        raise NeedsAllError(f"a template asks all pages for {name}")
    if known[name] is None:
        raise KeyError(name)
    return known[name]


class ListedPage:
    """A page as a list of all pages sees it (sitemap.xml)."""

    is_link = False

    def __init__(self, canonical_url: str | None, abs_url: str | None, meta: ListedMeta, update_date: str) -> None:
        self.canonical_url, self.abs_url, self.meta, self.update_date = canonical_url, abs_url, meta, update_date

    def __getattr__(self, name: str) -> NoReturn:
        raise NeedsAllError(f"a template asks all pages for {name}")


class ListedFile:
    """A page's file as a list of all pages sees it."""

    def __init__(self, page: ListedPage) -> None:
        self.page = page

    def __getattr__(self, name: str) -> NoReturn:
        raise NeedsAllError(f"a template asks all pages' files for {name}")


class Listing(Files):
    """All pages, for the templates that list them; nothing else of the files can be asked for."""

    def __init__(self, files: Iterable[ListedFile]) -> None:
        super().__init__(())
        self._listed = list(files)

    def documentation_pages(self, **_: Any) -> Any:
        """All pages in MkDocs' order."""
        return self._listed


class NoListing:
    """What a page's template has for the list of all pages: it may not look at it."""

    def __iter__(self) -> Iterator[NoReturn]:
        raise NeedsAllError("a page's template asks for all pages")

    def __len__(self) -> NoReturn:
        raise NeedsAllError("a page's template asks for all pages")

    def __getitem__(self, _: object) -> NoReturn:
        raise NeedsAllError("a page's template asks for all pages")


class Undated:
    """The day of the build, for a page's template: a page that tells it would be another one each day."""

    def strftime(self, _: str) -> Undated:
        """No day in any form; MkDocs itself asks for it, and tells nobody."""
        return self

    def __getattr__(self, name: str) -> NoReturn:
        raise NeedsAllError("a page's template asks for the day of the build")

    def __str__(self) -> str:
        raise NeedsAllError("a page's template asks for the day of the build")
