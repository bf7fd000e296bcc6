"""Repairs of speech: the verb of saying above, what is said below it as its `ccomp`, wherever the frame stands."""

from __future__ import annotations

from detente.language import lexicon
from detente.language.tree import CLAUSAL, ROOT, Tree, comma_between, is_finite

_OPENING = frozenset({"“", '"', "``", "‘", "'"})
_CLOSING = frozenset({"”", '"', "''"})

FRAME_RELS = frozenset({"parataxis", "dep", "conj", "advcl", "appos", "discourse", "acl", "acl:relcl", "list"})


def frames(t: Tree) -> None:
    speech = lexicon.words("verbs", "speech", "thought")
    verbs = [v for v in range(t.size) if t.lemmas[v] in speech and t.upos[v] in ("VERB", "AUX")]
    verbs = [v for v in verbs if t.rels[v] not in ("amod", "aux")]
    for v in verbs:
        _teller_taken(t, v)
        _teller_by_role(t, v)
        _teller_of_all(t, v)
        _cut_off(t, v)
        if t.rels[v] in FRAME_RELS and _is_frame(t, v):
            _lift(t, v)
    for v in verbs:
        _content(t, v)


def _teller_taken(t: Tree, v: int) -> None:
    """ "… by the end of the year, Secretary of State Antony Blinken said": a name behind the comma belongs to the saying."""
    past = t.xpos[v] in ("VBD", "VBZ") and t.lemmas[v] in lexicon.words("verbs", "speech")
    bare = past and not t.has(v, "nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "mark", "expl")
    if not bare or v < 3 or t.xpos[v - 1] != "NNP":
        return
    first = v
    while first > 0 and v - first < _LONGEST_TELLER and t.upos[first - 1] in _TELLER:
        first -= 1
    if first < 2 or t.words[first - 1] != ",":
        return
    tops = [x for x in range(first, v) if not first <= t.heads[x] < v]
    if len(tops) == 1 and t.heads[tops[0]] not in (ROOT, v) and t.heads[tops[0]] < first - 1 and t.below(tops[0], v):
        t.attach(tops[0], v, "nsubj")


_LONGEST_TELLER = 12
_TELLER = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "PART"})


def _teller_by_role(t: Tree, v: int) -> None:
    """ "…, an adviser to the president, Ivan Petrov, (had) said": a role and its name before the verb are its subject."""
    had = v - 1 if t.lemmas[v - 1] == "have" and t.heads[v - 1] == v else v
    if had < 3 or t.words[had - 1] != "," or t.has(v, "nsubj", "nsubj:pass", "mark", "aux:pass"):
        return
    past = t.xpos[v] in ("VBD", "VBZ") and not t.has(v, "aux")
    if not (past or had < v) or t.lemmas[v] not in lexicon.words("verbs", "speech"):
        return
    teller, n = None, had - 2
    while n >= 0 and t.upos[n] != "PUNCT" and max(x for x in t.subtree(n) if t.upos[x] != "PUNCT") == had - 2:
        first = _first(t, n)
        again = t.rels[n] in ("nsubj", "nsubj:pass") and _second_subject(t, n)
        if (t.rels[n] == "appos" or again) and first > 0 and t.words[first - 1] == ",":
            teller = n
        n = t.heads[n]
    if teller is not None:
        t.attach(teller, v, "nsubj")


def _teller_of_all(t: Tree, v: int) -> None:
    """ "…, the rebels' high command declared on Monday.": who closes a sentence so tells it; nothing was declared by or of him."""
    noun = t.heads[v]
    if t.xpos[v] != "VBN" or t.rels[v] != "acl" or noun != v - 1 or t.has(v, "aux", "aux:pass", "mark", "obj", "xcomp"):
        return
    if t.lemmas[noun] not in lexicon.words("nouns", "teller", "person") or t.has(noun, "case", "cop"):
        return
    first = _first(t, noun)
    closes = all(t.upos[x] == "PUNCT" for x in range(max(t.subtree(v)) + 1, t.size))
    if first < 3 or t.words[first - 1] != "," or not closes or t.lemmas[v] not in lexicon.words("verbs", "speech"):
        return
    top = t.root
    if noun == top or not t.has(top, "nsubj", "nsubj:pass", "expl"):
        return
    t.attach(v, top, "parataxis")
    t.attach(noun, v, "nsubj")
    t.xpos[v] = "VBD"


def _second_subject(t: Tree, n: int) -> bool:
    head = t.heads[n]
    return head != ROOT and any(s < n for s in t.under(head, "nsubj", "nsubj:pass"))


def _cut_off(t: Tree, v: int) -> None:
    """ "They stay until …, and without ceremonies, his office said": what a comma parts from who says so is said, not the saying."""
    joined, subject = t.child(v, "cc"), t.child(v, "nsubj")
    if t.rels[v] != "conj" or joined is None or subject is None or subject > v or t.has(v, "ccomp", "mark"):
        return
    first = _first(t, subject)
    if t.words[first - 1] != "," or joined >= first - 2 or t.lemmas[v] not in lexicon.words("verbs", "speech"):
        return
    head = t.heads[v]
    place = next((c for c in reversed(t.under(head, "advcl")) if head < c < joined), head)
    for c in list(t.children[v]):
        if joined < c < first - 1 and t.upos[c] != "PUNCT":
            t.attach(c, place, t.rels[c])
    t.attach(joined, place, "dep")


