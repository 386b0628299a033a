"""Which row is meant by each name of a document: the tables' matches, decided by date and by context."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.actors._phrases import inside
from dragoman.actors._senses import Sense
from dragoman.actors._tables import ActorTables, Country, Match
from dragoman.actors._who import Sort, Who
from dragoman.records import UNKNOWN_CODE, Parse, Via

PEOPLE = ("person", "surname")
PLACES = ("country", "capital", "seat", "city", "region")
NAMED = (*PLACES, "adjective", "demonym", *PEOPLE, "body", "group", "organ", "people")
TITLES = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame", "lord", "lady"))
# Names of two states; which is meant is decided by the company they keep.
_TWINS: dict[str, tuple[str, ...]] = {
    "congo": ("COD", "COG"), "congolese": ("COD", "COG"), "korea": ("KOR", "PRK"), "korean": ("KOR", "PRK"),
    "dominican": ("DOM", "DMA"), "dominicans": ("DOM", "DMA"), "koreans": ("KOR", "PRK"),
    "guinea": ("GIN", "GNB", "GNQ", "PNG"),
    "guinean": ("GIN", "GNB", "GNQ", "PNG"), "sudan": ("SDN", "SSD"),
}  # fmt: skip
_US_STATE_COMPANY = frozenset(
    """atlanta savannah augusta macon republican democrat democratic governor senator congressman fbi florida alabama
    tennessee carolina texas midwest lawmaker county sheriff nfl college runoff""".split()
)
# "Turkish-backed": the state backs them, they are not its own.
BACKED = frozenset(
    """backed supported funded financed armed trained allied aligned sponsored controlled occupied held equipped
    brokered mediated imposed administered protected friendly supplied paid loyal designated made built recognised
    recognized installed dominated language speaking educated style bound wide enforced monitored era inspired
    appointed ruled run""".split()
)
# "London-based", "Somali-born": where somebody is or comes from, unless his own country is told as well.
SEATED = frozenset(("based", "born", "registered", "flagged", "headquartered"))
AGAINST = frozenset(("anti", "pro", "non", "trans", "inter", "post", "pre", "intra"))
# Words that are names only by their capital letter, and common enough at the start of a sentence to mislead.
_COMMON = frozenset(
    """may will march august mark grace hope rose frank bill grant ford bush brown black white green gray grey young
    king wood long short hill field stone rock day summer winter fair price rice bond bell cook baker cross major
    sharp swift marshal page case little bush best good noble power law love moon sun son ali khan lee kim li wang
    park li chen singh sharma silva santos lopez garcia jones smith johnson williams martin thomas lewis clark hall
    turner moore allen scott adams carter mitchell collins stewart morris rogers reed bailey cooper peterson gray
    james john paul peter george david michael robert william charles henry edward richard joseph daniel jackson
    morgan barak nice mobile reading bath north south east west abdullah ahmed ahmad mohammed mohamed muhammad
    ibrahim hassan omar osman ismail yusuf mustafa mahmoud""".split()
)

# Where a name stands before a noun: "the Obama administration".
_BEFORE_NOUNS = frozenset(("compound", "nmod", "amod", "poss"))
_TOP = frozenset(("president", "prime minister", "chancellor", "king", "supreme leader"))
# Words that only a report of sport has.
_SPORT = frozenset(
    """goalkeeper striker wicket innings semifinal semi-final quarterfinal quarter-final quarterfinals semifinals
    semi-finals quarter-finals batsman batsmen bowler midfielder goalless goalscorer penalties hat-trick
    umpire scoreline halftime half-time world-cup medalist medallist medal relay qualifier scored fly-half
    scrum try-line cricketers footballers tournament outscore score""".split()
) - {"penalties"}
# What only a report of a match has together: a score after a verb of winning, or a cup and such a verb.
_SCORE = re.compile(
    r"\b\d{1,2}\s?[-–]\s?\d{1,2}(?=\s*(?:[.,;)]|$|(?:to|in|on|at|after|win|victory|defeat|draw|lead|after|over|against|as|with)\b))"
)
_CUPS = re.compile(r"\b(?:World Cup|Cup of Nations|Nations Cup|Copa America|Asian Cup|Six Nations|Tri-Nations)\b")
_PLAY = re.compile(r"\b(?:won the toss|extra time|drop goals?|offside|overs|own goal|penalty shoot-?out)\b")
_WINS = frozenset("beat thrash defeat draw win lose edge score retain lift eliminate rout trounce".split())
# Votes and verdicts have scores too, and cups are bid for and hosted by governments.
_NO_MATCH = frozenset(
    """vote court ruling judge justice parliament seat poll election council senate committee host bid boycott
    government minister sanction talk treaty""".split()
)
# What is called after a place without speaking for it: "Warsaw Street", "the Oslo Accords", "HMS Belfast".
_STREETS = frozenset(("Street", "Avenue", "Road", "Lane", "Boulevard", "Turnpike", "Drive", "Alley", "Terrace"))
_PACTS = frozenset(
    """Treaty Treaties Accord Accords Agreement Agreements Protocol Protocols Convention Conventions Declaration Pact
    Process""".split()
)
_SHIPS = frozenset(("USS", "HMS", "HMAS", "HMCS", "RMS", "MV", "M/V"))
# Waters, wars and contests: what follows the name they are called after, and what stands before it with "of".
_WATERS_AND_WARS = frozenset(
    "Sea Ocean River Channel Canal Strait Straits Gulf Trench War Wars Open Masters Derby Cup Championships".split()
)
_WATERS_OF = frozenset("Gulf Sea Bay Strait Straits Isthmus Cape Bight Battle Siege".split())
_VESSELS = frozenset(
    """ferry tanker trawler frigate yacht liner ship steamer steamship freighter battleship submarine schooner barge
    supertanker icebreaker tugboat racehorse stallion mare gelding""".split()
)
_BOARDING = frozenset("seize capture detain hold board attack intercept impound release own charter operate".split())
_SPEAKING = frozenset("speak learn teach understand study".split())
# Clubs, races and shows of a town: what follows its name.
_CLUBS = frozenset(
    """United Rovers Wanderers Albion Athletic Giants Yankees Knicks Lakers Bulls Cubs Mets Dodgers Redskins Cowboys
    Steelers Packers Bruins Broncos Ravens Celtics Raptors Warriors Rockets Spurs Nets Pistons Hornets Grizzlies
    Canucks Flames Oilers Senators Blackhawks Penguins Flyers Devils Sox Phillies Marlins Astros Mariners Padres
    Marathon Philharmonic Symphony Orchestra Opera Ballet Biennale Festival Derby Stakes Prix F.C. FC""".split()
)
# Countries that are also family names.
_FAMILY_NAMES = frozenset(("Jordan", "Chad", "Israel", "Ireland", "England", "France", "Holland", "Georgia", "Cuba"))
# Who served the state and no longer does is of the former elite.
_OF_THE_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"))
# From an election to the day of office: the longest usual stretch is eleven weeks.
_ELECT = 80
# Nearer than this, the dates of tables and of news differ by more than the man's standing.
_SWEARING_IN = 21


@dataclass(slots=True)
class Name:
    """A name of the tables in a document: tokens [first, last), its head, and what it may stand for."""

    first: int
    last: int
    head: int
    text: str
    senses: tuple[Sense, ...]

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(sense.kind for sense in self.senses)

    def of(self, *kinds: str) -> tuple[Sense, ...]:
        return tuple(sense for sense in self.senses if sense.kind in kinds)


class Names:
    """The names found in one document, and the countries they speak for."""

    def __init__(self, parse: Parse, tables: ActorTables) -> None:
        self.tables = tables
        self.doc: Doc = parse.doc
        document = parse.document
        self.text = document.text  # Doc.text is put together anew each time it is asked
        self.day = document.published.isoformat() if document.published else None
        self._starts = [token.idx for token in parse.doc]
        self.at: dict[int, Name] = {}  # by any token of the name
        self.list: list[Name] = []
        self.at_start: dict[int, tuple[Sense, ...]] = {}
        for match in tables.find(document.text):
            name = self._name(match)
            if name is not None and not self._namesake_thing(name):
                self.list.append(name)
                self.at_start[name.first] = name.senses
                for i in range(name.first, name.last):
                    self.at[i] = name
        self.full: set[str] = set()  # people named in full in this document
        for name in self.list:
            for sense in name.of("person"):
                if " " in sense.form or sense.name == sense.form:
                    self.full.add(sense.name)
        self.words = {token.lower_ for token in parse.doc}
        self.surnames = self._surnames()
        self.dateline = self._dateline(parse)
        self.evidence = self._evidence()
        if self.dateline:
            self.evidence[self.dateline] += 1
        self.home = self._home(parse)

    def _name(self, match: Match) -> Name | None:
        first = bisect.bisect_right(self._starts, match.start) - 1
        last = bisect.bisect_left(self._starts, match.end)
        if first < 0 or last <= first:
            return None
        token = self.doc[first]
        if match.start > token.idx and token.idx + len(token) >= match.end and "-" not in token.text:
            return None
        head = inside(token, first, last).i
        return Name(first, last, head, self.text[match.start : match.end], match.senses)

    def _namesake_thing(self, name: Name) -> bool:
        """Return whether a place has only lent its name: to a street, a ship, a dish, to what was signed there."""
        if name.of("adjective", "demonym") and not name.of("country", "capital", "city", "region"):
            after = self.doc[name.last].text if name.last < len(self.doc) else ""
            if self._lends(name, [self.doc[i].text for i in range(max(0, name.first - 2), name.first)], after):
                return True
        if name.of("adjective", "demonym", *PLACES) and name.last < len(self.doc):
            at = name.last + (1 if self.doc[name.last].text == "-" and name.last + 1 < len(self.doc) else 0)
            if (name.text.lower(), self.doc[at].lower_) in self.tables.namesakes:
                return True
        if not name.of("country", "capital", "city", "region"):
            return False
        after = self.doc[name.last].text if name.last < len(self.doc) else ""
        before = [self.doc[i].text for i in range(max(0, name.first - 2), name.first)]
        if after in _STREETS or (before and before[-1] in _SHIPS):
            return True
        if after in _CLUBS and not name.of("country"):
            return True
        if self._lends(name, before, after):
            return True
        if name.of("country"):
            return False  # "the Iran Agreement": a party to it
        return after in _PACTS or (len(before) == 2 and before[1] == "of" and before[0] in _PACTS)

    def _lends(self, name: Name, before: list[str], after: str) -> bool:
        """Return whether a name is a sea's, a war's, a contest's, a ship's or a language's: "the Sea of Japan", "the
        Korean War", "the French Open", "the ferry Estonia", "in French"."""
        if after in _WATERS_AND_WARS:
            return True
        if len(before) == 2 and before[1] == "of" and before[0] in _WATERS_OF:
            return True
        token = self.doc[name.head]
        if before and before[-1] in _VESSELS and name.of("country", "capital", "city", "region"):
            return token.head.lemma_.lower() not in _BOARDING  # "the tanker Iran seized"
        if not name.of("adjective") or name.of("country") or name.text.lower().endswith("s"):
            return False
        alone = name.last >= len(self.doc) or self.doc[name.last].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "PART")
        hyphen = name.last < len(self.doc) and self.doc[name.last].text in ("-", "–")
        if not alone or hyphen or token.lower_ in ("swiss", "thai", "kosovo"):
            return False
        spoken = token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in _SPEAKING
        return spoken or (bool(before) and before[-1].lower() in ("in", "into") and token.dep_ == "pobj")

    # evidence ----------------------------------------------------------------------------------------------------

    def _evidence(self) -> Counter[str]:
        """Return how often each country speaks through names that can only be its own."""
        counts: Counter[str] = Counter()
        for name in self.list:
            if self.aside(name):
                continue
            if name.of("people") and name.of("demonym", "adjective"):
                continue  # "Serb" is Serbia's or Bosnia's: told by the rest
            codes = {s.code for s in name.senses if s.kind in NAMED and s.kind not in ("surname", "people")}
            plain_word = name.text.lower()
            if len(codes) == 1 and plain_word not in _TWINS and not any(s.kind == "agent" for s in name.senses):
                counts[next(iter(codes))] += 1
            elif name.of("country") and plain_word not in _TWINS:
                counts[name.of("country")[0].code] += 1
        return counts

    def _surnames(self) -> frozenset[str]:
        """Return the names of places that are a person's family name in this document: "Jordan" after "Neil Jordan"."""
        found: set[str] = set()
        for name in self.list:
            before = self.doc[name.first - 1] if name.first else None
            if (
                before is not None and name.last - name.first == 1 and before.pos_ == "PROPN"
                and before.dep_ == "compound"
                and before.head.i == name.head and before.i not in self.at and before.text.istitle()
                and name.of("country", "capital", "city") and not name.of("surname") and not calendar(before)
            ):  # fmt: skip
                found.add(name.text)
        return frozenset(found)

    def seated(self, name: Name) -> bool:
        """Return whether a name tells only where somebody is or comes from: "London-based", "Somali-born"."""
        if name.last + 1 >= len(self.doc):
            return False
        return self.doc[name.last].text in ("-", "–", "‑") and self.doc[name.last + 1].lower_ in SEATED

    def aside(self, name: Name) -> bool:
        """Return whether a name in a compound does not say whose: "Turkish-backed rebels", "anti-American"."""
        after = self.doc[name.last] if name.last < len(self.doc) else None
        token = self.doc[name.last - 1]
        if after is not None and after.text in ("-", "–", "‑") and name.last + 1 < len(self.doc):
            word = self.doc[name.last + 1].lower_
            if word in BACKED or (word == "linked" and bool(name.of("group"))):
                return True
        tail = token.text.lower().rpartition("-")[2] if "-" in token.text else ""
        if tail in BACKED:
            return True
        if after is not None and after.lower_ in BACKED and after.dep_ == "amod" and token.head.i == after.i:
            return True
        if name.first > 1 and self.doc[name.first - 1].text in ("-", "–"):
            return self.doc[name.first - 2].lower_ in AGAINST
        if name.first and self.doc[name.first - 1].lower_ in AGAINST:
            return True
        start = self.doc[name.first].text.lower()
        return any(start.startswith(f"{prefix}-") for prefix in AGAINST)

    def _dateline(self, parse: Parse) -> str | None:
        line = parse.document.dateline
        if line is None:
            return None
        for text in (line.region, line.place):
            if text:
                for sense in self.tables.senses(text.strip().title() if text.isupper() else text.strip()):
                    if sense.kind in ("country", "capital", "seat", "city", "region") and len(sense.code) == 3:
                        return sense.code
        return None

    def _home(self, parse: Parse) -> tuple[str, str] | None:
        """Return the country that the whole document is plainly about, and why; None where it is not plain."""
        states = Counter(
            {
                code: n
                for code, n in self.evidence.items()
                if code not in ("UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC")
            }
        )
        total = sum(states.values())
        ranked = sorted(states.items(), key=lambda item: (-item[1], item[0]))
        # Shares 0.35 to 0.5 and leads 1.3 to 2 tried on the annotated articles: looser than this, wrong ones grow.
        if ranked and (len(ranked) == 1 or (ranked[0][1] >= 0.4 * total and ranked[0][1] >= 1.5 * ranked[1][1])):
            return ranked[0][0], "the country the document is about"
        if self.dateline and self.evidence.get(self.dateline, 0) >= 0.25 * total:
            return self.dateline, "the dateline"
        return None

    # choice ------------------------------------------------------------------------------------------------------

    def country_of(self, sense: Sense, name: Name) -> tuple[str, str | None]:
        """Return the code a place name speaks for, and why where there was a choice."""
        word = name.text.lower()
        twins = _TWINS.get(word)
        if not twins:
            return sense.code, None
        if word in ("sudan",):
            return "SDN", None
        best = sorted(twins, key=lambda code: (-self.evidence.get(code, 0), twins.index(code)))
        if self.evidence.get(best[0], 0):
            return best[0], f'"{name.text}" is {self.tables.countries[best[0]].name}, which the document names'
        return twins[0], f'"{name.text}" alone is mostly {self.tables.countries[twins[0]].name}'

    def choose(self, name: Name, kinds: Sequence[str] = NAMED) -> tuple[Sense, str | None] | None:
        """Return the sense of a name that fits its document and day, and why; None where none does."""
        senses = [s for s in name.senses if s.kind in kinds]
        if not senses:
            return None
        best: tuple[float, int, Sense] | None = None
        whys: dict[int, str] = {}
        for order, sense in enumerate(senses):
            score, why = self._score(sense, name)
            if score <= 0:
                continue
            if best is None or score > best[0]:
                best = (score, order, sense)
            if why:
                whys[order] = why
        if best is None:
            return None
        sense = best[2]
        rivals = {(s.name, s.code) for s in senses} - {(sense.name, sense.code)}
        why = whys.get(best[1]) if rivals else None
        return sense, why

    def _score(self, sense: Sense, name: Name) -> tuple[float, str | None]:
        score = 1.0
        why: str | None = None
        token = self.doc[name.head]
        here = self.evidence.get(sense.code, 0)
        if sense.user:
            return 100.0, "a table of the user's"
        if not here and sense.kind in ("group", "body", "organ"):
            if len(sense.form) == 3 and sense.form.isupper() and name.text != sense.form:
                return 0.0, None  # "Eta", "Ira": names of groups only where their country is spoken of
            if " " not in sense.form and not sense.form.isupper() and name.of("agent") and len(sense.code) == 3:
                return 0.0, None  # "Congress" is India's party only where India is spoken of
        match sense.kind:
            case "country":
                score = 6.0
                country = self.tables.countries.get(sense.word)
                if country and country.kind in ("former", "partial", "territory"):
                    score = 5.0
                if sense.word == "GEO" and sense.form == "Georgia":
                    return self._georgia(name)
                if sense.form in _FAMILY_NAMES and self._personal(name) and token.dep_ != "compound":
                    return 0.0, None
            case "adjective":
                score = 5.0 if token.pos_ == "ADJ" or name.last <= token.head.i else 3.5
            case "demonym":
                if token.pos_ == "PROPN" and self._personal(name):
                    return 0.0, None  # "Jack Letts"
                score = 4.5 if token.pos_ in ("NOUN", "PROPN") and token.tag_ != "JJ" else 3.0
            case "capital":
                score = 4.0
                if self._personal(name) and self.doc[name.head].dep_ != "compound":
                    return 0.0, None
            case "seat" | "organ":
                score = 4.2 if sense.kind == "organ" else 3.8
                if len({s.code for s in name.senses if s.kind == sense.kind}) > 1 or len(sense.form) <= 4:
                    score += min(here, 3) - (2.5 if not here else 0)
                    why = f"the document speaks of {self.tables.nationality(sense.code)} matters" if here else None
            case "people":
                score = 4.6
                own = name.of("demonym", "adjective")
                if own:
                    lands = max(self.evidence.get(code, 0) for code in sense.word.split("|"))
                    if lands <= self.evidence.get(own[0].code, 0):
                        return 0.0, None
                    score = 5.2  # "Serb gunners" in a report from Sarajevo
            case "body":
                score = 3.6
                rivals = {s.code for s in name.senses if s.kind == "body"}
                if len(rivals) > 1:
                    score += min(here, 3) * 0.3
                if sense.also in ("company", "media", "sport", "ngo", "union", "religious"):
                    score -= 0.4
                    if len(name.text) <= 3 and name.text.isupper():
                        score = 2.0
            case "group":
                score = 3.3 + (1.0 if here else 0)
                others = {s.code for s in name.senses if s.kind == "group" and (s is sense or s.holds(self.day))}
                if len(others) > 1 and sense.code not in ("IMG", "ISM"):
                    if not here:
                        return 0.0, None  # one of several parties of that name, and nothing says which
                    why = f"the document speaks of {self.tables.nationality(sense.code)} matters"
                    score += min(here, 5) * 0.1
                elif sense.code not in ("IMG", "ISM") and not here and len(name.text) <= 4:
                    alone = len({s.code for s in name.senses if s is sense or s.holds(self.day)}) == 1
                    alone = alone and len(name.text) > 2
                    if not alone:
                        return 0.0, None
            case "person":
                score = 4.4 + min(here, 3) * 0.2 + (0.05 if "GOV" in sense.sector else 0)  # the state's office first
                if " " not in name.text and sense.form != sense.name:
                    score = 3.4 + min(here, 3) * 0.2
            case "surname":
                return self._surname(sense, name)
            case "city" | "region":
                score = 2.6 + min(here, 3) * 0.2
                if self._personal(name) and " " not in name.text:
                    return 0.0, None
        score += self._term(sense)
        return score, why

    def _term(self, sense: Sense) -> float:
        """Return how well a row's dates fit: best where it holds, then what is just over, then what comes first."""
        if self.day is None:
            return int(sense.until[:4] or 3000) / 1e5
        if sense.holds(self.day):
            return 0.0
        if sense.until and sense.until <= self.day:
            return (-0.3 if sense.kind in PEOPLE else -1.0) + int(sense.until[:4]) / 1e5 - 0.03
        if _days_to(self.day, sense.since) <= _ELECT:
            return -0.1
        return -1.2 - int(sense.since[:4]) / 1e5

    def _in_state(self, name: Name) -> Sense | None:
        """Return the state or province that a comma and its name put a town in, where the town bears a greater name."""
        if name.last + 1 >= len(self.doc) or self.doc[name.last].text != ",":
            return None
        after = self.at_start.get(name.last + 1, ())
        for sense in after:
            if sense.kind == "region" and sense.code in ("USA", "CAN", "AUS") and sense.code != name.senses[0].code:
                return sense
        if any(s.word == "GEO" for s in after) and name.of("capital", "city") and name.text != "Tbilisi":
            return next((s for s in self.tables.senses("Florida")), None)
        return None

    def _georgia(self, name: Name) -> tuple[float, str | None]:
        if name.first > 1 and self.doc[name.first - 1].text == "," and (town := self.at.get(name.first - 2)):
            if self._in_state(town) is not None:
                return 0.5, None  # "Athens, Georgia"
        state = len(_US_STATE_COMPANY & self.words)
        abroad = sum(self.evidence.get(c, 0) for c in ("GEO", "RUS", "ARM", "AZE", "TUR"))
        words = {"tbilisi", "ossetia", "abkhazia", "saakashvili", "georgians"} & self.words
        if state > abroad and not words:
            return 0.5, None
        return 6.0, "Georgia the country: " + ("its own places are named" if words else "no sign of the US state")

    def _personal(self, name: Name) -> bool:
        """Return whether a name stands in a person's name: after a title or a given name, or before a surname."""
        if name.text in self.surnames:
            return True
        before = self.doc[name.first - 1] if name.first else None
        if before is not None and calendar(before):
            before = None
        if before is not None and (before.lower_ in TITLES or (before.pos_ == "PROPN" and before.dep_ == "compound"
                                   and before.head.i == name.head and self._given(before))):  # fmt: skip
            return True
        after = self.doc[name.last] if name.last < len(self.doc) else None
        return bool(
            after is not None and after.pos_ == "PROPN" and self.doc[name.head].dep_ == "compound"
            and self.doc[name.head].head.i == after.i and after.i not in self.at
            and after.lower_ not in ("city", "state", "county", "province", "university", "post", "times")
        )  # fmt: skip

    def _given(self, token: Token) -> bool:
        """Return whether a word may be a given name: no table has it, or only as somebody's family name ("Jack")."""
        name = self.at.get(token.i)
        return name is None or name.kinds == {"surname"}

    def _surname(self, sense: Sense, name: Name) -> tuple[float, str | None]:
        token = self.doc[name.head]
        if token.pos_ not in ("PROPN", "NOUN", "ADJ", "VERB") or not token.text[:1].isupper():
            return 0.0, None
        if sense.name in self.full:
            return 5.0 + self._term(sense), f"named in full: {sense.name}"
        # a bare surname of somebody who is not named in full: only one in office, of the right country, and no
        # everyday word; or one with a title before it
        before = self.doc[name.first - 1] if name.first else None
        titled = before is not None and (before.lower_ in TITLES or (before.i in self.at
                                         and bool(self.at[before.i].of("office"))))  # fmt: skip
        after = self.doc[name.last] if name.last < len(self.doc) else None
        if (
            after is not None and sense.name not in self.full and after.pos_ == "PROPN" and not calendar(after)
            and after.i not in self.at and token.dep_ == "compound" and token.head.i >= after.i
        ):  # fmt: skip
            return 0.0, None  # "Cho Yun-seok" is not Cho Myoung-gyon
        if before is not None and before.lower_ in ("the", "a", "an", "this") and token.dep_ not in _BEFORE_NOUNS:
            return 0.0, None  # "the North" is not Oliver North; but "the Obama administration"
        if titled and self._by_title(sense, name):
            return 4.2 + self._term(sense), "the title before the name is the office"
        if (
            before is not None
            and not titled
            and before.pos_ == "PROPN"
            and before.dep_ in ("compound", "flat")
            and (not calendar(before) and before.i not in self.at)
        ):
            return 0.0, None  # another person's family name: "Jessica Obama"
        top = sense.word in _TOP or sense.word.startswith(("rebel leader", "commander of", "leader of"))
        rank = 0.4 if top else 0.0
        if self.day is None:
            if not titled and (rank <= 0 or sense.until):
                return 0.0, None
        elif not sense.holds(self.day):
            over = bool(sense.until) and sense.until <= self.day
            if over and self.day[:4] > _later(sense.until):
                served = any(s.name == sense.name and s.holds(self.day) for s in name.senses)
                if served or not top or name.text.lower() in _COMMON or _leaders(name) != {sense.name}:
                    return 0.0, None
                return 2.7, "nobody else of that name led a state"  # "Mandela", before a town of that name
            if not over and _days_to(self.day, sense.since) > 2 * 365:
                return 0.0, None
            rank += self._term(sense) - 0.3
        common = name.text.lower() in _COMMON
        if (
            common
            and not titled
            and (rank <= 0 or token.tag_ != "NNP" or token.dep_ not in ("nsubj", "nsubjpass", "poss", "dobj", "conj"))
        ):
            return 0.0, None
        here = self.evidence.get(sense.code, 0)
        if titled and here:
            return 3.9 + rank, "a title before the name, and its country in the document"
        if here >= 1:
            return 3.2 + rank + min(here, 5) * 0.05, "in office then, and the document speaks of the country"
        alone = len({s.name for s in name.senses if s is sense or s.holds(self.day)}) == 1
        if rank > 0 and (not common or alone):
            return 2.0 + rank, "in office on the day"
        if not common and top and _leaders(name) <= {sense.name}:
            return 2.0, "nobody else of that name led a state"
        return 0.0, None

    def _by_title(self, sense: Sense, name: Name) -> bool:
        """Return whether the title before a surname is the office of this person and of nobody else of that name, and
        one that is held by one person alone: "President Reagan"."""
        title = self.at.get(name.first - 1)
        offices = {office.word for office in title.of("office")} if title is not None else set()
        if sense.word not in offices or sense.word not in _TOP:
            return False
        bearers = {s.name for s in name.of("surname") if s.word == sense.word}
        if self.day is not None and self.day < sense.since:
            return False
        held = {s.name for s in name.of("surname") if s.word == sense.word and s.holds(self.day)}
        return bearers == {sense.name} or (self.day is not None and held == {sense.name})

    # identities --------------------------------------------------------------------------------------------------

    def who(self, name: Name, kinds: Sequence[str] = NAMED) -> Who | None:
        """Return the identity that a name stands for, None where its senses do not fit."""
        chosen = self.choose(name, kinds)
        if chosen is None:
            return None
        sense, why = chosen
        if sense.kind in ("capital", "city") and self._plays(name):
            return None  # a club of that town
        if sense.kind in ("country", "capital", "city"):
            elsewhere = self._in_state(name)
            if elsewhere is not None:  # "Lebanon, Pennsylvania", "Athens, Georgia"
                return Who(name.text, elsewhere.code, ("CVL",), None, None, "name",
                           f"{elsewhere.row}; a town in {elsewhere.form}", "place")  # fmt: skip
        return self.as_who(sense, name, why)

    def as_who(self, sense: Sense, name: Name, why: str | None) -> Who:
        because = sense.row if why is None else f"{sense.row}; {why}"
        code = sense.code
        sort: Sort
        match sense.kind:
            case "country" | "adjective" | "capital" | "seat":
                code, twin = self.country_of(sense, name)
                shown = sense.name
                sector = sense.sector
                if twin:
                    because = f"{sense.row}; {twin}"
                    shown = self.tables.countries[code].name
                via = {"country": "name", "adjective": "nationality", "capital": "capital", "seat": "capital"}
                sort = "body" if code in ("UNO", "EUR") else "state"
                if sector[:1] == ("GOV",) and sense.kind == "country" and self._plays(name):
                    sector, because = ("CVL", *sector[1:]), f"{because}; a team, by the words of sport beside it"
                sub = {"UNO": "un", "EUR": "eu"}.get(code, "")
                return Who(shown, code, sector, code, None, via[sense.kind], because, sort, sub=sub)  # type: ignore[arg-type]
            case "demonym":
                code, twin = self.country_of(sense, name)
                token = self.doc[name.head]
                many = token.tag_ in ("NNS", "NNPS") or sense.plural
                if twin:
                    because = f"{sense.row}; {twin}"
                return Who(name.text, code, sense.sector, None, None, "nationality", because,
                           "agents" if many else "agent")  # fmt: skip
            case "people":
                return self._people(sense, name, because)
            case "city" | "region":
                via_place = "name"
                return Who(sense.name, code, ("CVL",), None, None, via_place, because, "place")  # type: ignore[arg-type]
            case "person" | "surname":
                return self.holder(sense, because)
            case "body" | "group" | "organ":
                short = name.text.isupper() and len(name.text) <= 7
                sort = {"body": "body", "group": "group", "organ": "organ"}[sense.kind]  # type: ignore[assignment]
                return Who(
                    sense.name,
                    code,
                    sense.sector,
                    sense.id,
                    None,
                    "acronym" if short else "name",
                    because,
                    sort,
                    sub=sense.also,
                )
        return Who(name.text, why=because)

    def _plays(self, name: Name) -> bool:
        """Return whether a country is its team here: the sentence speaks of a match and not of politics."""
        sentence = self.doc[name.head].sent
        lemmas = {token.lemma_.lower() for token in sentence}
        if not _SPORT.isdisjoint(lemmas):
            return True
        if not _NO_MATCH.isdisjoint(lemmas):
            return False
        told = sentence.text
        if _PLAY.search(told):
            return True
        return not _WINS.isdisjoint(lemmas) and bool(_SCORE.search(told) or _CUPS.search(told))

    def _people(self, sense: Sense, name: Name, because: str) -> Who:
        """Return a people without a state of its own, in the country that the document speaks of most."""
        lands = sense.word.split("|")
        ranked = sorted(lands, key=lambda code: (-self.evidence.get(code, 0), lands.index(code)))
        first = self.evidence.get(ranked[0], 0)
        second = self.evidence.get(ranked[1], 0) if len(ranked) > 1 else 0
        code = ranked[0] if len(lands) == 1 or first > second else UNKNOWN_CODE
        if code != UNKNOWN_CODE and len(lands) > 1:
            because += f"; the document speaks of {self.tables.countries[code].name} most"
        elif code == UNKNOWN_CODE and first:
            code = self._nearest(name, [land for land in lands if self.evidence.get(land, 0) == first])
            because += f"; {self.tables.countries[code].name} is named nearest to it"
        elif code == UNKNOWN_CODE and sense.also:
            code = sense.also
            because += f"; mostly of {self.tables.countries[code].name}, where the document names none"
        many = sense.plural or self.doc[name.head].tag_ in ("NNS", "NNPS")
        via: Via = "nationality" if code != UNKNOWN_CODE else "unresolved"
        return Who(name.text, code, ("CVL",), None, None, via, because,
                   "agents" if many else "agent", sub="people " + "|".join(sense.sector))  # fmt: skip

    def _nearest(self, name: Name, codes: Sequence[str]) -> str:
        """Return which of some countries is named nearest to a name, the one before it where two are as near."""
        places = [
            (abs(other.head - name.head), other.head, sense.code)
            for other in self.list
            for sense in other.of(*PLACES, "adjective", "demonym")
            if sense.code in codes and other is not name
        ]
        return min(places)[2] if places else codes[0]

    def holder(self, sense: Sense, because: str) -> Who:
        """Return a person as of the document's day: in office, former (ELI), or not yet."""
        sector, role = sense.sector, sense.role
        if sense.code in ("UNO", "EUR", "IGO") and sector[:1] == ("GOV",) and sense.holds(self.day):
            sector = ()  # who serves an international body has its code alone
        if not sense.holds(self.day):
            if sense.until and self.day is not None and sense.until <= self.day:
                if set(sector) & _OF_THE_STATE and not ({"OPP", "REB"} & set(sector) and "GOV" not in sector):
                    sector = ("ELI",)  # a priest or a reporter stays one
                role = f"former {sense.role}"
                because += f"; out of office since {sense.until}"
            elif self.day is not None and _days_to(self.day, sense.since) <= _ELECT:
                if "GOV" in sector and _days_to(self.day, sense.since) > _SWEARING_IN:
                    sector = ("PTY", *(s for s in sector if s != "PTY"))
                role = f"{sense.role}-elect"
                because += f"; takes office on {sense.since}"
            else:
                sector, role = ("PTY",) if "GOV" in sector else sector, f"later {sense.role}"
                because += f"; in office only from {sense.since}"
        elif self.day is None and sense.until:
            because += "; the document has no date"
        return Who(sense.name, sense.code, sector, sense.id, role, "name", because, "person", head=sense.word)

    def office_holder(self, code: str, office: str) -> tuple[Who, Sense] | None:
        """Return who held an office of a country on the document's day, where exactly one row says so."""
        if self.day is None:
            return None
        held = [s for s in self.tables.holders.get((code, office), ()) if s.since and s.holds(self.day)]
        names = {s.name for s in held}
        if len(names) > 1:
            started = [s for s in held if len(s.since) == 10]
            latest = max(started, key=lambda s: s.since, default=None)
            held = [latest] if latest else []
            names = {s.name for s in held}
        if len(names) != 1:
            return None
        return replace(self.holder(held[0], held[0].row), via="office"), held[0]

    def token_name(self, token: Token) -> Name | None:
        return self.at.get(token.i)

    def country_row(self, code: str) -> Country | None:
        return self.tables.countries.get(code)


def _leaders(name: Name) -> set[str]:
    """Return the people of a surname who have led a state."""
    return {sense.name for sense in name.senses if sense.word in _TOP}


_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december ramadan christmas easter gmt reuters ap afp est pm am jan feb mar apr jun jul
    aug sep sept oct nov dec islam christianity internet twitter facebook covid-19 coronavirus olympics""".split()
)


def calendar(token: Token) -> bool:
    """Return whether a capitalised word is no name of an actor: a day, a month, a faith, a medium."""
    return token.lower_.rstrip(".") in _CALENDAR


def _days_to(day: str, since: str) -> int:
    """Return roughly how many days after a day a row begins."""
    year, month, on = (int(part) for part in (since + "-01-01")[:10].split("-"))
    here = [int(part) for part in day.split("-")]
    return (year - here[0]) * 365 + (month - here[1]) * 30 + on - here[2]


def _later(day: str) -> str:
    """Return the year ten years after a date: so long a bare surname still means the one who held office."""
    return str(int(day[:4]) + 10)
