"""Who is meant by "it", "the president", "both sides": the stage on which a document's actors stand.

Conservative: a pronoun or description takes an antecedent only where one fits clearly better than the next;
otherwise it stays unresolved, because a wrong actor is worse than none.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from dragoman.actors import _descriptions as descriptions
from dragoman.actors._compose import COLLECTIVE, KIN, RELATIONAL, VISITING, Composer, Phrase
from dragoman.actors._descriptions import Standing
from dragoman.actors._names import NAMED, TITLES, Names
from dragoman.actors._phrases import governor, indefinite, left_edge, subject_of
from dragoman.actors._who import Who
from dragoman.records import INTERNATIONAL_CODES, UNKNOWN_CODE, Parse

# Agents that act at home where the text does not say otherwise; gunmen and persons at large may be anyone's.
_DOMESTIC = frozenset(
    (
        "GOV",
        "MIL",
        "COP",
        "LEG",
        "JUD",
        "OPP",
        "SPY",
        "PTY",
        "CVL",
        "AGR",
        "LAB",
        "EDU",
        "MED",
        "REB",
        "PRM",
        "REL",
        "BUS",
        "CRM",
        "SOC",
    )
)
_WANDERERS = frozenset(
    """fighter foreigner expatriate tourist hostage passenger critic ally power person people man woman others child
    leader country nation state diplomat ambassador envoy member jihadist jihadi terrorist extremist analyst expert
    observer supporter superpower neighbor neighbour refugee migrant family official boy girl victim friend
    individual public community minority company hacker firm trafficker smuggler pirate ngo charity campaigner
    investor bank airline tanker watchdog monitor group mercenary exile""".split()
) | {
    "world power",
    "foreign fighter",
    "aid worker",
    "human rights group",
    "rights group",
    "aid group",
    "aid agency",
    "think tank",
}
_ATTACHED = frozenset(("close", "loyal", "allied", "faithful", "sympathetic", "linked", "affiliated"))
# Armed people, and those they hold, belong to the place, not to the other party of their sentence.
_ARMED = frozenset(("UAF", "REB", "PRM"))
_INSURGENT = (("REB",), ("PRE",), ("OPP",))
_CAPTIVES = frozenset(("hostage", "prisoner", "captive", "detainee", "inmate"))
# Of whom nothing is said but that they were hurt where the document has its eye: taken for the country's own.
_VICTIMS = frozenset(("people", "person", "man", "woman", "child", "victim", "boy", "girl", "family"))
_HURT = frozenset(
    "kill injure wound murder shoot die massacre slaughter hurt maim execute displace evacuate arrest".split()
)
_WHERE = frozenset(("in", "near", "outside", "across", "inside", "throughout", "around"))
# What is done where nobody need be at home: "signed in Accra", "met in Geneva".
_CONFERRING = frozenset("sign meet negotiate talk agree initial gather confer attend".split())
_FLEEING = frozenset("flee escape leave quit".split())
_LEAVING = _FLEEING | frozenset("visit come arrive return hail originate travel".split())
# How those hurt are left.
_LEFT = frozenset(("dead", "wounded", "injured", "hurt", "homeless", "missing", "displaced"))
# Relatives who are often of another country.
_SPOUSES = frozenset(("wife", "widow", "husband", "widower", "brother-in-law", "son-in-law", "sister-in-law"))
# Words for those of the place where a report has its eye.
_LOCAL = frozenset(("local", "provincial", "municipal", "district"))
# Those in a state's service, and those who speak for it.
_UNIFORMED = frozenset(("MIL", "COP"))
_OFFICIAL = (("GOV",), ("MIL",), ("COP",), ("SPY",), ("JRN",))
# What police and courts do with people.
_CUSTODY = frozenset(
    """arrest detain jail imprison sentence charge indict convict acquit fine question summon prosecute try hold
    interrogate remand disperse""".split()
)
# What a force does with its own weapons.
_WIELDING = frozenset("fire launch deploy send move test unveil parade dispatch scramble fly use station".split())
# Those whom international bodies send.
_SENT = frozenset(
    ("inspector", "monitor", "observer", "peacekeeper", "weapons inspector", "blue helmet", "election observer")
)
_INSTITUTIONS = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "JRN"))
# Institutions spoken of without an article: "a shootout with police".
_MASS = frozenset(("police", "authority", "riot police", "state media", "parliament", "military", "army", "government"))
_TITLED = frozenset(("MIL", "COP", "JUD", "LEG", "GOV", "REL", "MED", "SPY"))
_MANY_HOLD = frozenset(
    ("lawmaker", "ambassador", "spokesperson", "official", "general", "minister", "deputy minister", "judge", "mayor",
     "governor", "cleric", "journalist", "doctor", "professor", "businessman", "activist", "protester", "prosecutor",
     "rebel leader", "party leader", "opposition leader", "leader")
)  # fmt: skip
_LEADERS = frozenset(
    ("leader", "ruler", "strongman", "dictator", "autocrat", "statesman", "head of state", "national leader")
)
_FIGURES = frozenset(("politician", "candidate", "billionaire", "tycoon", "veteran", "populist", "incumbent"))
_SPEECH = frozenset(
    """say tell add announce declare claim state warn insist note argue stress write tweet ask explain report confirm
    reply begin reiterate emphasise emphasize comment acknowledge admit promise vow""".split()
)
_CRITICS = frozenset(("opponent", "critic", "dissident", "protester", "demonstrator", "political opponent"))
_VOICES = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "official", "ministry spokesman", "statement", "spokesman for")
)
_RULERS = frozenset(("regime", "government", "junta"))
_NOBODY = Who("", why="the owner is not known")
_TELLING = _SPEECH | frozenset(
    """deny think believe hope fear expect want know suggest indicate signal conclude decide hint complain boast
    swear pledge allege maintain""".split()
)
# Verbs of which a thing or an act is the subject rather than an actor, where "it" comes from another sentence.
_OF_THINGS = frozenset(
    """be mean come follow mark become represent show happen remain seem include cost cause involve reflect raise
    prompt""".split()
)
# Verbs whose object "it" is an actor.
_AT_PARTIES = frozenset(
    """accuse urge tell ask warn attack criticise criticize sanction invade blame threaten join persuade force press
    pressure allow help arm fund finance back order call advise sue ban outlaw condemn denounce bomb defeat recognise
    recognize isolate punish target fight designate provoke overthrow assure remind permit require compel prevent
    stop protect defend bind silence exclude defy challenge weaken crush contain deter oust harm hurt hit strike
    dissolve disband expel admit reward bar deny grant send sell give lend owe""".split()
)
_HE, _SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
_IT, _THEY = frozenset(("it", "its", "itself")), frozenset(("they", "them", "their", "theirs", "themselves"))
_WE = frozenset(("we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"))
_ONE_SUPERPOWER = "1991-12-26"  # the day after the Soviet Union's last
# How far back, in sentences, an antecedent may stand: 1 to 4 tried on news by eye; beyond 2 most were wrong.
_REACH = 2
# Sentences, from 0, in which a news report names whom its lead left unnamed. By eye, on annotated articles.
_LEAD = 4


class Stage:
    """The actors of a document so far, in text order."""

    def __init__(self, parse: Parse, names: Names, composer: Composer) -> None:
        self.parse = parse
        self.names = names
        self.composer = composer
        self.doc = parse.doc
        self.standing: list[Standing] = []
        self.people: dict[str, Who] = {}
        self.introduced: dict[str, Who] = {}  # by full name: what the document tells of a person anywhere
        self.speaker: Who | None = None
        self._spoke = 0  # the sentence in which the speaker was last heard
        self._sentences = [span.start for span in parse.doc.sents]
        self._quotes = _quoted(parse.doc)

    # phrases -----------------------------------------------------------------------------------------------------

    def introduce(self, phrases: Iterable[Phrase]) -> None:
        """Note who the people are whom the document introduces, wherever it does: the lead may come before."""
        by_root = {phrase.head.i: phrase for phrase in phrases}
        for phrase in by_root.values():
            if not phrase.person or len(phrase.person.split()) < 2 or not phrase.whos:
                continue
            who = phrase.whos[0]
            if not who.known:
                who = self._is_a(phrase, by_root) or who
            before = self.introduced.get(phrase.person)
            if who.known and (before is None or not before.known):
                self.introduced[phrase.person] = who

    def _is_a(self, phrase: Phrase, by_root: Mapping[int, Phrase]) -> Who | None:
        """Return a person as a clause of "be" tells: "Hussain was a British hacker"."""
        verb = phrase.head.head
        if phrase.head.dep_ != "nsubj" or verb.lemma_ != "be":
            return None
        for child in verb.rights:
            told = by_root.get(child.i) if child.dep_ == "attr" else None
            if told is not None and told.agent is not None and told.whos[0].known and told.whos[0].sort == "agent":
                who = told.whos[0]
                return replace(who, name=phrase.person, sort="person", why=f"{who.why}; said to be {who.name}")
        return None

    def settle(self, phrase: Phrase) -> list[Who]:
        """Return whom a phrase stands for once what came before it is known, and put them on the stage."""
        whos = phrase.whos
        if phrase.agent is not None and len(whos) == 1 and whos[0].code == "EUR" and self._numbered(phrase):
            several = self._pointing(phrase)  # "the three European powers": those just named, not the Union
            if several is not None and len(several) > 1:
                phrase.whos, phrase.pending, whos = several, False, several
        if phrase.person:
            whos = [self._citizen(phrase, self._person(phrase, whos[0]))]
        elif not phrase.pending and self._past(phrase):
            whos = self._pointing(phrase) or [
                replace(whos[0], code=UNKNOWN_CODE, sector=("GOV",), via="unresolved", why="no longer whose it was")
            ]
        elif not phrase.pending and phrase.agent is not None and len(whos) == 1:
            whos = [self._leader(phrase, whos[0])]
        elif not phrase.pending and len(whos) == 1:
            whos = [self._compatriot(phrase, self._namesake(phrase, whos[0]))]
        elif phrase.pending:
            whos = (
                self._pointing(phrase)
                or self._epithet(phrase)
                or (self._described(phrase) if phrase.agent is not None else None)
                or whos
            )
        for who in whos:
            self._enter(who, phrase)
        return whos

    def _past(self, phrase: Phrase) -> bool:
        """Return whether a phrase tells whose a state once was: "the former British colony", "two ex-Soviet states"."""
        return phrase.former and phrase.head.lemma_.lower() in descriptions.STATE_WORDS and len(phrase.whos) == 1

    def _leader(self, phrase: Phrase, who: Who) -> Who:
        """Return the person named before whom "the Russian leader" means; else the description as it is."""
        if (
            who.sort != "agent"
            or who.head not in _LEADERS
            or self.doc[phrase.first].lower_ not in ("the", "that", "this")
        ):
            return who
        for old in reversed(self.standing):
            if (
                old.who.sort == "person"
                and old.who.code == who.code
                and old.who.sector[:1] == ("GOV",)
                and not old.many
            ):
                return old.who.through("description", f'{old.who.why}; "{who.name}" for {old.who.name}')
        return who

    def _compatriot(self, phrase: Phrase, who: Who) -> Who:
        """Return the person named just before whom "the Texan" or "the Frenchman" means; else those words' own."""
        if who.via not in ("nationality", "name") or who.sort not in ("agent", "place") or not who.known:
            return who
        if self.doc[phrase.first].lower_ != "the" or phrase.head.tag_ not in ("NN", "NNP", "JJ"):
            return who
        if who.sort == "place" and not phrase.head.lower_.endswith(("an", "er", "ese", "ite")):
            return who
        person = self._one_person(phrase, lambda old: old.who.code == who.code)
        if person is None:
            return who
        return person.through("description", f'{person.why}; "{phrase.head.text}" for {person.name}')

    def _one_person(self, phrase: Phrase, fits: Callable[[Standing], bool]) -> Who | None:
        """Return the one known person of this sentence and the last who fits, None where there are several."""
        now = self._sentence(phrase.head.i)
        near = {
            old.who.name: old.who
            for old in self.standing
            if now - old.sentence <= 1 and old.who.sort == "person" and old.who.known and fits(old)
            and not phrase.first <= old.at < phrase.last
        }  # fmt: skip
        return next(iter(near.values())) if len(near) == 1 else None

    def _epithet(self, phrase: Phrase) -> list[Who] | None:
        """Return the person whom a description without a name means: "the former president", "the late leader",
        "the 35-year-old". It must be the one person of this sentence and the last (of that office, if it is one)."""
        head = phrase.head
        if head.tag_ not in ("NN", "NNP", "JJ") or self.doc[phrase.first].lower_ not in ("the", "this"):
            return None
        words = {self.doc[i].lower_ for i in range(phrase.first, head.i)}
        aged = head.lower_ == "old" and "year" in words
        plain = phrase.agent is not None and phrase.agent.word in _LEADERS | _FIGURES
        if phrase.agent is None or phrase.agent.word not in self.names.tables.offices or plain:
            if not (aged or plain or phrase.former):
                return None
            person = self._one_person(phrase, lambda old: old.weight >= 1.5 or phrase.former)
        elif phrase.former:
            office = phrase.agent.word
            person = self._one_person(phrase, lambda old: old.who.head == office and "former" in (old.who.role or ""))
        else:
            return None
        if person is None:
            return None
        told = " ".join(self.doc[i].text for i in range(phrase.first, head.i + 1))
        return [person.through("description", f'{person.why}; "{told}" for {person.name}')]

    def _pointing(self, phrase: Phrase) -> list[Who] | None:
        """Return whom a description points back to: "the two countries", "the Balkan country", "the alliance"."""
        head = phrase.head
        words = [t.lower_ for t in self.doc[phrase.first : head.i + 1] if not t.is_punct]
        lemma = phrase.agent.word if phrase.agent is not None else head.lemma_.lower()
        if lemma.rpartition(" ")[2] == "power":
            lemma = "power"  # "the former colonial power"
        now = self._sentence(head.i)
        doer = _doer(head)

        def same(old: Standing) -> bool:  # "Washington warned both countries": not Washington
            return phrase.first <= old.at < phrase.last or old.at == doer

        if head.tag_ in ("NNS", "NNPS") or lemma in descriptions.NUMBERS:
            several = descriptions.plural(head, words, lemma, now, self.standing, same, self.names.tables)
            if several is not None:
                return several
        owned = any(child.dep_ == "poss" for child in head.lefts)
        if not words or (words[0] not in ("the", "this", "that") and not owned):
            return None
        ranked = descriptions.superlative(words, self.names.tables, self.names.day)
        if ranked is not None:
            return [ranked]
        if lemma in descriptions.STATE_WORDS and head.tag_ in ("NN", "NNP"):
            for stage in (self.standing, self._named_states(phrase.first)):
                state = descriptions.region(head, words, lemma, stage, self.names.tables, now)
                if state is not None:
                    return [state]
            if lemma == "superpower" and (self.names.day or "") >= _ONE_SUPERPOWER:
                return [descriptions.state("USA", "the one superpower of its day", self.names.tables)]
            if owned and lemma in ("neighbor", "neighbour"):
                beside = self._neighbour(phrase, words)
                return [beside] if beside is not None else None
            if owned and not any(t.tag_ in ("JJS", "RBS") for t in self.doc[phrase.first : head.i]):
                return None  # "its ally"; but "Africa's most populous nation"
            if lemma in ("country", "nation", "state") and len(words) == 2:
                return self._country(words, now)
            if phrase.agent is not None or len(words) > 2:
                once = [who.code for who in phrase.whos if phrase.former]
                only = descriptions.alone(words, self.standing, self.names.tables, now, once)
                if only is None:
                    told = [*self.standing, *self._named_states(phrase.first)]
                    only = descriptions.only_one(words, told, self.names.tables, now, once)
                if only is not None:
                    return [only]
        last = head.lemma_.lower()
        if head.tag_ == "NN" and any(child.tag_ == "PRP$" for child in head.lefts):
            return None  # "his own party" is his, whatever party was named
        if (
            lemma in descriptions.BODY_WORDS
            or last in descriptions.BODY_WORDS
            or last in descriptions.GROUP_WORDS
            or (head.lower_ in descriptions.GROUP_WORDS)
        ):
            key = last if last in descriptions.BODY_WORDS or last in descriptions.GROUP_WORDS else head.lower_
            found = descriptions.body(words, key, self.standing, now)
            if found is None and head.tag_ in ("NN", "NNP"):
                found = descriptions.body(words, key, self._named_bodies(phrase.first), now)
            if found is None:
                found = descriptions.well_known(words, self.names.tables, self.names.day)
            if found is not None:
                return [found]
        return None

    def _neighbour(self, phrase: Phrase, words: list[str]) -> Who | None:
        """Return the state that "its northern neighbour" or "Iraq's neighbour" means, None where that is not clear."""
        owner: Who | None = None
        for child in phrase.head.lefts:
            if child.dep_ == "poss" and child.tag_ == "PRP$":
                told = self.pronoun(child, enter=False)
                owner = told[0] if len(told) == 1 else None
            elif child.dep_ == "poss" and (name := self.names.at.get(child.i)) is not None:
                owner = self.names.who(name)
        if owner is None or not owner.known or owner.sort == "place" or owner.code in INTERNATIONAL_CODES:
            return None
        named = {code for code in self.names.evidence if code != owner.code}
        return descriptions.neighbour(words, owner.code, named, self.names.tables, self.names.day)

    def _named_states(self, before: int) -> list[Standing]:
        """Return the states that names before a token tell, also within other phrases: "Oman's neighbours"."""
        found = []
        for name in self.names.list:
            if name.first < before and name.of("country", "adjective") and not self.names.aside(name):
                who = self.names.who(name)
                if who is not None and who.sort == "state":
                    found.append(Standing(who, name.head, self._sentence(name.head), 0.3, False))
        return found

    def _named_bodies(self, before: int) -> list[Standing]:
        """Return the bodies that names before a token tell within other phrases: "European Council President"."""
        found = []
        for name in self.names.list:
            if name.first < before and name.of("country", "body") and not self.names.aside(name):
                who = self.names.who(name, ("country", "adjective", "body"))
                if who is not None and who.sort == "body":
                    found.append(Standing(who, name.head, self._sentence(name.head), 0.3, False))
        return found

    def _country(self, words: list[str], now: int) -> list[Who] | None:
        """Return the state that a bare "the country" means: the one state of this sentence and the last, or home."""
        near: dict[str, Standing] = {}
        for old in self.standing:
            if (
                now - old.sentence <= 1
                and old.who.known
                and old.who.code not in INTERNATIONAL_CODES
                and (old.who.sort in ("state", "organ", "person"))
            ):
                near[old.who.code] = old
        code = next(iter(near)) if len(near) == 1 else self.names.home[0] if self.names.home else None
        country = self.names.tables.countries.get(code) if code else None
        if country is None or code is None:
            return None
        return [Who(country.name, code, country.sector, code, None, "description",
                    f'"{" ".join(words)}" for {country.name}', "state")]  # fmt: skip

    def _person(self, phrase: Phrase, who: Who) -> Who:
        """Return a person no table knows: as introduced before, if the surname was."""
        key = phrase.person.split()[-1].lower().removesuffix("'s").removesuffix("’s")
        before = self.people.get(key)
        if not who.known and (before is None or not before.known):
            told = self.introduced.get(before.name if before is not None else phrase.person)
            if told is None:
                told = self._kin(phrase, who)
            if told is None and before is None:
                told = self._lead(phrase, who)
            if told is not None:
                who = replace(told, sector=told.sector if who.sector == ("UNK",) else who.sector)
                before = who if before is not None else None
        alone = len([word for word in phrase.person.split() if word.lower().rstrip(".") not in TITLES]) == 1
        if before is not None and (alone or before.name == phrase.person or not who.known):
            if alone or before.name.split()[-1] == phrase.person.split()[-1]:
                if alone or who.sector == ("UNK",):
                    return before.through("name", f"{before.why}; surname of {before.name}")
        if who.sort == "person" or who.known or who.sector != ("UNK",):
            self.people[key] = who
            if len(phrase.person.split()) > 1:  # "Hwang Tae-jun", "Bambang Sudradjat" are "Hwang", "Bambang" later
                self.people.setdefault(phrase.person.split()[0].lower(), who)
        return who

    def _kin(self, phrase: Phrase, who: Who) -> Who | None:
        """Return a person as the countryman of a relative: "Foley's sister Ann", "his father, Paul"."""
        head = phrase.head
        for token in (head, head.head) if head.dep_ == "appos" else (head,):
            words = {self.doc[i].lower_ for i in range(left_edge(token), token.i + 1)}
            if (KIN - _SPOUSES).isdisjoint(words):
                continue
            for child in token.lefts:
                name = child.lower_.removesuffix("'s").removesuffix("’s")
                one = self.people.get(name) if child.dep_ == "poss" else None
                if one is None and child.dep_ == "poss" and child.tag_ == "PRP$":
                    one = next(iter(self.pronoun(child, enter=False)), None)
                if one is not None and one.sort == "person" and one.known and one.code not in INTERNATIONAL_CODES:
                    sector = ("ELI",) if one.sector[:1] == ("GOV",) else ("CVL",)
                    return replace(who, code=one.code, sector=sector, via="description", sort="person",
                                   why=f"{who.why}; of the family of {one.name}")  # fmt: skip
        return None

    def _lead(self, phrase: Phrase, who: Who) -> Who | None:
        """Return the person whom the sentence before spoke of without a name: "A Dutch man was jailed on Monday. Jan
        Smit ...", or whose office somebody was said to hold: "Russia's ambassador ... Ambassador Karlov"."""
        now = self._sentence(phrase.head.i)
        offices = {
            sense.word
            for i in range(phrase.first, phrase.head.i)
            if (name := self.names.at.get(i)) is not None
            for sense in name.of("office")
        }
        for old in reversed(self.standing):
            if old.who.sort != "agent" or old.many or not old.who.known or old.who.code in INTERNATIONAL_CODES:
                continue
            if offices:
                if old.who.head in offices:
                    return replace(old.who, name=phrase.person, sort="person", via="description",
                                   why=f"{old.who.why}; named later")  # fmt: skip
                continue
            if old.sentence != now - 1 or old.weight < 1.5 or now > _LEAD or old.who.head in COLLECTIVE:
                continue
            if len(phrase.person.split()) < 2 or phrase.head.dep_ not in ("nsubj", "nsubjpass", "poss"):
                continue
            return replace(old.who, name=phrase.person, sort="person", via="description",
                           why=f"{old.who.why}; named in the next sentence")  # fmt: skip
        return None

    def _namesake(self, phrase: Phrase, who: Who) -> Who:
        """Return the person that this document introduced, before a table's bearer of the same surname or a place."""
        before = self.people.get(phrase.head.lower_)
        if before is None or phrase.last - phrase.first != 1 or who.name in self.names.full:
            return who
        if who.via != "name" or who.sort not in ("person", "place") or _is_place(phrase.head, who):
            return who
        return before.through("name", f"{before.why}; surname of {before.name}")

    def _citizen(self, phrase: Phrase, who: Who) -> Who:
        """Return a person no table knows, of whom an office, title or trade is told, as the country's whose document
        this plainly is, else of the one country that the sentence names: "Judge Barrett", "Haddad, a baker"."""
        if who.known or not who.sector or who.sector == ("UNK",) or who.head in _WANDERERS:
            return who
        if who.role is not None and any(word in who.role for word in ("ambassador", "envoy", "diplomat", "consul")):
            return who
        home = self.names.home if phrase.titled and who.sector[0] in _TITLED else None
        if home is None and (who.sector[0] in _DOMESTIC or self._local_one(phrase)):
            here = self._codes_of(self._sentence(phrase.head.i))
            home = (next(iter(here)), "the one country that this sentence names") if len(here) == 1 else self.names.home
        if home is None:
            return who
        code, why = home
        made = replace(who, code=code, via="description", why=f"{who.why}; country from {why}")
        self.people[phrase.person.split()[-1].lower()] = made
        return made

    def _enter(self, who: Who, phrase: Phrase) -> None:
        if who.sort == "unknown" and not who.known and who.sector == ("UNK",) and not phrase.person:
            return
        token = phrase.head
        self.standing.append(
            Standing(who, token.i, self._sentence(token.i), _weight(token), _many(token, who), _is_place(token, who))
        )

    def _sentence(self, i: int) -> int:
        return bisect.bisect_right(self._sentences, i) - 1

    def _described(self, phrase: Phrase) -> list[Who] | None:
        """Return whom "the president", "its army" or "police" means here, or None where nothing says so plainly."""
        agent = phrase.agent
        assert agent is not None
        head = phrase.head
        mine = phrase.whos[0]
        owner = self._owner(phrase)
        if owner is not None and not owner.known:
            return None
        if owner is not None and head.tag_ == "NNS":
            pronoun = next((child for child in head.lefts if child.tag_ == "PRP$"), None)
            owners = self.pronoun(pronoun, enter=False) if pronoun is not None else []
            if len(owners) > 1 and all(one.known for one in owners):
                return [replace(mine, code=one.code, via="description", sector=mine.sector,
                                name=f"{self.names.tables.nationality(one.code)} {mine.head or mine.name}",
                                why=f"{mine.why}; its owner is {one.name}") for one in owners]  # fmt: skip
        if owner is not None:
            held = self._held(mine, owner.code) if owner.sort in ("state", "organ", "agents") else None
            if held is not None:
                return [replace(held, via="office", why=f"{held.why}; its owner is {owner.name}")]
            name = f"{self._adjective(owner)} {mine.head or mine.name}"
            return [replace(mine, code=owner.code, via="description", name=name,
                            sector=mine.sector if mine.sector != ("UNK",) else owner.sector,
                            why=f"{mine.why}; its owner is {owner.name}")]  # fmt: skip
        partner = self._partner(head, mine)
        if partner is not None:
            return [self._at_home(mine, partner.code, f"{partner.name}, whom it is named beside")]
        wielder = self._wielder(head) if agent.role == "equipment" else None
        if wielder is not None:
            return [self._at_home(mine, wielder.code, f"{wielder.name}, who fires or moves it")]
        patron = self._patron(head) or self._facing(head, agent.word)
        if patron is not None:
            name = f"{self.names.tables.nationality(patron.code)} {mine.head or mine.name}"
            return [replace(mine, code=patron.code, via="description", name=name,
                            why=f"{mine.why}; attached to {patron.name}")]  # fmt: skip
        now = self._sentence(head.i)
        sector = mine.sector[0] if mine.sector else ""
        if not indefinite(phrase.first, head) or (agent.word in _MASS and phrase.first == head.i):
            before = self._before(phrase, mine, sector, now)
            if before is not None:
                return [before]
        if self._visiting(phrase) or self._numbered(phrase):
            return None
        origin = self._origin(head) if sector in ("CVL", "REF", "UNK") else None
        if origin is not None:
            return [self._at_home(mine, *origin)]
        if agent.word in _SENT:
            return self._sent_by(mine, head.i)
        keeper = self._keeper(head, agent.word)
        if keeper is not None:
            return [self._at_home(mine, keeper.code, f"{keeper.name}, in whose hands they are")]
        told = self._reported(head) if sector in _UNIFORMED else None
        if told is not None:
            return [self._at_home(mine, told.code, f"{told.name}, who tells it")]
        if agent.word in _VICTIMS and _suffers(head) and mine.sector == agent.sector:
            place = self._place(head) or self.names.home
            return [self._at_home(mine, *place)] if place is not None else None
        if sector in _ARMED or agent.word in _CAPTIVES:
            scene = self._scene(head, sector == "UAF" or agent.word in _CAPTIVES)
            return [self._at_home(mine, *scene)] if scene is not None else None
        wanders = (agent.word in _WANDERERS and mine.sector == agent.sector) or sector not in _DOMESTIC
        if wanders and not self._local_one(phrase) and not self._officials_say(phrase):
            return None
        place = self._place(head)
        if place is not None:
            return [self._at_home(mine, place[0], place[1])]
        home = self.names.home or self._local(head.i, sector)
        return [self._at_home(mine, *home)] if home is not None else None

    def _sent_by(self, mine: Who, at: int) -> list[Who] | None:
        """Return the body named last that sends inspectors, monitors or peacekeepers; they belong to no country."""
        now = self._sentence(at)
        for name in reversed(self.names.list):
            if name.first >= at or now - self._sentence(name.first) > 3:
                continue
            who = self.names.who(name)
            if who is not None and who.code in ("UNO", "EUR", "IGO") and who.sort == "body":
                sector = mine.sector if mine.sector[:1] == ("MIL",) else who.sector
                return [replace(mine, name=f"{who.name} {mine.head}", code=who.code, sector=sector, via="description",
                                why=f"{mine.why}; sent by {who.name}")]  # fmt: skip
        return None

    def _local_one(self, phrase: Phrase) -> bool:
        """Return whether somebody is said to be of the place: "a local activist", "provincial officials"."""
        parts = [phrase.head, *(child for child in phrase.head.children if child.dep_ == "appos")]
        if phrase.head.dep_ == "appos":
            parts.append(phrase.head.head)
        return any(child.lower_ in _LOCAL for part in parts for child in part.lefts)

    def _officials_say(self, phrase: Phrase) -> bool:
        """Return whether bare "officials" are a report's own authority: those of the place it is filed from."""
        head = phrase.head
        bare = phrase.first == head.i and head.lower_ == "officials"
        home, filed = self.names.home, self.names.dateline
        return (
            bare and head.dep_ == "nsubj" and head.head.lemma_.lower() in _TELLING
            and home is not None and filed in (None, home[0])
        )  # fmt: skip

    def _visiting(self, phrase: Phrase) -> bool:
        """Return whether somebody is said to be at home elsewhere: "foreign", "Arab", but not "Arab-dominated"."""
        return any(
            self.doc[i].lower_ in VISITING and self.doc[i + 1].text != "-" for i in range(phrase.first, phrase.head.i)
        )

    def _numbered(self, phrase: Phrase) -> bool:
        """Return whether a phrase points at so many whom the text must have named: "the two presidents"."""
        words = {self.doc[i].lower_ for i in range(phrase.first, phrase.head.i)}
        return bool(words & {"both", "two", "three", "four", "five", "six"} and words & {"the", "both", "these"}) and (
            descriptions.counted(phrase.agent.word if phrase.agent is not None else phrase.head.lemma_.lower())
        )

    def _local(self, at: int, sector: str) -> tuple[str, str] | None:
        """Return the one country that this sentence names, or, for an institution of which it tells nothing yet, the
        one that the last sentence names."""
        now = self._sentence(at)
        here = self._codes_of(now)
        if len(here) == 1:
            return next(iter(here)), "the one country that this sentence names"
        if sector not in _INSTITUTIONS or now == 0 or any(old.sentence == now and old.at < at and old.who.known
                                                          for old in self.standing):  # fmt: skip
            return None
        before = self._codes_of(now - 1)
        if len(before) != 1:
            return None
        return next(iter(before)), "the one country that the last sentence names"

    def _codes_of(self, sentence: int) -> set[str]:
        """Return the countries that the names of a sentence speak for, and those on the stage in it."""
        codes = {old.who.code for old in self.standing if old.sentence == sentence and old.who.known}
        for name in self.names.list:
            if self._sentence(name.first) == sentence and not self.names.aside(name):
                who = self.names.who(name)
                if who is not None and who.known and who.via != "nationality":
                    codes.add(who.code)
        return codes - set(INTERNATIONAL_CODES)

    def _partner(self, head: Token, mine: Who) -> Who | None:
        """Return the state at war or in talks with its own rebels: "Ukraine and the separatists", "Liberia's government
        signed a truce with two rebel groups"."""
        if mine.sector[:1] in _INSURGENT and head.dep_ == "pobj" and head.head.lower_ == "with":
            verb = governor(head)
            subject = subject_of(verb) if verb.lemma_.lower() in _CONFERRING else None
            ruler = next((old.who for old in self.standing if subject is not None and old.at == subject.i), None)
            if ruler is not None and ruler.known and ruler.sort == "organ" and ruler.sector[:1] == ("GOV",):
                return ruler
        if head.dep_ != "conj" or mine.sector[:1] not in _INSURGENT:
            return None
        first = left_edge(head)
        backed = any(self.names.aside(name) for i in range(first, head.i) if (name := self.names.at.get(i)) is not None)
        backed = backed or any(self.doc[i].lower_ in ("pro", "backed") for i in range(first, head.i))
        if self.doc[first].lower_ != "the" and not backed:
            return None
        old = next((old for old in reversed(self.standing) if old.at == head.head.i), None)
        if old is None or old.who.sort not in ("state", "organ") or old.who.code in INTERNATIONAL_CODES:
            return None
        return old.who if old.who.known and old.who.sector[:1] in (("GOV",), ("MIL",)) else None

    def _patron(self, head: Token) -> Who | None:
        """Return whom someone is attached to: "a businessman close to Serbia's president"."""
        for child in head.rights:
            if child.lower_ not in _ATTACHED:
                continue
            for preposition in child.rights:
                if preposition.dep_ != "prep" or preposition.lower_ not in ("to", "with"):
                    continue
                for thing in preposition.rights:
                    inner = self.composer.phrase(thing, 1) if thing.dep_ == "pobj" else None
                    if inner is not None and inner.whos and inner.whos[0].known:
                        who = inner.whos[0]
                        if who.code not in INTERNATIONAL_CODES and who.sort != "place":
                            return who
        return None

    def _facing(self, head: Token, word: str) -> Who | None:
        """Return the government that its own critics suffer from: "Officials in Turkey cracked down on opponents"."""
        if word not in _CRITICS or head.dep_ not in ("dobj", "pobj"):
            return None
        subject = subject_of(governor(head))
        if subject is None:
            return None
        for old in reversed(self.standing):
            if old.at == subject.i:
                own = old.who.known and old.who.code not in INTERNATIONAL_CODES and old.who.sort != "place"
                return old.who if own and old.who.sector[:1] in (("GOV",), ("COP",), ("MIL",), ("JUD",)) else None
        return None

    def _reported(self, head: Token) -> Who | None:
        """Return the state, government or forces that tell what uniformed men did of whom nothing is said: they
        speak of their own: "Syria's state media said air defences had ..."."""
        verb = governor(head)
        if head.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in _TELLING:
            return None
        subject = subject_of(verb.head)
        old = next((old for old in reversed(self.standing) if subject is not None and old.at == subject.i), None)
        if old is None or not old.who.known or old.who.code in INTERNATIONAL_CODES or old.who.sort == "place":
            return None
        return old.who if old.who.sector[:1] in _OFFICIAL else None

    def _wielder(self, head: Token) -> Who | None:
        """Return the state or force that fires, flies or moves a weapon of which nothing else is told."""
        verb = head.head
        if head.dep_ != "dobj" or verb.lemma_.lower() not in _WIELDING:
            return None
        subject = subject_of(verb)
        if subject is None:
            return None
        old = next((old for old in reversed(self.standing) if old.at == subject.i), None)
        if old is None or not old.who.known or old.who.code in INTERNATIONAL_CODES or old.place:
            return None
        return old.who if old.who.sort in ("state", "organ", "agents") else None

    def _keeper(self, head: Token, word: str) -> Who | None:
        """Return the police, court or authorities who arrest or try somebody of whom nothing else is said: they do so
        with their own people where the text names no others. None for foreigners, diplomats, fighters and the like."""
        verb = head.head
        if verb.lemma_.lower() not in _CUSTODY or head.dep_ not in ("dobj", "nsubjpass"):
            return None
        if word in _WANDERERS - _VICTIMS or word in _CAPTIVES:
            return None
        if head.dep_ == "dobj":
            doer = subject_of(verb)
        else:
            doer = next((grand for child in verb.rights if child.dep_ == "agent" for grand in child.rights
                         if grand.dep_ == "pobj"), None)  # fmt: skip
        if doer is None:
            return None
        old = next((old for old in reversed(self.standing) if old.at == doer.i), None)
        if old is None or not old.who.known or old.who.code in INTERNATIONAL_CODES:
            return None
        official = old.who.sector[:1] in (("COP",), ("JUD",)) or old.who.head in ("authority", "prosecutor")
        return old.who if official and old.who.sort in ("organ", "agents", "agent") else None

    def _scene(self, head: Token, strangers: bool) -> tuple[str, str] | None:
        """Return the country of armed people or captives of whom nothing is said: where they are, never whose foe
        they are. The country that the document is about counts for rebels alone, if another sentence names it."""
        place = self._place(head)
        if place is not None:
            return place
        home, dateline = self.names.home, self.names.dateline
        if dateline is not None and (home is None or home[0] == dateline or not self._set_in(home[0])):
            return dateline, "the dateline"
        if home is None or (strangers and dateline is None):
            return None
        if dateline is not None:
            return home  # filed abroad: from Beirut on the war in Syria
        sentence = self._sentence(head.i)
        for name in self.names.list:
            if self._sentence(name.first) != sentence and any(sense.code == home[0] for sense in name.of(*NAMED)):
                return home
        return None

    def _set_in(self, code: str) -> bool:
        """Return whether a document names towns or provinces of a country: it is there that things happen."""
        return any(
            name.of("city", "region") and who is not None and who.sort == "place" and who.code == code
            for name in self.names.list
            for who in (self.names.who(name),)
        )

    def _before(self, phrase: Phrase, mine: Who, sector: str, now: int) -> Who | None:
        """Return the same agent as mentioned before: by its head, or armed people and courts by their sector."""
        many = phrase.head.tag_ in ("NNS", "NNPS")
        same = [
            old
            for old in self.standing
            if old.who.known and mine.head and old.who.head == mine.head and old.many == many
        ]
        if len({old.who.key for old in same}) > 1:  # "the president said he had warned Mr Putin": not Putin
            also = {who.name for name in self.names.list if self._sentence(name.first) == now
                    and not phrase.first <= name.first < phrase.last and (who := self.names.who(name)) is not None
                    and who.sort == "person"}  # fmt: skip
            same = [old for old in same if old.who.name not in also] or same
        if same:
            last = same[-1]
            home = self.names.home[0] if self.names.home else None
            several = mine.sort == "organ" and len({old.who.code for old in same}) > 1
            here = self._codes_of(now) if several else set()
            named = [old for old in same if old.who.code in here]
            by_word = [
                old for old in same
                if self.doc[old.at].lower_ == phrase.head.lower_ and old.at and self.doc[old.at - 1].lower_ == "the"
            ]  # fmt: skip
            if phrase.first < phrase.head.i and not named and len({old.who.key for old in by_word}) == 1:
                last = by_word[-1]  # "the president" again, though another president was named since
            elif len({old.who.code for old in named}) == 1:
                last = named[-1]  # of several governments the one whose country the sentence names
            elif len({old.who.key for old in same}) > 1 and last.sentence != now:
                # several presidents: they yield to the subject of the sentence before, then to the home country's
                near = [old for old in same if now - old.sentence <= 1 and old.at not in self._quotes]
                chief = max(near, key=lambda old: (old.weight, old.at), default=last)
                if chief.weight < 1.5:
                    last = next((old for old in reversed(same) if old.who.code == home), chief)
                else:
                    last = chief
            if last.who.role is not None and last.who.role.startswith("former") and not phrase.former:
                held = self._held(mine, last.who.code)
                if held is not None:
                    return held.through("office", f"{held.why}; who was mentioned before has left office")
            return last.who.through("description", f"{last.who.why}; mentioned before as the {mine.head}")
        if sector in ("REB", "MIL", "COP", "PRM", "JUD", "LEG") or phrase.head.lemma_ == "officer":
            wanted = (sector,) if sector != "UNK" else ("COP", "MIL")
            for old in reversed(self.standing):
                if now - old.sentence > 4:
                    break
                if old.who.known and old.who.sector[:1] and old.who.sector[0] in wanted:
                    return replace(mine, code=old.who.code, via="description", sector=old.who.sector[:1],
                                   why=f"{mine.why}; after {old.who.name}")  # fmt: skip
        return None

    def _at_home(self, mine: Who, code: str, why: str) -> Who:
        held = self._held(mine, code)
        if held is not None:
            return replace(held, via="office", why=f"{held.why}; country from {why}")
        name = f"{self.names.tables.nationality(code)} {mine.head or mine.name}"
        return replace(mine, code=code, via="description", name=name,
                       why=f"{mine.why}; country from {why}")  # fmt: skip

    def _held(self, mine: Who, code: str) -> Who | None:
        """Return who holds the office that a bare "the president" names in a country, on the day."""
        office = self.names.tables.offices.get(mine.head)
        if mine.sort != "agent" or office is None or office.word in _MANY_HOLD or "ELI" in mine.sector:
            return None
        found = self.names.office_holder(code, office.word)
        return found[0] if found else None

    def _adjective(self, who: Who) -> str:
        return self.names.tables.nationality(who.code) if who.sort == "state" else who.name

    def _owner(self, phrase: Phrase) -> Who | None:
        for child in phrase.head.lefts:
            if child.dep_ in ("compound", "nmod") and child.lemma_.lower() in _RULERS:
                ruler = next((old.who for old in reversed(self.standing) if old.who.head == child.lemma_.lower()), None)
                if ruler is not None and ruler.known:
                    return ruler  # "the regime militias"
            if child.tag_ == "WP$":
                clause = governor(child)
                return next((old.who for old in reversed(self.standing) if old.at == clause.head.i), _NOBODY)
            if child.dep_ == "poss" and child.tag_ == "PRP$":
                found = self.pronoun(child, enter=False)
                if found and found[0].known and (phrase.agent is None or phrase.agent.word not in RELATIONAL):
                    return found[0]
            elif child.dep_ == "poss":
                known = self.people.get(child.lower_)
                if known is not None and known.known and (phrase.agent is None or phrase.agent.word not in RELATIONAL):
                    return known
                inner = self.composer.phrase(child, 1) if child.pos_ == "NOUN" else None
                if inner is None and child.pos_ == "NOUN":
                    inner = Phrase(child, left_edge(child), child.i + 1, pending=True)
                if inner is not None and inner.pending and not inner.person:
                    named = self._pointing(inner) or (self._described(inner) if inner.agent is not None else None)
                    if named and named[0].known:
                        return named[0]
        return None

    def _place(self, head: Token) -> tuple[str, str] | None:
        """Return the country in which a clause takes place, where it names exactly one."""
        verb = governor(head)
        if verb.lemma_.lower() in _CONFERRING:
            return None
        codes: list[tuple[str, str]] = []
        objects = [child for child in verb.rights if child.dep_ == "dobj" and child.i != head.i]
        subject = subject_of(verb) if head.dep_ not in ("amod", "compound", "nmod") else None
        if subject is not None and verb.dep_ in ("relcl", "acl"):
            subject = verb.head  # "bombings in Istanbul that killed 44 people"
        acts = [subject] if subject is not None and all(i != subject.i for i in (head.i, *self._acting())) else []
        for token in (head, verb, *objects, *acts):  # "seized the prosecutor's office in Luhansk"
            for thing in _scenes(token):
                name = self.names.at.get(thing.i)
                who = self.names.who(name) if name else None
                if who is not None and who.sort in ("state", "place") and who.code not in INTERNATIONAL_CODES:
                    codes.append((who.code, f'the place "{thing.text}" of its clause'))
        return codes[0] if len({code for code, _ in codes}) == 1 else None

    def _acting(self) -> set[int]:
        """Return where actors stand: an act has a scene, an actor a home."""
        return {old.at for old in self.standing}

    def _origin(self, head: Token) -> tuple[str, str] | None:
        """Return the country that people are said to have left: "a woman visiting from Canada", "families who fled
        Darfur", "refugees from the fighting in Kivu"."""
        for verb in head.rights:
            if verb.dep_ not in ("acl", "relcl") or verb.lemma_.lower() not in _LEAVING:
                continue
            left = [thing for thing in verb.rights if thing.dep_ == "dobj" and verb.lemma_.lower() in _FLEEING]
            left += [thing for child in verb.rights if child.dep_ == "prep" and child.lower_ == "from"
                     for thing in child.rights if thing.dep_ == "pobj"]  # fmt: skip
            codes = {who.code for thing in left for who in self._grounds(thing)}
            if len(codes) == 1:
                return next(iter(codes)), f'what they left ("{verb.text}")'
        return None

    def _grounds(self, thing: Token) -> list[Who]:
        """Return the country or town that a noun is, or lies in: "Homs", "the violence in other parts of Syria"."""
        found = []
        inner = [grand for place in _scenes(thing) for grand in (place, *_parts(place))]
        for token in (thing, *_parts(thing), *inner):
            name = self.names.at.get(token.i)
            who = self.names.who(name) if name is not None and not self.names.aside(name) else None
            if who is not None and who.sort in ("state", "place") and who.code not in INTERNATIONAL_CODES:
                found.append(who)
        return found

    # pronouns ----------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token, enter: bool = True) -> list[Who]:
        """Return whom a pronoun stands for; one unresolved identity where that is not clear, none for "it rains"."""
        word = token.lower_
        if word in _WE:
            speaker = self._speaker(token)
            if speaker is not None:
                return [speaker.through("pronoun", f"{speaker.why}; who is speaking")]
            return [Who(token.text, via="unresolved", why="nobody on the stage is known to speak", sort="unknown")]
        if word == "it" and (token.dep_ == "expl" or (token.dep_ == "nsubj" and _weather(token))):
            return []
        if word == "it" and _a_thing_done(token):
            return []  # "supports it", "compares it to": what the text spoke of, seldom who
        best = self._antecedent(token, word)
        if best is None and word in _THEY:
            both = self._joint_subject(token)
            if both:
                told = " and ".join(who.name for who in both)
                return [who.through("pronoun", f'{who.why}; "{token.text}" for {told}') for who in both]
        if best is None:
            sort_of = "agents" if word in _THEY else "person" if word in _HE | _SHE else "unknown"
            return [Who(token.text, UNKNOWN_CODE, ("UNK",), None, None, "unresolved", "no clear antecedent", sort_of)]  # type: ignore[arg-type]
        several = [best.who]
        if word in _THEY:  # "the leaders of Turkey and Russia ... their"
            several = [old.who for old in self.standing if old.at == best.at] or several
        if enter and _weight(token) >= 1.0:
            for who in several:
                self.standing.append(Standing(who, token.i, self._sentence(token.i), _weight(token), best.many))
        return [who.through("pronoun", f'{who.why}; "{token.text}" for {who.name}') for who in several]

    def _joint_subject(self, token: Token) -> list[Who]:
        """Return the states that were together the subject of the sentence before: "Israel and Jordan signed. Their
        leaders ..."; none where another pair stands there too."""
        now = self._sentence(token.i)
        rows: dict[int, list[Standing]] = {}
        for old in self.standing:
            if old.sentence != now - 1 or old.who.sort != "state" or not old.who.known:
                continue
            first = self.doc[old.at]
            while first.dep_ == "conj" and first.head.i != first.i:
                first = first.head
            rows.setdefault(first.i, []).append(old)
        pairs = {i: row for i, row in rows.items() if len({old.who.code for old in row}) > 1}
        if len(pairs) != 1:
            return []
        at, row = next(iter(pairs.items()))
        return [old.who for old in row] if self.doc[at].dep_ in ("nsubj", "nsubjpass") else []

    def _antecedent(self, token: Token, word: str) -> Standing | None:
        now = self._sentence(token.i)
        teller = self._teller(token)
        if teller is not None and _fits(word, teller, self.doc[teller.at]) > 0:
            return teller
        if teller is not None and word in _IT and teller.who.sort == "agent" and teller.who.head in _VOICES:
            body = replace(teller.who, sort="organ")  # "a State Department spokesman said it had called"
            return Standing(body, teller.at, teller.sentence, teller.weight, many=False)
        doer = _doer(token)
        scored: list[tuple[float, int, Standing]] = []
        for order, old in enumerate(self.standing):
            if old.at >= token.i or old.sentence < now - _REACH:
                continue
            fit = _fits(word, old, self.doc[old.at])
            if fit <= 0:
                continue
            if old.sentence == now and (old.at == doer or _same_clause(self.doc[old.at], token)):
                continue
            near = {0: 1.0, 1: 0.75}.get(now - old.sentence, 0.4)
            scored.append((fit * (near + old.weight * 0.5), order, old))
        if not scored:
            return None
        scored.sort(key=lambda item: (-item[0], -item[1]))
        top = scored[0]
        for rival in scored[1:]:
            if rival[2].at != top[2].at and not _alike(rival[2].who, top[2].who):
                # A lead of a tenth is needed; 0 to 0.3 tried on the case table.
                if rival[0] > top[0] * 0.9 and rival[2].weight >= top[2].weight:
                    return None
                break
        if word in _IT and top[2].sentence != now and self._of_a_thing(token, now):
            return None
        return top[2]

    def _teller(self, token: Token) -> Standing | None:
        """Return who is on the stage as the subject of "say" where a pronoun is the subject of what is said, or in
        its subject: "Israel's military said its men had been attacked"."""
        inner = token.head if token.dep_ == "poss" else token
        verb = inner.head
        if inner.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in _TELLING:
            return None
        subject = subject_of(verb.head)
        if subject is None or subject.i > token.i or (token.i in self._quotes) != (subject.i in self._quotes):
            return None
        return next((old for old in reversed(self.standing) if old.at == subject.i), None)

    def _of_a_thing(self, token: Token, now: int) -> bool:
        """Return whether "it" rather stands for no actor: what the sentence before was about is a thing or an act
        ("The attack ... It ..."), or its verb tells what something is or means."""
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in _OF_THINGS:
            return True
        if now == 0:
            return False
        begin = self._sentences[now - 1]
        for other in self.doc[begin : self._sentences[now]]:
            if other.dep_ in ("nsubj", "nsubjpass") and other.head.dep_ == "ROOT":
                return other.pos_ == "NOUN" and other.tag_ == "NN" and all(old.at != other.i for old in self.standing)
        return False

    def _speaker(self, token: Token) -> Who | None:
        """Return who says "we" and "I": the subject of the verb of speech beside the quotation, in its sentence or
        where the quotation begins or ends; else who spoke in the sentences just before."""
        if token.i not in self._quotes:
            return None
        now = self._sentence(token.i)
        first = last = token.i
        while first > 0 and (first - 1 in self._quotes or self.doc[first - 1].is_space):
            first -= 1
        while last + 1 < len(self.doc) and (last + 1 in self._quotes or self.doc[last + 1].is_space):
            last += 1
        places = (now, self._sentence(max(0, first - 1)), self._sentence(min(len(self.doc) - 1, last + 1)))
        for place in dict.fromkeys(places):
            told = self._told_in(place)
            if told is not None:
                self.speaker, self._spoke = told, now
                return told if told.known else None
        if self.speaker is not None and now - self._spoke <= 2:
            self._spoke = now
            return self.speaker if self.speaker.known else None
        return None

    def _told_in(self, sentence: int) -> Who | None:
        """Return who speaks in a sentence outside its quotations, None where nobody is said to."""
        begin = self._sentences[sentence]
        end = self._sentences[sentence + 1] if sentence + 1 < len(self._sentences) else len(self.doc)
        for other in self.doc[begin:end]:
            if other.i in self._quotes or other.pos_ != "VERB" or other.lemma_.lower() not in _SPEECH:
                continue
            subject = subject_of(other)
            if subject is None or subject.i in self._quotes:
                continue
            for old in reversed(self.standing):
                if old.at == subject.i:
                    return old.who
            if subject.tag_ == "PRP" and subject.lower_ not in _WE:
                told = self.pronoun(subject, enter=False)
                return told[0] if told else None
            phrase = self.composer.phrase(subject)
            if phrase is None or not phrase.whos:
                return None
            if phrase.person:
                return self._person(phrase, phrase.whos[0])
            return phrase.whos[0]
        return None


