"""Text -> sentences: survives quotes, initials, titles, datelines, headings and hard-wrapped lines.

A paragraph ends at a blank line, at a line that is a bullet or a heading, and at a line break unless the lines are
hard-wrapped. Inside a paragraph a sentence ends at a stop, with the quotes and brackets that close after it, when what
follows can begin a sentence. The dateline ("NEW DELHI, May 7 (Agency) - ") belongs to no sentence.
"""

from __future__ import annotations

import re

from detente.language.tokens import TITLES, is_abbreviation
from detente.records import Sentence, Span

OPENING = "\"'“‘«([{`"
CLOSING = "\"'”’»)]}"

_STOP = re.compile(r"(?:[.!?]+|…)[\"'”’»)\]}]*(?=\s|$)|[.!?][”»\"]?(?=[“«])|[.!?](?=[A-Z][a-z]+ [a-z])")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•·▪–—]|\d{1,2}[.)])\s+")
_LOWER_START = re.compile(r"[\"'“‘(\[]*[a-z]")
_NAME = r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|al|el|of|and))*"
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"(?:(?P<city>[A-Z][A-Z'’./ -]+(?:, (?:{_NAME}|[A-Z]+))?(?: ?/ ?[A-Z][A-Z ]+)?)(?:,? ?\(?{_DATE}\)?)?(?:,? ?\([^()]{{2,40}}\))?"
    rf"|(?:{_NAME})(?:, (?:{_NAME}))?(?:,? {_DATE}|,? ?\([^()]{{2,40}}\))+)"
    r"\s*(?:--|[-–—|]|:(?=\s[A-Z]))\s*"
)
_AGENCY = re.compile(
    r"(?:[A-Z][A-Za-z'’./ -]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?(?:,? " + _DATE + r")?,? ?)?"
    r"\((?:Agency|Agencies|Wire|Reuters|AP|AFP|Xinhua|IANS|PTI|UPI|ANI|TASS|DPA|dpa|EFE|Yonhap|Kyodo|KUNA|ANSA|BNO)\)"
    r"\s*(?:--|[-–—|:])?\s*(?=[A-Z])"
)
_CITY = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:[,/] ?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)?:\s+(?=[A-Z])")
_SAID_NEXT = re.compile(
    r"\s+(?:(?:the|a|an|his|her) )?(?:[\w.'’-]+ ){1,6}?(?:said|asked|told|says|asks|added|wrote|wondered|demanded|shouted|cried)\b",
    re.IGNORECASE,
)
_WRAP = (45, 100)  # lengths of hard-wrapped lines, in characters


def split(text: str, title: str | None = None) -> list[Sentence]:
    """The sentences of a text in order; `title`, if it stands in the text too, is marked as a headline there."""
    sentences: list[Sentence] = []
    heading = " ".join(title.split()).casefold() if title else None
    for paragraph, (start, end) in enumerate(paragraphs(text)):
        start += len(dateline(text[start:end]))
        spans = _sentences(text, start, end)
        for a, b in spans:
            words = text[a:b]
            headline = words.casefold() == heading or (len(spans) == 1 and _is_heading(words))
            sentences.append(
                Sentence(index=len(sentences), span=(a, b), text=words, paragraph=paragraph, headline=headline)
            )
    return sentences


