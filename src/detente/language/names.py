"""Repairs of names and noun phrases: titles, lists, what hangs from which noun."""

from __future__ import annotations

from detente.language import lexicon
from detente.language.tree import ROOT, Tree, comma_between


def flats(t: Tree) -> None:
    """ "at Tel Aviv": what belongs to a name hangs from its first word; the others have nothing below them."""
    for i in range(t.size):
        head = t.heads[i]
        if t.rels[i] in ("case", "det") and head >= 0 and t.rels[head] == "flat":
            t.attach(i, t.heads[head], t.rels[i])


def torn(t: Tree) -> None:
    """ "Burkina Faso, Mali, and Niger announced": the words of one name that hang side by side from one verb."""
    for i in range(1, t.size):
        same = t.heads[i] == t.heads[i - 1] != ROOT and t.rels[i] == t.rels[i - 1] not in ("flat", "compound")
        if same and t.entities[i].startswith("I-") and t.upos[i] == t.upos[i - 1] == "PROPN":
            t.attach(i - 1, i, "compound")
            for c in [c for c in t.children[i - 1] if c > i]:
                t.attach(c, i, t.rels[c])


def compounds(t: Tree) -> None:
    """ "in Kashmir ambush": nouns between a preposition and its noun belong to that noun."""
    for i in range(t.size):
        if t.upos[i] not in ("NOUN", "PROPN"):
            continue
        case = t.child(i, "case")
        if case is None or case > i:
            continue
        for x in range(case + 1, i):
            if (
                t.heads[x] != ROOT
                and not t.below(x, i)
                and not t.below(i, x)
                and t.upos[x] in ("NOUN", "PROPN", "ADJ")
                and t.rels[x] in ("obl", "nmod", "obl:unmarked", "nmod:unmarked")
            ):
                t.attach(x, i, "compound")


def collectives(t: Tree) -> None:
    """ "A wave of strikes on Lebanon", "a package of sanctions": the strikes are what there is, the wave is how many."""
    many = lexicon.words("nouns", "collective")
    for i in range(t.size - 2):
        if t.upos[i] != "NOUN" or t.lemmas[i] not in many:
            continue
        things = next((c for c in t.under(i, "nmod") if c > i and t.upos[c] == "NOUN" and t.xpos[c] == "NNS"), None)
        of = next((c for c in t.under(things, "case") if t.lower[c] == "of"), None) if things is not None else None
        if things is None or of is None:
            continue
        t.swap(things, i, "compound")
        t.attach(of, i, "fixed")
        for c in [c for c in t.children[i] if c > things]:
            t.attach(c, things, t.rels[c])


def coordinations(t: Tree) -> None:
    """Coordinations the parser took for something else.

    "Islamabad, New Delhi agree" is one with a comma; in "for an end to the fighting and for a withdrawal" the repeated
    preposition says what is coordinated with what; in "the leader of the rebels, Riek Machar", the name is the leader's.
    """
    persons = lexicon.words("nouns", "person")
    for i in range(t.size):
        head = t.heads[i]
        if head == ROOT:
            continue
        rel = t.rels[i]
        if rel in ("flat", "compound", "appos") and t.upos[i] == t.upos[head] == "PROPN" and comma_between(t, head, i):
            plural = t.heads[head] != ROOT and t.xpos[t.heads[head]] == "VBP"
            names = t.entity(i) == t.entity(head)
            if rel == "flat" or (rel == "compound" and i < head) or (rel == "appos" and plural and names):
                _coordinate(t, i, head)
        elif rel == "conj" and t.upos[i] in ("NOUN", "PROPN"):
            _by_preposition(t, i, head)
        elif rel == "nsubj" and t.upos[i] in ("NOUN", "PROPN"):
            _second_of_three(t, i, head)
        elif rel == "appos" and t.entity(i) == "PER" and t.rels[head] == "nmod" and t.entity(head) != "PER":
            above = t.heads[head]
            if t.lemmas[above].lower() in persons and t.lemmas[head].lower() not in persons:
                t.attach(i, above, "appos")


def _coordinate(t: Tree, i: int, head: int) -> None:
    """Make two names coordinate, the first the head."""
    if i < head:
        t.swap(i, head, "conj")
    else:
        t.rels[i] = "conj"


def _second_of_three(t: Tree, i: int, head: int) -> None:
    """ "Germany, France and Britain had …": the one in the middle is no subject of its own."""
    first = next((s for s in t.under(head, "nsubj") if s < i), None)
    if first is None or not comma_between(t, first, i) or any(t.upos[x] in ("VERB", "AUX") for x in range(first, i)):
        return
    last = next((c for c in t.under(first, "conj") if c > i), None)
    if last is not None and t.has(last, "cc"):
        t.attach(i, first, "conj")


