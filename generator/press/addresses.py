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


class _Listed:
    """Something that a list of all pages sees a part of; its attributes are all that can be asked for."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NeedsAllError(f"a template asks all pages for {name}")

    def __iter__(self) -> NoReturn:
        raise NeedsAllError("a template asks all pages for all there is in them")


class ListedMeta(_Listed):
    """What a list of all pages may ask of a page's front matter: whether robots may have it, and when it changed."""

    def __init__(self, robots: object, modified: object, missing: Callable[..., object]) -> None:
        """`missing` makes what a template has for a name that is not there."""
        self.robots = missing(obj={}, name="robots") if robots is None else robots
        self.head = missing(obj={}, name="head") if modified is None else _ListedHead(modified)


class _ListedHead(_Listed):
    def __init__(self, modified: object) -> None:
        self.modified = modified


class ListedPage(_Listed):
    """A page as a list of all pages sees it (sitemap.xml)."""

    is_link = False

    def __init__(self, canonical_url: str | None, abs_url: str | None, meta: ListedMeta, update_date: str) -> None:
        self.canonical_url, self.abs_url, self.meta, self.update_date = canonical_url, abs_url, meta, update_date


class ListedFile(_Listed):
    """A page's file as a list of all pages sees it."""

    def __init__(self, page: ListedPage) -> None:
        self.page = page


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
