"""Photo captions and the credits by which they are known: "(AP Photo/Name)", "REUTERS/Name", "FILE - …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.text.agencies import agency_pattern

# A caption is a paragraph; a credit in running text further on than this belongs to something else.
_LONGEST = 1500
# After its credit a caption may say one thing more; what is longer is the report itself, run on in one line.
_LONGEST_REST = 160
_SOURCES = (
    r"Getty(?:\s+Images)?|AP\s+Images|AP\s+Photo|EPA(?:-EFE)?|Shutterstock|Alamy|Zuma(?:\s+Press)?|NurPhoto|SIPA(?:\s+USA)?"
    r"|Abaca(?:\s*Press)?|MAXPPP|VCG|Imago|IMAGO|iStock(?:photo)?|Handout|HANDOUT|Pool|POOL|Flickr|Wikimedia(?:\s+Commons)?"
    r"|Courtesy|Planet\s+Labs|Maxar(?:\s+Technologies)?|Redux|Magnum|Polaris|Sputnik|CQ\s+Roll\s+Call|Newscom|TNS"
)
_PHOTO = r"(?:photo(?:graph)?s?|pictures?|images?|illustration|screengrab|screenshot|video\s+still)"


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit within a paragraph: where it starts and ends, and its words without brackets."""

    start: int
    end: int
    credit: str


@cache
def _bracketed() -> re.Pattern[str]:
    source = rf"(?:{_SOURCES}|{agency_pattern()})"
    kind = (
        r"(?:(?:FILE|File|AP|AFP|Reuters|REUTERS|Pool|POOL|Handout|HANDOUT|Staff|Courtesy|Official|"
        rf"{agency_pattern()})\s+){{0,2}}"
    )
    # IGNORECASE is off: "(the photo was taken in May)" is no credit, "(Photo by X)" is.
    photo = r"(?:Photos?|PHOTOS?|Photograph|PHOTOGRAPH|Image|IMAGE|Picture|PICTURE|Screenshot|Screengrab)"
    inner = (
        rf"{kind}{photo}(?:\s*(?:[:/,|]|by\b|via\b|courtesy\b|credit\b|from\b|provided\b|-|–)[^()\[\]]{{1,140}})?"
        rf"|(?:photo|image|picture|photograph)s?\s*(?:by|:|/|via|courtesy|credit)\s*[^()\[\]]{{1,140}}"
        rf"|(?:File\s*:\s*|FILE\s*:\s*)?{source}\s*(?:/|,\s*File)\s*[^()\[\]]{{0,120}}"
        r"|(?:File\s*:\s*)?[^()\[\]/]{2,80}\s*/\s*(?:[^()\[\]/]{2,60}\s*/\s*)?"
        rf"(?:The\s+)?(?:{source}|[A-Z][\w.' ]{{2,40}})(?:[^()\[\]]{{0,40}})"
        rf"|[^()\[\]]{{2,100}}\svia\s{source}[^()\[\]]{{0,30}}"
        rf"|(?:{_SOURCES}|[Ff]ile\s+(?:photo|picture|image))"
        rf"|(?:Courtesy|Credit|Source|Image\s+credit|Photo\s+credit)\s*(?:of|:)\s*[^()\[\]]{{2,120}}"
    )
    return re.compile(rf"[(\[]\s*(?P<credit>{inner})\s*[)\]]\.?")


@cache
def _bare() -> re.Pattern[str]:
    """Credits without brackets at the end of a paragraph, or a paragraph of their own."""
    source = rf"(?:{_SOURCES}|{agency_pattern()})"
    name = r"[A-Z][^\s.!?]*(?:[ -][^\s.!?]+){0,6}"
    return re.compile(
        rf"(?:(?<=[.!?”\"’)])\s+|^)(?P<credit>"
        rf"(?:REUTERS|AFP|EPA|AP|Reuters)(?:\s+(?:Photo|PHOTO))?\s*/\s*{name}(?:\s*/\s*[^/\n]{{2,40}}){{0,2}}"
        rf"|(?:{agency_pattern()})\s+(?:Photo|PHOTO)(?:\s*/\s*{name})?"
        rf"|(?:Photo(?:graph)?s?|PHOTO|Picture|Image|Photo\s+credit|Image\s+credit|Picture\s+credit|Image\s+source|Credit)\s*"
        rf"(?::|,|\bby\b)\s*[^.!?\n]{{2,120}}"
        rf"|Image\s+(?:copyright|source)\s*[,:]?\s*[^.!?\n]{{1,80}}"
        rf"|(?:File\s+)?(?:Photo|Image)\s+(?:courtesy\s+of|via)\s+[^.!?\n]{{2,100}}"
        rf"|(?:{_SOURCES})"
        rf"|©\s*{source}(?:\s*/\s*[^.!?\n]{{2,60}})?"
        rf"|{name}\s*/\s*(?:{source})(?:\s*/\s*[^.!?\n]{{2,60}})?"
        rf"|{name}\s+via\s+(?:{source})"
        rf")\.?$"
    )


_OPENING = re.compile(
    r"(?:FILE(?:\s+PHOTO)?\s*[-–—:.]+\s*|File\s+photo\s*[-–—:]\s*|Image\s+caption\s*[:,]?\s*|"
    r"(?:Photo|Picture|Image)\s+caption\s*[:,]?\s*|PHOTO\s*:\s*|CAPTION\s*:\s*|Caption\s*:\s*)(?=[A-Z\"“‘'])"
)


def find_credit(paragraph: str) -> Credited | None:
    """Return the photo credit of a paragraph, or None. The last one counts where there are several."""
    if len(paragraph) > 20_000:
        return None
    head = paragraph[:_LONGEST]
    last = None
    for match in _bracketed().finditer(head):
        last = match
    if last is not None:
        return Credited(last.start(), last.end(), " ".join(last["credit"].split()))
    if len(paragraph) <= _LONGEST:
        tail = max(0, len(paragraph) - 260)
        bare = _bare().search(paragraph, tail) if tail else _bare().search(paragraph)
        if bare:
            words = bare["credit"]
            if bare.start("credit") > 0 or len(paragraph) <= 160:
                return Credited(bare.start("credit"), len(paragraph), " ".join(words.split()))
    return None


def caption_opening(paragraph: str) -> int:
    """Return how many characters of a caption's mark ("FILE - ") a paragraph begins with; 0 if none."""
    match = _OPENING.match(paragraph)
    return match.end() if match else 0


def rest_is_report(paragraph: str, credit: Credited) -> bool:
    """Tell whether what follows a credit is too long to belong to the caption."""
    return len(paragraph) - credit.end > _LONGEST_REST


def is_file_photo(paragraph: str) -> bool:
    """Tell whether a caption speaks of an old picture, whose date says nothing about the report."""
    return re.search(r"\bFILE\b|\b[Ff]ile\s+(?:photo|picture|image)|,\s*[Ff]ile\)|\barchive\b", paragraph) is not None