def _by_preposition(t: Tree, i: int, head: int) -> None:
    """Coordinate a noun with the one above that has the same preposition."""
    case = t.child(i, "case")
    if case is None:
        return
    own = t.child(head, "case")
    if own is not None and t.lower[own] == t.lower[case]:
        return
    for above in t.ancestors(head):
        if t.upos[above] not in ("NOUN", "PROPN"):
            return
        other = t.child(above, "case")
        if other is not None and t.lower[other] == t.lower[case]:
            t.attach(i, above, "conj")
            return


def titles(t: Tree) -> None:
    persons = lexicon.words("nouns", "person")
    for i in range(t.size - 1):
        if t.upos[i] not in ("NOUN", "PROPN") or t.lemmas[i].lower() not in persons:
            continue
        if t.rels[i] in ("flat", "compound", "nmod:desc", "nmod:poss"):
            continue
        name = next(
            (
                c
                for c in t.children[i]
                if t.rels[c] in ("flat", "appos", "nmod:desc", "compound") and _name_follows(t, i, c)
            ),
            None,
        )
        if name is None:
            beside = _title_beside(t, i)
            if beside is not None:
                _merge_title(t, i, beside)
            continue
        t.swap(name, i, "nmod:desc")
        for c in list(t.children[i]):
            if (
                t.rels[c] in ("case", "cc", "conj", "appos", "acl:relcl", "acl", "punct", "flat") and c != name
            ) or c > name:
                t.attach(c, name, t.rels[c])


def free_cases(t: Tree) -> None:
    """ "by US Secretary of State Mike Pompeo": the preposition belongs to the whole, not to the title."""
    for i in range(t.size):
        if t.rels[i] != "nmod:desc":
            continue
        for c in t.under(i, "case"):
            if c == min(t.subtree(i)):
                t.attach(c, t.heads[i], "case")


def _title_beside(t: Tree, i: int) -> int | None:
    """The name that stands right behind a title as a second subject or object: "army chief" + "Abdel Fattah"."""
    c = t.subtree(i)[-1] + 1
    if c >= t.size or t.rels[i] in ("root", "appos", "xcomp", "ccomp"):
        return None
    while t.heads[c] > i and t.rels[c] in ("nmod:desc", "compound", "amod", "flat"):
        c = t.heads[c]
    if t.upos[c] != "PROPN" or t.below(c, i) or t.below(i, c) or t.entity(c) == "LOC":
        return None
    return c if t.heads[c] == t.heads[i] else None


def _merge_title(t: Tree, i: int, name: int) -> None:
    """Hang a title from the name behind it, with the name in the title's place in the sentence."""
    for c in t.under(name, "nmod:desc"):
        if c > i:
            t.attach(c, i, "amod")
    for c in t.under(name, "case"):
        bare = next((x for x in t.under(i, "nmod") if i < c < x and not t.has(x, "case")), None)
        if bare is not None:
            t.attach(c, bare, "case")  # "envoy for Yemen Martin Griffiths"
    t.attach(name, t.heads[i], t.rels[i])
    t.attach(i, name, "nmod:desc")
    for c in list(t.children[i]):
        if t.rels[c] in ("case", "cc", "conj", "punct"):
            t.attach(c, name, t.rels[c])


def title_of(t: Tree) -> None:
    """ "the president of Syria Bashar al-Assad": the name behind the country is the president's."""
    persons = lexicon.words("nouns", "person") | {"executive", "ruler"}
    for c in range(t.size):
        if t.entity(c) != "PER":
            continue
        _name_below_place(t, c, persons)
        title = t.heads[c]
        if t.rels[c] != "nmod" or t.lemmas[title].lower() not in persons:
            continue
        case = t.child(c, "case")
        side = next(
            (
                x
                for x in t.under(c, "compound", "amod", "nmod", "flat", "nmod:desc")
                if x < c and t.entity(x) in ("LOC", "ORG")
            ),
            None,
        )
        if case is None or side is None or not case < side or t.rels[title] == "nmod:desc" or t.heads[title] == ROOT:
            continue
        t.attach(side, title, "nmod")
        t.attach(case, side, "case")
        t.attach(c, t.heads[title], t.rels[title])
        t.attach(title, c, "nmod:desc")


def _name_below_place(t: Tree, c: int, persons: frozenset[str]) -> None:
    """The same, where the name hangs from the country."""
    side = t.heads[c]
    if not t.entities[c].startswith("B-PER") or side == ROOT or t.entity(side) not in ("LOC", "ORG") or side > c:
        return
    title = t.heads[side]
    if (
        t.rels[side] != "nmod"
        or title == ROOT
        or t.lemmas[title].lower() not in persons
        or t.rels[title] == "nmod:desc"
    ):
        return
    several = t.xpos[title] in ("NNS", "NNPS")
    for x in list(t.children[side]):
        if x > c and t.entity(x) == "PER":
            t.attach(x, c, "conj" if several else "flat")
    if several:  # "the presidents of A and B, X and Y": each name is one of them
        t.attach(c, title, "appos")
        return
    t.attach(c, t.heads[title], t.rels[title])
    t.attach(title, c, "nmod:desc")


