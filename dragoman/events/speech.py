"""On whose word an act stands: the speakers above it, nearest first.

The sayings that grammar gives (sayings.py) are joined to the quotations around them, and carried on into the next
sentence where a quotation goes on ("…," he said. "…") or where the tense shows that the speaker does ("He said he
was ready. The army had been warned.").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.events.parties import Parties, unique
from dragoman.events.quotations import Quotation, find_quotations, paragraph_of, paragraph_starts
from dragoman.events.sayings import QUOTING, REPORTING, Grammar, Saying, somebody
from dragoman.events.syntax import SUBJECTS, child, children, surface_subject
from dragoman.records import CODED_ZONES, Entity, Parse

__all__ = ["REPORTING", "Attribution", "Speech"]

# A reporting clause begins no further from its quotation than this. 8 to 20 tried on the open cases: past 12 nothing
# more was found, and longer ones reached into the next sentence.
_REACH = 14


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word an act stands. All empty where the outlet tells it in its own voice."""

    said_by: tuple[Entity, ...] = ()  # nearest speaker first
    cue: str | None = None  # the words that name the nearest speaker's saying: "said", "according to", ":"
    start: int | None = None  # of the cue, in the document's text
    end: int | None = None
    direct: bool = False  # whether the act stands between quotation marks


