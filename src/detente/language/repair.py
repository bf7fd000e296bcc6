"""Tree rewritings that bring different parses of one construction to one shape, and mend the parser's usual slips.

- a title and a name ("Defence Minister Khawaja Asif"): the name is the head, the title hangs from it as `nmod:desc`;
- "…, X said" behind or inside what is said: the verb of saying is above, the content its `ccomp`;
- "is going to act", "has to act", "is to act", "is about to act": the verb of action is above, the rest folded into it.
"""

from __future__ import annotations

from detente.language import lexicon
from detente.language.tree import CLAUSAL, ROOT, Tree

FRAME_RELS = frozenset({"parataxis", "dep", "conj", "advcl", "appos", "discourse", "acl", "acl:relcl", "list"})


def repair(tree: Tree) -> None:
    """Bring a tree to the shapes the rest of this room expects."""
    _compounds(tree)
    _lists(tree)
    _particles(tree)
    _names(tree)
    _title_of(tree)
    _dummies(tree)
    _agents(tree)
    _free_cases(tree)
    _perfects(tree)
    _absolutes(tree)
    _sides(tree)
    _times(tree)
    _objects(tree)
    _participles(tree)
    _frames(tree)
    _quoted_as(tree)
    _in_statements(tree)
    _fronted(tree)
    _adding(tree)
    _headline_verb(tree)
    _ends(tree)
    _split_quotes(tree)
    _addressees(tree)
    _noun_content(tree)
    _second_subjects(tree)
    _subjects(tree)
    _finite_conjuncts(tree)
    _raise(tree)


def _compounds(t: Tree) -> None:
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


def _lists(t: Tree) -> None:
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
        if rel in ("flat", "compound", "appos") and t.upos[i] == t.upos[head] == "PROPN" and _comma_between(t, head, i):
            plural = t.heads[head] != ROOT and t.xpos[t.heads[head]] == "VBP"
            names = t.entity(i) == t.entity(head)
            if rel == "flat" or (rel == "compound" and i < head) or (rel == "appos" and plural and names):
                _coordinate(t, i, head)
        elif rel == "conj" and t.upos[i] in ("NOUN", "PROPN"):
            _by_preposition(t, i, head)
        elif rel == "appos" and t.entity(i) == "PER" and t.rels[head] == "nmod" and t.entity(head) != "PER":
            above = t.heads[head]
            if t.lemmas[above].lower() in persons and t.lemmas[head].lower() not in persons:
                t.attach(i, above, "appos")


def _comma_between(t: Tree, a: int, b: int) -> bool:
    return any(t.words[x] == "," for x in range(min(a, b) + 1, max(a, b)))


def _coordinate(t: Tree, i: int, head: int) -> None:
    """Make two names coordinate, the first the head."""
    if i < head:
        t.swap(i, head, "conj")
    else:
        t.rels[i] = "conj"


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


def _second_subjects(t: Tree) -> None:
    """ "the demand that Moscow return Crimea was …": a noun right behind a verb is its object, not a second subject."""
    for i in range(t.size):
        subjects = t.under(i, "nsubj", "nsubj:pass")
        if len(subjects) < 2 or not subjects[1] < i:
            continue
        verb = min(t.subtree(subjects[1])) - 1
        if verb >= 0 and t.upos[verb] == "VERB" and t.below(verb, subjects[0]) and not t.has(verb, "obj"):
            t.attach(subjects[1], verb, "obj")