def _alike(one: Who, other: Who) -> bool:
    """Return whether it makes no difference which of two is meant: the same, or two groups of one side."""
    if one.key == other.key:
        return True
    return one.sort == other.sort == "agents" and one.known and (one.code, one.sector[:1]) == (
        other.code, other.sector[:1])  # fmt: skip


def _a_thing_done(token: Token) -> bool:
    """Return whether an object "it" is of a verb or preposition that takes things and acts rather than actors."""
    if token.dep_ == "pobj" and token.head.lower_ in ("with", "against", "by"):
        return False
    return token.dep_ in ("dobj", "pobj") and governor(token).lemma_.lower() not in _AT_PARTIES


def _doer(token: Token) -> int:
    """Return the subject, told or understood, of the verb whose object a pronoun is: in "A called B, urging him to go"
    it is not A. -1 where there is none or the pronoun is no object."""
    if token.dep_ not in ("dobj", "dative", "pobj"):
        return -1
    verb = governor(token)
    while True:
        subject = subject_of(verb)
        if subject is not None:
            return int(subject.i)
        if verb.dep_ not in ("advcl", "xcomp", "conj") or verb.head.i == verb.i:
            return -1
        verb = verb.head


def _fits(word: str, old: Standing, token: Token) -> float:
    sort = old.who.sort
    if old.who.head in COLLECTIVE and sort in ("agent", "agents") and token.tag_ in ("NN", "NNP"):
        sort = "organ"  # "the army told them that it had buried only fighters"
    if word in _HE or word in _SHE:
        wanted = "m" if word in _HE else "f"
        if old.who.gender and old.who.gender != wanted:
            return 0.0
        if sort == "person":
            return 1.0
        return 0.7 if sort == "agent" and not old.many else 0.0
    if word in _IT:
        if (old.many and sort != "organ") or sort in ("person", "agents", "agent"):
            return 0.0
        return {"state": 1.0, "body": 1.0, "group": 0.9, "organ": 1.0, "place": 0.2, "unknown": 0.3}.get(sort, 0.0)
    if word in _THEY:
        if sort != "organ" and (old.many or sort == "agents"):
            return 1.0
        return {"group": 0.7, "organ": 0.5}.get(sort, 0.0)
    return 0.0


