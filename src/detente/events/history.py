"""Whether an act is told as history: by its own time, its words, or what it is told within.

News is what a report tells of its own days. A year, an era ("in the last century", "as a boy"), a state or ruler that is
gone, what is commemorated, exhibited or taught, and a paragraph that goes back in time make an act background. A time of
these days in the act's own clause, or in one it hangs from, outweighs all that is said around it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from detente.events.acts import SPEECH, Act
from detente.events.frames import listed, normal, table, words
from detente.events.phrases import heads, stems
from detente.language import dates
from detente.records import Article, Clause, Document, Link, Modifier, Phrase

_TABLE = "data/factuality.toml"
# Links along which a clause shares the time of the one it hangs from.
_SHARED: frozenset[Link] = frozenset({"complement", "argument", "oblique", "conjunct", "result", "manner", "modifier"})
_YEARS = re.compile(r"\bfor (?:an? |\w+ |\d+ )?(?:years|decades?)\b", re.IGNORECASE)
_YEARS_AFTER = re.compile(
    r"\b(?:(?:an?|one|half an?) (?:full |whole )?(?:year|decade|century|generation)|years|decades|centuries|generations|months)"
    r"(?: to the day| or so)?\s+after\b",
    re.IGNORECASE,
)
_YEAR_WHEN = re.compile(r"\b(1[89]\d\d|20\d\d),? (?:when|in which)\b")
_IN_YEAR = re.compile(  # "in 2009", not "in 2009 homes"
    r"\b(?:in|of|during|from|by)\s+(?:(?:early|mid|late)[- ])?((?:1\d|20)\d\d)\b(?=[\s\w]{0,2}$|[,.;:)]|\s+(?:and|when|that|to|by|but|over|after|or|as|on|at|the|a|in|set|was|were|had)\b)"
)
_OF_YEAR = re.compile(  # "in the siege of 1992 snipers killed …"
    r"\b(?:siege|war|famine|uprising|revolt|rebellion|crisis|coup|massacre|battle|invasion|revolution|clashes|riots|purge|occupation|genocide"
    r"|campaign|summer|winter|spring|autumn|fall|night|days|year|events|troubles) of ((?:1\d|20)\d\d)\b",
    re.IGNORECASE,
)
_ON_DAY = re.compile(  # "on November 15, 2017"
    r"\bon (?:(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2},? |\d{1,2} [A-Z]\w+ )((?:1\d|20)\d\d)\b"
)
_YEARLY = re.compile(r"\b(?:every|each) (?:year|spring|summer|autumn|winter)\b|\bannually\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:since|than|unlike|like|unseen|worst|first time)\b[^,;]*$", re.IGNORECASE)
_LAST_TIME = re.compile(r"\bthe (?:last|previous|only other) (?:time|occasion) (?:that |on which )?$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:first|second|third|last|only|best|worst|biggest|largest|deadliest|most|ever|never|years?|decades?|months?|weeks?)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:have|has|had)\b.*\b(?:before|in the past)[.,;]?$", re.IGNORECASE)
_OFTEN = frozenset(["repeatedly", "often", "frequently", "routinely", "regularly", "consistently", "sometimes"])
_ANAPHORIC = re.compile(
    r"\b(?:following|next|previous|same|that) (?:day|night|morning|evening|week|month|year)\b", re.IGNORECASE
)
_WAR_NOUNS = ("their", "its", "the")


class History:
    """What of one document is told as history."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentences = retrospect(document)

    def tells(self, clause: Clause, act: Act) -> bool:
        """Whether the act is told as history."""
        document, article = self._document, self._document.article
        covered = [document.clauses[i] for i in act.covers]
        if _is_old_noun(clause) or any(_is_old_noun(c) for c in covered if _is_dated(c)):
            return True
        if (
            _is_custom(document, clause)
            or _is_past_war(clause, act)
            or _is_summed(clause, act)
            or _is_sequel(document, clause)
            or _is_dated_before(document, clause)
            or _is_at_old_noun(document, clause)
            or _is_often_before(clause, act)
        ):
            return True
        if any(_is_recent(c, article) for c in (clause, *covered)):
            return False
        if (first := _first_of(document, clause)) is not None:
            return self.tells(first, act)
        if (
            _is_by_old_foes(document, clause, act)
            or _is_by_the_gone(document, clause)
            or _is_remembered(document, clause)
        ):
            return True
        path = _carriers(document, clause)
        if any(_is_recent(c, article) for c in path):
            return False
        if _is_around(document, clause):
            return True
        if clause.sentence in self._sentences and clause.tense != "present" and not _is_present_perfect(clause):
            return True
        held = [c for c in covered if c.kind == "noun" and _is_dated(c)]
        if any(_is_past_history(c, article) for c in (clause, *path, *held)):
            return True
        if act.type in ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT") and _is_in_old_year(document, clause):
            return True
        since = [k for c in path for k in document.children(c, "time") if k.connective == "since"]
        if clause.kind == "noun" and any(_is_past_history(k, article) for k in since):
            return True
        return act.type in ("ASSAULT", "COERCE") and _is_of_an_era(document, clause)