def _particles(t: Tree) -> None:
    """ "hand over its weapons", "bring tension down": the particle belongs to the verb, the noun is its object."""
    phrasal = lexicon.words("verbs", "phrasal")
    for v in range(t.size - 1):
        if t.upos[v] != "VERB":
            continue
        for c in t.under(v, "advmod", "obl", "obl:unmarked"):
            if c > v and not t.children[c] and f"{t.lemmas[v]} {t.lower[c]}" in phrasal:
                t.rels[c] = "compound:prt"
        for c in t.under(v, "obl", "obl:unmarked"):
            adverb = next((x for x in t.under(c, "advmod") if x == min(t.subtree(c)) and x > v), None)
            if adverb is not None and f"{t.lemmas[v]} {t.lower[adverb]}" in phrasal:
                t.attach(adverb, v, "compound:prt")
        if t.has(v, "compound:prt") and not t.has(v, "obj", "ccomp", "xcomp"):
            bare = next((c for c in t.under(v, "obl") if not t.has(c, "case") and not _temporal(t, c)), None)
            if bare is not None and bare > v:
                t.rels[bare] = "obj"
        after = v + 1
        noun = t.heads[after]
        if (
            t.rels[after] == "case"
            and noun > after
            and t.heads[noun] == v
            and f"{t.lemmas[v]} {t.lower[after]}" in phrasal
            and not t.has(v, "obj")
        ):
            t.attach(after, v, "compound:prt")
            t.rels[noun] = "obj"


def _names(t: Tree) -> None:
    persons = lexicon.words("nouns", "person")
    for i in range(t.size - 1):
        if t.lemmas[i].lower() not in persons or t.upos[i] not in ("NOUN", "PROPN"):
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


_ACTIVE_AS_ADJECTIVE = frozenset(
    "protest fight retreat advance invade attack oppose rebel visit approach demonstrate riot occupy march withdraw".split()
)


def _agents(t: Tree) -> None:
    """ "was interrupted by protesting legislators": the legislators interrupted."""
    for i in range(t.size):
        head = t.heads[i]
        if t.xpos[i] != "VBG" or head == ROOT or t.lemmas[i] not in _ACTIVE_AS_ADJECTIVE or not t.has(head, "aux:pass"):
            continue
        by = next((c for c in t.under(i, "mark", "case") if t.lower[c] == "by" and c == i - 1), None)
        noun = next((c for c in t.under(i, "obj") if c == i + 1), None)
        if by is not None and noun is not None:
            t.swap(noun, i, "amod")
            t.rels[noun] = "obl:agent"
            t.attach(by, noun, "case")


def _temporal(t: Tree, i: int) -> bool:
    return t.lemmas[i].lower() in lexicon.words("nouns", "time")


def _dummies(t: Tree) -> None:
    """ "It was announced that …": "it" stands for the clause."""
    for i in range(t.size):
        if t.lower[i] != "it" or t.rels[i] not in ("nsubj", "nsubj:pass") or t.heads[i] < i:
            continue
        head = t.heads[i]
        clause = next((c for c in t.under(head, "ccomp", "csubj", "csubj:pass") if c > head), None)
        if clause is not None and t.has(clause, "mark") and (t.rels[i] == "nsubj:pass" or t.has(head, "cop")):
            t.rels[i] = "expl"


def _free_cases(t: Tree) -> None:
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


def _title_of(t: Tree) -> None:
    """ "the president of Syria Bashar al-Assad": the name behind the country is the president's."""
    persons = lexicon.words("nouns", "person") | {"executive", "ruler"}
    for c in range(t.size):
        _name_below_place(t, c, persons)
        title = t.heads[c]
        if t.entity(c) != "PER" or t.rels[c] != "nmod" or t.lemmas[title].lower() not in persons:
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
    for x in list(t.children[side]):
        if x > c and t.entity(x) == "PER":
            t.attach(x, c, "flat")
    t.attach(c, t.heads[title], t.rels[title])
    t.attach(title, c, "nmod:desc")


def _name_follows(t: Tree, i: int, c: int) -> bool:
    """Whether the name c stands right behind its title i, only other names between."""
    return c > i and t.upos[c] == "PROPN" and all(t.upos[x] == "PROPN" for x in range(i + 1, c))


def _frames(t: Tree) -> None:
    speech = lexicon.words("verbs", "speech", "thought")
    verbs = [v for v in range(t.size) if t.lemmas[v] in speech and t.upos[v] in ("VERB", "AUX")]
    verbs = [v for v in verbs if t.rels[v] not in ("amod", "aux")]
    for v in verbs:
        if t.rels[v] in FRAME_RELS and _is_frame(t, v):
            _lift(t, v)
    for v in verbs:
        _content(t, v)