def _many(token: Token, who: Who) -> bool:
    return who.sort == "agents" or (token.tag_ in ("NNS", "NNPS") and who.sort not in ("state", "body"))


def _is_place(token: Token, who: Who) -> bool:
    return (
        who.sort in ("state", "place")
        and token.dep_ == "pobj"
        and token.head.lower_ in ("in", "at", "near", "from", "to")
    )


def _same_clause(old: Token, token: Token) -> bool:
    """Return whether two words are arguments of one verb, so that they cannot be the same unless reflexive."""
    if token.tag_ == "PRP$" or token.lower_.endswith(("self", "selves")):
        return False
    return governor(old).i == governor(token).i and old.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "dative")


def _scenes(token: Token) -> Iterator[Token]:
    """Yield the objects of the phrases of place that hang on a word, before it or after it."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _WHERE:
            for grand in child.rights:
                if grand.dep_ == "pobj":
                    yield grand


def _parts(token: Token) -> Iterator[Token]:
    """Yield what a noun is part of: "Syria" of "other parts of Syria"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (grand for grand in child.rights if grand.dep_ == "pobj")


def _suffers(head: Token) -> bool:
    """Return whether a noun is who is killed, hurt or driven out."""
    verb = head.head
    if head.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.lower_ in _LEFT and verb.head.lemma_ == "leave":
        return True  # "attacks left 130 people dead"
    if head.dep_ == "dobj" and verb.lemma_ == "leave":
        return any(child.lower_ in _LEFT for child in (*verb.rights, *head.rights))
    return verb.lemma_.lower() in _HURT and (
        head.dep_ in ("dobj", "nsubjpass") or (head.dep_ == "nsubj" and verb.lemma_ == "die")
    )