# ------------------------------------------------------------------------------------------------- words of the act


def is_counted(modifiers: tuple[Modifier, ...], quantity: str | None) -> bool:
    """Several, or one of a row: "three wars", "their second war"."""
    ordinals = set(listed(table(_TABLE)["background"]["ordinals"]))
    count = quantity or next((m.text for m in modifiers if m.kind == "number"), "one")
    return count.lower() not in ("a", "one", "1") or bool(ordinals & {m.text.lower() for m in modifiers})


def _is_dated(clause: Clause) -> bool:
    """Whether an object's date is the deed's: "the 1998 war", not "violated a 1973 treaty"."""
    return clause.link == "argument" and clause.predicate.lower() not in words(_TABLE, "background", "lasting")


def _is_old_noun(clause: Clause) -> bool:
    if clause.kind != "noun":
        return False
    young = re.compile(r"(?:hour|day|week|month)s?-(?:old|long)", re.IGNORECASE)
    named = [m for m in clause.attributes if not young.search(m.text)]
    attributes = {w for m in named for w in (m.lemma.lower(), m.text.lower())}
    if attributes & words(_TABLE, "background", "attributes"):
        return True
    return any(re.fullmatch(r"1[89]\d\d|20[01]\d", m.text) for m in clause.attributes)


def _is_custom(document: Document, clause: Clause) -> bool:
    """ "When(ever) strikes killed soldiers, the army said …": what used to happen, not a happening."""
    if clause.link != "time" or clause.tense != "past":
        return False
    if clause.connective in ("whenever", "every time", "each time", "any time"):
        return True
    above, doer, struck = document.parent(clause), clause.subject, clause.object
    unnumbered = struck is None or (struck.plural and struck.quantity is None and struck.determiner is None)
    behind = (
        above is not None and above.predicate_span[0] < clause.span[0]
    )  # "fighting erupted when Tajik forces fired"
    named = any(a.phrase.kind == "name" or (behind and _is_of_a_nation(a.phrase)) for a in clause.arguments)
    anybody = doer is not None and _is_bare(doer) and unnumbered and not named
    return clause.connective == "when" and anybody and not clause.times


def _is_of_a_nation(phrase: Phrase) -> bool:
    """ "Tajik forces", where "forces" might be anybody's."""
    return any(m.text[:1].isupper() and m.kind != "title" for m in phrase.modifiers) or " of " in f" {phrase.text} "


def _is_bare(phrase: Phrase) -> bool:
    """A plural of anybody: "strikes", "soldiers"."""
    whole = phrase.determiner is None and phrase.quantity is None and phrase.possessor is None
    return phrase.kind == "noun" and phrase.plural and whole