def _is_frame(t: Tree, v: int) -> bool:
    """Whether a verb of saying stands in a frame ("…, X said") behind or inside what is said."""
    head = t.heads[v]
    if head == ROOT or not t.has(v, "nsubj") or t.has(v, "ccomp", "mark", "cop"):
        return False
    if t.rels[v] in ("conj", "acl", "acl:relcl", "advcl") and t.has(v, "cc"):
        return False
    words = t.subtree(v)
    first = next(x for x in words if t.upos[x] != "PUNCT")
    if first == 0 or first < _first(t, head):
        return False
    if t.has(v, "obj") and not _address(t, v):
        return False
    return t.words[first - 1] in {",", "”", '"', "''", "’", "—", "–", "-", "?", "!", "'"}


def _address(t: Tree, v: int) -> bool:
    """Whether the object of a verb of saying is the one spoken to: "told reporters", "assured the envoy"."""
    return t.lemmas[v] in {
        "tell",
        "assure",
        "warn",
        "remind",
        "inform",
        "notify",
        "reassure",
        "promise",
        "advise",
        "caution",
    }


def _first(t: Tree, i: int) -> int:
    return next(x for x in t.subtree(i) if t.upos[x] != "PUNCT" or x == i)


def _lift(t: Tree, v: int) -> None:
    """Put the verb of a frame above what is said: the whole sentence when the frame closes it."""
    top = t.heads[v]
    words = [x for x in t.subtree(v) if t.upos[x] != "PUNCT"]
    closes = all(t.upos[x] == "PUNCT" for x in range(words[-1] + 1, t.size))
    quoted = t.words[words[0] - 1] in {"”", '"', "''"}
    if closes and not quoted:
        speech = lexicon.words("verbs", "speech")
        for x in t.ancestors(v):
            if t.lemmas[x] in speech and t.rels[x] in CLAUSAL and t.has(x, "ccomp") and x < v and t.rels[x] != "root":
                break
            top = x
    else:
        while t.heads[top] != ROOT and t.rels[top] not in CLAUSAL and t.rels[top] != "conj":
            top = t.heads[top]
        while t.rels[top] == "conj" and t.heads[top] != ROOT:
            top = t.heads[top]
    t.swap(v, top, "ccomp")
    for c in list(t.children[top]):
        if c > v and t.rels[c] in ("obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked") and _beside(t, v, c):
            t.attach(c, v, t.rels[c])


def _beside(t: Tree, v: int, c: int) -> bool:
    """Whether c stands in the frame of v: no comma between the two."""
    return not any(t.words[x] in {",", "”", '"', "“", "—", ":", ";"} for x in range(v + 1, c))


def _content(t: Tree, v: int) -> None:
    """Give a verb of saying its content when the parser hung it as something looser."""
    _two_subjects(t, v)
    _own_subject(t, v)
    _before_content(t, v)
    if t.has(v, "ccomp") or not t.has(v, "nsubj", "nsubj:pass"):
        return
    for c in list(t.children[v]):
        if t.rels[c] not in ("parataxis", "dep", "advcl", "obj") or t.has(c, "mark", "case", "det"):
            continue
        if not (t.has(c, "nsubj", "nsubj:pass", "cop", "expl") or t.rels[c] == "parataxis"):
            continue
        words = t.subtree(c)
        between = words[-1] + 1 if c < v else words[0] - 1
        marks = {t.words[x] for x in (between, words[0], words[-1], min(between + 1, t.size - 1)) if 0 <= x < t.size}
        signs = {":", '"', "“", "”", "''", "``", "‘", "’"} | ({","} if c < v else set())
        if marks & signs and t.upos[c] in ("VERB", "ADJ", "NOUN", "AUX", "PROPN"):
            t.rels[c] = "ccomp"
            return


