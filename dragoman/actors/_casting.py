"""From a parsed document to its Cast: every phrase that stands for an actor, in text order."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.actors._compose import ARMED_ACTS, Composer, Phrase
from dragoman.actors._coref import Stage
from dragoman.actors._names import Names
from dragoman.actors._phrases import NOUNS, conjuncts
from dragoman.actors._tables import ActorTables
from dragoman.actors._who import Who
from dragoman.records import Cast, Mention, Parse

PRONOUNS = frozenset(
    """he him his himself she her hers herself it its itself they them their theirs themselves we us our ours ourselves
    i me my mine myself""".split()
)
# Things named after a people that no people does.
KITCHEN = frozenset(
    """breakfast cheese kiss fries toast noodle duck delight sponge fruit bread wine coffee tea salad dressing cuisine
    dish food restaurant twin wedding film movie song novel language dictionary grammar accent shepherd bulldog
    poodle terrier spaniel retriever carpet rug hat seed shop bull elephant roulette dressing letter numeral nut silk
    python tiger leopard panda sparrow finch eagle lion rhino bear crocodile cobra lizard goose robin cedar oak pine
    maple cypress knotweed ivy rose orchid lily mahogany flu influenza measles encephalitis fever syndrome dollar rand
    dinar lira rouble ruble yen peso rupee rupiah baht ringgit franc krone krona zloty forint hryvnia naira shilling
    cedi dirham riyal rial renminbi yuan sedan cigar rum whisky whiskey vodka beer curry sausage pastry soup chocolate
    waltz tango opera ballet accordion""".split()
)
# "who heads the police": what a person does for those to whom he belongs.
SERVICE = frozenset(
    """command lead head run coordinate represent chair direct oversee manage edit speak work serve belong own fight
    lobby campaign advise preside""".split()
)
_MODIFIER = frozenset(("amod", "compound", "nmod", "poss", "npadvmod", "nummod", "advmod"))


def cast(parse: Parse, tables: ActorTables) -> Cast:
    """Return all actors of one document."""
    names = Names(parse, tables)
    composer = Composer(names)
    phrases = _phrases(composer)
    _appositions(phrases, composer)
    _titles(phrases, composer)
    _relatives(phrases, composer)
    _shared(phrases, composer)
    stage = Stage(parse, names, composer)
    stage.introduce(phrases.values())
    mentions: list[Mention] = []
    text = parse.document.text
    for root in sorted(set(phrases) | {t.i for t in parse.doc if t.lower_ in PRONOUNS and t.pos_ in ("PRON", "DET")}):
        phrase = phrases.get(root)
        if phrase is None:
            token = parse.doc[root]
            whos = stage.pronoun(token)
            first, last = root, root + 1
        else:
            whos = stage.settle(phrase)
            first, last = phrase.first, phrase.last
            if phrase.agent is None and phrase.pending and not phrase.person and not whos[0].known:
                continue  # "the island", where none was named: no actor
        if not whos:
            continue
        start = parse.doc[first].idx
        end = parse.doc[last - 1].idx + len(parse.doc[last - 1])
        words = text[start:end]
        for ending in ("'s", "’s"):
            words = words.removesuffix(ending)
        end = start + len(words)
        mentions.append(Mention(first, last, root, tuple(who.entity(words, start, end) for who in whos)))
    return Cast(tuple(mentions), {mention.root: mention for mention in mentions})


def _phrases(composer: Composer) -> dict[int, Phrase]:
    """Return every phrase of a document by its root, largest first: what lies within another is part of it."""
    doc = composer.doc
    found: dict[int, Phrase] = {}
    inside: set[int] = set()
    loose: list[Token] = []
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "VERB", "X", "INTJ", "ADV") and (
            token.i not in composer.names.at
        ):
            continue
        if token.lower_ in PRONOUNS and token.tag_ in ("PRP", "PRP$") and token.text != "US":
            continue
        if _is_modifier(token, composer):
            loose.append(token)
            continue
        if token.i not in composer.names.at and (token.lower_ in KITCHEN or token.lemma_.lower() in KITCHEN):
            continue
        phrase = composer.phrase(token)
        if phrase is not None and phrase.whos:
            found[token.i] = phrase
            if phrase.last > phrase.head.i + 1 or phrase.first < phrase.head.i:
                inside.update(i for i in range(phrase.first, phrase.last) if i != token.i)
    for token in loose:
        if token.i in inside or token.i in found:
            continue
        phrase = _modifier(token, composer)
        if phrase is not None:
            found[token.i] = phrase
    return found


def _is_modifier(token: Token, composer: Composer) -> bool:
    name = composer.names.at.get(token.i)
    if name is not None and token.i != name.head:
        return True
    if token.dep_ in _MODIFIER and token.head.i > token.i:
        other = composer.names.at.get(token.head.i)
        listed = name is not None and other is not None and bool(name.of("country")) and bool(other.of("country"))
        return not (listed and token.doc[token.i + 1].text == ",")
    if token.dep_ == "conj":
        head = token.head
        while head.dep_ == "conj":
            head = head.head
        return head.dep_ in _MODIFIER and head.head.i > token.i
    return False


def _modifier(token: Token, composer: Composer) -> Phrase | None:
    """Return a modifier that names an actor as a phrase of its own: "Turkish" in "Turkish shelling"."""
    name = composer.names.at.get(token.i)
    if name is not None and token.i != name.head:
        return None
    head = token.head
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if token.dep_ == "conj":
        head = head.head
    if head.lower_ in KITCHEN or head.lemma_.lower() in KITCHEN:
        return None  # "English breakfast"
    if name is not None and composer.names.aside(name) and not _led(name.last, composer):
        after = composer.doc[name.last + 1].lower_ if name.last + 1 < len(composer.doc) else ""
        if after not in ("backed", "supported", "funded", "armed", "trained", "imposed", "brokered", "mediated"):
            return None
    if token.dep_ == "poss" or (name is None and token.pos_ in NOUNS):
        phrase = composer.phrase(token)
        if phrase is not None and phrase.whos and (name is not None or token.dep_ == "poss"):
            return _armed(phrase, head)
        return None
    if name is None:
        return None
    who = composer.names.who(name)
    if who is None:
        phrase = composer.phrase(token)
        return phrase if phrase is not None and phrase.whos else None
    if who.via == "nationality" and who.sector[:1] == ("CVL",) and token.tag_ in ("JJ", "NNP", "NN"):
        who = replace(who, sector=("GOV", *who.sector[1:]), name=composer.tables.nationality(who.code))
        country = composer.tables.countries.get(who.code)
        who = replace(who, name=country.name if country else who.name, sort="state")
    if who.sub.startswith("people ") and who.sub != "people ":
        who = replace(who, sector=tuple(who.sub.removeprefix("people ").split("|")), name=name.text, sort="agents")
    phrase = Phrase(token, name.first, name.last, [who])
    return _armed(phrase, head)


def _led(at: int, composer: Composer) -> bool:
    return at + 1 < len(composer.doc) and composer.doc[at + 1].lower_ in ("led", "owned")


def _armed(phrase: Phrase, head: Token) -> Phrase:
    """Give a state before an armed act its armed forces: "Turkish shelling"."""
    if head.lower_ in ARMED_ACTS or head.lemma_.lower() in ARMED_ACTS:
        phrase.whos = [
            replace(who, sector=("MIL", *who.sector[1:]), why=f'{who.why}; before "{head.text}"')
            if who.sort == "state" and who.sector[:1] == ("GOV",) else who
            for who in phrase.whos
        ]  # fmt: skip
    return phrase


def _appositions(phrases: dict[int, Phrase], composer: Composer) -> None:
    """Make one identity of "Serbia's populist president, Aleksandar Vucic" and "Ibrahim Kalin, a spokesman ..."."""
    doc = composer.doc
    for token in doc:
        if token.dep_ != "appos":
            continue
        upper = token.head
        while upper.pos_ == "NUM" and upper.dep_ == "appos":  # "Mehdi, 19, a French plumber"
            upper = upper.head
        a, b = phrases.get(upper.i), phrases.get(token.i)
        if a is not None and b is None and a.person and not a.whos[0].known and token.pos_ == "NOUN":
            told = composer.nationality(token)
            if told is not None:
                a.whos = [replace(told, name=a.whos[0].name, sort="person", why=f"{told.why}; apposition")]
                a.pending = False
            continue
        if a is None or b is None or not a.whos or not b.whos:
            continue
        row = [phrases[t.i] for t in conjuncts(token) if t.i in phrases]
        if a.head.tag_ in ("NNS", "NNPS") and len(row) > 1:
            _listed(a, row)
            continue
        one, two = a.whos[0], b.whos[0]
        best = _better(a, b)
        if best is None:
            continue
        why = f"{best.why}; apposition"
        merged = replace(best, why=why)
        if one.sort == "person" and two.sort in ("agent", "organ"):
            merged = replace(merged, name=one.name, sort="person", id=one.id or merged.id, role=merged.role or two.role)
        elif two.sort == "person" or b.person:
            merged = replace(merged, name=two.name, sort="person", id=two.id or merged.id, role=merged.role or one.role)
        elif a.person:
            merged = replace(merged, name=one.name, sort="person")
        a.whos, b.whos = [merged], [merged]
        a.pending = b.pending = not merged.known
        a.person = a.person or b.person
        b.person = a.person


def _titles(phrases: dict[int, Phrase], composer: Composer) -> None:
    """Join "the rebel" and "Free Syrian Army" where the parse has them side by side as two of one clause."""
    by_start = {phrase.first: phrase for phrase in phrases.values()}
    for title in list(phrases.values()):
        name = by_start.get(title.head.i + 1)
        if name is None or not title.pending or title.agent is None or title.person or title.last != title.head.i + 1:
            continue
        whole = name.head.head.i == title.head.head.i and name.head.dep_ == title.head.dep_
        if whole and name.whos and name.whos[0].known and name.sort in ("group", "body", "person"):
            title.whos, title.pending = list(name.whos), False


def _listed(whole: Phrase, row: list[Phrase]) -> None:
    """Give "the two presidents" those whom a list after it names, where all of them are known by name."""
    named = [part.whos[0] for part in row if part.whos]
    if len(named) == len(row) and all(who.known and who.via in ("name", "office", "capital") for who in named):
        told = whole.head.text
        whole.whos = [replace(who, via="description", why=f'{who.why}; named after "{told}"') for who in named]
        whole.pending = False
        whole.agent = None


def _relatives(phrases: dict[int, Phrase], composer: Composer) -> None:
    """Tell a person by what is said of him at once: "Agim Shaqiraj, who commands the rebels"."""
    for phrase in phrases.values():
        if not phrase.person or phrase.whos[0].known:
            continue
        verb = next((child for child in phrase.head.rights if child.dep_ == "relcl"), None)
        if verb is None or verb.lemma_.lower() not in SERVICE or not any(c.lower_ == "who" for c in verb.lefts):
            continue
        for thing in verb.rights:
            if thing.dep_ == "prep" and thing.lower_ in ("for", "in", "with", "at", "to"):
                thing = next((child for child in thing.rights if child.dep_ == "pobj"), thing)
            served = phrases.get(thing.i)
            if served is None or thing.dep_ not in ("dobj", "pobj") or not served.whos:
                continue
            who = served.whos[0]
            if who.sort == "person" or (not who.known and who.sector == ("UNK",)):
                continue
            mine = phrase.whos[0]
            sector = who.sector if mine.sector == ("UNK",) else mine.sector
            why = f"{who.why}; {mine.name} {verb.text} it"
            via = "description" if who.known else "unresolved"
            phrase.whos = [
                replace(mine, code=who.code, sector=sector, via=via, why=why, sort="person")  # type: ignore[arg-type]
            ]
            phrase.pending = not who.known
            break


def _better(a: Phrase, b: Phrase) -> Who | None:
    one, two = a.whos[0], b.whos[0]
    states = ("state", "place")
    if (one.sort in states) != (two.sort in states) and "person" in (one.sort, two.sort):
        return None  # "Smith, Texas": a place, no identity
    if one.sort == two.sort == "person" and one.name.split()[-1] != two.name.split()[-1] and one.via != "office":
        if two.via != "office":
            return None  # a list of people, parsed as an apposition
    if one.sort == "place" and two.sort in states:
        return None
    if one.sort == "person" and one.known and one.via in ("name", "office"):
        return one
    if two.sort == "person" and two.known and two.via in ("name", "office"):
        return two
    if one.known and two.known:
        if one.code != two.code:
            return None
        return one if one.sector[:1] not in (("UNK",), ("CVL",)) else two
    if one.known:
        return one if one.sector != ("UNK",) or two.sector == ("UNK",) else replace(one, sector=two.sector)
    if two.known:
        return two
    if {a.person != "", b.person != ""} == {True, False}:
        return two if one.sector == ("UNK",) else one
    return None


def _shared(phrases: dict[int, Phrase], composer: Composer) -> None:
    """Give conjuncts the modifier they share: "Turkish troops and police", "presidents Putin and Erdogan"."""
    for root in sorted(phrases):
        phrase = phrases[root]
        row = conjuncts(phrase.head)
        if phrase.head.dep_ == "conj" or len(row) < 2:
            continue
        known = [who for who in phrase.whos if who.known and who.via in ("nationality", "pattern")]
        if phrase.agent is None and phrase.sort in ("state", "agent") and len(row) > 1:
            _adjective(phrase, [phrases[t.i] for t in row[1:] if t.i in phrases])
        if not known or phrase.agent is None:
            continue
        for other in row[1:]:
            later = phrases.get(other.i)
            if later is None or not later.pending or later.agent is None or later.person:
                continue
            if later.first < other.i and any(
                composer.doc[i].dep_ in ("det", "poss") for i in range(later.first, other.i)
            ):
                continue
            later.whos = [
                replace(mine, code=who.code, via="nationality", 
                        name=f"{composer.tables.nationality(who.code)} {mine.name}",
                        why=f"{mine.why}; shares {who.name}")
                for mine in later.whos[:1] for who in known
            ]  # fmt: skip
            later.pending = False


def _adjective(phrase: Phrase, later: list[Phrase]) -> None:
    """Give "Guatemalan" in "Guatemalan and Mexican soldiers" the noun that it shares, where the parse joins them."""
    who = phrase.whos[0]
    if who.via != "nationality" or phrase.head.tag_ not in ("JJ", "NNP") or phrase.first != phrase.head.i:
        return
    last = later[-1] if later else None
    if last is None or last.agent is None or not last.whos or last.whos[0].via not in ("nationality", "pattern"):
        return
    shared = last.whos[-1]
    phrase.whos = [replace(who, sector=shared.sector, sort=shared.sort, why=f"{who.why}; shares {last.agent.word}")]