def _weather(token: Token) -> bool:
    verb = token.head
    return verb.lemma_ in ("be", "seem", "appear", "rain", "snow", "happen") and any(
        child.dep_ in ("ccomp", "xcomp", "csubj", "acomp", "attr") for child in verb.children
    )


def _weight(token: Token) -> float:
    match token.dep_:
        case "nsubj" | "nsubjpass":
            return 2.0 if token.head.dep_ == "ROOT" else 1.5
        case "ROOT":
            return 1.2
        case "dobj" | "dative" | "agent":
            return 1.0
        case "poss":
            return 1.4 if token.head.dep_ in ("nsubj", "nsubjpass") else 0.8  # "Ankara's approach ... its"
        case "pobj":
            return 0.6
        case "conj" | "appos":
            return _weight(token.head) * 0.9 if token.head.i != token.i else 0.5
    return 0.4


def _quoted(doc: object) -> frozenset[int]:
    """Return the tokens that stand within quotation marks; an unclosed quotation ends with its paragraph."""
    inside: list[int] = []
    held: list[int] = []
    is_open = False
    for token in doc:  # type: ignore[attr-defined]
        if token.is_space and "\n" in token.text:
            if is_open:
                inside.extend(held)
            is_open, held = False, []
        elif token.text in ('"', "“", "”", "``", "''", "‘‘"):
            if is_open and token.text != "“":
                inside.extend(held)
                is_open, held = False, []
            else:
                is_open, held = True, []
        elif is_open:
            held.append(token.i)
    if is_open:
        inside.extend(held)
    return frozenset(inside)