def _own_subject(t: Tree, v: int) -> None:
    """ "If Iran answers, a general argued, …": the noun right before a verb of saying is its subject."""
    n = v - 1
    while n >= 0 and t.rels[n] not in ("nsubj", "root") and -1 < t.heads[n] < v and t.upos[n] != "PUNCT":
        n = t.heads[n]
    if n < 0 or t.has(v, "nsubj", "nsubj:pass", "mark") or t.xpos[v] not in ("VBD", "VBZ", "VBP"):
        return
    if t.rels[n] == "nsubj" and t.heads[n] < n and t.heads[n] != v and t.upos[t.heads[n]] == "VERB":
        t.attach(n, v, "nsubj")


def _before_content(t: Tree, v: int) -> None:
    """ "confirmed on Wednesday it would act": the time before what is said is that of the saying."""
    content = t.child(v, "ccomp")
    if content is None or content < v:
        return
    starts = [c for c in t.children[content] if t.rels[c] in ("nsubj", "nsubj:pass", "mark", "expl") and c > v]
    for c in list(t.children[content]):
        if (
            starts
            and v < c < starts[0]
            and t.rels[c] in ("obl", "obl:unmarked", "obj", "iobj")
            and not _comma_between(t, v, starts[0])
        ):
            t.attach(c, v, t.rels[c])


def _two_subjects(t: Tree, v: int) -> None:
    """ "Pakistan to respond, says minister": the first subject belongs to what is said."""
    subjects = t.under(v, "nsubj")
    content = t.child(v, "ccomp", "xcomp")
    if len(subjects) > 1 and content is not None and subjects[0] < content < v < subjects[-1]:
        t.attach(subjects[0], content, "nsubj")
        t.rels[content] = "ccomp"


def _headline_verb(t: Tree) -> None:
    """ "UN to send monitors", "Troops killed in ambush": the infinitive or participle is the main verb of a headline."""
    root = t.root
    if t.upos[root] not in ("NOUN", "PROPN") or (t.words and t.words[-1] in {".", "!", "?"}) or t.has(root, "cop"):
        return
    verb = next((c for c in t.under(root, "acl") if _to(t, c) is not None or t.xpos[c] == "VBN"), None)
    if (
        verb is None
        or root > verb
        or t.has(root, "nsubj", "case")
        or (t.has(verb, "mark", "case") and _to(t, verb) is None)
    ):
        return
    t.swap(verb, root, "nsubj" if _to(t, verb) is not None else "nsubj:pass")
    for c in list(t.children[root]):
        if c > verb and t.rels[c] in ("punct", "parataxis", "advcl", "ccomp", "obl"):
            t.attach(c, verb, t.rels[c])


def _ends(t: Tree) -> None:
    """ "put an end to its support": what is ended belongs to the noun; "denied receiving them" is no passive."""
    restraint = lexicon.words("nouns", "restraint")
    for v in range(t.size):
        if t.upos[v] != "VERB":
            continue
        noun = t.child(v, "obj")
        if noun is not None and t.lemmas[noun] in restraint:
            for c in t.under(v, "obl"):
                case = t.child(c, "case")
                if case is not None and t.lower[case] == "to" and case == t.subtree(noun)[-1] + 1:
                    t.attach(c, noun, "nmod")
        gerund = v + 1 < t.size and t.heads[v + 1] == v and t.rels[v + 1] == "advcl" and t.xpos[v + 1] == "VBG"
        if gerund and t.lemmas[v] in _GERUND_VERBS and not t.has(v, "aux:pass"):
            t.rels[v + 1] = "xcomp"


_GERUND_VERBS = frozenset(
    "deny stop start begin keep continue avoid resume cease suspend consider admit suggest propose recommend quit".split()
)


def _split_quotes(t: Tree) -> None:
    """ "'Israel,' he warned, 'will pay'": the name before the frame is the subject of what follows it."""
    for v in range(t.size):
        contents = t.under(v, "ccomp")
        if len(contents) != 2 or not contents[0] < v < contents[1]:
            continue
        name, content = contents
        bare = t.upos[name] in ("NOUN", "PROPN", "PRON") and not t.has(name, "cop", "nsubj")
        if bare and not t.has(content, "nsubj", "nsubj:pass"):
            t.attach(name, content, "nsubj")


