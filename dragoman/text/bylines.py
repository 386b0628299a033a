"""Who wrote it: "By JANE DOE", "(Reporting by …; Editing by …)", "… contributed to this report"."""

from __future__ import annotations

import re

from dragoman.text.agencies import find_agency

_LONGEST = 400  # the longest sign-off of a wire report seen names nine people in 310 characters
_TASK = (
    r"(?:additional\s+|further\s+|other\s+)?(?:reporting|writing|editing|compiled|translated|edited|written|reported)"
)
_SIGN_OFF = rf"\(?\s*(?:with\s+)?{_TASK}(?:\s*(?:,|and|&)\s*{_TASK})*\s+(?:by|from)\b"
_IS_SIGN_OFF = re.compile(rf"{_SIGN_OFF}\s*:?\s*(?P<names>.+)", re.IGNORECASE | re.DOTALL)
_CONTRIBUTED = re.compile(
    r"[^.!?]{2,200}(?:\.[^.!?]{2,100}){0,3}\bcontributed(?:\s+(?:reporting|research))?\s+(?:to|from|for)\s+"
    r"(?:this|the)\s+(?:report|story|article|dispatch|piece)\W*",
    re.DOTALL,
)
_TRAILING = re.compile(
    rf"(?<=[.!?”\"’')])\s+(?:{_SIGN_OFF}\s+[^.!?]{{3,300}}[.)]?|[A-Z][^.!?]{{2,120}}\bcontributed to this "
    rf"(?:report|story|article)\.?)\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:by|words by|story by|from|analysis by|opinion by)\s*:?\s+(?P<names>.+)", re.IGNORECASE | re.DOTALL
)
_SMALL = frozenset(
    "and in for by from with the of at de del della der den van von da dos das di du la le el al bin bint ibn ben abu"
    " ter ten y e zu af ap additional reporting editing writing compiled translated edited written further staff"
    " writer writers reporter reporters correspondent correspondents editor editors special to news contributor"
    " contributors columnist bureau chief desk agencies agency senior foreign diplomatic political defence defense"
    " security economics chief our own our graphics photos a".split()
)
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december early late noon midnight dawn then now this that these those contrast"
    " comparison law land sea air far itself themselves numbers invitation popular".split()
)
_WORD = re.compile(r"[^\s;,/&|•·()]+")


def is_byline(line: str) -> bool:
    """Tell whether a whole line (stripped) says who wrote, reported or edited, and nothing else."""
    if len(line) > _LONGEST:
        return False
    sign_off = _IS_SIGN_OFF.fullmatch(line)
    if sign_off:
        return _are_names(sign_off["names"])
    if _CONTRIBUTED.fullmatch(line):
        return True
    by = _BY.fullmatch(line)
    if by:
        # A name or an agency: "By Friday" and "By The Numbers" are neither.
        return len(line) <= 160 and _starts_with_person(by["names"]) and _are_names(by["names"])
    person, comma, agency = line.rpartition(",")
    if comma and len(line) <= 80 and find_agency(re.sub(r"\s+(?:staff\s+)?writer$", "", agency.strip(), flags=re.I)):
        return 2 <= len(person.split()) <= 4 and _are_names(person) and not any(c in person for c in ".,;:")
    return False


def trailing_byline(paragraph: str) -> int | None:
    """Return where a sign-off at the end of a paragraph ("… Additional reporting by A B") starts, or None."""
    offset = max(0, len(paragraph) - _LONGEST)
    match = _TRAILING.search(paragraph, offset)
    if not match:
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return start if is_byline(paragraph[start:]) else None


def byline_agency(line: str) -> str | None:
    """Return the full name of the agency a byline names after its writer, or None."""
    for part in re.split(r"[,|/•·\n]|\s-\s|^by\s+", line, flags=re.IGNORECASE):
        words = re.sub(r"\s+(?:staff\s+)?(?:writers?|correspondents?|reporters?)$", "", part.strip(" ()."), flags=re.I)
        agency = find_agency(words) if words else None
        if agency:
            return agency.name
    return None


def _starts_with_person(names: str) -> bool:
    first = re.split(r"[,;|/•·(]|\s+(?:and|in|for)\s+|\s[-–—]\s", names, maxsplit=1)[0].strip()
    if find_agency(first):
        return True
    words = first.split()
    if not words or words[0].lower() in _NOT_NAMES or words[0].lower() in ("the", "a", "our"):
        return " ".join(words[:2]).lower() in ("our correspondent", "our staff", "the editorial", "our own")
    return 2 <= len(words) <= 6 and words[0][0].isupper() and words[1].lower() not in _NOT_NAMES


def _are_names(words: str) -> bool:
    """Tell whether words are a list of names, places and tasks: no other small word, no sentence."""
    found = [w.strip(".'’\":") for w in _WORD.findall(words)]
    found = [w for w in found if w]
    if not found:
        return False
    for word in found:
        if not (word[0].isupper() or word[0].isdigit() or word[0] in "-–—@#") and word.lower() not in _SMALL:
            # Arabic and Dutch names begin small: al-Faour, el-Sisi, d'Arcy, van't
            if not re.match(r"(?:al|el|as|ad|an|ar|ash|at|az|ul|d|l|o|van|bin)[-'’]\w", word):
                return False
    return any(w[0].isupper() for w in found)
