"""Repairs of verbs: particles, modal periphrases, subjects and objects that hang from the wrong verb, headlines."""

from __future__ import annotations

from detente.language import lexicon
from detente.language.frames import other_speaker
from detente.language.lemma import lemma
from detente.language.tree import ROOT, Tree, is_finite, to_mark


def second_subjects(t: Tree) -> None:
    """ "the demand that Moscow return Crimea was …": a noun right behind a verb is its object, not a second subject."""
    for i in range(t.size):
        if len(t.children[i]) < 2:
            continue
        subjects = t.under(i, "nsubj", "nsubj:pass")
        if len(subjects) < 2 or not subjects[1] < i:
            continue
        verb = min(t.subtree(subjects[1])) - 1
        if verb >= 0 and t.upos[verb] == "VERB" and t.below(verb, subjects[0]) and not t.has(verb, "obj"):
            t.attach(subjects[1], verb, "obj")


def never_to(t: Tree) -> None:
    """ "vowed never to disarm", "agreed not to fire": the word right before "to" denies what is vowed, not the vow."""
    for i in range(1, t.size - 2):
        above = t.heads[i]
        if t.lower[i] not in ("never", "not") or above == ROOT or above > i or t.lower[i + 1] != "to":
            continue
        content = t.heads[i + 1]
        if t.rels[i + 1] == "mark" and t.heads[content] == above and t.rels[content] in ("xcomp", "ccomp", "advcl"):
            t.attach(i, content, "advmod")


def tied(t: Tree) -> None:
    """ "al Qaeda-linked insurgents attacked": a participle tied to a name by a hyphen is no verb of its own."""
    for i in range(2, t.size) if "-" in t.lower else ():
        hyphened = t.lower[i - 1] == "-" and t.ends[i - 2] == t.starts[i - 1] and t.ends[i - 1] == t.starts[i]
        noun = t.child(i, "obj", "nsubj:pass", "ccomp", "dep")
        if (
            not hyphened
            or t.upos[i - 2] != "PROPN"
            or t.xpos[i] not in ("VBN", "VBD")
            or t.upos[i] != "VERB"
            or noun is None
            or noun < i
        ):
            continue
        if t.upos[noun] not in ("NOUN", "PROPN") or any(t.upos[x] not in ("ADJ", "NOUN") for x in range(i + 1, noun)):
            continue
        beside = [*t.children[i], *(t.children[t.heads[i]] if t.heads[i] != ROOT else ())]
        verb = next((v for v in sorted(beside) if v > noun and is_finite(t, v) and not t.has(v, "nsubj")), None)
        left = [c for c in t.children[i] if c < i]
        above, rel = t.heads[i], t.rels[i]
        top = noun if verb is None else verb
        t.attach(top, above, rel)
        if verb is not None:
            t.attach(noun, verb, "nsubj")
        for c in left:
            named = t.rels[c] in ("nsubj", "obj", "obl", "compound", "punct") and t.upos[c] in (
                "NOUN",
                "PROPN",
                "PUNCT",
            )
            t.attach(c, *((i, "compound" if t.upos[c] != "PUNCT" else "punct") if named else (top, t.rels[c])))
        for c in [c for c in t.children[i] if c > i and c != noun]:
            t.attach(c, top, t.rels[c])
        t.attach(i, noun, "amod")


_OPENING = frozenset(("after", "before", "since", "as", "while", "when", "because", "though", "although", "until"))


def interrupted(t: Tree) -> None:
    """ "After Eritrea, according to rights groups, ordered a call-up": the name before the aside is the verb's subject."""
    for v in range(3, t.size) if "according" in t.lower else ():
        loose = t.rels[v] in ("advcl", "parataxis", "conj") and t.xpos[v] in ("VBD", "VBZ", "VBP")
        if not loose or t.words[v - 1] != "," or t.has(v, "nsubj", "nsubj:pass", "mark"):
            continue
        comma = max((x for x in range(v - 2, 0, -1) if t.words[x] == ","), default=-1)
        noun = comma - 1
        if noun < 1 or "according" not in t.lower[comma:v] or t.rels[noun] not in ("obl", "nmod"):
            continue
        opening = t.child(noun, "case", "mark")
        if opening is None or t.lower[opening] not in _OPENING or t.heads[noun] not in (t.heads[v], v):
            continue
        t.attach(v, t.heads[noun] if t.heads[noun] != v else t.heads[v], "advcl")
        t.attach(noun, v, "nsubj")
        t.attach(opening, v, "mark")


