"""Descriptions that point back: "the Balkan country", "the alliance", "both sides", "the two leaders"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.actors._tables import ActorTables
from dragoman.actors._who import Who
from dragoman.records import INTERNATIONAL_CODES

NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "pair": 2, "duo": 2, "trio": 3}
STATE_WORDS = frozenset(
    """country nation state island kingdom republic emirate sultanate superpower power monarchy archipelago territory
    enclave principality giant city-state neighbor neighbour democracy economy colony isle""".split()
)
# What the official name must have in it for "the kingdom" to be that state.
_IN_NAME = {
    "kingdom": ("kingdom",),
    "emirate": ("emirate", "qatar", "kuwait"),
    "sultanate": ("sultanate", "oman", "brunei"),
    "principality": ("principality",),
    "republic": ("republic",),
}
_IN_REGIONS = {"island": "island", "archipelago": "island", "isle": "island"}
BODY_WORDS: dict[str, tuple[str, ...]] = {
    "alliance": ("alliance",),
    "pact": ("alliance",),
    "bloc": ("eu", "igo", "alliance"),
    "union": ("eu", "igo", "union"),
    "organisation": ("igo", "alliance", "ngo", "un", "eu"),
    "organization": ("igo", "alliance", "ngo", "un", "eu"),
    "body": ("un", "igo", "eu", "court", "ngo"),
    "agency": ("un", "igo", "ngo"),
    "fund": ("bank", "igo", "un"),
    "lender": ("bank",),
    "bank": ("bank",),
    "court": ("court",),
    "tribunal": ("court",),
    "league": ("igo",),
    "watchdog": ("ngo", "igo", "un"),
    "grouping": ("igo", "alliance", "eu"),
    "cartel": ("igo",),
    "charity": ("ngo",),
    "company": ("company",),
    "firm": ("company",),
    "newspaper": ("media",),
    "daily": ("media",),
    "broadcaster": ("media",),
    "council": ("un", "eu", "igo"),
    "commission": ("eu", "igo"),
    "forum": ("igo",),
    "institution": ("bank", "igo", "eu"),
    "mission": ("igo", "un"),
}
GROUP_WORDS = frozenset(
    """group movement militia organization organisation outfit network faction party militants insurgents rebels
    guerrillas jihadists extremists terrorists fighters separatists insurgency front""".split()
)
# "The jihadi group" is one whose name is of its faith.
_FAITHFUL = frozenset("jihadi jihadist islamist extremist".split())
_FAITH = frozenset(
    """islamic islamist islam islamiyah islamiya jihad qaeda taliban haram shabaab ansar jaish jaysh lashkar tahrir
    nusra mujahideen mujahidin sayyaf harakat harkat jund hamas hezbollah isis salafist khorasan imarat brotherhood
    boko ahrar tawhid""".split()
)
# Bodies that are groups too: "the environmental group".
_GROUPS = ("ngo", "union")
# Descriptions that are as good as a name wherever they stand: the words they have, and the body.
_WELL_KNOWN: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(words.split()), name)
    for words, name in (
        ("world body", "United Nations"),
        ("brussels bloc", "European Union"),
        ("european bloc", "European Union"),
        ("eu bloc", "European Union"),
        ("atlantic alliance", "NATO"),
        ("transatlantic alliance", "NATO"),
        ("western military alliance", "NATO"),
        ("nuclear watchdog", "IAEA"),
        ("oil cartel", "OPEC"),
        ("chemical weapons watchdog", "OPCW"),
    )
)
_SIDES = frozenset(("northern", "southern", "eastern", "western"))
# States that dwarf most of those around them, and the words that say so.
_GIANTS = frozenset(("RUS", "CHN", "IND", "USA", "BRA", "NGA", "ZAF", "DEU", "IDN"))
_HUGE = frozenset(("giant", "huge", "vast", "mighty", "gigantic", "enormous", "colossal"))
_PLAIN_STATES = frozenset(("country", "nation", "state"))
# Plural heads that mean "those just named", and what those must be.
_PLURAL_WANTS: dict[str, str] = {
    word: want
    for want, words in {
        "state": """country, nation, state, neighbor, neighbour, government, capital, power, superpower, republic,
        economy, giant, kingdom, island, army, military, delegation""",
        "person": """leader, president, man, woman, minister, foreign minister, prime minister, premier, chancellor,
        king, statesman, politician, counterpart""",
        "any": """rival, foe, enemy, adversary, ally, side, party, two sides, both sides, the two, two, three, four,
        six, both, all, pair, partner, warring party, warring side, opponent, faction, belligerent, force,
        signatory, belligerents, warring sides, duo""",
        "group": """group""",
        "people": """community""",
    }.items()
    for word in " ".join(words.split()).split(", ")
}
# Without a number only these mean "those two".
_PAIRS = frozenset(
    ("neighbor", "neighbour", "rival", "foe", "enemy", "adversary", "side", "warring side", "warring party")
)
# And these with "former": "the former allies".
_ONCE_PAIRS = frozenset(("ally", "partner", "opponent"))
# A region of so few states is all of them without a number: "the Baltic states", "the Benelux countries".
_FEW = 3
# Sectors that may be a side of a conflict as they are; other people of a state stand for its government.
_AGAINST = (("REB",), ("PRM",), ("OPP",))
_PARTIES = (("GOV",), ("MIL",), ("REB",), ("PRM",), ("OPP",), ("PTY",))


@dataclass(slots=True)
class Standing:
    """An actor who has been mentioned: who, at which token, in which sentence, and how prominently."""

    who: Who
    at: int
    sentence: int
    weight: float
    many: bool
    place: bool = False  # only where something happens: "in Vienna"


# "The two men" are two people, never two states, as "the two ministers" may be.
_PRIVATE = frozenset({"man", "woman"})


def plural(head: Token, words: Sequence[str], lemma: str, now: int, standing: Sequence[Standing],
           same: Callable[[Standing], bool], tables: ActorTables) -> list[Who] | None:  # fmt: skip
    """Return those whom "both sides" or "the two countries" means; None where the text does not name just so many.

    ``words`` are the phrase's words in lower case, ``lemma`` its head's; ``same`` says whether a standing actor is
    within the phrase itself.
    """
    wants = _PLURAL_WANTS.get(lemma)
    if wants is None:
        return None
    number = next((NUMBERS[w] for w in words if w in NUMBERS), None)
    if number is None and wants == "state" and (regions := regions_in(words, tables)):
        few = states_of(regions, tables)
        if 1 < len(few) <= _FEW and words[0] in ("the", "all", "these"):
            return [state(code, f'"{" ".join(words)}" by {", ".join(regions)}', tables) for code in few]
    if number is None:
        paired = lemma in _PAIRS or (lemma in _ONCE_PAIRS and "former" in words)
        if not paired or not ({"the", "these", "those"} & set(words)):
            return None
        number = 2
    elif not ({"the", "both", "these", "all", "those", "their"} & set(words)) and lemma not in ("both",):
        return None
    if "all" in words and len(words) == 1:
        return None
    regions = regions_in(words, tables)
    if wants == "state" and regions:
        region_states = states_of(regions, tables)
        if len(region_states) == number:  # "the three Baltic states"
            because = f'"{" ".join(words)}" by {", ".join(regions)}'
            return [state(code, because, tables) for code in region_states]
        standing = [old for old in standing if _lies_in(old.who.code, regions, tables)]
    speak_for_states = wants in ("person", "any") and lemma not in _PRIVATE
    for want in (wants, "state") if speak_for_states else (wants,):
        for places in (False, True):
            found = _distinct(head, want, number, now, standing, same, places)
            if found is not None:
                because = f'"{" ".join(words)}" for ' + " and ".join(who.name for who in found)
                return [replace(_spoken_for(who, want, lemma, tables), via="description", why=because) for who in found]
    return None


def counted(lemma: str) -> bool:
    """Return whether a plural noun with a number means "those just named"."""
    return lemma in _PLURAL_WANTS


def regions_in(words: Sequence[str], tables: ActorTables) -> list[str]:
    """Return the regions of countries.csv that the words of a phrase name: "the former Yugoslav republics"."""
    plain = [w.removesuffix("'s").removesuffix("’s") for w in words if w not in ("'s", "’s")]
    named = [w for w in plain if w in tables.regions]
    for size in (2, 3):
        for i in range(len(plain) - size + 1):
            parts = plain[i : i + size]
            named += [p for p in (" ".join(parts), "-".join(parts)) if p in tables.regions]
    return named


def states_of(regions: Sequence[str], tables: ActorTables) -> list[str]:
    """Return the codes of the present states that lie in all of some regions, in order."""
    codes = set.intersection(*(set(tables.regions[region]) for region in regions))
    return sorted(c for c in codes if tables.countries[c].kind == "state")


def _lies_in(code: str, regions: Sequence[str], tables: ActorTables) -> bool:
    country = tables.countries.get(code)
    return country is not None and {r.lower() for r in country.regions}.issuperset(regions)


def state(code: str, because: str, tables: ActorTables) -> Who:
    """Return a state as described."""
    country = tables.countries[code]
    return Who(country.name, country.code, country.sector, code, None, "description", because, "state")


def _spoken_for(who: Who, want: str, lemma: str, tables: ActorTables) -> Who:
    """Return who is meant by "the two countries" or "both sides": the state where the text named its people."""
    country = tables.countries.get(who.code)
    if country is None or country.kind == "international" or want == "people":
        return who
    if lemma in ("army", "military"):
        return replace(who, sector=("MIL",))
    state = replace(who, name=country.name, sector=country.sector, id=who.code, role=None, sort="state")
    if want == "state":
        return state
    if want == "any" and who.sort in ("agents", "agent", "organ") and who.sector[:1] not in _PARTIES:
        return state
    return who


def _distinct(head: Token, want: str, number: int, now: int, standing: Sequence[Standing],
              same: Callable[[Standing], bool], places: bool) -> list[Who] | None:  # fmt: skip
    """Return exactly ``number`` actors: of the last sentence that names so many, else of the nearest sentences
    together; those joined by "and", else the chief ones. International bodies are no side where others are."""
    fitting = [
        old for old in standing
        if 0 <= now - old.sentence <= 3 and old.who.known and not same(old) and (places or not old.place)
        and _is(want, old)
    ]  # fmt: skip
    states = [old for old in fitting if old.who.code not in INTERNATIONAL_CODES or old.who.sort == "group"]
    for options in (states, fitting):
        for back in range(3):
            pool = _pool([old for old in options if old.sentence == now - back], want)
            joined = _joined(head, pool.values(), number)
            if joined is not None:
                return joined
            if len(pool) == number:
                return [old.who for old in sorted(pool.values(), key=lambda s: s.at)]
        for back in range(4):
            pool = _pool([old for old in options if old.sentence >= now - back], want)
            if len(pool) == number:
                return [old.who for old in sorted(pool.values(), key=lambda s: s.at)]
            if len(pool) > number:
                chief = sorted(pool.values(), key=lambda s: (-s.weight, -s.at))
                if chief[number - 1].weight > chief[number].weight:
                    return [old.who for old in sorted(chief[:number], key=lambda s: s.at)]
                break
    return None


def _pool(options: Sequence[Standing], want: str) -> dict[str, Standing]:
    """Return one standing actor for each state (body, group): the latest, or an earlier one of more weight."""
    pool: dict[str, Standing] = {}
    for old in reversed(options):
        key = old.who.code if old.who.code not in INTERNATIONAL_CODES else old.who.name
        if want == "any" and old.who.sector[:1] in _AGAINST:
            key = f"{key} {old.who.sector[0]}"  # a government and its rebels are two sides
        if want in ("person", "people") or (want == "any" and old.who.sort == "group"):
            key = old.who.name
        if key not in pool or old.weight > pool[key].weight + 0.3:
            pool[key] = old
    return pool


def _joined(head: Token, pool: Iterable[Standing], number: int) -> list[Who] | None:
    """Return the last ``number`` actors that "and" joins: "Israel and Syria"."""
    rows: dict[int, list[Standing]] = {}
    for old in sorted(pool, key=lambda s: s.at):
        first = head.doc[old.at]
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        rows.setdefault(first.i, []).append(old)
    fitting = [row for row in rows.values() if len(row) == number]
    return [old.who for old in fitting[-1]] if fitting and number > 1 else None


def _is(want: str, old: Standing) -> bool:
    sort = old.who.sort
    if want == "person":
        return sort == "person"
    if want == "group":
        return sort == "group"
    if want == "people":
        return sort == "agents" and old.who.via == "nationality"
    if want == "state":
        return sort in ("state", "organ") or (sort in ("person", "agents", "agent") and bool(old.who.sector) and (
            old.who.sector[0] == "GOV" or old.who.via == "nationality"
        ) and old.who.code not in INTERNATIONAL_CODES)  # fmt: skip
    return sort in ("state", "group", "body", "organ", "person") or (
        sort in ("agents", "agent")
        and old.weight >= 1.0
        and (old.who.via != "description" or old.who.sector[:1] in _PARTIES)
    )


def region(head: Token, words: Sequence[str], lemma: str, standing: Sequence[Standing], tables: ActorTables,
           now: int) -> Who | None:  # fmt: skip
    """Return the state that "the Balkan country" or "the kingdom" means: the last one named that fits, or None."""
    named = regions_in(words, tables)
    if not named and lemma not in _IN_NAME and lemma not in _IN_REGIONS:
        return None
    fitting: list[Standing] = []
    for old in reversed(standing):
        country = tables.countries.get(old.who.code)
        if country is None or country.kind in ("former", "international") or now - old.sentence > 6:
            continue
        if old.who.sort not in ("state", "organ", "person", "agents", "agent"):
            continue
        regions = {r.lower() for r in country.regions}
        if not regions.issuperset(named):
            continue
        if lemma in _IN_REGIONS and _IN_REGIONS[lemma] not in regions:
            continue
        if lemma in _IN_NAME and not named and not any(w in country.official.lower() for w in _IN_NAME[lemma]):
            continue
        fitting.append(old)
    if not fitting:
        return None
    near = [old for old in fitting if old.sentence >= fitting[0].sentence - 1]
    best = max(near, key=lambda old: (old.sentence, not old.place, old.weight, old.who.sort == "state", old.at))
    country = tables.countries[best.who.code]
    return state(best.who.code, f'"{" ".join(words)}" for {country.name}', tables)


def alone(words: Sequence[str], standing: Sequence[Standing], tables: ActorTables, now: int,
          but: Collection[str] = ()) -> Who | None:  # fmt: skip
    """Return the one state that this sentence and the last speak of, places aside: "the impoverished nation".
    It is none of ``but``: "the former British colony" is not Britain."""
    near: dict[str, Standing] = {}
    for old in standing:
        if now - old.sentence > 1 or old.place or old.who.code not in tables.countries or old.who.code in but:
            continue
        if old.who.sort in ("state", "organ") or (old.who.sort in ("agents", "agent") and old.who.via == "nationality"):
            near[old.who.code] = old
    if len(near) != 1:
        return None
    code = next(iter(near))
    country = tables.countries[code]
    if country.kind == "international":
        return None
    return state(code, f'"{" ".join(words)}" for {country.name}', tables)


def only_one(words: Sequence[str], standing: Sequence[Standing], tables: ActorTables, now: int,
             but: Collection[str] = ()) -> Who | None:  # fmt: skip
    """Return the one state to which all belong of whom this sentence and the last speak, places and people too:
    "Indonesia's leader spoke. The sprawling nation ..."."""
    codes = {
        old.who.code
        for old in standing
        if 0 <= now - old.sentence <= 1 and old.who.known and old.who.code not in INTERNATIONAL_CODES
    } - set(but)
    country = tables.countries.get(next(iter(codes))) if len(codes) == 1 else None
    if country is None or country.kind in ("former", "international"):
        return None
    regions = {r.lower() for r in country.regions}
    if not regions.issuperset(regions_in(words, tables)) or _IN_REGIONS.get(words[-1], "") not in {"", *regions}:
        return None  # "the self-ruled island" is not the United States
    if words[-1] in _IN_NAME and not any(w in country.official.lower() for w in _IN_NAME[words[-1]]):
        return None
    return state(country.code, f'"{" ".join(words)}" for {country.name}, the one state spoken of', tables)


def superlative(words: Sequence[str], tables: ActorTables, day: str | None) -> Who | None:
    """Return the state that a superlative means whatever was named before: "the world's most populous country".
    Without a day only those hold that were always true."""
    plain = ["largest" if w == "biggest" else "state" if w in _PLAIN_STATES else w for w in words]
    told = " ".join(word for word in plain if word not in ("the", "this", "'s", "’s"))
    for code, since, until in tables.epithets.get(told.replace("-", " "), ()):
        bounded = bool(since or until)
        if not bounded if day is None else since <= day and (not until or day < until):
            return state(code, f'"{" ".join(words)}" by common knowledge (epithets.csv)', tables)
    return None


def neighbour(words: Sequence[str], owner: str, named: Collection[str], tables: ActorTables,
              day: str | None) -> Who | None:  # fmt: skip
    """Return the state that "its southern neighbour" means: the only one on that side, or the only one beside the
    owner that the document names; "its giant neighbour" may be told by its size alone. None where several fit."""
    side = next((word.removesuffix("ern") for word in words if word in _SIDES), "")
    options = [code for code in tables.neighbours(owner, side) if _exists(code, tables, day)]
    told = [code for code in options if code in named]
    big = [code for code in options if code in _GIANTS] if _HUGE & set(words) else []
    for fitting in (told, options if side else [], big):
        if len(fitting) == 1:
            return state(fitting[0], f'"{" ".join(words)}" of {tables.countries[owner].name} (borders.csv)', tables)
        if len(fitting) > 1:
            return None
    return None


def _exists(code: str, tables: ActorTables, day: str | None) -> bool:
    country = tables.countries.get(code)
    if country is None:
        return False
    return day is None or (country.since <= day and (not country.until or day < country.until))


def well_known(words: Sequence[str], tables: ActorTables, day: str | None) -> Who | None:
    """Return the body that a fixed description means: "the world body", "the Atlantic alliance"."""
    for known, name in _WELL_KNOWN:
        if not known <= set(words):
            continue
        for sense in tables.senses(name):
            if sense.kind in ("body", "country") and sense.holds(day):
                sub = {"UNO": "un", "EUR": "eu"}.get(sense.code, sense.also)
                return Who(sense.name, sense.code, sense.sector, sense.id, None, "description",
                           f'{sense.row}; "{" ".join(words)}" for {sense.name}', "body", sub=sub)  # fmt: skip
    return None


def body(words: Sequence[str], lemma: str, standing: Sequence[Standing], now: int) -> Who | None:
    """Return the body or group that "the alliance" or "the group" means: the last one named that is such, or None."""
    kinds = BODY_WORDS.get(lemma, ())
    fitting = [old for old in standing if now - old.sentence <= 5 and _is_body(old.who, lemma, kinds)]
    if not fitting:
        return None
    if not _FAITHFUL.isdisjoint(words):
        fitting = [old for old in fitting if not _FAITH.isdisjoint(old.who.name.lower().replace("-", " ").split())]
    if not fitting or (words[0] in ("that", "this") and now - fitting[-1].sentence > 2):
        return None
    latest = fitting[-1].sentence
    who = max((old for old in fitting if old.sentence == latest), key=lambda old: (old.weight, old.at)).who
    return who.through("description", f'{who.why}; "{" ".join(words)}" for {who.name}')


def _is_body(who: Who, lemma: str, kinds: Sequence[str]) -> bool:
    if who.sort == "body" and who.sub in kinds:
        return True
    if lemma in GROUP_WORDS and (who.sort == "group" or (who.sort == "body" and who.sub in _GROUPS)):
        return True
    return who.sort in ("body", "organ") and bool(kinds) and lemma in who.name.lower().split()
