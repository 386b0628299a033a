"""What a noun phrase stands for: its head, and the names that tell whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.actors._names import NAMED, PEOPLE, PLACES, TITLES, Name, Names, calendar
from dragoman.actors._phrases import (
    NOUNS,
    QUANTITIES,
    conjuncts,
    left_edge,
    prepositions,
)
from dragoman.actors._senses import Sense
from dragoman.actors._who import Sort, Who
from dragoman.records import INTERNATIONAL_CODES, UNKNOWN_CODE, Via

FORMER = frozenset(
    "former ex retired ousted deposed exiled onetime one-time erstwhile late toppled overthrown disgraced ex-".split()
)
# Those who are not at home where they are.
VISITING = frozenset(
    """foreign international multinational western allied visiting neighbouring neighboring other arab european african
    asian overseas expatriate regional global""".split()
)
# Heads that do nothing themselves but whose act is the armed forces' own: "Turkish shelling" is the army's.
ARMED_ACTS = frozenset(
    """airstrike airstrikes strike strikes shelling bombing bombings bombardment raid raids attack attacks offensive
    assault invasion incursion fire gunfire missile missiles rocket rockets artillery bomb bombs warplanes operation
    operations bombings blitz drones sorties""".split()
)
# A second sector that a word before the head adds rather than replaces: "opposition lawmakers".
_ADDED = frozenset(("OPP", "REB", "PTY", "EDU", "REL", "LAB", "AGR", "REF"))
# Nouns that set two actors against one another: "its allies" are another's, not its own.
RELATIONAL = frozenset(
    """ally partner enemy foe rival adversary neighbor neighbour opponent critic counterpart backer sponsor victim
    predecessor successor friend nemesis donor interlocutor creditor two side""".split()
)
# Armed people spoken of as one thing: "the army said it ...".
COLLECTIVE = frozenset(
    (
        "army",
        "military",
        "navy",
        "force",
        "militia",
        "gendarmerie",
        "guard",
        "infantry",
        "brigade",
        "battalion",
        "regiment",
        "coastguard",
        "garrison",
        "fleet",
        "squadron",
        "opposition",
        "union",
        "company",
        "firm",
        "church",
        "university",
        "hospital",
        "newspaper",
        "agency",
        "bank",
        "party",
        "jury",
        "prosecution",
        "media",
        "police department",
        "air force",
        "coast guard",
        "rebel group",
        "armed group",
        "militant group",
        "guerrilla group",
        "rebel army",
        "terrorist group",
        "jihadist group",
        "extremist group",
        "paramilitary group",
        "campaign group",
        "rights group",
        "human rights group",
        "aid group",
        "aid agency",
        "news agency",
        "central bank",
        "ruling party",
        "opposition party",
    )
)
# Heads that mean an actor only where the document has named it: "the alliance", "the island".
POINTERS = frozenset(
    """island emirate sultanate principality archipelago isle alliance bloc pact fund organization organisation body
    league grouping cartel agency union court tribunal council forum institution lender city-state giant
    colony""".split()
)
# Heads that mean a state only with a superlative.
_RANKED = frozenset(("economy", "democracy"))
# A noun that no table has is a person's by its ending: "Kazakh oilmen", "Kenyan cyclists".
_PERSONS = ("men", "man", "women", "woman", "ist", "ists")
_DOERS = ("er", "or", "eer", "ian", "trix", "ess")
# Nouns with such an ending that are no person.
_THINGS = frozenset(
    """tanker bomber fighter freighter border order winter summer paper power letter matter river water number container
    trawler cruiser destroyer helicopter carrier server computer tower barrier offer career dinner supper quarter
    corner chapter register poster newspaper counter charter cover answer disorder takeover weather leather cancer
    shelter cluster center centre monster disaster theater theatre chamber member december layer launcher chopper
    bulldozer ulcer timber lumber rubber copper silver fiber filter meter router printer scooter steamer cutter
    bunker trailer locker finger shoulder liver bladder powder order reporter flyer folder header ladder murder
    thunder wonder gender tender reminder remainder cylinder corridor sector factor error terror tractor reactor
    motor harbor harbour labor armor mirror tremor vector detector color honor humor behavior favor rumor minor
    major anchor decor flavor vapor tumor horror manor interior exterior sensor processor monitor elevator generator
    indicator calculator equator corridor press business process access success progress congress address distress
    princess fortress mattress excess witness wilderness illness weakness fitness readiness effectiveness awareness
    headquarter banner burger butter charger clever copter corner discover drawer eager encounter
    explorer feather fever grocer hammer heater holder jumper lever liter litre locker lower manner
    mixer mortar offer otter outer oyster pepper pier pointer poker proper rather refrigerator roller
    rover rider saucer screener semester sequester shower shutter slipper soccer stapler
    sticker stopper super supper sweater tiger timer toner transfer transformer trigger tuber upper
    voucher wafer wallpaper watchtower waiver wrapper buffer barter blockbuster booster boulder bumper crater
    cucumber dagger fodder fritter glacier hangar heather holster lager lawnmower laser linger loader minesweeper
    minelayer icebreaker airliner liner cooler dumper digger gutter hunger anger danger ginger manger plaster
    canister prayer rosary order reservoir pallor vigor rigor fervor valor glamor parlor savor splendor
    squalor candor clamor endeavor demeanor misdemeanor""".split()
)
_BODIES_OF = frozenset(("man", "woman", "people", "boy", "youth", "person", "individual"))
_PAIRS = {"koreas": ("PRK", "KOR"), "sudans": ("SDN", "SSD"), "congos": ("COD", "COG")}
# Those a people has by law and not by arms: "the Chechen president" is no rebel.
_INSTALLED = frozenset(("people", "government", "president", "prime minister", "premier", "governor", "mayor"))
# The relatives of those in office count among the former elite.
KIN = frozenset(
    """son daughter wife widow husband widower brother sister father mother nephew niece cousin uncle aunt grandson
    granddaughter stepson heir family relative
    brother-in-law son-in-law sister-in-law half-brother first lady""".split()
)
_ARMED = (("COP",), ("REB",), ("PRM",), ("SPY",))
# Heads that a people has without a state: who speaks for it is of civil society, where the table says no other.
_ELDERS = frozenset(("leader", "chief", "politician", "representative", "official", "spokesperson", "dignitary"))
# "The ex-Soviet state of Georgia": what comes after "of" is it.
_KINDS_OF_STATE = frozenset(
    """state country nation republic kingdom emirate sultanate principality island democracy territory province enclave
    region""".split()
)
# "Houthi-run television": who runs it is whose it is.
_RUN_BY = frozenset(("run", "owned", "led", "affiliated", "linked", "controlled"))
# Nouns of office and trade that are also family names.
_OFFICES_AS_NAMES = frozenset(
    """lama bishop pope king baker farmer fisher judge marshal prince knight singer butler shepherd porter major
    sergeant abbot priest pastor deacon duke earl bailey gardener cook smith taylor tanner miller mason hunter barber
    carpenter chancellor constable dean archer fowler potter cooper page squire steward weaver sheriff ward khan sultan
    shah malik sheikh imam mullah rabbi""".split()
)
_HYPHENED = frozenset(("vice", "ex", "deputy", "co"))
# What one does for a living, whoever it is for.
_TRADES = (("SOC",), ("LAB",), ("BUS",), ("CVL",), ("EDU",))
_ARTICLES = ("the", "a", "an", "'s", "’s")
_POINTING = frozenset(("the", "this", "that", "both", "these", "those"))
_NUMBERED = frozenset(("both", "two", "three", "four", "pair", "duo", "trio"))


@dataclass(slots=True)
class Phrase:
    """A noun phrase under work: tokens [first, last), its head, and whom it stands for."""

    head: Token
    first: int
    last: int
    whos: list[Who] = field(default_factory=list)
    agent: Sense | None = None  # the agent noun or office that heads it
    pending: bool = False  # an agent whose country the phrase does not tell
    person: str = ""  # a person's name that no table knows
    titled: bool = False
    former: bool = False

    @property
    def sort(self) -> Sort:
        return self.whos[0].sort if self.whos else "unknown"


@dataclass(slots=True)
class Traits:
    """What the words around a head tell: of which countries, whose, and of what sector."""

    lands: list[tuple[Who, Token]] = field(default_factory=list)
    owners: list[tuple[Who, Token]] = field(default_factory=list)
    agents: list[Sense] = field(default_factory=list)
    offices: list[Sense] = field(default_factory=list)
    pronoun: Token | None = None
    possessor: Token | None = None  # a possessing noun that no table knows
    former: bool = False
    last: int = 0


class Composer:
    """Builds phrases from the names of one document."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.doc = names.doc
        self.tables = names.tables

    # the traits of a phrase ----------------------------------------------------------------------------------------

    def traits(self, head: Token, first: int, last: int, deep: int = 0, given: Name | None = None) -> Traits:
        """Collect what the modifiers of a head tell, left of it and in its "of", "in" and "from" phrases.

        ``given`` is a place name that is a person's given name here, and tells nothing.
        """
        traits = Traits(last=last)
        seen: set[int] = set()
        seats: list[Name] = []
        own = self.names.at.get(head.i)
        for i in range(first, last):
            token = self.doc[i]
            if token.lower_ in FORMER or (token.lower_ == "ex" and i + 1 < last):
                traits.former = True
            name = self.names.at.get(i)
            if name is None:
                if token.tag_ == "PRP$" and token.head.i == head.i:
                    traits.pronoun = token
                continue
            if name is own or name is given or id(name) in seen:
                continue
            seen.add(id(name))
            if self.names.seated(name):
                seats.append(name)
                continue
            if self.names.aside(name):
                continue
            self._take(name, traits, head)
        if deep < 3:
            self._after(head, traits, deep)
        if not traits.lands and not traits.owners and head.lemma_.lower() not in POINTERS:
            for name in seats:
                self._take(name, traits, head)
        if own is None or not own.of(*PLACES, *PEOPLE):
            for child in head.lefts:
                if child.dep_ == "poss" and child.pos_ in NOUNS and child.i not in self.names.at:
                    traits.possessor = child
        return traits

    def _take(self, name: Name, traits: Traits, head: Token) -> None:
        if name.of("agent", "office") and not self.names.choose(name):
            self._take_agent(name, traits)
            return
        who = self.names.who(name)
        if who is None:
            self._take_agent(name, traits)
            return
        token = self.doc[name.head]
        if who.sort in ("state", "place") or who.via == "nationality" or who.sub.startswith("people"):
            if who.via == "nationality" and name.of("agent") and not self.doc[name.first].text[:1].isupper():
                self._take_agent(name, traits)
                return
            traits.lands.append((who, token))
        else:
            traits.owners.append((who, token))

    def _take_agent(self, name: Name, traits: Traits) -> None:
        for sense in name.senses:
            if sense.kind == "office":
                traits.offices.append(sense)
                break
        for sense in name.senses:
            if sense.kind == "agent":
                traits.agents.append(sense)
                break

    def _after(self, head: Token, traits: Traits, deep: int) -> None:
        visitors = any(child.lower_ in VISITING for child in head.lefts)
        for preposition, thing in prepositions(head, "of", "in", "from", "for", "at"):
            if visitors and preposition.lower_ == "in":
                continue  # "Western hostages in Iraq"
            name = self.names.at.get(thing.i)
            where = preposition.lower_
            if name is not None:
                who = self.names.who(name)
                if who is not None and not (who.sort == "person" and where != "of" and where != "for"):
                    tokens = [thing, *conjuncts(thing)[1:]] if where in ("of", "from") else [thing]
                    for token in tokens:
                        other = self.names.at.get(token.i)
                        found = self.names.who(other) if other else None
                        if found is None or other is None:
                            continue
                        if found.sort in ("state", "place") or found.via == "nationality":
                            traits.lands.append((found, token))
                        else:
                            traits.owners.append((found, token))
                        traits.last = max(traits.last, other.last)
                    continue
            if where in ("of", "for", "from", "at", "in") and thing.pos_ in NOUNS:
                inner = self.phrase(thing, deep + 1)
                if inner is not None and inner.whos and where in ("of", "for", "from", "at"):
                    for who in inner.whos:
                        if who.known or who.sector != ("UNK",):
                            traits.owners.append((who, thing))
                    traits.last = max(traits.last, inner.last)
                elif inner is None and where in ("of", "in", "at"):
                    deeper = self.traits(thing, left_edge(thing), thing.i + 1, deep + 1)
                    if deeper.lands:
                        traits.lands.extend(deeper.lands)
                        traits.last = max(traits.last, deeper.last)

    def _beside(self, head: Token, traits: Traits) -> None:
        """Take the place after an institution for its own, however it is parsed: "the Foreign Ministry in Kyiv"."""
        at = head.i + 1
        if at + 1 >= len(self.doc) or self.doc[at].lower_ not in ("in", "of"):
            return
        at += 2 if self.doc[at + 1].lower_ == "the" else 1
        name = self.names.at.get(at)
        if name is None or name.first != at:
            return
        who = self.names.who(name, PLACES)
        if who is not None and who.sort in ("state", "place"):
            traits.lands.append((who, self.doc[name.head]))
            traits.last = max(traits.last, name.last)

    def _home_of(self, head: Token, traits: Traits) -> None:
        """Take the countries straight after "diplomats from" for theirs, though the parse has them with the verb; but
        not where somebody recalls them from there."""
        if head.i + 2 >= len(self.doc) or self.doc[head.i + 1].lower_ != "from":
            return
        if head.head.lemma_.lower() in _RECALLING:
            return
        name = self.names.at.get(head.i + 2) or self.names.at.get(min(head.i + 3, len(self.doc) - 1))
        if name is None or self.doc[name.head].dep_ != "pobj":
            return
        for token in conjuncts(self.doc[name.head]):
            other = self.names.at.get(token.i)
            who = self.names.who(other, PLACES) if other is not None else None
            if other is not None and who is not None and who.sort == "state":
                traits.lands.append((who, token))
                traits.last = max(traits.last, other.last)

    # phrases -------------------------------------------------------------------------------------------------------

    def phrase(self, head: Token, deep: int = 0) -> Phrase | None:
        """Return the phrase that a token heads, or None where it stands for no actor."""
        name = self.names.at.get(head.i)
        if name is not None and head.i != name.head:
            return None
        first = left_edge(head)
        last = head.i + 1
        if name is not None:
            first, last = min(first, name.first), max(last, name.last)
            first = self._before_hyphen(name, first)
        phrase = Phrase(head, first, last)
        if name is not None and name.of(*NAMED):
            done = self._named(phrase, name, deep)
            if done is not None:
                return done
        if name is not None and name.of("agent", "office"):
            if self._surnamed(name):
                return self._unknown(phrase, deep)
            return self._agent(phrase, name, deep)
        if head.lower_ in QUANTITIES or head.lemma_.lower() in QUANTITIES:
            counted = self._quantity(phrase, deep)
            if counted is not None:
                return counted
        bearer = self._body_before(head, first)
        if bearer is not None:
            phrase.whos = [bearer]
            return phrase
        if deep == 0 and self._points(head, first):
            phrase.whos = [Who(self._words(phrase), why="nothing named before fits")]
            phrase.pending = True
            return phrase
        if head.pos_ == "PROPN":
            return self._unknown(phrase, deep)
        if deep < 3 and head.pos_ == "NOUN" and _is_person(head):
            told = self.nationality(head)
            if told is not None:
                phrase.whos = [
                    replace(told, name=self._words(phrase), sort="agents" if head.tag_ == "NNS" else "agent")
                ]
                return phrase
        return None

    def _before_hyphen(self, name: Name, first: int) -> int:
        """Return where a phrase begins whose hyphen parted it from its nationality: "the Ecuadorean vice-president",
        "the French ex-president"."""
        at = name.first
        if at > 1 and self.doc[at - 1].text == "-" and self.doc[at - 2].lower_ in _HYPHENED:
            at -= 2
        elif not (at + 1 < len(self.doc) and self.doc[at].lower_ in _HYPHENED and self.doc[at + 1].text == "-"):
            return first
        before = self.names.at.get(at - 1)
        if before is None or not before.of("adjective") or self.names.aside(before):
            return min(first, at)
        return min(first, before.first)

    def _surnamed(self, name: Name) -> bool:
        """Return whether a noun of office is somebody's family name here: "Pasang Dorje Lama", "William King"."""
        before = self.doc[name.first - 1] if name.first else None
        return (
            before is not None and name.last - name.first == 1 and name.text.lower() in _OFFICES_AS_NAMES
            and name.text[:1].isupper() and before.pos_ == "PROPN" and before.text.istitle()
            and before.dep_ == "compound" and before.head.i == name.head and before.i not in self.names.at
        )  # fmt: skip

    def _points(self, head: Token, first: int) -> bool:
        """Return whether a phrase may stand for actors named before though its head names none."""
        words = {self.doc[i].lower_ for i in range(first, head.i + 1)}
        if head.lower_ == "old":  # "the 35-year-old"
            return "year" in words and "the" in words and head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        if head.lower_ in _NUMBERED:
            return (head.lower_ == "both" or bool({"the", "all"} & words)) and head.dep_ in (
                "nsubj",
                "nsubjpass",
                "dobj",
                "pobj",
                "dative",
                "conj",
            )
        if head.lemma_.lower() in _RANKED:  # "Asia's fourth-largest economy", but not "the ailing economy"
            return head.tag_ == "NN" and any(token.tag_ in ("JJS", "RBS") for token in self.doc[first : head.i])
        return head.pos_ in NOUNS and head.lemma_.lower() in POINTERS and self.doc[first].lower_ in _POINTING

    def _body_before(self, head: Token, first: int) -> Who | None:
        """Return the body whose name stands before the word for what it is: "the NATO alliance"."""
        if head.lemma_.lower() not in POINTERS or head.i == first:
            return None
        name = self.names.at.get(head.i - 1)
        if name is None or self.names.aside(name):
            return None
        who = self.names.who(name, ("body", "group", "country"))
        return who if who is not None and who.sort in ("body", "group") else None

    def _words(self, phrase: Phrase) -> str:
        return " ".join(self.doc[i].text for i in range(phrase.first, phrase.head.i + 1)
                        if self.doc[i].lower_ not in _ARTICLES and not self.doc[i].is_space)  # fmt: skip

    def _named(self, phrase: Phrase, name: Name, deep: int) -> Phrase | None:
        who = self.names.who(name)
        if who is None:
            return None
        head = phrase.head
        capital = self.doc[name.first].text[:1].isupper() or self.doc[name.last - 1].text[:1].isupper()
        if name.of("agent", "office") and not capital:
            return None
        traits = self.traits(head, phrase.first, phrase.last, 3 if who.sort == "state" else deep)
        if who.sort == "person":
            phrase.titled = bool(traits.offices or traits.agents)
            if traits.former and who.role and not who.role.startswith("former"):
                who = replace(who, sector=("ELI",), why=f'{who.why}; "former" in the text')
            # a namesake of another country: the nationality before the name decides against the table
            lands = {land.code for land, _ in traits.lands if land.via == "nationality"}
            if lands and who.code not in lands and who.code not in INTERNATIONAL_CODES:
                return self._unknown(phrase, deep)
        elif who.sort in ("body", "organ", "group"):
            lands_in = [
                land
                for land, token in traits.lands
                if land.known
                and land.via in ("nationality", "name", "capital")
                and (who.sort == "organ" or land.via == "nationality" or token.dep_ in ("poss", "pobj"))
            ]
            if lands_in and lands_in[0].code != who.code and lands_in[0].code not in INTERNATIONAL_CODES:
                own = who.code not in INTERNATIONAL_CODES
                if who.sort == "organ" and own:
                    if name.of("agent"):
                        return None
                    who = replace(who, code=lands_in[0].code, why=f"{who.why}; {lands_in[0].name} before it")
                elif (
                    (who.sort == "group" and (own or who.code == "ISM"))
                    or who.sub == "media"
                    or (who.sub in ("ngo", "religious") and who.code == "NGO")
                ):
                    better = self._namesake(name, lands_in[0].code)
                    if better is not None:
                        who = better
                    else:
                        why = f"{who.why}; {lands_in[0].name} before it"
                        sector = who.sector or ("SOC",)
                        who = replace(who, code=lands_in[0].code, sector=sector, why=why)
        elif who.via == "nationality":
            who = self._people(who, phrase, traits)
            if who.code == UNKNOWN_CODE:
                return None
        both = _PAIRS.get(name.text.lower())
        if both:
            phrase.whos = [replace(who, name=self.tables.countries[c].name, code=c, id=c) for c in both]
            return phrase
        phrase.whos = [who]
        return phrase

    def _namesake(self, name: Name, code: str) -> Who | None:
        """Return the body or group of the same name that is of another country: the Herald of Harare."""
        for sense in name.of("body", "group", "organ"):
            if sense.code == code and sense.holds(self.names.day):
                return self.names.as_who(sense, name, "the nationality beside it")
        return None

    def _people(self, who: Who, phrase: Phrase, traits: Traits) -> Who:
        """Return whom a demonym at the head stands for: people, or with "the" alone their government."""
        words = [self.doc[i].lower_ for i in range(phrase.first, phrase.head.i)]
        if (
            phrase.head.tag_ == "JJ"
            and "the" not in words
            and phrase.head.dep_ not in ("nsubj", "dobj", "pobj", "conj")
        ):
            return replace(who, code=UNKNOWN_CODE)
        if traits.owners or (traits.lands and who.sort == "agents"):
            land = next((w for w, t in traits.lands if t.i < phrase.head.i), None)
            if land is not None and land.via in ("nationality", "name") and land.code != who.code:
                return replace(who, code=land.code, sector=("CVL",), why=f"{who.why}; {land.name} before it")
        own_row = self.names.at[phrase.head.i].of("demonym", "adjective")
        ruled = bool(own_row) and own_row[0].also == "territory"
        ruled = ruled or "PRE" in who.sector
        if words == ["the"] and phrase.head.tag_ in ("NNPS", "NNS", "JJ", "NNP") and not ruled:
            own = tuple(who.sub.removeprefix("people ").split("|")) if who.sub.startswith("people ") else ("GOV",)
            if own != ("",):
                who = replace(who, sector=own, why=f'{who.why}; "the" with a people: those who act for it')
        elif who.via == "nationality" and who.sector[:1] == ("GOV",):
            who = replace(who, sector=("CVL", *who.sector[1:]))
        return who

    def bare(self, name: Name) -> Phrase:
        """Return the phrase that ends in an agent noun, however its words are tagged: a bare description."""
        phrase = Phrase(self.doc[name.last - 1], 0, name.last)
        agents, offices = name.of("agent"), name.of("office")
        phrase.agent = agents[0] if agents else offices[0]
        traits = self.traits(phrase.head, 0, name.last, 3)
        phrase.former = traits.former
        phrase.whos = self._compose(phrase, phrase.agent, offices, traits)
        return phrase

    def _quantity(self, phrase: Phrase, deep: int) -> Phrase | None:
        """Return "hundreds of French jihadists" or "one of the officers" as those it counts."""
        if deep > 3:
            return None
        for preposition, thing in prepositions(phrase.head, "of", "among"):
            inner = self.phrase(thing, deep + 1)
            if inner is not None and preposition.lower_ == "of":
                phrase.whos = list(inner.whos)
                phrase.agent, phrase.pending, phrase.last = inner.agent, inner.pending, max(phrase.last, inner.last)
                if inner.sort == "state":
                    return None  # "a number of countries", "part of Syria"
                return phrase
        return None

    def _agent(self, phrase: Phrase, name: Name, deep: int) -> Phrase | None:
        head = phrase.head
        agents, offices = name.of("agent"), name.of("office")
        sense = agents[0] if agents else offices[0]
        if head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") and head.tag_ not in ("VBG", "VBN"):
            return None
        if head.pos_ == "ADJ" and head.dep_ in ("amod", "acomp", "advmod", "npadvmod", "oprd", "compound"):
            return None
        phrase.agent = sense
        if sense.word == "majority" and any(True for _ in prepositions(head, "of")):
            counted = self._quantity(phrase, deep)  # "a majority of the guards"; but "the majority walked out"
            return counted
        if sense.word == "community" and any(
            self.doc[i].lower_ == "international" for i in range(phrase.first, head.i)
        ):
            return None  # no actor: everybody and nobody
        traits = self.traits(head, phrase.first, phrase.last, deep)
        if not traits.lands and sense.role in ("body", "state"):
            self._beside(head, traits)
        if not traits.lands and not traits.owners and sense.word in _DELEGATES and head.tag_ == "NNS":
            self._home_of(head, traits)
        if sense.word in RELATIONAL:
            own = sense.word in ("critic", "opponent")  # a government's critics are its own people
            inside = sense.word in ("ally", "partner") and head.tag_ == "NNS"  # "NATO allies" are NATO's states
            traits.owners = [
                (w, t)
                for w, t in traits.owners
                if (own and w.sort in ("person", "organ"))
                or (inside and w.sort == "body" and w.code in ("IGO", "EUR") and t.dep_ == "compound")
            ]
            traits.lands = [
                (w, t) for w, t in traits.lands if t.dep_ in ("amod", "nmod", "compound") and w.via == "nationality"
            ]
        phrase.former = traits.former
        phrase.last = max(phrase.last, traits.last)
        if sense.word in _KINDS_OF_STATE:
            after = [w for w, t in traits.lands if t.i > head.i and w.via == "name" and w.sort == "state"]
            if after and self.doc[head.i + 1].lower_ == "of":
                phrase.whos, phrase.agent, phrase.former = after[:1], None, False
                return phrase
        if not traits.lands and not traits.owners:
            self._run_by(head, phrase.first, traits)
        whos = self._compose(phrase, sense, offices, traits)
        if not whos:
            return None
        phrase.whos = whos
        phrase.pending = not any(who.known for who in whos)
        return phrase

    def _run_by(self, head: Token, first: int, traits: Traits) -> None:
        """Take "Houthi" in "Houthi-run television" for its owner, where nothing else tells whose it is."""
        for i in range(first, head.i):
            name = self.names.at.get(i)
            if name is None or name.last + 1 >= len(self.doc) or i != name.first:
                continue
            if self.doc[name.last].text in ("-", "–", "‑") and self.doc[name.last + 1].lower_ in _RUN_BY:
                who = self.names.who(name)
                if who is not None and who.known and self.doc[name.last + 1].lower_ != "led":
                    (traits.lands if who.sort == "state" else traits.owners).append((who, self.doc[name.head]))

    def _compose(self, phrase: Phrase, sense: Sense, offices: tuple[Sense, ...], traits: Traits) -> list[Who]:
        head = phrase.head
        sector, why = self._sector(sense, offices, traits)
        if traits.former and set(sector) & {"GOV", "LEG", "JUD", "SPY"}:
            sector, why = ("ELI",), f'{why}; "former" in the text'
        words = " ".join(self.doc[i].text for i in range(phrase.first, phrase.head.i + 1)
                         if self.doc[i].lower_ not in (*_ARTICLES, "its", "his", "her", "their"))  # fmt: skip
        many = head.tag_ in ("NNS", "NNPS") or sense.plural
        sort: Sort = "agents" if many else "agent"
        if (sense.kind == "agent" and sense.role == "state") or sense.role == "body":
            sort = "organ"
        key = sense.word
        if offices and offices[0].code and not traits.lands:
            body = offices[0]
            made = Who(body.also or words, body.code, sector if body.code not in ("UNO", "EUR", "IGO") else (),
                       None, body.role, "office", f"{body.row}; the title tells", sort, head=body.word)  # fmt: skip
            held = self._holder(body.code, offices, traits) if not traits.former else None
            return [held or made]
        seen: set[str] = set()
        made_whos: list[Who] = []
        international = [(w, t) for w, t in traits.owners if w.code in INTERNATIONAL_CODES]
        owner_first = bool(traits.owners) and (not traits.lands or bool(international))
        sources: list[tuple[Who, Token]] = (
            (traits.owners + traits.lands) if owner_first else (traits.lands or traits.owners)
        )
        sources = _countrymen(sources)
        via: Via
        for source, _token in sources:
            code = source.code
            if code in seen:
                continue
            if owner_first and (source, _token) in traits.lands and not _beside_owner(_token, traits.owners):
                continue  # "NATO forces in Kosovo": whose is said already; but "British and EU negotiators"
            if not owner_first and made_whos and (source.sort == "place" or _token.i > head.i > sources[0][1].i):
                continue  # "Russian border guards in Tajikistan"
            seen.add(code)
            mine = sector
            also = f"{why}; of {source.name} ({source.why})" if source.why else why
            if source in [w for w, _ in traits.owners]:
                mine = self._owned(sector, sense, source)
                via = "description"
                title = f"{source.name} {words}" if source.name not in words else words
                if sense.also == "owner" and source.sort in ("group", "body") and not set(sector) - {"UNK"}:
                    title = source.name
            else:
                via = "nationality" if source.via == "nationality" else "pattern"
                if (
                    source.sub.startswith("people ")
                    and source.sub != "people "
                    and (
                        mine[:1] in (("MIL",), ("PRM",), ("UNK",), ("GOV",), ("REB",)) and sense.word not in _INSTALLED
                    )
                ):
                    mine = (source.sub.removeprefix("people "),)
                nationality = self.tables.nationality(code)
                beside = next((w for w, _ in traits.owners if w.code == code), None)
                if beside is not None and mine == ("UNK",):
                    mine = self._owned(sector, sense, beside)
                if source.sub == "people " and mine[:1] == ("GOV",) and sense.word in _ELDERS:
                    mine = ("SOC",)
                bare = self._bare(words, traits)
                count, rest = self._count(phrase, bare)
                title = f"{count}{nationality} {rest}" if rest else f"{nationality} {sense.word}"
                if (sort == "organ" and "PRE" in source.sector and "PRE" not in mine) or (
                    "PRE" in source.sector and "PRE" not in mine and mine[:1] != ("CVL",)
                ):
                    mine = (*mine, "PRE")
                if len(mine) and code in ("UNO", "EUR") and mine[:1] in (("GOV",), ("UNK",)):
                    mine = ()
            if (
                not traits.former
                and sort == "agent"
                and source.sort in ("state", "place", "body", "unknown", "organ")
                and (not source.sub.startswith("people"))
            ):
                held = self._holder(code, offices, traits)
                if held is not None and (source.sort != "place" or not source.id):
                    made_whos.append(held)
                    continue
            if code == UNKNOWN_CODE:
                via, title = "unresolved", words
            made_whos.append(Who(title, code, mine, None, sense.role if sense.kind == "office" else None, via, also,
                                 sort, head=key))  # fmt: skip
        if not made_whos:
            made_whos.append(
                Who(words or head.text, UNKNOWN_CODE, sector, None, None, "unresolved", why, sort, head=key)
            )
        return made_whos

    def _bare(self, words: str, traits: Traits) -> str:
        lands = {part for land, token in traits.lands for part in (token.text, *land.name.split())}
        return " ".join(w for w in words.split() if w not in lands and w not in ("and", ",", "or", "-"))

    def _count(self, phrase: Phrase, words: str) -> tuple[str, str]:
        """Return the number that words begin with, and the rest: "four men" gives "four " and "men"."""
        first, _, rest = words.partition(" ")
        numbers = {self.doc[i].text for i in range(phrase.first, phrase.head.i) if self.doc[i].like_num}
        return (f"{first} ", rest) if first in numbers and rest else ("", words)

    def _owned(self, sector: tuple[str, ...], sense: Sense, owner: Who) -> tuple[str, ...]:
        """Return the sector of what belongs to a body, group, organ or person: "a Hamas fighter", "NATO forces"."""
        if sense.word in _BODIES_OF and owner.sector[:1] in (*_ARMED, ("MIL",), ("JRN",)):
            return owner.sector  # "Kopassus men"
        if sense.word in KIN and owner.sort in ("person", "agent") and owner.sector[:1] in (("GOV",), ("ELI",)):
            return ("ELI",)
        if sense.word in ("critic", "opponent") and owner.sector[:1] == ("GOV",):
            return ("OPP",)
        if sense.also == "owner" or sense.kind == "office":
            if owner.sort == "person":
                return sector if sector != ("UNK",) else owner.sector
            if owner.code in INTERNATIONAL_CODES and owner.code != "IMG":
                return sector if sector[:1] == ("MIL",) else owner.sector
            if owner.sector == ("UNK",):
                return sector
            if sector[:1] in (("MIL",), ("COP",), ("SPY",)) and owner.sector[:1] == ("GOV",):
                return sector
            return owner.sector
        if owner.code in ("UNO", "EUR", "IGO") and sector[:1] in (("GOV",), ("UNK",)):
            return owner.sector
        if sense.role in ("force", "equipment") and owner.sort == "group":
            return owner.sector
        return sector

    def _holder(self, code: str, offices: tuple[Sense, ...], traits: Traits) -> Who | None:
        for office in offices:
            if office.word in ("lawmaker", "ambassador", "spokesperson", "official", "general", "minister"):
                continue
            found = self.names.office_holder(code, office.word)
            if found is not None:
                who, sense = found
                return replace(who, why=f'{sense.row}; "{office.role}" of {code} on {self.names.day}')
        return None

    def _sector(self, sense: Sense, offices: tuple[Sense, ...], traits: Traits) -> tuple[tuple[str, ...], str]:
        sector = sense.sector
        why = sense.row
        if sense.word == "guard" and sense.form != sense.word:
            sector = ("MIL",)
        others = [agent for agent in traits.agents if agent.word != sense.word]
        telling = [a for a in others if a.sector[:1] not in (("UNK",), ("CVL",))]
        if telling:
            before = telling[-1]
            if sense.also == "owner" or sector == ("UNK",):
                sector, why = before.sector, f"{sense.row}; {before.row}"
            elif before.sector[0] in _ADDED and before.sector[0] not in sector:
                if sector[0] in ("CVL", "SOC") or (sector[0] == "MIL" and before.sector[0] == "REB"):
                    sector = (before.sector[0],)
                else:
                    sector = (*sector, before.sector[0])
                why = f"{sense.row}; {before.row}"
        elif sector == ("UNK",) and offices:
            sector = offices[0].sector or sector
        return sector, why

    def nationality(self, head: Token) -> Who | None:
        """Return what the nationality before a noun that no table has tells of a person: "a Nepalese porter"."""
        first = left_edge(head)
        traits = self.traits(head, first, head.i + 1, 2)
        land = next((who for who, _ in traits.lands if who.via == "nationality" and who.known), None)
        if land is None:
            return None
        sector, why = self._sector(_NOBODY, (), traits)
        return replace(land, name=head.text, sector=("CVL",) if sector == ("UNK",) else sector, sort="agent",
                       why=f"{land.why}; {why}".rstrip("; "))  # fmt: skip

    def _half(self, words: list[Token], phrase: Phrase) -> Who | None:
        """Return the Korea that "the North" or "the South" means in a document that speaks of Korea."""
        code = _KOREAS.get(words[0].lower_) if len(words) == 1 and words[0].text[:1].isupper() else None
        if code is None or self.doc[phrase.first].lower_ != "the" or phrase.head.i - phrase.first != 1:
            return None
        after = self.doc[phrase.head.i + 1].lower_ if phrase.head.i + 1 < len(self.doc) else ""
        spoken = self.names.evidence
        halves = spoken.get("PRK", 0) + spoken.get("KOR", 0)
        if after == "of" or not halves or any(spoken.get(c, 0) >= halves for c in ("SDN", "SSD", "YEM", "VNM")):
            return None
        country = self.tables.countries[code]
        return Who(country.name, code, country.sector, code, None, "description",
                   f'"the {words[0].text}" where the document speaks of Korea', "state")  # fmt: skip

    def _initialled(self, words: list[Token]) -> Who | None:
        """Return a person of the tables whose name the text gives with an initial more: "Mikhail S. Gorbachev"."""
        plain = [word.text for word in words if len(word.text.rstrip(".")) > 1]
        if not 2 <= len(plain) < len(words) or words[0].text != plain[0] or words[-1].text != plain[-1]:
            return None
        people = [sense for sense in self.tables.senses(" ".join(plain)) if sense.kind == "person"]
        if len({sense.name for sense in people}) != 1:
            return None
        held = [sense for sense in people if sense.holds(self.names.day)]
        before = [sense for sense in people if self.names.day is not None and sense.since <= self.names.day]
        sense = held[0] if held else max(before, key=lambda s: s.since) if before else people[0]
        return self.names.holder(sense, f"{sense.row}; with an initial")

    def _joined(self, at: int) -> bool:
        """Return whether a hyphen joins two parts of a name: "Tae-jun"."""
        if self.doc[at].text != "-" or at == 0:
            return False
        before = self.doc[at - 1]
        return before.pos_ == "PROPN" and not before.whitespace_ and not self.doc[at].whitespace_

    # people no table knows -------------------------------------------------------------------------------------------

    def _unknown(self, phrase: Phrase, deep: int) -> Phrase | None:
        """Return a proper name that no table has: code and sector from what stands before it, else unresolved."""
        head = phrase.head
        if head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT") or calendar(head):
            return None
        first = head.i
        while (
            first > phrase.first
            and (self.doc[first - 1].pos_ == "PROPN" or self._joined(first - 1))
            and not ((before := self.names.at.get(first - 1)) is not None and before.of("office", "agent", "adjective"))
        ):
            first -= 1
        while first < head.i and calendar(self.doc[first]):
            first += 1
        words = [self.doc[i] for i in range(first, head.i + 1)]
        name = self.names.text[words[0].idx : head.idx + len(head)]
        half = self._half(words, phrase)
        if half is not None:
            phrase.whos = [half]
            return phrase
        spelt = self._initialled(words)
        if spelt is not None:
            phrase.whos, phrase.titled = [spelt], True
            return phrase
        given = self.names.at.get(words[0].i) if len(words) > 1 else None
        if (
            given is not None and given.of("country", "capital", "city", "region", "surname")
            and not given.text.isupper()
            and not given.of("office") and given.last == words[0].i + 1 and head.tag_ == "NNP"
            and head.lower_ not in _PLACE_WORDS
        ):  # fmt: skip
            traits = self.traits(head, phrase.first, phrase.last, deep, given)
        else:
            traits = self.traits(head, phrase.first, phrase.last, deep)
        phrase.person = name
        phrase.former = traits.former
        phrase.titled = (
            bool(traits.offices or traits.agents)
            or self.doc[first].lower_ in TITLES
            or (first > 0 and self.doc[first - 1].lower_ in TITLES)
        )
        sector: tuple[str, ...] = ("UNK",)
        why = "a name that no table has"
        role: str | None = None
        if traits.offices:
            sector, role = traits.offices[-1].sector or ("UNK",), traits.offices[-1].role
            why = f"{why}; {traits.offices[-1].row}"
        elif traits.agents:
            sector, why = traits.agents[-1].sector, f"{why}; {traits.agents[-1].row}"
        if traits.former and set(sector) & {"GOV", "LEG", "JUD", "SPY"}:
            sector = ("ELI",)
        land = next((w for w, _ in traits.lands if w.known), None)
        owner = traits.owners[0][0] if traits.owners else None
        fixed = next((o.code for o in traits.offices if o.code), None)
        code = land.code if land else owner.code if owner else fixed or UNKNOWN_CODE
        if owner is not None and (sector == ("UNK",) or (sector[:1] == ("MIL",) and owner.sector[:1] in _ARMED)):
            sector = owner.sector  # "Captain Smith of the highway patrol"
        elif owner is not None and owner.sort == "organ" and sector[:1] in _TRADES and owner.sector:
            sector = owner.sector  # "State Department lawyer Ann Smith"
        if land is not None and sector == ("UNK",):
            sector = ("CVL",) if phrase.titled or len(words) > 1 else ("UNK",)
        via: Via = "unresolved" if code == UNKNOWN_CODE else "nationality" if land else "description"
        sort: Sort = "person" if phrase.titled or (len(words) in (2, 3) and head.tag_ == "NNP") else "unknown"
        phrase.whos = [Who(name, code, sector, None, role, via, why, sort)]
        phrase.pending = code == UNKNOWN_CODE
        return phrase