def _is_past_war(clause: Clause, act: Act) -> bool:
    """Wars that are counted, or named as the setting of something else, are history: "two wars", "sparked by the war"."""
    wars = words(_TABLE, "background", "wars")
    if act.type != "ASSAULT":
        return False
    if clause.kind == "noun":
        lasting = {m.text.lower() for m in clause.attributes} & {"ongoing", "continuing", "long-running", "protracted"}
        set_in = clause.determiner in _WAR_NOUNS or bool(lasting)
        setting = clause.link in ("oblique", "cause", "time", "modifier") and set_in
        return clause.predicate in wars and (setting or is_counted(clause.attributes, None))
    if clause.subject is not None and clause.perfect and clause.subject.head.lower() in wars:
        return True  # "the war between them has killed thousands": a sum of years
    fought = clause.object
    named = fought is not None and fought.head.lower().rstrip("s") in wars
    return named and fought is not None and is_counted(fought.modifiers, fought.quantity)


def _is_summed(clause: Clause, act: Act) -> bool:
    """ "Has bombed the rebels for years": a sum of years."""
    return act.type == "ASSAULT" and clause.perfect and _YEARS.search(clause.text) is not None


# ------------------------------------------------------------------------------------------------------------ times


def _is_present_perfect(clause: Clause) -> bool:
    return clause.perfect and clause.tense == "present"


def _carriers(document: Document, clause: Clause) -> list[Clause]:
    """The clauses above whose time is also this clause's."""
    found = []
    while clause.parent is not None and clause.link in _SHARED:
        clause = document.clauses[clause.parent]
        found.append(clause)
    return found


def _is_recent(clause: Clause, article: Article) -> bool:
    """Whether a clause names a time of the days of the report: "on Wednesday", not "since 1971"."""
    own = (t.text for t in clause.times if not _AGAINST.search(t.text) and not _ANAPHORIC.search(t.text))
    found = (dates.resolve(text, article.date) for text in own)
    return any(
        w is not None and not w.since and w.precision in ("day", "week") and not dates.is_history(w, article.date)
        for w in found
    )


_RECORD = re.compile(r"\b(?:first|second|third|only|\w+est)\b.{0,30}\bsince\b", re.IGNORECASE)


def _is_past_history(clause: Clause, article: Article) -> bool:
    data = table(_TABLE)["background"]
    if words(_TABLE, "background", "adverbs") & set(clause.adverbs) and clause.tense != "future":
        return True
    if clause.tense == "future" or clause.mood in ("infinitive", "imperative"):
        return False
    for time in clause.times:
        if _RECORD.search(time.text):
            continue  # "struck Beirut for the first time since 2006": now, and not then
        if re.search(data["times"], time.text, re.IGNORECASE):
            return True
        when = dates.resolve(time.text, article.date)
        if when is not None and article.date is not None and dates.is_history(when, article.date):
            return True
        if when is not None and article.date is None and when.precision in ("year", "decade"):
            return True
    return False


def _is_in_old_year(document: Document, clause: Clause) -> bool:
    """A year the parse has hung on another word: "crushed the rebels in 2009"."""
    if clause.kind != "verb" or document.article.date is None:
        return False
    below = [c.span for c in document.children(clause) if c.kind == "verb"]
    found = (m for pattern in (_IN_YEAR, _OF_YEAR, _ON_DAY) for m in pattern.finditer(clause.text))
    years = ((m[1], clause.span[0] + m.start()) for m in found)
    own = (year for year, place in years if not any(start <= place < end for start, end in below))
    return any(_is_old_year(year, document.article) for year in own)


def _is_old_year(year: str, article: Article) -> bool:
    when = dates.resolve(f"in {year}", article.date)
    return when is not None and (article.date is None or dates.is_history(when, article.date))


def _first_of(document: Document, clause: Clause) -> Clause | None:
    """The clause a conjunct without a time of its own shares one with: "in 2015, when rebels took Sanaa and drove him out"."""
    above = document.parent(clause)
    shares = above is not None and clause.link == "conjunct" and above.link in ("time", "relative") and not clause.times
    return above if shares else None


def _is_sequel(document: Document, clause: Clause) -> bool:
    """ "Four were taken on 24 January; the rebels freed them the following month": dated from what stands before, itself old."""
    sequel = re.compile(table(_TABLE)["background"]["sequel"], re.IGNORECASE)
    own = any(sequel.search(t.text) or _ANAPHORIC.search(t.text) for t in clause.times)
    if not own or clause.tense not in ("past", "none"):
        return False
    before = (c for c in reversed(document.clauses[: clause.id]) if c.sentence >= clause.sentence - 1)
    times = (dates.resolve(t.text, document.article.date) for c in before for t in c.times)
    dated = next((w for w in times if w is not None and w.precision in ("day", "week", "month", "year")), None)
    return dates.is_history(dated, document.article.date)