def _addressees(t: Tree) -> None:
    """ "warned Taipei not to declare independence": the one told to act is the object of the telling."""
    control = lexicon.words("verbs", "object_control") | {"promise", "threaten"}
    content = lexicon.words("nouns", "content", "speech", "thought")
    for v in range(t.size):
        if t.upos[v] != "VERB" or t.lemmas[v] not in control:
            continue
        for noun in t.under(v, "obj", "iobj"):
            clause = next((c for c in t.under(noun, "acl") if _to(t, c) is not None), None)
            if clause is not None and t.lemmas[noun] not in content and t.lemmas[v] not in ("give", "need", "have"):
                t.attach(clause, v, "xcomp")
        if t.has(v, "obj", "iobj"):
            continue
        for c in t.under(v, "xcomp", "ccomp"):
            subject, to = t.child(c, "nsubj"), _to(t, c)
            if subject is not None and to is not None and v < subject < to and not _for(t, c):
                t.attach(subject, v, "obj")
                t.rels[c] = "xcomp"


def _for(t: Tree, i: int) -> bool:
    return any(t.lower[c] == "for" for c in t.under(i, "mark"))


def _adding(t: Tree) -> None:
    """ "…, she said, adding that …": who adds is who says."""
    speech = lexicon.words("verbs", "speech")
    for v in range(t.size):
        content = t.child(v, "ccomp")
        if content is None or content > v or t.lemmas[v] not in speech or not t.has(v, "nsubj"):
            continue
        for c in list(t.children[content]):
            if c > v and t.rels[c] in ("advcl", "conj", "parataxis") and t.xpos[c] == "VBG" and t.lemmas[c] in speech:
                t.attach(c, v, "advcl")


def _fronted(t: Tree) -> None:
    """ "If India stops, we stop, he said": what stands before the content belongs to the content."""
    speech = lexicon.words("verbs", "speech", "thought")
    for v in range(t.size):
        if t.lemmas[v] not in speech or t.upos[v] != "VERB":
            continue
        content = t.child(v, "ccomp")
        subject = t.child(v, "nsubj")
        if content is None or subject is None or not content < min(v, subject):
            continue
        for c in list(t.children[v]):
            before = c < content and t.rels[c] in ("advcl", "obl", "obl:unmarked", "advmod")
            if before and not _quote_between(t, c, content):
                t.attach(c, content, t.rels[c])


def _quote_between(t: Tree, a: int, b: int) -> bool:
    return any(t.words[x] in {"“", '"', "``", "‘"} for x in range(a + 1, b))


def _in_statements(t: Tree) -> None:
    """ "said in a statement that …": the content is that of the verb."""
    speech = lexicon.words("verbs", "speech")
    nouns = lexicon.words("nouns", "speech") | {"interview", "conference", "briefing", "tweet", "hearing", "meeting"}
    for i in range(t.size):
        noun = t.heads[i]
        if t.rels[i] not in ("acl", "acl:relcl", "ccomp") or noun == ROOT or t.lemmas[noun] not in nouns:
            continue
        verb = t.heads[noun]
        if t.rels[noun] not in ("obl", "nmod") or verb == ROOT or t.lemmas[verb] not in speech or t.has(verb, "ccomp"):
            continue
        if any(t.lower[c] == "that" for c in t.under(i, "mark")) and t.upos[verb] == "VERB":
            t.attach(i, verb, "ccomp")


def _quoted_as(t: Tree) -> None:
    """ "…, he was quoted as saying": the content belongs to the saying."""
    for v in range(t.size):
        head = t.heads[v]
        if t.lower[v] != "saying" or head == ROOT or t.has(v, "ccomp"):
            continue
        if not any(t.lower[c] == "as" for c in t.children[v]):
            continue
        for c in list(t.children[head]):
            if t.rels[c] in ("ccomp", "csubj", "parataxis", "csubj:pass", "advcl", "dep") and c != v:
                t.attach(c, v, "ccomp")