class Speech:
    """The sayings of one document, found once."""

    def __init__(self, parse: Parse, parties: Parties) -> None:
        self.parse = parse
        self.doc = parse.doc
        self.grammar = Grammar(parties)
        self.starts = paragraph_starts(parse) or [0]
        self.sayings: list[Saying] = []
        self.sentences: list[list[Token]] = []
        for sentence in parse.sentences:
            if sentence.kind in CODED_ZONES:
                first, last = parse.span(sentence)
                self.sentences.append(list(self.doc[first:last]))
        quotations = find_quotations(parse)
        self.inside = {i for q in quotations for i in range(q.first, q.last)}
        self.by_sentence: list[list[Saying]] = []
        for tokens in self.sentences:
            found = self.grammar.sayings(tokens)
            self.by_sentence.append(found)
            self.sayings.extend(found)
        self._join(quotations)
        self._carry_on()

    def of(self, act: Token) -> Attribution:
        """Return on whose word an act stands."""
        over = sorted((s for s in self.sayings if act.i in s.content), key=lambda s: (len(s.content), s.rank, s.cue))
        speaking = [s for s in over if s.speakers]
        if not speaking:
            return Attribution()
        said_by = unique(e for s in speaking for e in s.speakers)
        nearest = speaking[0]
        direct = act.i in nearest.quoted
        if nearest.silent:
            return Attribution(said_by, direct=direct)
        first, last = self.doc[nearest.cue[0]], self.doc[nearest.cue[1] - 1]
        start, end = first.idx, last.idx + len(last)
        return Attribution(said_by, self.doc[nearest.cue[0] : nearest.cue[1]].text, start, end, direct)

    # -- quotations ------------------------------------------------------------------------------------------

    def _join(self, quotations: tuple[Quotation, ...]) -> None:
        """Give each quotation its saying, those left open taking that of their going on."""
        last: tuple[Quotation, Saying] | None = None
        waiting: list[Quotation] = []  # opened in earlier paragraphs and going on
        for quotation in quotations:
            saying = self._saying_of(quotation) or self._said_beside(quotation)
            if saying is None and last is not None:
                saying = self._taken_up(quotation, last, bool(waiting))
            if saying is None:
                if quotation.goes_on or waiting:
                    waiting.append(quotation)
                continue
            for q in (*waiting, quotation):
                self._extend(saying, q)
            if not quotation.goes_on:
                waiting = []
            last = (quotation, saying)

    def _extend(self, saying: Saying, quotation: Quotation) -> None:
        words = set(range(quotation.first, quotation.last))
        cue = set(range(*saying.cue))
        for other in self.sayings:
            if other is not saying and cue & other.content and not saying.silent:
                other.content |= words
        saying.content |= words
        saying.quoted |= words

    def _saying_of(self, quotation: Quotation) -> Saying | None:
        """Return the saying whose grammar holds words of a quotation; its cue stands outside."""
        words = set(range(quotation.first, quotation.last))
        best: tuple[int, int, Saying] | None = None
        for s in self.sayings:
            shared = len(words & s.content)
            if not shared or s.cue[0] in words or not s.speakers or s.verb is None:
                continue
            gap = min(abs(s.cue[0] - quotation.last), abs(quotation.first - s.cue[0]))
            key = (gap, len(s.content))
            if best is None or key < best[:2]:
                best = (*key, s)
        return best[2] if best is not None else None

    def _said_beside(self, quotation: Quotation) -> Saying | None:
        """Return a saying made from the reporting verb beside a quotation that the parser did not join to it."""
        doc, here = self.doc, paragraph_of(quotation.first, self.starts)
        after: list[Token] = []
        i = quotation.last + 1
        ended = doc[quotation.last - 1].text in (".",)
        while not ended and i < len(doc) and len(after) < _REACH and paragraph_of(i, self.starts) == here:
            if doc[i].text in (".", "!", "?", ";") or i in self.inside:
                break
            after.append(doc[i])
            i += 1
        before: list[Token] = []
        i = quotation.first - 2
        while i >= 0 and len(before) < _REACH and paragraph_of(i, self.starts) == here:
            if doc[i].text in (".", "!", "?", ";") or i in self.inside:
                break
            before.append(doc[i])
            i -= 1
        colon = bool(before) and before[0].text == ":"
        for verb in after:
            if made := self._made(verb):
                return made
            if verb.lemma_ == "headline":
                speakers = self.grammar.issuers_of(verb)
                if speakers:
                    return self._new(Saying(speakers, (verb.i, verb.i + 1), set(), verb=verb.i))
        near = bool(before) and before[0].text in (",", ":", "that", "as", "“", '"')
        for verb in before:
            if made := self._made(verb) if near or verb is before[0] else None:
                return made
        if colon:
            for verb in before:
                if verb.pos_ in ("VERB", "AUX"):
                    subject = surface_subject(verb)
                    speakers = self.grammar.voice(subject) if subject is not None else ()
                    if speakers:
                        at = verb.i if verb.lemma_ in QUOTING else before[0].i
                        return self._new(Saying(speakers, (at, at + 1), set(), verb=verb.i))
        return self._told_before(quotation) if self._begins_sentence(quotation) and not before else None

    def _told_before(self, quotation: Quotation) -> Saying | None:
        """Return a saying of whoever speaks in the sentence before a quotation that names no speaker: "A survivor
        described the night. "I hid …""."""
        i = quotation.first - 3
        if i < 0 or paragraph_of(i, self.starts) != quotation.paragraph or i in self.inside:
            return None
        for tokens in self.sentences:
            if tokens[0].i <= i <= tokens[-1].i:
                root = next((t for t in tokens if t.dep_ == "ROOT"), None)
                return self._made(root) if root is not None else None
        return None

    def _made(self, verb: Token) -> Saying | None:
        if verb.lemma_.lower() not in QUOTING or verb.pos_ not in ("VERB", "AUX") or verb.i in self.inside:
            return None
        known = next((s for s in self.sayings if s.verb == verb.i and s.speakers), None)
        if known is not None:
            return known
        subject = child(verb, *SUBJECTS)
        if subject is None:
            named = children(verb, "dobj", "oprd", "attr")
            subject = next((t for t in named if t.left_edge.i == verb.i + 1), None)
        speakers = self.grammar.subject_of(verb) if subject is None else self.grammar.voice(subject)
        if subject is not None and subject.lemma_ == "headline":
            speakers = self.grammar.issuers_of(subject) or (somebody(subject),)
        if not speakers:
            return None
        return self._new(Saying(speakers, (verb.i, verb.i + 1), set(), verb=verb.i))

    def _new(self, saying: Saying) -> Saying:
        self.sayings.append(saying)
        return saying

    def _taken_up(self, quotation: Quotation, last: tuple[Quotation, Saying], waiting: bool) -> Saying | None:
        """Return the last quotation's saying where this one only goes on with it: in the same paragraph after the
        reporting clause, or in the next paragraph with nothing said between."""
        earlier, saying = last
        begins = self._begins_sentence(quotation)
        if earlier.goes_on and quotation.paragraph == earlier.paragraph + 1:
            return saying
        if quotation.paragraph == earlier.paragraph and begins:
            return saying
        if quotation.paragraph == earlier.paragraph + 1 and begins:
            if quotation.first - 1 <= self.starts[quotation.paragraph] + 1 and not waiting:
                return saying
        return None

    def _begins_sentence(self, quotation: Quotation) -> bool:
        i = quotation.first - 2
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        if i < 0 or paragraph_of(i, self.starts) != quotation.paragraph:
            return True
        return self.doc[i].text in (".", "!", "?", '"', "”", "''", ":")

    # -- the next sentence -----------------------------------------------------------------------------------

    def _carry_on(self) -> None:
        """Let a speaker go on into sentences in the past perfect or with "would" that name no speaker themselves."""
        speaker: Saying | None = None
        paragraph = -1
        for tokens, found in zip(self.sentences, self.by_sentence, strict=True):
            here = paragraph_of(tokens[0].i, self.starts) if tokens else -1
            root = next((t for t in tokens if t.dep_ == "ROOT"), None)
            if root is None:
                speaker = None
                continue
            own = [s for s in found if s.speakers and s.verb is not None and not s.silent]
            main = next((s for s in own if s.verb == root.i or root.i in s.content), None)
            if main is not None:
                speaker, paragraph = main, here
                continue
            told = any(root.i in s.content for s in self.sayings)
            if told or speaker is None or here != paragraph or not _is_told_back(root):
                if not told:
                    speaker = None
                continue
            self._new(Saying(speaker.speakers, speaker.cue, {t.i for t in tokens}, silent=True, rank=1))


def _is_told_back(root: Token) -> bool:
    """Return whether a main verb stands in a tense of reported speech: "had freed", "would be flown home"."""
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "would", "'d", "’d") for c in root.children)