_HANDING = frozenset(("over", "in", "back", "out"))
_BEFORE_CLAUSE = frozenset(("until", "till", "unless", "if", "once", "when", "whenever", "before", "after"))


def hands(t: Tree) -> None:
    """ "until Hamas hands over the list": no hands of Hamas, but what it does."""
    for i in range(2, t.size - 2):
        owner = i - 1
        if t.lower[i] != "hands" or t.upos[i] != "NOUN" or t.lower[i + 1] not in _HANDING or t.upos[owner] != "PROPN":
            continue
        first = min(t.subtree(owner))
        first -= t.upos[first - 1] == "DET"
        if t.heads[owner] != i or t.has(owner, "case") or first < 1 or t.lower[first - 1] not in _BEFORE_CLAUSE:
            continue
        above = next((x for x in (t.heads[i], *t.ancestors(t.heads[i])) if t.upos[x] in ("VERB", "AUX")), None)
        things = t.heads[i + 1] if t.rels[i + 1] == "case" else ROOT
        if above is None or things == ROOT:
            continue
        t.upos[i], t.xpos[i], t.lemmas[i] = "VERB", "VBZ", "hand"
        t.attach(i, above, "advcl")
        t.rels[owner] = "nsubj"
        t.attach(i + 1, i, "compound:prt")
        t.attach(things, i, "obj")
        t.attach(first - 1, i, "mark")
        if t.upos[first] == "DET":
            t.attach(first, owner, "det")


def particles(t: Tree) -> None:
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
            bare = next((c for c in t.under(v, "obl") if not t.has(c, "case") and not temporal(t, c)), None)
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


_ACTIVE_AS_ADJECTIVE = frozenset(
    "protest fight retreat advance invade attack oppose rebel visit approach demonstrate riot occupy march withdraw".split()
)


def agents(t: Tree) -> None:
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


def dummies(t: Tree) -> None:
    """ "It was announced that …": "it" stands for the clause."""
    for i in range(t.size):
        if t.lower[i] != "it" or t.rels[i] not in ("nsubj", "nsubj:pass") or t.heads[i] < i:
            continue
        head = t.heads[i]
        clause = next((c for c in t.under(head, "ccomp", "csubj", "csubj:pass") if c > head), None)
        if clause is not None and t.has(clause, "mark") and (t.rels[i] == "nsubj:pass" or t.has(head, "cop")):
            t.rels[i] = "expl"


def finite_root(t: Tree) -> None:
    """ "Forces loyal to him shelled the port": a finite verb with an object under a noun that is the root is the main verb."""
    root = t.root
    if t.upos[root] not in ("NOUN", "PROPN") or t.has(root, "cop", "nsubj", "nsubj:pass", "case"):
        return
    verb = next((c for c in t.under(root, "acl") if c > root and t.xpos[c] == "VBD" and t.has(c, "obj")), None)
    if verb is None or t.has(verb, "mark", "case", "nsubj", "nsubj:pass", "aux", "aux:pass"):
        return
    t.swap(verb, root, "nsubj")
    for c in list(t.children[root]):
        if c > verb:
            t.attach(c, verb, t.rels[c])


def headline_verb(t: Tree) -> None:
    """ "UN to send monitors", "Troops killed in ambush": the infinitive or participle is the main verb of a headline."""
    root = t.root
    if t.upos[root] not in ("NOUN", "PROPN") or (t.words and t.words[-1] in {".", "!", "?"}) or t.has(root, "cop"):
        return
    verb = next((c for c in t.under(root, "acl") if to_mark(t, c) is not None or t.xpos[c] == "VBN"), None)
    if (
        verb is None
        or root > verb
        or t.has(root, "nsubj", "case")
        or (t.has(verb, "mark", "case") and to_mark(t, verb) is None)
    ):
        return
    t.swap(verb, root, "nsubj" if to_mark(t, verb) is not None else "nsubj:pass")
    for c in list(t.children[root]):
        if c > verb and t.rels[c] in ("punct", "parataxis", "advcl", "ccomp", "obl"):
            t.attach(c, verb, t.rels[c])


