"""What goes wrong: files that cannot be read, and damage to what builds leave behind."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.edits.place import WORDS, Chance, Place, any_of, named, sentence


def break_takedowns(place: Place, chance: Chance) -> str:
    """A file that must be understood cannot be read; the next night it is mended."""
    file = place.content / "takedowns.yml"
    before = file.read_bytes()
    file.write_text("- [", "utf-8")
    place.to_mend.append(lambda: file.write_bytes(before))
    return named(place, file)


def delete_cache(place: Place, chance: Chance) -> str:
    """What builds remember is gone."""
    found = sorted(place.work.rglob("cache*")) or sorted(place.work.iterdir() if place.work.exists() else ())
    for path in found:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return ", ".join(named(place, path) for path in found)


def damage_work(place: Place, chance: Chance) -> str:
    """A file of the work folder is damaged, cut off, emptied or gone."""
    file = any_of(chance, [path for path in sorted(place.work.rglob("*")) if path.is_file()])
    return f"{named(place, file)}: {_damage(file, chance)}"


def delete_work(place: Place, chance: Chance) -> str:
    """The whole work folder is gone."""
    shutil.rmtree(place.work, ignore_errors=True)
    return ""


def tamper_with_the_site(place: Place, chance: Chance) -> str:
    """A file of the published site is damaged, gone, or one too many."""
    file = any_of(chance, [path for path in sorted(place.site.rglob("*")) if path.is_file()])
    if chance.random() < 0.2:
        file = file.with_name(f"{chance.choice(WORDS)}.txt".replace("å", "aa").replace("ø", "oe").replace("æ", "ae"))
        file.write_text(sentence(chance), "utf-8")
        return f"{named(place, file)}: new"
    return f"{named(place, file)}: {_damage(file, chance)}"


def _damage(file: Path, chance: Chance) -> str:
    how, data = chance.choice(("bytes", "cut", "longer", "empty", "gone")), file.read_bytes()
    if how == "gone":
        file.unlink()
    elif how == "bytes" and data:
        at = chance.randrange(len(data))
        file.write_bytes(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :])
    else:
        file.write_bytes({"cut": data[: len(data) // 2], "longer": data + b" more"}.get(how, b""))
    return how
