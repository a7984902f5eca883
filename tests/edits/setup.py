"""Topics, words, templates, settings and the calendar."""

from __future__ import annotations

import datetime
from typing import Any

from tests.edits.place import WORDS, Chance, NothingToEdit, Place, any_of, listed, named, sentence


def change_topics(place: Place, chance: Chance) -> str:
    """A topic gets another name, another address, another word, or is no more."""
    said = ""

    def change(topics: Any) -> None:
        nonlocal said
        topic = any_of(chance, topics)
        said = chance.choice(("name", "slug", "words", "gone"))
        if said == "gone":
            topics.remove(topic)
        elif said == "words":
            topic["words"].append(chance.choice(WORDS))
        elif said == "name":
            topic["name"] = chance.choice(WORDS).capitalize()
        else:
            topic["slug"] = f"emne-{chance.randint(1, 999)}"

    listed(place.content / "topics.yml", change)
    return said


def change_glossary(place: Place, chance: Chance) -> str:
    """An abbreviation or a pair of words that mean the same is new."""

    def change(glossary: Any) -> None:
        if chance.random() < 0.5:
            short = "".join(chance.choices("ABDEFGHK", k=3))
            glossary["abbreviations"].append({"short": short, "long": sentence(chance)[:-1]})
        else:
            glossary["synonyms"].append(chance.sample(WORDS, 2))

    listed(place.content / "glossary.yml", change)
    return ""


def change_template(place: Place, chance: Chance) -> str:
    """A template, a style or a script of the site is another."""
    files = [path for path in sorted((place.project / "overrides").rglob("*")) if path.suffix in (".html", ".css")]
    file = any_of(chance, files)
    text, mark = file.read_text("utf-8"), str(chance.randint(1, 999))
    if file.suffix == ".css":
        file.write_text(f"{text}/* {mark} */\n", "utf-8")
    elif "</div>" in text:
        file.write_text(text.replace("</div>", f"<!-- {mark} --></div>", 1), "utf-8")
    else:
        raise NothingToEdit
    return named(place, file)


def change_setting(place: Place, chance: Chance) -> str:
    """The municipality sets something otherwise."""
    settings: tuple[tuple[tuple[str, ...], object], ...] = (
        (("site_name",), f"Arkivet {chance.choice(WORDS)}"),
        (("site_url",), f"https://moeder-{chance.randint(1, 9)}.nordlunde.example/"),
        (("copyright",), sentence(chance)),
        (("extra", "archive", "latest_meetings"), chance.randint(1, 9)),
        (("extra", "archive", "contact"), f"Byrådssekretariatet, {chance.choice(WORDS)}"),
        (("extra", "archive", "show_caseworkers"), chance.random() < 0.5),
        (("extra", "archive", "originals"), chance.random() < 0.5),
        (("extra", "archive", "feedback"), f"mailto:post{chance.randint(1, 9)}@nordlunde.example"),
    )
    names, value = chance.choice(settings)

    def change(config: Any) -> None:
        for name in names[:-1]:
            config = config[name]
        config[names[-1]] = value

    listed(place.project / "mkdocs.yml", change)
    return f"{'.'.join(names)} = {value}"


def another_day(place: Place, chance: Chance) -> str:
    """Time goes on, or the build is of an earlier day."""
    place.as_of += datetime.timedelta(days=chance.choice((1, 1, 1, 7, 40, 400, -30)))
    return place.as_of.isoformat()


def another_guard(place: Place, chance: Chance) -> str:
    """A build that would publish clearly less is let through, or stopped."""
    place.accept_shrink = not place.accept_shrink
    if not place.accept_shrink:
        place.to_mend.append(lambda: setattr(place, "accept_shrink", True))
    return f"accept_shrink = {place.accept_shrink}"


def nothing(place: Place, chance: Chance) -> str:
    """A quiet night."""
    return ""