def ends(t: Tree) -> None:
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


_TELLING = frozenset("tell promise assure warn inform notify remind advise reassure caution convince persuade".split())


def hearers(t: Tree) -> None:
    """ "promised the envoy it would leave": of two subjects behind a verb of telling the first is the one told."""
    for v in range(t.size):
        if t.lemmas[v] not in _TELLING or t.upos[v] != "VERB" or t.has(v, "iobj", "obj", "aux:pass"):
            continue
        own = t.under(v, "nsubj")
        if len(own) > 1 and own[0] < v < own[1] and t.has(v, "ccomp"):
            t.rels[own[1]] = "iobj"  # "told [Trump] that"
            continue
        for c in t.under(v, "ccomp"):
            before = [x for x in t.under(c, "nsubj", "nsubj:pass", "nsubj:outer") if v < x < c]
            if len(before) > 1 and t.upos[before[0]] in ("NOUN", "PROPN", "PRON"):
                t.attach(before[0], v, "iobj")


def addressees(t: Tree) -> None:
    """ "warned Taipei not to declare independence": the one told to act is the object of the telling."""
    control = lexicon.words("verbs", "object_control") | {"promise", "threaten"}
    content = lexicon.words("nouns", "content", "speech", "thought")
    for v in range(t.size):
        if t.upos[v] != "VERB" or t.lemmas[v] not in control:
            continue
        for noun in t.under(v, "obj", "iobj"):
            clause = next((c for c in t.under(noun, "acl") if to_mark(t, c) is not None), None)
            if clause is not None and t.lemmas[noun] not in content and t.lemmas[v] not in ("give", "need", "have"):
                t.attach(clause, v, "xcomp")
        if t.has(v, "obj", "iobj"):
            continue
        for c in t.under(v, "xcomp", "ccomp"):
            subject, to = t.child(c, "nsubj"), to_mark(t, c)
            if subject is not None and to is not None and v < subject < to and not _for(t, c):
                t.attach(subject, v, "obj")
                t.rels[c] = "xcomp"


def _for(t: Tree, i: int) -> bool:
    return any(t.lower[c] == "for" for c in t.under(i, "mark"))


_DEMANDS = frozenset({"demand", "insist", "urge", "request", "require", "ask", "order", "propose"})


def finite_conjuncts(t: Tree) -> None:
    """ "agreed to talk and would not attack": a finite verb is coordinated with the finite one."""
    for i in range(t.size):
        head = t.heads[i]
        if t.rels[i] != "conj" or t.upos[i] not in ("VERB", "AUX", "ADJ") or head == ROOT:
            continue
        above = _finite_host(t, head) if is_finite(t, i) and _infinite(t, head) else None
        if above is None and t.xpos[i] == "VBD" and _demanded(t, head):
            above = t.heads[head]
        if above is None and other_speaker(t, i, head):
            above = t.heads[head]
        if above is None:
            above = _asked_beside(t, i, head)
        if above is not None:
            t.attach(i, above, "conj")
        elif t.xpos[i] == "VBD" and not t.has(i, "nsubj", "nsubj:pass", "aux", "aux:pass") and t.has(i, "obj"):
            _past_conjunct(t, i, head)


def _demanded(t: Tree, i: int) -> bool:
    """ "demanded that its fighters leave and said …": a subjunctive that looks like a present."""
    above = t.heads[i]
    asked = t.rels[i] == "ccomp" and t.xpos[i] == "VBP" and not t.has(i, "aux", "aux:pass", "cop")
    return asked and above != ROOT and t.xpos[above] == "VBD" and t.lemmas[above] in _DEMANDS


def _asked_beside(t: Tree, i: int, head: int) -> int | None:
    """Who urges encourages too, a bare verb may be either's: "we urge Kyiv to stop and encourage all to talk"; the asking verb."""
    asking = lexicon.words("verbs", "asking")
    bare = t.xpos[i] in ("VB", "VBP") and to_mark(t, i) is None and not t.has(i, "nsubj", "aux")
    if not bare or t.lemmas[i] not in asking or t.lemmas[head] in asking:
        return None
    node = head
    while node != ROOT and t.rels[node] in ("xcomp", "advcl", "ccomp", "acl") and t.lemmas[node] not in asking:
        node = t.heads[node]
    infinitive = any(to_mark(t, x) is not None for x in (head, *t.ancestors(head)) if x != node and t.below(x, node))
    asked = node not in (ROOT, head) and t.xpos[node] in ("VBP", "VB") and t.lemmas[node] in asking
    return node if asked and infinitive else None


