"""Write the training text for the event-type head: clauses out of the family files, and the sentences written singly.

    python training/events/generate.py --out .train/events/clauses.jsonl

A family is one way English states such an act; how its line reads is said in families/README.md. A line of the output is one
clause: {text, predicate, actor, recipient, type, status, voice, family}, the spans character offsets or null.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbs import Forms, forms

HERE = Path(__file__).parent
SEED = 20250507
VARIANTS = 14  # of each family
PAIRED = 0.3  # of the variants that can be, how many stand in one sentence with a clause of another family
MARK = re.compile(r"⟦(\w)\|([^⟦⟧]*)⟧")
CODES = {
    "c": "claimed",
    "d": "denied",
    "n": "negated",
    "i": "intended",
    "q": "requested",
    "f": "conditional",
    "h": "hypothetical",
}

Item = dict[str, Any]


@dataclass(frozen=True)
class Family:
    """One line of a family file. `verbs` is empty for families written out as whole clauses (`texts`)."""

    type: str
    name: str
    kinds: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    object: str = ""
    rest: str = ""
    texts: tuple[str, ...] = ()
    only_facts: bool = False  # an idiom that does not bear "will", "if" or "not"


@dataclass(frozen=True)
class Mention:
    """An actor as written."""

    text: str
    plural: bool


class Writer:
    """Fills families; all chance comes from one seeded generator."""

    def __init__(self, data: dict[str, Any], rng: random.Random) -> None:
        self.rng = rng
        self.data = data
        self.countries = [tuple(part.replace("_", " ") for part in row.split()) for row in data["countries"]]

    def mention(self, kinds: tuple[str, ...]) -> Mention:
        """An actor of one of the kinds."""
        kind = self.rng.choice(kinds)
        name, adjective, capital = self.rng.choice(self.countries)
        if kind == "adj":
            return Mention(adjective, False)
        pattern = self.rng.choice(self.data["kinds"][kind])
        plural = pattern.endswith("+")
        text = pattern.rstrip("+").replace("@name", name).replace("@adj", adjective).replace("@cap", capital)
        text = text.replace("@sur", self.rng.choice(self.data["surnames"]))
        text = re.sub(r"\ba (?=[AEIOU])", "an ", text)
        return Mention(text, plural)

    def choose(self, text: str) -> str:
        """One way through the [a/b] alternations, inner first."""
        while (match := re.search(r"\[([^\[\]]*)\]", text)) is not None:
            text = text[: match.start()] + self.rng.choice(match[1].split("/")) + text[match.end() :]
        return re.sub(r"  +", " ", text).strip()

    def fill(self, text: str, *, first: str = "R") -> tuple[str, bool]:
        """Text with its slots filled and marked ⟦R|…⟧; whether the first slot was plural."""
        text = self.choose(text)
        plural = False
        used = False
        for match in list(re.finditer(r"\{([!\w:,]+)\}", text)):
            spec = match[1]
            role = "O" if spec.startswith("!") else first
            if ":" in spec:
                role, spec = spec.split(":")
            elif used and role == first:
                role = "O"
            mention = self.mention(tuple(spec.lstrip("!").split(",")))
            if not used:
                plural, used = mention.plural, True
            text = text.replace(match[0], f"⟦{role}|{mention.text}⟧", 1)
        for tag, name in (
            ("<place>", "places"),
            ("<when>", "whens"),
            ("<n>", "numbers"),
            ("<topic>", "topics"),
            ("<future>", "futures"),
            ("<sur>", "surnames"),
        ):
            while tag in text:
                text = text.replace(tag, self.rng.choice(self.data[name]), 1)
        return text, plural


FACTS = ("past", "past", "headline", "perfect", "relative", "gerund", "progressive")
FORMS = (*FACTS, "said", "accused", "according", "denied", "dismissed", "not", "never", "failed", "will", "plan", "vow", "urge", "demand",
         "agreed", "threatened", "refused", "if", "consequence", "unless", "may", "fear", "whether", "infinitive", "participial")  # fmt: skip
PASSIVES = (
    "passive",
    "passive_agent",
    "passive_headline",
    "passive_perfect",
    "passive_future",
    "passive_not",
    "passive_may",
    "passive_said",
    "passive_if",
)


def be(plural: bool, *, past: bool = True) -> str:
    return ("were" if plural else "was") if past else ("are" if plural else "is")


def looks_plural(phrase: str) -> bool:
    """Whether the head of a noun phrase, the last word before its first preposition, has a plural ending."""
    head = re.split(
        r" (?:of|on|in|by|from|for|with|against|to|into|at|owned|used|held|between|belonging|put) |[,⟦]", phrase
    )[0].strip()
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and not re.match(r"(?:a|an|this) ", head)


def pred(text: str) -> str:
    return f"⟦P|{text}⟧"


def headline(text: str) -> str:
    """Without articles, as a headline is."""
    return re.sub(r"(?<![\w|])(?:the|a|an) |(?<=\|)(?:the|a|an) ", "", text)


def clause(w: Writer, family: Family, form: str) -> tuple[str, str, str] | None:
    """(marked text, status, voice) of a verb family in one form, or None where the form does not apply."""
    v: Forms = forms(w.choose(w.rng.choice(family.verbs)))
    if family.kinds == ("pair",):
        one, two = w.mention(("state",)), w.mention(("state",))
        joined = w.rng.choice(
            [
                "{} and {}",
                "{} and {}",
                "the presidents of {} and {}",
                "officials from {} and {}",
                "the foreign ministers of {} and {}",
                "both {} and {}",
            ]
        )
        subject, plural = joined.format(f"⟦A|{one.text}⟧", f"⟦R|{two.text}⟧"), True
    else:
        mention = w.mention(family.kinds)
        subject, plural = f"⟦A|{mention.text}⟧", mention.plural
    raw_object = "" if family.object == "-" else family.object
    many = raw_object.startswith("+")
    obj, slot_plural = w.fill(raw_object.lstrip("+"))
    rest, _ = w.fill(family.rest, first="O" if "⟦R" in obj or "⟦R" in subject else "R")
    if re.fullmatch(r"⟦R\|[^⟦⟧]*⟧", obj):
        many = slot_plural
    elif not many:
        many = looks_plural(obj)
    if form.startswith("passive"):
        return passive(w, v, subject, obj, rest, many, form) if obj else None
    tail = " ".join(part for part in (obj, rest) if part)
    return active(w, v, subject, plural, tail, form)


def be_forms(v: Forms, plural: bool) -> Forms:
    """The forms of "be ready" agree with their subject in the past too."""
    if not v.base.startswith("be "):
        return v
    rest = v.base[3:]
    return Forms(f"be {rest}", f"is {rest}", f"{be(plural)} {rest}", v.participle, v.ing)


def active(w: Writer, v: Forms, s: str, plural: bool, tail: str, form: str) -> tuple[str, str, str] | None:  # noqa: C901  (one case a form)
    """The active forms; `s` is the subject, `tail` what follows the verb."""
    has, they = ("have", "they") if plural else ("has", "it")
    other = w.mention(w.rng.choice([("state",), ("gov",), ("leader",), ("igo",), ("opp",), ("reb",)])).text
    when = w.rng.choice(w.data["whens"])
    future = w.rng.choice(w.data["futures"])
    pick = w.rng.choice
    v = be_forms(v, plural)
    present = v.base if plural else v.third
    if plural and v.base.startswith("be "):
        present = "are" + v.base[2:]
    match form:
        case "past":
            return (
                pick(
                    [
                        f"{s} {pred(v.past)} {tail} {when}",
                        f"{s} {when} {pred(v.past)} {tail}",
                        f"{s} {pred(v.past)} {tail}",
                    ]
                ),
                "reported",
                "active",
            )
        case "headline":
            return headline(f"{s} {pred(present)} {tail}") + "⟦H|⟧", "reported", "active"
        case "perfect":
            return f"{s} {has} {pick(['', 'also ', 'once again '])}{pred(v.participle)} {tail}", "reported", "active"
        case "progressive":
            return f"{s} {be(plural, past=pick([True, False]))} {pred(v.ing)} {tail}", "reported", "active"
        case "relative":
            return (
                f"{s}, {'who' if plural else 'which'} {pred(v.past)} {tail} {when}, {pick(['made no further comment', 'could not be reached', 'gave no details', 'had earlier kept silent'])}",
                "reported",
                "active",
            )
        case "gerund":
            return (
                f"{pick(['after', 'by', 'in'])} {pred(v.ing)} {tail}, {s} {pick(['surprised its neighbours', 'set off a debate at home', 'drew the attention of diplomats', 'changed the mood'])}",
                "reported",
                "active",
            )
        case "participial":
            return (
                f"{s} {pick(['surprised observers', 'went further', 'acted without warning'])} {when}, {pred(v.ing)} {tail}",
                "reported",
                "active",
            )
        case "infinitive":
            return f"{s} {pick(['moved', 'acted', 'went on'])} to {pred(v.base)} {tail} {when}", "reported", "active"
        case "said":
            return (
                pick(
                    [
                        f"{other} said {when} {s} had {pred(v.participle)} {tail}",
                        f"{other} claimed that {s} {pred(v.past)} {tail}",
                        f"{s} {pick(['reportedly', 'allegedly'])} {pred(v.past)} {tail}",
                    ]
                ),
                "claimed",
                "active",
            )
        case "accused":
            return (
                f"{other} {pick(['accused', 'suspects', 'has accused'])} {s} of {pred(v.ing)} {tail}",
                "claimed",
                "active",
            )
        case "according":
            return f"according to {other}, {s} {pred(v.past)} {tail} {when}", "claimed", "active"
        case "denied":
            return (
                pick(
                    [
                        f"{s} {pick(['denied', 'has denied'])} {pred(v.ing)} {tail}",
                        f"{s} denied that {they} had {pred(v.participle)} {tail}",
                    ]
                ),
                "denied",
                "active",
            )
        case "dismissed":
            return f"{other} dismissed reports that {s} had {pred(v.participle)} {tail}", "denied", "active"
        case "not":
            return (
                f"{s} {pick(['did not', 'has not yet' if not plural else 'have not yet', 'no longer'])} {pred('X')} {tail}",
                "negated",
                "active",
            )
        case "never":
            return f"{s} had never {pred(v.participle)} {tail}", "negated", "active"
        case "failed":
            return (
                f"{s} {pick(['failed to', 'refrained from', 'stopped short of'])} {pred('X')} {tail}",
                "negated",
                "active",
            )
        case "will":
            return f"{s} will {pred(v.base)} {tail} {future}", "intended", "active"
        case "plan":
            return (
                f"{s} {pick(['plan' if plural else 'plans', 'intend' if plural else 'intends', be(plural, past=False) + ' preparing', 'decided'])} to {pred(v.base)} {tail} {future}",
                "intended",
                "active",
            )
        case "vow":
            return f"{s} said {they} would {pred(v.base)} {tail} {future}", "intended", "active"
        case "urge":
            return (
                f"{other} {pick(['urged', 'called on', 'asked', 'told', 'pressed'])} {s} to {pred(v.base)} {tail}",
                "requested",
                "active",
            )
        case "agreed":
            return (
                f"{s} {pick(['agreed', 'pledged', 'offered', 'was ready' if not plural else 'were ready'])} to {pred(v.base)} {tail}",
                "intended",
                "active",
            )
        case "threatened":
            return (
                f"{s} {pick(['threatened', 'vowed', 'warned it was ready' if not plural else 'warned they were ready'])} to {pred(v.base)} {tail}",
                "hypothetical",
                "active",
            )
        case "refused":
            return f"{s} {pick(['refused', 'declined'])} to {pred(v.base)} {tail}", "negated", "active"
        case "demand":
            return f"{other} said {s} {pick(['should', 'must', 'had to'])} {pred(v.base)} {tail}", "requested", "active"
        case "if":
            return (
                pick(
                    [
                        f"{other} will {pick(['answer in kind', 'take note', 'review its policy', 'change course'])} if {s} {pred(present)} {tail}",
                        f"if {s} {pred(v.past)} {tail}, {other} would have to respond",
                    ]
                ),
                "conditional",
                "active",
            )
        case "unless":
            return f"nothing will change unless {s} {pred(present)} {tail}, {other} said", "conditional", "active"
        case "consequence":
            return (
                f"{s} would {pred(v.base)} {tail} if {other} {pick(['did the same', 'met its terms', 'gave no answer', 'kept its word'])}, officials said",
                "conditional",
                "active",
            )
        case "may":
            return f"{s} {pick(['may', 'could', 'might'])} {pred(v.base)} {tail} {future}", "hypothetical", "active"
        case "fear":
            return (
                f"{other} {pick(['feared', 'expects', 'hopes', 'doubts'])} that {s} would {pred(v.base)} {tail}",
                "hypothetical",
                "active",
            )
        case "whether":
            return f"it was not clear whether {s} had {pred(v.participle)} {tail}", "hypothetical", "active"
    return None


def passive(w: Writer, v: Forms, agent: str, obj: str, rest: str, many: bool, form: str) -> tuple[str, str, str]:
    """The passive forms; without an agent the actor is not in the text."""
    when, future, pick = w.rng.choice(w.data["whens"]), w.rng.choice(w.data["futures"]), w.rng.choice
    by = f" by {agent}"
    done = f"{pred(v.participle)}{' ' + rest if rest else ''}"
    was = be(many)
    match form:
        case "passive":
            return f"{obj} {was} {done} {when}", "reported", "passive"
        case "passive_agent":
            return f"{obj} {was} {done}{by} {when}", "reported", "passive"
        case "passive_headline":
            return headline(f"{obj} {done}{pick([by, ''])}") + "⟦H|⟧", "reported", "passive"
        case "passive_perfect":
            return f"{obj} {'have' if many else 'has'} been {done}{pick([by, ''])}", "reported", "passive"
        case "passive_future":
            return (
                f"{obj} {pick(['will be', 'are to be' if many else 'is to be'])} {done}{pick([by, ''])} {future}",
                "intended",
                "passive",
            )
        case "passive_not":
            return f"{obj} {was} {pick(['not', 'never'])} {done}{by}", "negated", "passive"
        case "passive_may":
            return f"{obj} {pick(['could', 'may', 'might'])} be {done}{by} {future}", "hypothetical", "passive"
        case "passive_said":
            return f"officials said {obj} had been {done}{by}", "claimed", "passive"
    return f"there will be consequences if {obj} {be(many, past=False)} {done}{by}", "conditional", "passive"


def nominal(w: Writer, family: Family) -> tuple[str, str, str]:
    """A family written out: *predicate*, {A:kinds}, {R:kinds}; a leading code gives the status."""
    text = w.rng.choice(family.texts)
    status = "reported"
    if match := re.match(r"([cdniqfh])!", text):
        status, text = CODES[match[1]], text[2:].strip()
    text = re.sub(r"\*([^*]+)\*", lambda m: "⟦P|" + m[1] + "⟧", w.choose(text))
    filled, _ = w.fill(text)
    return filled, status, "nominal"


TAILS = ["", "", "", "", ", {S} said", ", state radio reported", ", diplomats said {when}", ", the official news agency reported", " amid mounting tension over {topic}",
         ", a step that took its neighbours by surprise", ", the first such step in {n} years", " after a six-hour session behind closed doors", ", residents and officials said",
         ", a newspaper close to the government said {when}", " despite an appeal from {S}", " in what {S} called a turning point", ", according to a statement", ", witnesses said by telephone",
         " as the dispute over {topic} dragged on", ", officials in {place} said"]  # fmt: skip
HEADS = [
    "",
    "",
    "",
    "",
    "",
    "{When}, ",
    "In {place}, ",
    "In a new turn in {topic}, ",
    "Meanwhile, ",
    "Despite weeks of diplomacy, ",
    "A day before the summit, ",
]
JOINS = [
    "{a}, a day after {b}",
    "{a} while {b}",
    "{a}, and {b}",
    "although {b}, {a}",
    "{a}, as {b}",
    "{a}, hours before {b}",
    "{a}; {b}",
    "{a} because {b}",
    "{b}, but {a}",
]


def finish(w: Writer, text: str) -> str:
    """A whole sentence round a clause."""
    if "⟦H|⟧" in text:
        return capital(text.replace("⟦H|⟧", ""))
    pick = w.rng.choice
    fill = {"S": w.mention(pick([("state",), ("gov",), ("leader",), ("igo",)])).text, "when": pick(w.data["whens"]), "topic": pick(w.data["topics"]),
            "n": pick(["two", "four", "10", "twelve"]), "place": pick(w.data["places"])}  # fmt: skip
    fill["When"] = fill["when"][0].upper() + fill["when"][1:]
    head = pick(HEADS).format(**fill)
    return capital(head + text + pick(TAILS).format(**fill) + ".")


def capital(text: str) -> str:
    """With a capital first letter, which may stand inside a mark."""
    return re.sub(r"^((?:⟦\w\|)?)(\w)", lambda m: m[1] + m[2].upper(), text)


def unmark(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Plain text and the first span of each mark."""
    spans: dict[str, tuple[int, int]] = {}
    plain, last = "", 0
    text = text.replace("States's", "States'").replace("Philippines's", "Philippines'").replace("Nations's", "Nations'")
    text = re.sub(r" +", " ", text).replace(" ,", ",").replace(" .", ".")
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        spans.setdefault(match[1], (len(plain), len(plain) + len(match[2])))
        plain += match[2]
        last = match.end()
    return plain + text[last:], spans