def _noun_content(t: Tree) -> None:
    """ "His claim that X is true suggests Y": the that-clause belongs to the noun before it, not to the verb behind."""
    nouns = lexicon.words("nouns", "speech", "content", "thought")
    for i in range(t.size):
        head = t.heads[i]
        if t.rels[i] not in ("ccomp", "advcl", "csubj", "parataxis", "acl:relcl") or head == ROOT:
            continue
        that = next((c for c in t.children[i] if t.lower[c] == "that" and c < i), None)
        if that is None or that == 0 or (head < that and t.rels[i] != "acl:relcl"):
            continue
        noun = that - 1
        while noun > 0 and t.upos[noun] == "PUNCT":
            noun -= 1
        if (
            t.lemmas[noun] in nouns
            and t.upos[noun] == "NOUN"
            and not t.below(noun, i)
            and (head != noun or t.rels[that] == "mark")
        ):
            t.attach(i, noun, "acl")


def _finite_conjuncts(t: Tree) -> None:
    """ "agreed to talk and would not attack": a finite verb is coordinated with the finite one."""
    for i in range(t.size):
        head = t.heads[i]
        if t.rels[i] != "conj" or t.upos[i] not in ("VERB", "AUX", "ADJ") or head == ROOT:
            continue
        above = _finite_host(t, head) if is_finite(t, i) and _infinite(t, head) else None
        if above is None and _other_speaker(t, i, head):
            above = t.heads[head]
        if above is not None:
            t.attach(i, above, "conj")
        elif t.xpos[i] == "VBD" and not t.has(i, "nsubj", "nsubj:pass", "aux", "aux:pass") and t.has(i, "obj"):
            _past_conjunct(t, i, head)


def _finite_host(t: Tree, i: int) -> int | None:
    """The nearest finite verb (or adjective with a copula) above a word."""
    for above in t.ancestors(i):
        if t.upos[above] in ("VERB", "AUX", "ADJ") and not _infinite(t, above):
            return above
    return None


def _other_speaker(t: Tree, i: int, head: int) -> bool:
    """ "Officials said 24 people died, but Interfax reported 32": the second speaker is not quoted by the first."""
    speech = lexicon.words("verbs", "speech")
    if t.rels[head] != "ccomp" or t.lemmas[i] not in speech or not t.has(i, "ccomp"):
        return False
    subject = t.child(i, "nsubj")
    contrast = any(t.lower[c] in ("but", "while") for c in t.under(i, "cc"))
    return subject is not None and contrast and t.upos[subject] != "PRON" and t.lemmas[t.heads[head]] in speech


def is_finite(t: Tree, i: int) -> bool:
    """Whether a verb or its auxiliary shows tense."""
    return t.xpos[i] in ("VBD", "VBZ") or any(
        t.xpos[a] in ("MD", "VBD", "VBZ", "VBP") for a in t.under(i, "aux", "aux:pass", "cop")
    )


def _infinite(t: Tree, i: int) -> bool:
    if t.rels[i] in ("advcl", "acl") and t.xpos[i] in ("VBG", "VBN") and not t.has(i, "aux", "aux:pass", "nsubj"):
        return True
    return t.rels[i] == "xcomp" or (_to(t, i) is not None and t.rels[i] != "root")


def _past_conjunct(t: Tree, i: int, head: int) -> None:
    """ "is seen as an answer to the attack, which left nine dead and angered Delhi": past goes with past."""
    if any(t.xpos[x] == "VBD" for x in (head, *t.under(head, "aux", "aux:pass", "cop"))):
        return
    for x in range(i - 1, head, -1):
        if t.xpos[x] == "VBD" and t.rels[x] in ("acl:relcl", "ccomp", "advcl") and t.below(x, head):
            t.attach(i, x, "conj")
            return