def _finite_host(t: Tree, i: int) -> int | None:
    """The nearest finite verb (or adjective with a copula) above a word."""
    for above in t.ancestors(i):
        if t.upos[above] in ("VERB", "AUX", "ADJ") and not _infinite(t, above):
            return above
    return None


def _infinite(t: Tree, i: int) -> bool:
    if t.rels[i] in ("advcl", "acl") and t.xpos[i] in ("VBG", "VBN") and not t.has(i, "aux", "aux:pass", "nsubj"):
        return True
    if t.xpos[i] == "VB" and t.rels[i] == "ccomp" and not t.has(i, "aux", "aux:pass"):
        return True  # "demanded that Russia cancel … and threatened": a subjunctive
    return t.rels[i] == "xcomp" or (to_mark(t, i) is not None and t.rels[i] != "root")


def _past_conjunct(t: Tree, i: int, head: int) -> None:
    """ "is seen as an answer to the attack, which left nine dead and angered Delhi": past goes with past."""
    if any(t.xpos[x] == "VBD" for x in (head, *t.under(head, "aux", "aux:pass", "cop"))):
        return
    for x in range(i - 1, head, -1):
        if t.xpos[x] == "VBD" and t.rels[x] in ("acl:relcl", "ccomp", "advcl") and t.below(x, head):
            t.attach(i, x, "conj")
            return


def objects(t: Tree) -> None:
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


def participles(t: Tree) -> None:
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
        if gerund and _crowd(t, i, noun) is not None:
            continue
        t.attach(i, noun, "acl")
        t.xpos[i] = "VBG" if gerund else "VBN"


def _crowd(t: Tree, i: int, noun: int) -> int | None:
    """The verb of a crowd, "marched to the embassy in Manama chanting slogans": those who march chant, and no embassy."""
    while t.rels[noun] in ("nmod", "appos") and t.heads[noun] != ROOT and t.heads[noun] < noun:
        noun = t.heads[noun]
    verb = t.heads[noun]
    marching = verb != ROOT and verb < noun and t.lemmas[verb] in lexicon.words("verbs", "marching")
    return verb if marching and t.rels[noun] == "obl" and t.lemmas[i] in lexicon.words("verbs", "chanting") else None


def crowds(t: Tree) -> None:
    """What a crowd shouts on its way is no place's, where the parser hung it from the place."""
    for i in range(1, t.size):
        noun = t.heads[i]
        if t.rels[i] == "acl" and t.xpos[i] == "VBG" and noun != ROOT and noun < i:
            verb = _crowd(t, i, noun)
            if verb is not None:
                t.attach(i, verb, "advcl")


_CHARGES = frozenset("denounce condemn blame criticise criticize decry reject rebuff brand vow swear".split())


def asides(t: Tree) -> None:
    """ "asked Niger to free him, accusing its generals of …": who asks accuses, not who is asked to free."""
    speech = lexicon.words("verbs", "speech") | _CHARGES
    governs = lexicon.words("verbs", "object_control", "commitment") | speech
    for i in range(2, t.size):
        if t.xpos[i] != "VBG" or t.lower[i - 1] != "," or t.rels[i] != "advcl" or t.lemmas[i] not in speech:
            continue
        head = t.heads[i]
        while head not in (ROOT, i) and t.rels[head] in ("xcomp", "ccomp", "advcl") and t.heads[head] != ROOT:
            bare = any(t.lower[c] == "to" for c in t.under(head, "mark")) or t.xpos[head] == "VBG"
            if not bare or t.lemmas[t.heads[head]] not in governs or not head > t.heads[head]:
                break
            head = t.heads[head]
        if head != t.heads[i]:
            t.attach(i, head, "advcl")


_PREPOSITIONAL = frozenset(
    "following including according regarding concerning pending involving excluding barring".split()
)
_GOVERNORS = frozenset(
    """response respond lead result object protest complain reaction react threat risk prospect possibility fear case
    event chance danger reply retaliation answer amount""".split()
)