def item(text: str, type_: str, status: str, voice: str, family: str) -> Item:
    plain, spans = unmark(text)
    return {"text": plain, "predicate": spans["P"], "actor": spans.get("A"), "recipient": spans.get("R"), "type": type_,
            "status": status, "voice": voice, "family": family}  # fmt: skip


def strip_other(text: str) -> str:
    """The marks of another clause taken off."""
    return MARK.sub(lambda m: m[2], text)


def variant(w: Writer, family: Family, form: str) -> tuple[str, str, str]:
    if family.texts:
        return nominal(w, family)
    result = clause(w, family, form)
    if result is None:
        result = clause(w, family, "past")
    assert result is not None
    return result


def expand(w: Writer, families: list[Family]) -> Iterator[Item]:
    """VARIANTS clauses of every family, some in one sentence with another family's clause."""
    for family in families:
        name = f"{family.type.lower()}/{family.name}"
        have_object = bool(family.object and family.object != "-")
        rest = [f for f in FORMS if f not in ("past", "headline")]
        pool = list(FACTS) if family.only_facts else w.rng.sample(rest, 9) + ["past", "past", "headline"]
        pool += w.rng.sample(PASSIVES, 4) if have_object and not family.only_facts else ["perfect", "past"]
        if have_object and family.only_facts:
            pool += ["passive", "passive_agent"]
        w.rng.shuffle(pool)
        seen: set[str] = set()
        for number in range(VARIANTS):
            text, status, voice = variant(w, family, pool[number % len(pool)])
            if text in seen:
                continue
            seen.add(text)
            if "⟦H|⟧" not in text and not family.texts and w.rng.random() < PAIRED:
                other = w.rng.choice(families)
                second, _, _ = variant(w, other, w.rng.choice(["past", "perfect", "past"]))
                if other is not family and "⟦H|⟧" not in second:
                    yield from paired(w, (text, status, voice, family.type, name), second, other)
                    continue
            yield item(finish(w, text), family.type, status, voice, name)