def _is_frame(t: Tree, v: int) -> bool:
    """Whether a verb of saying stands in a frame ("…, X said") behind or inside what is said."""
    head = t.heads[v]
    if head == ROOT or v in t.connective or not t.has(v, "nsubj") or t.has(v, "ccomp", "mark", "cop"):
        return False
    if t.rels[v] in ("conj", "acl", "acl:relcl", "advcl") and t.has(v, "cc"):
        return False
    words = t.subtree(v)
    first = next(x for x in words if t.upos[x] != "PUNCT")
    if first == 0 or first < _first(t, head):
        return False
    if any(t.xpos[c] in ("WP", "WDT") for c in t.under(v, "nsubj")):
        return False  # "Okello, who speaks for the rebels, blamed …": what he is, not what he says
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
    _swallowed(t, v)
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


def _swallowed(t: Tree, v: int) -> None:
    """ "said the army attacked" read as "said the army that attacked": the noun is the subject of what is said."""
    noun = t.child(v, "obj")
    if noun is None or noun < v or t.lemmas[v] not in lexicon.words("verbs", "speech"):
        return
    for c in t.under(noun, "acl:relcl", "acl", "parataxis"):
        relative = any(t.xpos[x] in ("WDT", "WP", "WP$", "WRB") or t.lower[x] == "that" for x in t.children[c])
        if is_finite(t, c) and not relative and not t.has(c, "nsubj", "nsubj:pass", "mark"):
            t.swap(c, noun, "nsubj:pass" if t.has(c, "aux:pass") else "nsubj")
            t.rels[c] = "ccomp"
            return


def _own_subject(t: Tree, v: int) -> None:
    """ "If Iran answers, a general argued, …": the noun right before a verb of saying is its subject."""
    n = v - 1
    while n >= 0 and t.rels[n] not in ("nsubj", "root", "appos") and -1 < t.heads[n] < v and t.upos[n] != "PUNCT":
        n = t.heads[n]
    if n < 0 or t.has(v, "nsubj", "nsubj:pass", "mark") or t.xpos[v] not in ("VBD", "VBZ", "VBP"):
        return
    first = min(t.subtree(n))
    apart = t.rels[n] == "nsubj" or (first > 0 and t.words[first - 1] == ",")
    if t.rels[n] in ("nsubj", "appos") and apart and t.heads[n] < n and t.heads[n] != v and v not in (t.heads[n], n):
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
            and not comma_between(t, v, starts[0])
        ):
            t.attach(c, v, t.rels[c])


def _two_subjects(t: Tree, v: int) -> None:
    """ "Pakistan to respond, says minister": the first subject belongs to what is said."""
    subjects = t.under(v, "nsubj")
    content = t.child(v, "ccomp", "xcomp")
    if len(subjects) > 1 and content is not None and subjects[0] < content < v < subjects[-1]:
        t.attach(subjects[0], content, "nsubj")
        t.rels[content] = "ccomp"


def split_quotes(t: Tree) -> None:
    """ "'Israel,' he warned, 'will pay'": the name before the frame is the subject of what follows it."""
    for v in range(t.size) if t.rels.count("ccomp") > 1 else ():
        contents = t.under(v, "ccomp")
        if len(contents) != 2 or not contents[0] < v < contents[1]:
            continue
        name, content = contents
        if any(t.lower[c] in ("if", "unless", "until") for c in t.under(content, "mark")):
            t.attach(content, name, "advcl")
            continue
        bare = t.upos[name] in ("NOUN", "PROPN", "PRON") and not t.has(name, "cop", "nsubj")
        if bare and not t.has(content, "nsubj", "nsubj:pass"):
            t.attach(name, content, "nsubj")


def told_before(t: Tree) -> None:
    """ "said he had told both: 'If you go on, …'": the quotation behind a colon is what was told, not a second thing said."""
    for v in range(t.size) if ":" in t.words and t.rels.count("ccomp") > 1 else ():
        contents = t.under(v, "ccomp")
        if len(contents) != 2 or not v < contents[0] < contents[1]:
            continue
        telling, content = contents
        colons = [i for i in range(telling + 1, content) if t.words[i] == ":" and t.words[i + 1] in _OPENING]
        if (
            t.lemmas[telling] in lexicon.words("verbs", "hearing")
            and t.has(telling, "obj", "iobj")
            and len(colons) == 1
        ):
            t.attach(content, telling, "ccomp")
            t.attach(colons[0], content, "punct")