def gerund_subjects(t: Tree) -> None:
    """ "against Ankara sending ships": the name behind the preposition is the subject of the gerund, which hangs instead."""
    for i in range(2, t.size):
        if t.xpos[i] == "VBG" and t.rels[i - 1] == "compound" and t.heads[i - 1] == i and t.rels[i] in ("advcl", "acl"):
            t.rels[i - 1] = "nsubj"  # "to Cyprus drilling"
        noun = t.heads[i] if t.rels[i] == "acl" else i - 1
        if t.xpos[i] != "VBG" or noun != i - 1 or t.lemmas[i] in _PREPOSITIONAL or t.lower[i] in _PREPOSITIONAL:
            continue
        if t.rels[i] not in ("acl", "advcl", "ccomp") or t.has(i, "mark", "nsubj", "nsubj:pass", "aux", "case"):
            continue
        case, governor = t.child(noun, "case"), t.heads[noun]
        if case is None or governor == ROOT or t.rels[noun] not in ("obl", "nmod") or t.below(governor, i):
            continue
        if _takes_gerund(t, i, noun, case, governor):
            t.attach(i, governor, "acl" if t.upos[governor] == "NOUN" else "advcl")
            t.attach(noun, i, "nsubj")
            t.attach(case, i, "mark")


def _takes_gerund(t: Tree, i: int, noun: int, case: int, governor: int) -> bool:
    """Whether a gerund with a subject can stand after this preposition: "about Iran arming", not "a strike on Iran killing"."""
    word = t.lower[case]
    if t.lemmas[governor].lower() in _GOVERNORS and word in ("to", "in", "against", "about", "of"):
        return True
    named = t.upos[noun] == "PROPN" and len(t.entities[noun]) > 2
    if not named or t.lemmas[i] in _OUTCOMES:
        return False
    return word in ("against", "about", "over", "after", "before", "despite", "without", "to")


def perfects(t: Tree) -> None:
    """ "has, in a statement, called on": "has" is no verb of its own."""
    for i in range(t.size):
        if t.lemmas[i] != "have" or t.rels[i] == "aux" or t.has(i, "obj", "aux"):
            continue
        inner = next((c for c in t.under(i, "xcomp", "ccomp", "advcl") if c > i and t.xpos[c] == "VBN"), None)
        if inner is not None and not t.has(inner, "aux", "aux:pass", "nsubj", "mark"):
            t.swap(inner, i, "aux")
            for c in list(t.children[i]):
                t.attach(c, inner, t.rels[c])


def faces(t: Tree) -> None:
    """ "… to reinstate the president or face force": "face" is the verb that stands beside the first."""
    for i in range(1, t.size - 1):
        noun = t.heads[i]
        if t.lower[i] not in ("face", "risk") or t.lower[i - 1] != "or" or noun == ROOT:
            continue
        if t.rels[i] not in ("compound", "conj") or (t.upos[i] != "NOUN" and t.rels[i] == "conj"):
            continue
        verb = next((x for x in t.ancestors(i) if t.upos[x] == "VERB" and not _put_in(t, x)), None)
        if verb is None or verb > i:
            continue
        t.upos[i], t.xpos[i], t.lemmas[i] = "VERB", "VB", t.lower[i]
        t.attach(i, verb, "conj")
        if noun > i:
            t.attach(noun, i, "obj")
        for c in list(t.children[noun]):
            if c == i - 1 or t.rels[c] == "cc":
                t.attach(c, i, "cc")


def _put_in(t: Tree, i: int) -> bool:
    """Whether a verb of saying was put into what is said: "must leave, the minister said, or face war"."""
    return t.rels[i] == "parataxis" and t.lemmas[i] in lexicon.words("verbs", "speech")