def paired(w: Writer, first: tuple[str, str, str, str, str], second: str, other: Family) -> Iterator[Item]:
    """The clause of the first family (only it is labelled) in one sentence with a clause of another."""
    text, status, voice, type_, name = first
    joined = w.rng.choice(JOINS).format(a=text, b=strip_other(second))
    yield item(capital(joined + "."), type_, status, voice, name)


def read_families(path: Path) -> list[Family]:
    """The families of one file: `name | kinds | verbs | object | rest`, or `name | = | text ;; text`."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        name, idiom = parts[0].rstrip("~"), parts[0].endswith("~")
        if parts[1] == "=":
            found.append(Family(path.stem, name, texts=tuple(t.strip() for t in parts[2].split(";;"))))
        else:
            parts += [""] * (5 - len(parts))
            kinds, verbs = tuple(parts[1].split(",")), tuple(parts[2].split("/"))
            found.append(Family(path.stem, name, kinds, verbs, parts[3], parts[4], only_facts=idiom))
    return found


def remarked(plain: str, words: str) -> str:
    """A sentence marked anew: *predicate*, {actor} and <recipient> where the words "predicate | actor | recipient" stand."""
    places = []
    for word, (left, right) in zip(words.split("|"), ("**", "{}", "<>"), strict=False):
        if word.strip():
            match = re.search(rf"\b{re.escape(word.strip())}(?!\w)", plain)
            if match is None:
                raise SystemExit(f"“{word.strip()}” is not in “{plain}”")
            places.append((match.start(), match.end(), left, right))
    for start, end, left, right in sorted(places, reverse=True):
        plain = plain[:start] + left + plain[start:end] + right + plain[end:]
    return plain


def read_singles(path: Path) -> Iterator[Item]:
    """Sentences written singly: `TYPE code text`, marked *predicate* {actor} <recipient>; code: status, and - for reported.

    `+ TYPE code predicate | actor | recipient` is another clause of the sentence above, given by its words.
    """
    above = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        type_, code, text = line.removeprefix("+ ").split(" ", 2)
        if line.startswith("+ "):
            text = remarked(above, text)
        above = re.sub(r"[*{}<>]", "", text)
        marked = re.sub(r"\*([^*]+)\*", r"⟦P|\1⟧", text)
        marked = re.sub(r"\{([^{}]+)\}", r"⟦A|\1⟧", marked)
        marked = re.sub(r"<([^<>]+)>", r"⟦R|\1⟧", marked)
        if "⟦P|" not in marked:
            raise SystemExit(f"{path}:{number}: no *predicate*")
        voice = "passive" if "p" in code else "nominal" if "o" in code else "active"
        status = CODES.get(code.strip("po-"), "reported")
        yield item(marked, type_, status, voice, f"single/{path.stem}-{number}")


LEXICON = HERE.parents[1] / "src/detente/events/lexicon"
DAY = r"(?!Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May |June|July|August)"
NAME = rf"(?:the |a |an |The |A |An )?{DAY}[A-Z][\w’-]*(?: (?:of |and )?[A-Z][\w’-]*)*(?: [a-z]{{3,}}s)?(?='|\b)"


def read_lexicon(w: Writer) -> Iterator[Item]:
    """The example sentences of the event lexicon, plain and in a longer sentence; a [[frame]] is a family."""
    for path in sorted(LEXICON.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, frame in enumerate(data.get("frame", ())):
            for key, entry in sorted(frame["lemmas"].items()):
                parts = [part.strip() for part in (entry if isinstance(entry, str) else entry["example"]).split("|")]
                marked = mark_example(key, frame.get("pos", "verb"), parts[1]) if len(parts) > 1 else None
                if marked is None:
                    continue
                family = f"lexicon/{path.stem}-{number}"
                voice = "nominal" if frame.get("pos") == "noun" else "active"
                kind = frame.get("type", data["type"])
                yield item(marked, kind, "reported", voice, family)
                yield item(finish(w, lower_first(marked.rstrip("."))), kind, "reported", voice, family)


def lower_first(text: str) -> str:
    """Without the capital of a leading article."""
    return re.sub(r"^(⟦A\|)?(The|An?) ", lambda m: (m[1] or "") + m[2].lower() + " ", text)


def mark_example(key: str, pos: str, sentence: str) -> str | None:
    """An example with its predicate marked, and the names before and after it; None where the word is not found as such."""
    words = re.split(r" ~ |:", key)[0].strip()
    if pos == "verb":
        head, *more = words.split()
        forms_ = forms(head)
        found = "|".join(sorted({re.escape(f) for f in forms_}, key=len, reverse=True))
        pattern = rf"\b(?:{found})\b" + "".join(rf" {re.escape(m)}\b" for m in more)
        match = re.search(pattern, sentence) or re.search(rf"\b(?:{found})\b", sentence)
    else:
        match = re.search(rf"\b{re.escape(words)}(?:e?s)?\b", sentence, re.IGNORECASE)
    if match is None:
        return None
    before, after = sentence[: match.start()], sentence[match.end() :]
    marked = re.sub(rf"^({NAME})(?= |'s |$)", r"⟦A|\1⟧", before.rstrip(), count=1) + (
        " " if before.endswith(" ") else ""
    )
    return marked + pred(match[0]) + re.sub(rf"(?<= )({NAME})", r"⟦R|\1⟧", after, count=1)


def main() -> None:
    """Write the clauses, sorted by family, one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    data = tomllib.loads((HERE / "actors.toml").read_text(encoding="utf-8"))
    w = Writer(data, random.Random(SEED))
    families = [
        f
        for path in sorted((HERE / "families").glob("[A-Z]*.txt"))
        for f in read_families(path)
        if path.stem.isupper() and path.stem != "README"
    ]
    items = list(expand(w, families))
    for path in sorted((HERE / "singles").glob("*.txt")):
        items += read_singles(path)
    items += read_lexicon(w)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items), encoding="utf-8")


if __name__ == "__main__":
    main()