def _name_follows(t: Tree, i: int, c: int) -> bool:
    """Whether the name c stands right behind its title i, only other names between."""
    return c > i and t.upos[c] == "PROPN" and all(t.upos[x] == "PROPN" for x in range(i + 1, c))


def sides(t: Tree) -> None:
    """ "an attack by gunmen on a mosque", "talks between A and B in Cairo": the last phrase belongs to the act."""
    events = lexicon.acts()
    for i in range(t.size):
        event = t.heads[i]
        case = t.child(i, "case") if t.rels[i] == "nmod" else None
        if event == ROOT or case is None or t.lemmas[event].lower() not in events:
            continue
        taken = {"by": ("on", "against", "at", "into"), "between": ("in", "on", "over", "at", "about")}
        for x in (i, *t.under(i, "conj")):
            for c in t.under(x, "nmod"):
                own = t.child(c, "case")
                if own is not None and t.lower[own] in taken.get(t.lower[case], ()):
                    t.attach(c, event, "nmod")


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight overnight".split()
)


_MONTHS = frozenset("january february march april may june july august september october november december".split())


def dates(t: Tree) -> None:
    """ "On 14 October China notified India": day and month are one phrase, the name behind them is the subject."""
    for i in range(1, t.size - 1):
        month = i + 1
        day = t.upos[i] == "NUM" and t.words[i].isdigit() and len(t.words[i]) <= 2
        named = t.lower[month] in _MONTHS and t.words[month][0].isupper()
        apart = day and named and not t.below(month, i) and not t.below(i, month)
        if apart and t.rels[i] != "nummod" and t.has(i, "case"):
            t.attach(month, i, "nmod:unmarked")
    for i in range(1, t.size - 1):
        place = t.heads[i] == i - 1 and t.entity(i - 1) == "LOC" and t.upos[i] == "NUM" and len(t.words[i]) != 4
        if place and t.xpos[i + 1] == "NNS" and t.lemmas[i - 1].lower() not in lexicon.words("nouns", "time"):
            t.attach(i, i + 1, "nummod")  # "In Goma 13 soldiers died"
        verb = i + 1
        if t.upos[i] != "PROPN" or t.upos[verb] != "VERB" or t.lemmas[i].lower() in lexicon.words("nouns", "time"):
            continue
        if t.has(verb, "nsubj", "nsubj:pass", "aux", "aux:pass", "csubj", "expl") or t.xpos[verb] not in (
            "VBD",
            "VBZ",
            "VBP",
        ):
            continue
        date = _date_above(t, i)
        if date is not None and t.heads[date] == verb:
            t.attach(i, verb, "nsubj")


def _date_above(t: Tree, i: int) -> int | None:
    """The date a name was taken for a part of."""
    times = lexicon.words("nouns", "time")
    at = t.heads[i]
    found = None
    while at != ROOT and at < i and (t.lemmas[at].lower() in times or t.upos[at] == "NUM"):
        if not any(t.lemmas[c].lower() in times for c in t.subtree(at)):
            return None
        found = at
        at = t.heads[at]
    return found


def times(t: Tree) -> None:
    """ "met officials in Doha on Monday": the day is the verb's, unless the noun names an act."""
    events = lexicon.acts()
    for i in range(t.size):
        if t.rels[i] == "obl:unmarked":
            _time_before(t, i)
        head = t.heads[i]
        if t.lemmas[i].lower() not in _DAYS or t.rels[i] not in ("nmod", "nmod:unmarked", "compound") or i < head:
            continue
        verb = head
        while verb != ROOT and t.upos[verb] not in ("VERB", "AUX"):
            if t.lemmas[verb].lower() in events or t.lemmas[verb].lower() in _DAYS or t.rels[verb] in ("root", "conj"):
                verb = ROOT
                break
            verb = t.heads[verb]
        case = t.child(i, "case")
        if verb != ROOT and (case is None or t.lower[case] in ("on", "by", "until", "before", "since", "after")):
            t.attach(i, verb, "obl" if case is not None else "obl:unmarked")


def _time_before(t: Tree, i: int) -> None:
    """ "two days after the army left, …": the two days are those of the main verb."""
    clause = t.heads[i]
    if clause == ROOT or t.rels[clause] != "advcl" or i > clause:
        return
    mark = t.child(clause, "mark")
    if mark is not None and mark == i + 1 and t.lower[mark] in ("before", "after"):
        t.attach(i, t.heads[clause], "obl:unmarked")
