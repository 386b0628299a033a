"""Read the actor tables and build the automaton that finds all their names in one pass."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick

from dragoman.actors._normal import lower, plain
from dragoman.actors._senses import Sense, SenseKind
from dragoman.errors import TableError
from dragoman.tables import read_schema, read_table, split_list

FOLDER = Path(__file__).parent / "tables"
SHIPPED = (
    "countries", "cities", "peoples", "subnational", "people", "bodies", "groups", "memberships", "agents", "offices",
    "organs", "namesakes", "borders", "epithets",
)  # fmt: skip

# Acronyms that are also everyday words or names: only their capitals tell them, so no other casing is taken.
_STRICT = 4  # an acronym of up to three letters must stand as the table has it; "Nato" and "Isis" are allowed
_PARTICLES = frozenset(
    "al el de da di du del della van von der den bin ben ibn abu abd le la dos das ter ten san st st. mac o'".split()
)
_FAMILY_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "HKG", "SGP"))  # "Xi Jinping": Xi is the family name
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_ARTICLE = re.compile(r"^(al|el|Al|El|de|De)[- ]")
_INITIAL = re.compile(r"\b([A-Z])\.(?= )")
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.csv, and the code its acts are filed under."""

    code: str
    name: str
    kind: str
    adjective: str
    regions: tuple[str, ...]
    capital: str
    sector: tuple[str, ...]  # GOV, with PRE for the partially recognised
    since: str
    until: str
    official: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of text, characters [start, end), that the tables know, and every sense it may have."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class ActorTables:
    """All actor tables, read and checked. Build it with `load`.

    ``countries`` maps the code of each row of countries.csv to it; ``holders`` maps (code, office) to the people who
    held that office; ``members`` maps the name of a body to its members with their dates. ``namesakes`` holds the
    pairs of a name and the word before which it is no actor ("swiss", "cheese"); ``borders`` maps the code of a state
    to its neighbours, each with the sides on which it lies; ``epithets`` maps the words of a standing description to
    the states it has meant, with their dates.
    """

    def __init__(self) -> None:
        self.countries: dict[str, Country] = {}
        self.holders: dict[tuple[str, str], list[Sense]] = {}
        self.members: dict[str, list[tuple[str, str, str]]] = {}
        self.namesakes: set[tuple[str, str]] = set()
        self.borders: dict[str, dict[str, set[str]]] = {}
        self.epithets: dict[str, list[tuple[str, str, str]]] = {}
        self.offices: dict[str, Sense] = {}
        self.regions: dict[str, list[str]] = {}
        self.good_to: dict[str, str | None] = {}
        self.rows: dict[str, int] = {}
        self._senses: dict[str, list[Sense]] = {}
        self._users = False
        self._automaton: ahocorasick.Automaton | None = None

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> ActorTables:
        """Return the shipped tables, with the user's tables in ``extra`` laid over them.

        A user's table has the columns of one of the shipped ones, told by its header, and its rows win. Raises
        TableError naming file, line and reason where a row is broken or a table is missing.
        """
        tables = cls()
        collecting = gc.isenabled()
        gc.disable()  # nothing is freed while so much is made: looking for garbage would cost a third of the time
        try:
            tables._fill(extra)
        finally:
            if collecting:
                gc.enable()
        return tables

    def _fill(self, extra: Sequence[Path]) -> None:
        for name in SHIPPED:
            self._read(name, FOLDER / f"{name}.csv", user=False)
        self._users = bool(extra)
        for path in extra:
            self._read(_kind_of(path), path, user=True)
        self._build()

    # reading -----------------------------------------------------------------------------------------------------

    def _read(self, name: str, path: Path, user: bool) -> None:
        schema = read_schema(FOLDER / f"{name}.csv")
        self.good_to[path.name] = schema.good_to
        count = 0
        add = getattr(self, f"_add_{name}")
        for row in read_table(path, schema):
            count += 1
            add(row, f"{path.name}:{row['_line']}", user)
        self.rows[path.name] = count

    def _put(self, form: str, sense: Sense) -> None:
        key = (form.lower() if form.isascii() else lower(plain(form))).replace("-", " ")
        if len(key) < 2:
            return
        held = self._senses.setdefault(key, [])
        if held and held[-1].row == sense.row and held[-1].kind == sense.kind and held[-1].form[:1] == form[:1]:
            return  # "al-Qaida" and "al Qaida": a hyphen is as good as a space
        held.append(sense)
        if not form.isascii() and (spelt := form.translate(_UMLAUTS)) != form:
            self._senses.setdefault(lower(plain(spelt)).replace("-", " "), []).append(sense)

    def _add_countries(self, row: Mapping[str, str], where: str, user: bool) -> None:
        kind = row["kind"]
        code = row["code"]
        filed = {"territory": row["controlled_by"], "partial": row["claimed_by"], "former": row["successor"]}
        acts = filed.get(kind) or code
        sector: tuple[str, ...] = ("GOV", "PRE") if kind == "partial" else ("GOV",)
        if kind == "international":
            sector = ()
        adjectives = split_list(row["adjectives"])
        self.countries[code] = Country(
            acts, row["name"], kind, adjectives[0] if adjectives else row["name"], split_list(row["regions"]),
            row["capital"], sector, row["from"], row["until"], row["official"],
        )  # fmt: skip
        for region in split_list(row["regions"]):
            self.regions.setdefault(lower(region), []).append(code)
        people = ("CVL", "PRE") if kind == "partial" else ("CVL",)
        demonyms = split_list(row["demonyms"])
        families: list[tuple[SenseKind, Sequence[str], tuple[str, ...]]] = [
            ("country", (row["name"], row["official"], *split_list(row["names"])), sector),
            ("adjective", adjectives, sector),
            ("demonym", demonyms, people),
            ("capital", (row["capital"],) if row["capital"] and kind not in ("territory", "former") else (), sector),
            ("seat", split_list(row["seats"]), sector),
        ]
        for family, forms, sectors in families:
            if kind == "former" and family in ("capital", "seat"):
                continue
            for form in forms:
                form = form.removeprefix("the ").removeprefix("The ")
                if not form or (family == "seat" and form == row["capital"]):
                    continue
                many = family == "demonym" and (form.endswith("s") or form.endswith("men"))
                self._put(
                    form,
                    Sense(family, row["name"], acts, sectors, form, where, code, None, None,
                          row["from"], row["until"], kind, many, user),
                )  # fmt: skip

    def _add_subnational(self, row: Mapping[str, str], where: str, user: bool) -> None:
        name = re.sub(r" \([^)]*\)$", "", row["name"])
        for form in dict.fromkeys((name, *split_list(row["aliases"]))):
            self._put(
                form.removeprefix("the "),
                Sense("region", name, row["country"], ("CVL",), form.removeprefix("the "), where, row["country"],
                      None, None, "", "", row["kind"], False, user),
            )  # fmt: skip
        if form := row["adjective"]:
            for word, many in ((form, False), (form if form.endswith(("s", "ese")) else form + "s", True)):
                if self._senses.get(word.lower()):
                    continue  # a people with a row of its own
                self._put(
                    word,
                    Sense("people", word, row["country"], (), word, where, row["country"], None, None, "", "", "",
                          many, user),
                )  # fmt: skip

    def _add_cities(self, row: Mapping[str, str], where: str, user: bool) -> None:
        for form in (row["name"], *split_list(row["aliases"])):
            self._put(
                form,
                Sense("region" if row["kind"] == "region" else "city", row["name"], row["country"], ("CVL",), form,
                      where, row["country"], row["geonameid"] or None, None, "", "", row["kind"], False, user),
            )  # fmt: skip

    def _add_peoples(self, row: Mapping[str, str], where: str, user: bool) -> None:
        lands = split_list(row["countries"])
        for form in (row["name"], *split_list(row["aliases"])):
            many = form.endswith("s")
            self._put(
                form,
                Sense("people", row["name"], lands[0] if len(lands) == 1 else "", split_list(row["sector"]), form,
                      where, row["countries"], None, None, "", "", row["alone"], many, user),
            )  # fmt: skip

    def _add_people(self, row: Mapping[str, str], where: str, user: bool) -> None:
        sector = split_list(row["sector"])
        office = same_office(row["office"])
        name = row["name"]
        made = Sense(
            "person", name, row["country"], sector, name, where, office, row["wikidata"] or None, row["office"],
            row["from"], row["until"], "", False, user,
        )  # fmt: skip
        self.holders.setdefault((row["country"], office), []).append(made)
        seen: set[str] = set()
        for form in (name, *split_list(row["aliases"])):
            if form not in seen:
                seen.add(form)
                self._put(form, _with_form(made, form))
                if _INITIAL.search(form):  # "George W Bush"
                    self._put(_INITIAL.sub(r"\1", form), _with_form(made, _INITIAL.sub(r"\1", form)))
        first = row["country"] in _FAMILY_FIRST
        lasts: dict[str, None] = {}
        for full in (name, *split_list(row["aliases"])):  # "Rakhmonov" was "Rahmonov" elsewhere
            if " " in full:
                last = full.split()[0] if first else surname(full)
                lasts[last] = None
                lasts[_ARTICLE.sub("", last)] = None  # "Assad" for "al-Assad"
        for form in lasts:
            if len(form) > (1 if first else 2) and form not in seen:
                self._put(form, _with_form(made, form, "surname"))

    def _add_bodies(self, row: Mapping[str, str], where: str, user: bool) -> None:
        self._add_named("body", row, where, user)

    def _add_groups(self, row: Mapping[str, str], where: str, user: bool) -> None:
        self._add_named("group", row, where, user)

    def _add_named(self, kind: SenseKind, row: Mapping[str, str], where: str, user: bool) -> None:
        forms = (row["name"], row["acronym"], *split_list(row["aliases"]))
        bare = re.sub(r" \([^)]*\)$", "", row["name"])
        for form in dict.fromkeys((bare, *forms)):
            form = form.removeprefix("the ").removeprefix("The ")
            if form:
                self._put(
                    form,
                    Sense(kind, bare, row["code"], split_list(row["sector"]), form, where, row["country"],
                          row["wikidata"] or None, None, row["from"], row["until"], row["kind"], False, user),
                )  # fmt: skip

    def _add_memberships(self, row: Mapping[str, str], where: str, user: bool) -> None:
        self.members.setdefault(row["body"], []).append((row["member"], row["from"], row["until"]))

    def _add_agents(self, row: Mapping[str, str], where: str, user: bool) -> None:
        sector = split_list(row["sector"])
        for form, many in ((row["name"], not row["plural"]), (row["plural"], True)):
            if form:
                self._put(
                    form,
                    Sense("agent", row["name"], "", sector, form, where, row["name"], None, row["kind"],
                          "", "", row["takes"], many, user),
                )  # fmt: skip

    def _add_offices(self, row: Mapping[str, str], where: str, user: bool) -> None:
        title = row["title"]
        sense = Sense(
            "office", title, row["code"], split_list(row["sector"]), title, where, same_office(row["office"]), None,
            title, "", "", row["body"], False, user,
        )  # fmt: skip
        self.offices.setdefault(title, sense)
        self._put(title, sense)
        if title.endswith("."):
            return
        for many in _plural_titles(title):
            self._put(many, _with_form(sense, many, plural=True))

    def _add_organs(self, row: Mapping[str, str], where: str, user: bool) -> None:
        for form in (row["name"], *split_list(row["aliases"])):
            self._put(
                form,
                Sense("organ", row["name"], row["code"], split_list(row["sector"]), form, where, row["code"], None,
                      None, row["from"], row["until"], "", False, user),
            )  # fmt: skip

    def _add_namesakes(self, row: Mapping[str, str], where: str, user: bool) -> None:
        self.namesakes.update((row["name"], word) for word in split_list(row["after"]))

    def _add_borders(self, row: Mapping[str, str], where: str, user: bool) -> None:
        one, other, side = row["country"], row["neighbour"], row["side"]
        self.borders.setdefault(one, {}).setdefault(other, set()).add(side)
        self.borders.setdefault(other, {}).setdefault(one, set()).add(_OPPOSITE[side])

    def _add_epithets(self, row: Mapping[str, str], where: str, user: bool) -> None:
        words = row["words"].replace("-", " ")
        self.epithets.setdefault(words, []).append((row["code"], row["from"], row["until"]))

    # matching ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for region in self.regions:  # "Central American" is no American, "Indian Ocean" no Indian
            if region not in self._senses and " " in region:
                self._senses[region] = [Sense("area", region, "", (), region.title(), "countries.csv")]
        automaton = ahocorasick.Automaton()
        for key, senses in self._senses.items():
            ordered = tuple(senses)
            if self._users and any(sense.user for sense in senses):
                ordered = tuple(sorted(senses, key=lambda sense: not sense.user))
                if ordered[0].kind not in ("agent", "office"):
                    ordered = tuple(sense for sense in ordered if sense.user)  # theirs wins
            automaton.add_word(key, (len(key), ordered))
        automaton.make_automaton()
        self._automaton = automaton

    def senses(self, form: str) -> tuple[Sense, ...]:
        """Return every sense of exactly this form, whatever its letter case."""
        assert self._automaton is not None
        entry = self._automaton.get(lower(plain(form)).replace("-", " "), None)
        return entry[1] if entry else ()

    def find(self, text: str) -> list[Match]:
        """Return the longest known names in a text, in order, none overlapping: one pass, whatever the tables' size."""
        assert self._automaton is not None
        flat = plain(text)
        low = lower(flat).replace("-", " ")
        last = len(low)
        found: list[tuple[int, int, tuple[Sense, ...]]] = []
        for end, (length, senses) in self._automaton.iter(low):
            end += 1
            start = end - length
            if (start and (low[start - 1].isalnum())) or (end < last and low[end].isalnum()):
                continue
            if start > 1 and low[start - 1] == "'" and low[start - 2].isalnum():
                continue
            fitting = tuple(sense for sense in senses if _case_fits(sense, flat[start:end]))
            if fitting:
                found.append((start, -length, fitting))
        found.sort(key=lambda item: item[:2])
        matches: list[Match] = []
        reach = 0
        for start, negative, fitting in found:
            if start >= reach:
                reach = start - negative
                matches.append(Match(start, reach, fitting))
        return matches

    def widened(self, times: int) -> ActorTables:
        """Return these tables with ``times`` foreign patterns beside each of ours, which no text has.

        What they find must stay the same; what it costs tells how the stage bears larger tables.
        """
        wide = ActorTables()
        wide.countries, wide.holders, wide.members = self.countries, self.holders, self.members
        wide.offices, wide.regions, wide.good_to, wide.rows = self.offices, self.regions, self.good_to, self.rows
        wide.namesakes, wide.borders, wide.epithets = self.namesakes, self.borders, self.epithets
        wide._users = self._users
        for key, senses in self._senses.items():
            wide._senses[key] = senses
            half = len(key) // 2
            for n in range(times):
                wide._senses[f"{key[:half]}{n}q{key[half:]}"] = senses
        wide._build()
        return wide

    def country(self, code: str) -> Country | None:
        return self.countries.get(code)

    def nationality(self, code: str) -> str:
        """Return the adjective of a country, or its name or code where it has none."""
        country = self.countries.get(code)
        return country.adjective if country else code

    def neighbours(self, code: str, side: str = "") -> list[str]:
        """Return the states that border a state, on one side or on any, in order."""
        return sorted(other for other, sides in self.borders.get(code, {}).items() if not side or side in sides)

    def member(self, body: str, code: str, day: str | None) -> bool:
        """Return whether a state belonged to a body on a day."""
        return any(
            member == code and (day is None or (since <= day and (not until or day < until)))
            for member, since, until in self.members.get(body, ())
        )