def _is_dated_before(document: Document, clause: Clause) -> bool:
    """ "In 1962, when China attacked India", "five years after crowds burned its embassy": dated by what stands before."""
    text, start = document.article.text, clause.span[0]
    if clause.link == "time" and _YEARS_AFTER.search(
        text[max(0, start - 32) : max(start + 8, clause.predicate_span[0])]
    ):
        return True
    if _LAST_TIME.search(text[max(0, start - 24) : start]):
        return True
    if clause.link not in ("time", "relative") or clause.connective not in ("when", "in which", None):
        return False
    found = _YEAR_WHEN.search(text[max(0, start - 12) : start + 6])
    return found is not None and _is_old_year(found[1], document.article)


def _is_often_before(clause: Clause, act: Act) -> bool:
    """ "Have used force before", "has repeatedly denied funds": deeds done at other times; words said often still stand."""
    if not clause.perfect or clause.tense == "future":
        return False
    return _BEFORE.search(clause.text) is not None or (act.type not in SPEECH and bool(_OFTEN & set(clause.adverbs)))


def _is_around(document: Document, clause: Clause) -> bool:
    """Whether what stands round it makes it history: a time counted from it, an old date above, a record of years."""
    if _is_since_act(document, clause) or _is_around_history(document, clause):
        return True
    return _is_had(clause) or _is_of_old_cause(document, clause)


def _is_had(clause: Clause) -> bool:
    """ "Have had frequent clashes": a record of years, no news."""
    held = clause.object
    return clause.perfect and clause.predicate == "have" and held is not None and held.plural


def _is_of_old_cause(document: Document, clause: Clause) -> bool:
    """ "An invasion in 1974 triggered by a coup": the year of a noun is that of what set it off, however it is told."""
    causing = words(_TABLE, "background", "causing")
    for node in (clause, *document.ancestors(clause)):
        noun = document.parent(node)
        if noun is None or noun.sentence != clause.sentence:
            return False
        told = node.kind == "verb" and node.link in ("participial", "relative") and normal(node.predicate) in causing
        if told and noun.kind == "noun" and _is_past_history(noun, document.article):
            return True
        if told and noun.kind == "verb" and _is_in_subject(node, noun) and _is_past_history(noun, document.article):
            return True
    return False


def _is_in_subject(node: Clause, above: Clause) -> bool:
    subject = above.subject or above.object
    return subject is not None and subject.span[0] <= node.predicate_span[0] < subject.span[1]


def _is_since_act(document: Document, clause: Clause) -> bool:
    """ "Spoke for the first time since he was pardoned": what the time is counted from; "since X hit us, we …" is news."""
    if clause.kind != "verb" or clause.link != "time" or clause.connective not in ("since", "ever since"):
        return False
    before = document.article.text[document.sentences[clause.sentence].span[0] : clause.span[0]]
    return clause.mood == "participle" or _COUNTED.search(before) is not None


def _is_around_history(document: Document, clause: Clause) -> bool:
    """ "Was set up in 2003 after troops ousted him", "was fined in 2012 for refusing": the old date above is its time."""
    above = document.parent(clause)
    if above is None or above.sentence != clause.sentence:
        return False
    if _is_on_old_noun(document, clause):
        return True
    nonfinite = clause.mood in ("participle", "infinitive") and clause.link in ("cause", "purpose", "manner")
    beside = clause.link == "time" and clause.connective in ("after", "when", "before", "as", "while", "once")
    if clause.connective == "in" and clause.mood == "participle" and above.perfect and above.tense == "past":
        return True  # "had been allied with them in fighting the militia"
    dated = _is_past_history(above, document.article) or _is_in_old_year(document, above)
    return (beside or nonfinite) and dated