# Those who come from a state to speak for it; and what is done to them where it is a place they leave.
_DELEGATES = frozenset(("diplomat", "official", "minister", "leader", "negotiator", "delegate", "representative",
                        "lawmaker", "envoy", "foreign minister", "defense minister", "ambassador"))  # fmt: skip
_RECALLING = frozenset("recall withdraw pull evacuate remove bring return flee arrive hear".split())
_KOREAS = {"north": "PRK", "south": "KOR"}


def _beside_owner(token: Token, owners: list[tuple[Who, Token]]) -> bool:
    """Return whether "and" joins the word of a land with that of an owner: "British and EU negotiators"."""
    return any(token in conjuncts(other) or other in conjuncts(token) for _, other in owners)


def _countrymen(sources: list[tuple[Who, Token]]) -> list[tuple[Who, Token]]:
    """Give a people beside a nationality that country, not the one where most of it lives: "Kurdish Syrian forces"."""
    lands = [(who, token) for who, token in sources if who.sort == "state" and not who.sub.startswith("people")]
    if len(lands) != 1 or lands[0][0].via != "nationality":
        return sources
    state, word = lands[0]
    told = [
        (replace(who, code=state.code), token)
        if who.sub.startswith("people") and abs(token.i - word.i) == 1 else (who, token)
        for who, token in sources
    ]  # fmt: skip
    return sorted(told, key=lambda pair: not pair[0].sub.startswith("people")) if told != sources else sources


def _is_person(noun: Token) -> bool:
    """Return whether a noun that no table has means a person, by its ending: "Kazakh oilmen", "a Kenyan runner"."""
    word, one = noun.lower_, noun.lemma_.lower()
    return word.endswith(_PERSONS) or (one.endswith(_DOERS) and len(one) > 4 and one not in _THINGS)


_PLACE_WORDS = frozenset(
    """river sea bay gulf street square avenue park valley mountains mountain lake airport university college hospital
    stadium times post herald tribune journal news province district county city state island islands school church
    treaty accord accords agreement protocol declaration summit olympics cup open union club united bridge road
    port""".split()
)
_NOBODY = Sense("agent", "", "", ("UNK",), "", "", "", None, "person", "", "", "owner")