def same_office(words: str) -> str:
    """Return an office in the one spelling under which holders are filed."""
    words = lower(plain(words)).strip()
    for prefix in ("acting ", "interim ", "caretaker ", "federal "):
        words = words.removeprefix(prefix)
    return words.replace("defence", "defense")


def surname(name: str) -> str:
    """Return the family name of a full name, with its particle: "Bashar al-Assad" gives "al-Assad"."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].lower() in _SUFFIXES:
        parts.pop()
    i = len(parts) - 1
    while i > 1 and parts[i - 1].lower() in _PARTICLES:
        i -= 1
    return " ".join(parts[i:])


def _plural_titles(title: str) -> Iterator[str]:
    head, of, rest = title.partition(" of ")
    if head.endswith("man"):
        yield head[:-3] + "men" + of + rest
    elif head.endswith("woman"):
        yield head[:-5] + "women" + of + rest
    elif head.endswith("y") and not head.endswith("ey"):
        yield head[:-1] + "ies" + of + rest
    elif not head.endswith("s"):
        yield head + "s" + of + rest


def _with_form(sense: Sense, form: str, kind: SenseKind | None = None, plural: bool = False) -> Sense:
    return sense._replace(kind=kind or sense.kind, form=form, plural=plural)


def _case_fits(sense: Sense, words: str) -> bool:
    """Return whether the words are cased as this sense needs: a proper name has its capitals, an acronym all."""
    if sense.kind in ("agent", "office"):
        return True
    form = plain(sense.form)
    if form == words or form.replace("-", " ") == words.replace("-", " "):
        return True
    if words.isupper() and len(words) > _STRICT + 1:
        return True  # a headline all in capitals
    letters = form.replace(".", "").replace("-", "")
    if letters.isupper() and len(form) <= 6 and " " not in form:
        long_enough = len(letters) >= _STRICT or (sense.kind == "group" and len(letters) == _STRICT - 1)
        return long_enough and words[:1].isupper() and words[1:].islower()
    for have, want in zip(words, form, strict=False):
        if want.isupper():
            return have.isupper()
    return bool(words) and any(c.isupper() for c in words)


def _kind_of(path: Path) -> str:
    """Return which shipped table a user's table is like, by its header."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            header = [cell.strip().strip('"') for cell in file.readline().rstrip("\r\n").split(",")]
    except FileNotFoundError as error:
        raise TableError(f"{path}: no such table") from error
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: not readable as a UTF-8 CSV table ({error})") from error
    best: tuple[int, str] | None = None
    for name in SHIPPED:
        columns = read_schema(FOLDER / f"{name}.csv").columns
        known = {column.name for column in columns}
        needed = {column.name for column in columns if column.required}
        if set(header) <= known and needed <= set(header):
            score = (len(known - set(header)), name)
            best = score if best is None or score < best else best
    if best is None:
        raise TableError(
            f"{path}, line 1: these columns are not those of an actor table ({', '.join(header)}). "
            f"Tables: {', '.join(SHIPPED)}; the columns of each are in its schema"
        )
    return best[1]