def _is_on_old_noun(document: Document, clause: Clause) -> bool:
    """ "In 2021 fifty died in clashes that erupted over water", "left in 2024 following sanctions imposed by the bloc"."""
    if clause.link not in ("relative", "participial") or clause.tense == "present" or clause.times:
        return False
    for above in document.ancestors(clause):
        if above.sentence != clause.sentence:
            return False
        if above.kind != "noun":
            nonfinite = clause.mood == "participle" or clause.tense == "past"
            return nonfinite and (_is_past_history(above, document.article) or _is_in_old_year(document, above))
        if _is_recent(above, document.article):
            return False
    return False


def _is_at_old_noun(document: Document, clause: Clause) -> bool:
    """ "Killed in the 1998 war": what the clause is timed by is old itself."""
    times = document.children(clause, "time")
    return any(_is_old_noun(c) for c in times if c.connective in ("during", "in", "since"))


# ----------------------------------------------------------------------------------------- what it is told within


def _is_by_the_gone(document: Document, clause: Clause) -> bool:
    """Whether the doer, or the ruler it was done under, is gone: "Soviet troops", "under Saddam Hussein"."""
    year = (document.article.date or "")[:4]
    gone = _gone(int(year)) if year.isdigit() else None
    if gone is None:
        return False
    doer = clause.argument("subject")
    named = [] if doer is None else [doer.text]
    named += [a.phrase.text for a in clause.arguments if a.preposition in ("by", "under")]
    named += [m.text for m in clause.attributes]
    return any(gone.search(text) for text in named)


def _is_by_old_foes(document: Document, clause: Clause, act: Act) -> bool:
    """Attacks by armies that have not attacked for decades: "Japanese planes hit Darwin"."""
    doer = clause.argument("subject")
    year = (document.article.date or "")[:4]
    named = doer is not None and doer.text.removeprefix("the ").removeprefix("The ")
    return act.type == "ASSAULT" and year > "1999" and named in words(_TABLE, "gone_from_war", "names")


@functools.cache
def _gone(year: int) -> re.Pattern[str] | None:
    """States, armies and rulers that had been gone for two years by then."""
    names = [n for last, text in table(_TABLE)["gone"].items() if int(last) + 1 < year for n in listed(text)]
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])") if names else None


def _is_remembered(document: Document, clause: Clause) -> bool:
    """What is commemorated, shown or taught: "the anniversary of the invasion", "the museum shows how … attacked"."""
    child = clause
    for above in document.ancestors(clause):
        if above.sentence != clause.sentence:
            break
        if _is_commemoration(above) or _is_teaching(above) or _is_since(child, above):
            return True
        if _is_held_by_memory(child, above):
            return True
        if _is_recent(above, document.article):
            return False
        child = above
    return _is_after_memory(document, clause)


def _is_commemoration(above: Clause) -> bool:
    if normal(above.predicate) in words(_TABLE, "background", "remembering"):
        return True
    return above.predicate in ("recall", "relive", "retell", "mark") and _YEARLY.search(above.text) is not None


def _is_teaching(above: Clause) -> bool:
    """Whether a book, a museum or a teacher tells it."""
    if normal(above.predicate) not in words(_TABLE, "background", "telling"):
        return False
    teller = above.subject or (above.object if above.voice == "passive" else None)
    return teller is not None and bool(heads(teller) & words(_TABLE, "background", "works"))


def _is_since(child: Clause, above: Clause) -> bool:
    """ "Have been divided since the North attacked": what a state that lasts is dated by."""
    after = child.predicate_span[0] > above.predicate_span[0]  # "since planes hit it, the border is shut" tells why
    return child.link == "time" and child.connective in ("since", "ever since") and above.perfect and after


def _is_held_by_memory(child: Clause, above: Clause) -> bool:
    """Whether it lies in a phrase of remembrance: "laid a wreath for the dead of the attack"."""
    memory = words(_TABLE, "background", "memory")
    place = child.predicate_span[0]
    held = [a.phrase for a in above.arguments if a.phrase.span[0] <= place < a.phrase.span[1]]
    if any(p.head_span != child.predicate_span and memory & set(stems(p.head)) for p in held):
        return True
    laid = above.object
    return child.link in ("modifier", "oblique", "relative") and laid is not None and "wreath" in heads(laid)