def _sides(t: Tree) -> None:
    """ "an attack by gunmen on a mosque", "talks between A and B in Cairo": the last phrase belongs to the act."""
    events = lexicon.acts()
    for i in range(t.size):
        event = t.heads[i]
        case = t.child(i, "case")
        if t.rels[i] != "nmod" or event == ROOT or case is None or t.lemmas[event].lower() not in events:
            continue
        taken = {"by": ("on", "against", "at", "into"), "between": ("in", "on", "over", "at", "about")}
        for x in (i, *t.under(i, "conj")):
            for c in t.under(x, "nmod"):
                own = t.child(c, "case")
                if own is not None and t.lower[own] in taken.get(t.lower[case], ()):
                    t.attach(c, event, "nmod")


def _objects(t: Tree) -> None:
    """ "accused Pakistan of breaching": what stands before the preposition is not the gerund's."""
    for i in range(t.size):
        head = t.heads[i]
        if t.xpos[i] != "VBG" or head == ROOT or t.rels[i] not in ("advcl", "ccomp", "xcomp", "acl"):
            continue
        mark = next((c for c in t.under(i, "mark", "case") if c < i and t.lower[c] in ("of", "for", "from")), None)
        if mark is None:
            continue
        for c in t.under(i, "obj", "nsubj"):
            if head < c < mark and not t.has(head, "obj"):
                t.attach(c, head, "obj")


_OUTCOMES = frozenset(
    """kill wound injure leave prompt force cause destroy damage use include follow say tell warn add trigger spark bring
    raise mark end make give hit strike accord displace claim cite quote become start begin""".split()
)


def _participles(t: Tree) -> None:
    """Participles right behind a noun say something of it: "demonstrators protesting the vote", "a deal reached then"."""
    times = lexicon.words("nouns", "time")
    for i in range(1, t.size):
        noun = i - 1
        if t.lower[i] in ("providing", "provided", "assuming", "supposing", "given", "failing"):
            continue
        if t.upos[i] != "VERB" or t.upos[noun] not in ("NOUN", "PROPN") or t.lemmas[noun].lower() in times:
            continue
        if t.has(i, "mark", "aux", "aux:pass", "nsubj", "nsubj:pass", "expl") or t.below(noun, i):
            continue
        gerund = t.rels[i] == "advcl" and t.xpos[i] == "VBG" and t.lemmas[i] not in _OUTCOMES and t.heads[noun] < noun
        past = (
            t.rels[i] == "ccomp" and t.xpos[i] in ("VBD", "VBN") and not t.has(i, "obj", "ccomp") and t.heads[i] < noun
        )
        if not (gerund or past) or t.heads[i] == ROOT or t.rels[noun] in ("nsubj", "nsubj:pass", "compound"):
            continue
        t.attach(i, noun, "acl")
        t.xpos[i] = "VBG" if gerund else "VBN"


def _perfects(t: Tree) -> None:
    """ "has, in a statement, called on": "has" is no verb of its own."""
    for i in range(t.size):
        if t.lemmas[i] != "have" or t.rels[i] == "aux" or t.has(i, "obj", "aux"):
            continue
        inner = next((c for c in t.under(i, "xcomp", "ccomp", "advcl") if c > i and t.xpos[c] == "VBN"), None)
        if inner is not None and not t.has(inner, "aux", "aux:pass", "nsubj", "mark"):
            t.swap(inner, i, "aux")
            for c in list(t.children[i]):
                t.attach(c, inner, t.rels[c])


def _absolutes(t: Tree) -> None:
    """ "with officials saying", "with occupants trapped": the noun between is the subject."""
    for i in range(t.size):
        head = t.heads[i]
        mark = next((c for c in t.children[i] if t.lower[c] == "with" and t.rels[c] in ("mark", "case")), None)
        if mark is None or t.xpos[i] not in ("VBG", "VBN") or t.has(i, "nsubj", "nsubj:pass") or head == ROOT:
            continue
        noun = next((c for c in t.children[head] if mark < c < i and t.upos[c] in ("NOUN", "PROPN", "PRON")), None)
        if noun is not None and not t.has(noun, "case"):
            t.attach(noun, i, "nsubj:pass" if t.xpos[i] == "VBN" else "nsubj")


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight overnight".split()
)