def quoted_conjuncts(t: Tree) -> None:
    """ "'Leave,' he said, 'or we strike'": what opens with a quotation mark goes on with what is said, not with the saying."""
    speech = lexicon.words("verbs", "speech")
    for v in range(t.size):
        content = t.child(v, "ccomp") if t.lemmas[v] in speech else None
        if content is None or not content < v or t.upos[content] not in ("VERB", "ADJ", "AUX"):
            continue
        for c in t.under(v, "conj"):
            joined = t.child(c, "cc")
            if joined is not None and v < joined < c and t.words[joined - 1] in _OPENING:
                t.attach(c, content, "conj")


def said_and_asked(t: Tree) -> None:
    """ "“The police have proof,” she said, and asked Delhi to help": behind closed quotation marks who speaks goes on."""
    speech = lexicon.words("verbs", "speech")
    for v in range(t.size):
        content = t.child(v, "ccomp") if t.lemmas[v] in speech else None
        subject = t.child(v, "nsubj")
        if content is None or subject is None or not content < min(v, subject):
            continue
        if not any(t.words[x] in _CLOSING for x in range(content, min(v, subject))):
            continue
        for c in list(t.under(content, "conj")):
            joined = t.child(c, "cc")
            bare = joined is not None and v < joined < c and not t.has(c, "nsubj", "nsubj:pass", "csubj", "expl")
            if bare and t.xpos[c] in ("VBD", "VBZ") and not any(t.words[x] in _OPENING for x in range(v, c)):
                t.attach(c, v, "conj")


def adding(t: Tree) -> None:
    """ "…, she said, adding that …", "she said that …, adding that …": who adds is who says."""
    speech = lexicon.words("verbs", "speech")
    for v in range(t.size):
        content = t.child(v, "ccomp") if t.lemmas[v] in speech else None
        if content is None or not t.has(v, "nsubj"):
            continue
        if content > v:
            _added(t, v, content)
            continue
        for c in list(t.children[content]):
            if c > v and t.rels[c] in ("advcl", "conj", "parataxis") and t.xpos[c] == "VBG" and t.lemmas[c] in speech:
                t.attach(c, v, "advcl")


def _added(t: Tree, v: int, content: int) -> None:
    """Hang "adding that …" behind what is said from the verb of saying."""
    for c in range(content + 1, t.size):
        last = t.lemmas[c] == "add" and t.xpos[c] == "VBG" and t.rels[c] in ("advcl", "acl", "parataxis", "conj")
        if last and t.lower[c - 1] == "," and t.has(c, "ccomp") and t.below(c, content):
            t.attach(c, v, "advcl")


def otherwise_said(t: Tree) -> None:
    """ "Otherwise we shall act, the minister warned": what follows otherwise is what is said; the saying hangs on nothing."""
    speech = lexicon.words("verbs", "speech")
    for v in range(t.size):
        if t.lemmas[v] not in speech or t.upos[v] != "VERB" or not t.has(v, "nsubj") or t.has(v, "ccomp"):
            continue
        for c in t.under(v, "advcl"):
            opens = any(t.lower[x] == "otherwise" and x < c for x in t.children[c])
            if c < v and opens and t.has(c, "nsubj", "nsubj:pass"):
                t.attach(c, v, "ccomp")


def said_when(t: Tree) -> None:
    """ "Denmark will reopen its embassy, the minister said on Thursday": what stands behind the saying tells when that was."""
    speech = lexicon.words("verbs", "speech")
    for v in range(t.size):
        content = t.child(v, "ccomp") if t.lemmas[v] in speech and t.upos[v] == "VERB" else None
        if content is None or content > v or not t.has(v, "nsubj"):
            continue
        if not any(t.lower[x] in _AHEAD for x in t.under(content, "aux")):
            continue  # "troops crossed the river, he said on Tuesday": the day of either
        last = v
        for c in [x for x in t.children[content] if x > v and t.rels[x].startswith("obl")]:
            first = t.subtree(c)[0]
            if t.lower[first] in ("on", "late", "early") and all(
                t.words[x] not in _BREAKS for x in range(last + 1, first + 1)
            ):
                t.attach(c, v, t.rels[c])
                last = t.subtree(c)[-1]


_AHEAD = frozenset({"will", "would", "shall", "'ll", "’ll", "may", "might", "could", "can", "must", "should"})
_BREAKS = frozenset({",", ";", ":", "“", "”", '"', "``", "''", "‘", "’", "–", "—", "-"})


def fronted(t: Tree) -> None:
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


def in_statements(t: Tree) -> None:
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


def quoted_as(t: Tree) -> None:
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


def noun_content(t: Tree) -> None:
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


def other_speaker(t: Tree, i: int, head: int) -> bool:
    """ "Officials said 24 people died, but Interfax reported 32": the second speaker is not quoted by the first."""
    speech = lexicon.words("verbs", "speech")
    if t.rels[head] != "ccomp" or t.lemmas[i] not in speech or not t.has(i, "ccomp"):
        return False
    subject = t.child(i, "nsubj")
    contrast = any(t.lower[c] in ("but", "while") for c in t.under(i, "cc"))
    return subject is not None and contrast and t.upos[subject] != "PRON" and t.lemmas[t.heads[head]] in speech