def _is_after_memory(document: Document, clause: Clause) -> bool:
    """The same where the parse has lost the phrase: "a monument to the villagers whom soldiers massacred was unveiled"."""
    if clause.link in ("conjunct", "said") or (clause.link == "root" and not _is_loose(clause)):
        return False
    sentence = document.sentences[clause.sentence]
    before = document.article.text[sentence.span[0] : clause.predicate_span[0]]
    return re.search(table(_TABLE)["background"]["memorials"], before, re.IGNORECASE) is not None


def _is_loose(clause: Clause) -> bool:
    """A relative clause or noun taken for a main clause."""
    first = clause.text.split(maxsplit=1)[0].lower()
    return clause.kind == "noun" or first in ("who", "whom", "that", "which", "whose")


def _is_of_an_era(document: Document, clause: Clause) -> bool:
    """ "In the last century", "as a boy he saw …": an era named in the clause, or in one it hangs from."""
    if clause.tense in ("present", "future") and clause.link in ("root", "conjunct"):
        return False
    era = _eras()
    lower: tuple[Clause, ...] = ()
    for node in (clause, *document.ancestors(clause)):
        if node.sentence != clause.sentence or _is_recent(node, document.article):
            return False
        if any(_is_own(match, node, document, lower) for match in era.finditer(node.text)):
            return True
        lower = (*lower, node)
    return False


def _is_own(match: re.Match[str], node: Clause, document: Document, lower: tuple[Clause, ...]) -> bool:
    """Whether words stand in the clause itself (or below it on the way here), in no other of its sub-clauses."""
    if _AGAINST.search(node.text[: match.start()]):
        return False  # "the worst since the Second World War"
    place = node.span[0] + match.start()
    aside = (c for c in document.children(node, "relative", "participial", "apposition", "parenthetical"))
    return not any(c.span[0] <= place < c.span[1] and c not in lower for c in aside)


@functools.cache
def _eras() -> re.Pattern[str]:
    return re.compile("".join(table(_TABLE)["background"]["eras"].split("\n")), re.IGNORECASE)


# -------------------------------------------------------------------------------------------------- paragraphs


def paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """Paragraphs that tell history, with the first sentence that does; the last word of each paragraph wins."""
    anchor = document.article.date
    for clause in reversed(document.clauses):
        times = [dates.resolve(t.text, anchor) for t in clause.times]
        if any(t is not None and not t.since and dates.is_history(t, anchor) for t in times):
            yield document.sentences[clause.sentence].paragraph, clause.sentence


def _is_pluperfect(clauses: list[Clause]) -> bool:
    finite = [c for c in clauses if c.kind == "verb" and c.tense != "none"]
    return bool(finite) and all(c.perfect and c.tense == "past" for c in finite)


def retrospect(document: Document) -> frozenset[int]:
    """The sentences of paragraphs that go back in time and stay there: "In 2016 … . Three years later … its jets bombed".

    A paragraph goes back where its first sentence does; it stays there until a sentence names a day of the report's own
    days or speaks in the present. In a report of one paragraph only a sentence that goes on ("three years later") or goes
    further back ("had cut down") stays.
    """
    first = {s.paragraph: s.index for s in reversed(document.sentences) if not s.headline}
    opened = {place for place, sentence in paragraphs(document) if first.get(place) == sentence}
    several = len(first) > 1
    sequel = re.compile(table(_TABLE)["background"]["sequel"], re.IGNORECASE)
    found: set[int] = set()
    going = False
    for sentence in document.sentences:
        clauses = [c for c in document.clauses if c.sentence == sentence.index]
        if first.get(sentence.paragraph) == sentence.index:
            going = sentence.paragraph in opened
            continue
        now = any(_is_recent(c, document.article) or (c.link == "root" and c.tense != "past") for c in clauses)
        going = going and not now and (several or sequel.search(sentence.text) is not None or _is_pluperfect(clauses))
        if going:
            found.add(sentence.index)
    return frozenset(found)