def tolls(t: Tree) -> None:
    """ "26 were killed and 46 wounded": the second participle is a verb, the number before it what it is done to."""
    for i in range(1, t.size):
        head = t.heads[i]
        if (
            t.rels[i] != "conj"
            or head == ROOT
            or t.xpos[i] not in ("JJ", "VBN", "VBD")
            or not t.lower[i].endswith("ed")
        ):
            continue
        if t.upos[head] != "VERB" or t.xpos[head] not in ("VBN", "VBD") or t.has(i, "aux", "aux:pass", "cop", "obj"):
            continue
        number = next((c for c in t.under(i, "nsubj", "nsubj:pass", "nummod") if c < i), None)
        passive = t.has(head, "aux:pass") or t.upos[i] == "ADJ"
        if number is None or not passive or not _counted(t, number):
            continue
        t.upos[i], t.xpos[i], t.lemmas[i] = "VERB", "VBN", lemma(t.lower[i], "VBN")
        t.rels[number] = "nsubj:pass"


def _counted(t: Tree, i: int) -> bool:
    """Whether a word is a number or a noun with one: "46", "17 others", "dozens"."""
    return t.upos[i] == "NUM" or t.has(i, "nummod") or t.lower[i] in ("dozens", "scores", "hundreds", "many", "several")


def gaps(t: Tree) -> None:
    """ "India struck Lahore and Pakistan Jammu": no one name; what the second did is told without a verb and left alone."""
    for i in range(1, t.size):
        head = t.heads[i]
        if t.rels[i] != "conj" or head == ROOT or t.rels[head] != "obj" or t.upos[i] != "PROPN":
            continue
        verb = t.heads[head]
        pair = next((c for c in t.under(i, "compound", "flat", "nmod:poss") if abs(c - i) == 1), None)
        if pair is None or verb == ROOT or t.upos[verb] != "VERB" or not t.has(verb, "nsubj"):
            continue
        first, second = sorted((i, pair))
        named = t.entity(first) is not None and t.entities[second].startswith("B-")
        subject = t.child(verb, "nsubj")
        states = {t.lower[first], t.lower[subject] if subject is not None else ""} <= lexicon.demonyms()
        if (named or (states and t.entity(second) == "LOC")) and t.entity(head) is not None and t.has(i, "cc"):
            t.attach(i, verb, "orphan")


def absolutes(t: Tree) -> None:
    """ "with officials saying", "with occupants trapped": the noun between is the subject."""
    for i in range(t.size) if "with" in t.lower else ():
        head = t.heads[i]
        mark = next((c for c in t.children[i] if t.lower[c] == "with" and t.rels[c] in ("mark", "case")), None)
        if mark is None or t.xpos[i] not in ("VBG", "VBN") or t.has(i, "nsubj", "nsubj:pass") or head == ROOT:
            continue
        noun = next((c for c in t.children[head] if mark < c < i and t.upos[c] in ("NOUN", "PROPN", "PRON")), None)
        if noun is not None and not t.has(noun, "case"):
            t.attach(noun, i, "nsubj:pass" if t.xpos[i] == "VBN" else "nsubj")


def standing(t: Tree) -> None:
    """ "Malaysia stood ready to send observers, Anwar said": what comes right after "stand" hangs from it, whatever ends the sentence."""
    for i in range(1, t.size):
        verb = i - 1
        if t.lower[i] not in _STANCES or t.lemmas[verb] != "stand" or t.upos[verb] != "VERB" or t.heads[i] == verb:
            continue
        if not t.below(verb, i):
            t.attach(i, verb, "xcomp")


_STANCES = frozenset({"ready", "prepared", "poised", "willing", "united", "firm"})


def subjects(t: Tree) -> None:
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


def periphrases(t: Tree) -> None:
    for i in range(t.size):
        if t.rels[i] in ("aux", "aux:pass", "fixed", "compound"):
            continue
        name = _periphrasis(t, i)
        if name is None:
            continue
        inner = next((c for c in t.under(i, "xcomp", "advcl", "ccomp") if c > i and to_mark(t, c) is not None), None)
        if inner is None or t.upos[inner] not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        _fold(t, i, inner, name)
    for i in range(t.size):
        _is_to(t, i)


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
    to = to_mark(t, inner)
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
    cop, to = t.child(i, "cop"), to_mark(t, i)
    if cop is None or to is None or not cop < to:
        return
    t.rels[cop] = t.rels[to] = "aux"
    for c in t.under(i, "nsubj:outer"):
        t.rels[c] = "nsubj"
    t.modal.setdefault(i, []).append("be to")


def temporal(t: Tree, i: int) -> bool:
    return t.lemmas[i].lower() in lexicon.words("nouns", "time")