def _times(t: Tree) -> None:
    """ "met officials in Doha on Monday": the day is the verb's, unless the noun names an act."""
    events = lexicon.acts()
    for i in range(t.size):
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
    if t.rels[i] != "obl:unmarked" or clause == ROOT or t.rels[clause] != "advcl" or i > clause:
        return
    mark = t.child(clause, "mark")
    if mark is not None and mark == i + 1 and t.lower[mark] in ("before", "after"):
        t.attach(i, t.heads[clause], "obl:unmarked")


def _subjects(t: Tree) -> None:
    """ "Peace remains elusive": the subject belongs to the finite verb, not to what it governs; "left six dead"."""
    for i in range(t.size):
        if t.rels[i] == "xcomp" and t.upos[i] == "ADJ" and not t.has(t.heads[i], "obj"):
            for c in t.under(i, "obl", "obl:unmarked", "nsubj", "nummod"):
                if t.heads[i] < c < i and not t.has(c, "case") and t.lemmas[i] in ("dead", "wounded", "injured"):
                    t.attach(c, t.heads[i], "obj")
        if t.rels[i] not in ("xcomp", "ccomp") or t.upos[t.heads[i]] not in ("VERB", "AUX"):
            continue
        head = t.heads[i]
        subject = t.child(i, "nsubj", "nsubj:pass")
        if subject is not None and subject < head < i and not t.has(head, "nsubj", "nsubj:pass", "expl"):
            t.attach(subject, head, "nsubj")


def _raise(t: Tree) -> None:
    for i in range(t.size):
        if t.rels[i] in ("aux", "aux:pass", "fixed", "compound"):
            continue
        name = _periphrasis(t, i)
        if name is None:
            continue
        inner = next((c for c in t.under(i, "xcomp", "advcl", "ccomp") if c > i and _to(t, c) is not None), None)
        if inner is None or t.upos[inner] not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        _fold(t, i, inner, name)
    for i in range(t.size):
        _is_to(t, i)


def _to(t: Tree, i: int) -> int | None:
    return next((c for c in t.children[i] if t.lower[c] == "to" and t.rels[c] in ("mark", "aux") and c < i), None)


def _periphrasis(t: Tree, i: int) -> str | None:
    """The name of the modal periphrasis whose first part is word i."""
    word = t.lower[i]
    if word == "going" and t.has(i, "aux"):
        return "be going to"
    if word == "about" and t.has(i, "cop"):
        return "be about to"
    if t.lemmas[i] == "have" and t.upos[i] in ("VERB", "AUX") and not t.has(i, "obj", "ccomp"):
        return "have to"
    if t.lemmas[i] == "be" and t.has(i, "nsubj") and not t.has(i, "expl") and not t.has(i, "aux") and not _aim(t, i):
        return "be to"
    return None


def _aim(t: Tree, i: int) -> bool:
    """Whether the subject is an aim or a plan: "the plan is to strike" is no order."""
    subject = t.child(i, "nsubj", "nsubj:outer", "csubj")
    if subject is None:
        return False
    return (
        t.lemmas[subject] in lexicon.words("nouns", "content")
        or t.upos[subject] == "VERB"
        or t.lower[subject] in ("all", "what", "it")
    )


def _fold(t: Tree, outer: int, inner: int, name: str) -> None:
    """Fold `outer` into the verb below it: "is going to strike" is "strike" with the modal "be going to"."""
    to = _to(t, inner)
    t.swap(inner, outer, "aux")
    for c in list(t.children[outer]):
        t.attach(c, inner, t.rels[c] if t.rels[c] != "cop" else "aux")
    if to is not None:
        t.rels[to] = "aux"
    t.modal.setdefault(inner, []).append(name)


def _is_to(t: Tree, i: int) -> None:
    """ "is to meet" with "is" as copula of the verb."""
    if t.upos[i] != "VERB" or _aim(t, i):
        return
    cop, to = t.child(i, "cop"), _to(t, i)
    if cop is None or to is None or not cop < to:
        return
    t.rels[cop] = t.rels[to] = "aux"
    for c in t.under(i, "nsubj:outer"):
        t.rels[c] = "nsubj"
    t.modal.setdefault(i, []).append("be to")
