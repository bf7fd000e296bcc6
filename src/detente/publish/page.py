"""The brief as one self-contained HTML page. Links go only to http and https addresses (`compose` drops all others)."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from detente.publish.dates import readable
from detente.publish.lines import Brief, Cite
from detente.publish.one_file import page, visible
from detente.publish.outline import GROUPS, MARKS, NO_CLAIM, NO_DATE, NO_DENIAL, NOBODY, source_count


def render(brief: Brief) -> str:
    """The page as text."""
    return page(
        "brief.html",
        "brief.css",
        brief=brief,
        contents=_contents(brief),
        sources=_sources(brief),
        anchor=_anchors(),
        place=_place(brief),
        marked=marked,
        has_marks=has_marks,
        readable=readable,
        source_count=source_count,
        capital=capital,
        marks=MARKS,
        no_claim=NO_CLAIM,
        no_denial=NO_DENIAL,
        nobody=NOBODY,
        groups={group: title for group, _, title in GROUPS},
        no_date=NO_DATE,
    )


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def has_marks(quote: str) -> bool:
    """True for a quote that holds quotation marks of its own."""
    return bool(set(quote) & set('“”"'))


def marked(quote: str, condition: str, commitment: str) -> Markup | None:
    """The quote with the words of the condition and of the commitment marked; None when it does not hold them all."""
    spans = []
    for name, words in (("if", condition), ("then", commitment)):
        start = quote.casefold().find(words.casefold()) if words else 0
        if start < 0 or len(quote.casefold()) != len(quote):
            return None
        if words:
            spans.append((start, start + len(words), name))
    made, end = Markup(), 0
    for start, stop, name in sorted(spans):
        if start < end:
            return None
        made += escape(visible(quote[end:start])) + Markup('<span class="{}">').format(f"own-{name}")
        made += escape(visible(quote[start:stop])) + Markup("</span>")
        end = stop
    return made + escape(visible(quote[end:]))


def _contents(brief: Brief) -> tuple[tuple[str, str, int], ...]:
    return (
        ("signals", "Signals", len(brief.signals)),
        ("claims", "Claims and denials", len(brief.disputes)),
        ("events", "Events", len(brief.events)),
        ("spoken", "Spoken of", len(brief.spoken)),
        ("talks", "Talks", len(brief.talks)),
        ("posture", "Posture", len(brief.postures)),
        ("casualties", "People hurt", len(brief.casualties)),
        ("places", "Places", len(brief.places)),
        ("background", "Background", len(brief.background)),
    )


def _sources(brief: Brief) -> str:
    """ "12 sources": how many there are behind the reports, by name when few."""
    names = list(dict.fromkeys(report.source for report in brief.reports if report.source))
    return ", ".join(names) if len(names) <= 4 else f"{len(names)} sources"


def _anchors() -> Callable[[Cite], str | None]:
    """Names for quotes: the first one of each sentence gets an anchor, so that ids stay unique."""
    given: set[str] = set()

    def anchor(cite: Cite) -> str | None:
        name = f"q{cite.report}-{cite.sentence}"
        if name in given:
            return None
        given.add(name)
        return name

    return anchor


def _place(brief: Brief) -> Callable[[Cite], Markup]:
    """ "report 2, sentence 5", linked to the report (or, with one report, to the quote itself)."""
    several = len(brief.reports) > 1

    def place(cite: Cite) -> Markup:
        if several:
            pattern = Markup('<a href="#r{0}">report {0}</a>, sentence {1}')
            return pattern.format(cite.report, cite.sentence)
        return Markup('<a href="#q{0}-{1}">sentence {1}</a>').format(cite.report, cite.sentence)

    return place