def paragraphs(text: str) -> list[Span]:
    """Paragraphs as `[start, end)`, white space off both ends; a bullet's mark belongs to none."""
    found: list[Span] = []
    block: list[Span] = []
    previous = 0
    for line in _LINE.finditer(text):
        if block and "\n" in text[previous + 1 : line.start()]:
            found.extend(_unwrap(text, block))
            block = []
        previous = line.end()
        a, b = _trim(text, line.start(), line.end())
        if a < b:
            block.append((a, b))
        elif block:
            found.extend(_unwrap(text, block))
            block = []
    return found + _unwrap(text, block)


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    """The paragraphs of a block without blank lines: its lines, joined where they are hard-wrapped."""
    longest = max((b - a for a, b in lines), default=0)
    found: list[Span] = []
    for a, b in lines:
        bullet = _BULLET.match(text, a, b)
        if bullet is not None and bullet.end() < b:
            found.append((bullet.end(), b))
        elif found and _continues(text, found[-1], (a, b), longest):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def _continues(text: str, before: Span, line: Span, longest: int) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last_line = before[1] - max(before[0], text.rfind("\n", before[0], before[1]) + 1)
    stopped = text[before[1] - 1] in ".!?:" + CLOSING
    if not stopped and _LOWER_START.match(text, line[0]):
        return True
    return _WRAP[0] <= last_line <= _WRAP[1] and last_line > longest - 18 and longest <= _WRAP[1] and longest > 60


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def dateline(paragraph: str) -> str:
    """The dateline a paragraph opens with, its dash and spaces included; "" when there is none."""
    agency = _AGENCY.match(paragraph, 0, 120)
    if agency is not None:
        return agency.group()
    match = _DATELINE.match(paragraph, 0, 120) or _CITY.match(paragraph, 0, 60)
    if match is None or not _can_begin(paragraph[match.end() :][:60]):
        return ""
    bare = match.group().rstrip(" -–—:")
    if ":" in match.group():
        return match.group() if _is_report(paragraph, match.end()) else ""
    return match.group() if bare[-1] in ")0123456789" or (len(bare) > 3 and "." not in bare) else ""


def _is_report(paragraph: str, start: int) -> bool:
    """Whether sentences follow a name and a colon: "New Delhi: India struck …". "IRAN: Ready to talk" is a headline."""
    return len(paragraph) - start > 60 and paragraph[-1] in '.!?”"’' and paragraph[start] not in "“\"‘'"


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of one paragraph."""
    found: list[Span] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, begin, stop.start(), stop.end(), end):
            a, b = _trim(text, begin, stop.end())
            if a < b:
                found.append((a, b))
            begin = stop.end()
    a, b = _trim(text, begin, end)
    if a < b:
        found.append((a, b))
    return found


def _ends(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    """Whether the mark at `stop` (closed at `after`) ends the sentence begun at `begin`."""
    follow = re.compile(r"\s*").match(text, after, end)
    at = follow.end() if follow else after
    if at >= end:
        return True
    following = text[at:end][:60]
    if not _can_begin(following):
        return False
    closed = after - stop > 1 and text[after - 1] in CLOSING
    if closed:
        return not (text[stop] in "?!" and _SAID_NEXT.match(text, after, min(end, after + 90)))
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    word = text[begin : stop + 1].rsplit(None, 1)[-1].lstrip(OPENING + "-—–")
    return not is_abbreviation(word) or _abbreviation_ends(word, following)


def _can_begin(following: str) -> bool:
    """Whether a sentence can begin with these characters."""
    bare = following.lstrip(OPENING + " -–—•[")
    if not bare:
        return False
    return bare[0].isupper() or bare[0].isdigit() or bare[0] in "$£€…" or (not bare[0].islower() and bare[0].isalpha())


_STARTERS = frozenset(
    """the a an in on at but and he she it they we i this that these those his her its their our there if when while as
    after before however meanwhile for with by from according also both some many two three no""".split()
)


def _abbreviation_ends(word: str, following: str) -> bool:
    """Whether a sentence ends at an abbreviation: "… in the U.S. The minister …", never "Gen. Smith"."""
    bare = word[:-1].lower()
    if bare in TITLES or (len(bare) == 1 and bare != "i"):
        return False
    first = following.lstrip(OPENING).split(None, 1)[0].rstrip(",;:'’\"”") if following.strip() else ""
    return first.lower() in _STARTERS and first[:1].isupper()


def _is_heading(words: str) -> bool:
    """A paragraph of one short line without a stop: a headline or a heading."""
    return words[-1] not in ".!?…:;,\"”)]'’" and 2 <= len(words.split()) <= 25
