"""Records said in short English: actors by name, acts as "if India stops its attacks → Pakistan eases tension".

The words are data (phrases.toml); country names are CLDR's English ones, through babel, with a few of our own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec
import pycountry
from babel import Locale

from detente.ledger.acts import ESCALATES
from detente.records import Actor, Condition, Signal, SignalKind, State, Term


@cache
def phrases() -> dict[str, Any]:
    """The tables of phrases.toml."""
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))


@cache
def country(code: str) -> str:
    """The English name of an ISO 3166 alpha-3 code; the code itself when it is none."""
    own = phrases()["country"].get(code)
    if own:
        return str(own)
    found = pycountry.countries.get(alpha_3=code)
    if found is None:
        return code
    return str(Locale("en").territories.get(found.alpha_2, found.name))


@lru_cache(maxsize=1 << 16)
def follows(quote: str, name: str) -> bool:
    """Whether words put what they tell of down to an act of a country or group: "struck bases after Ruritanian drones …", "because …"."""
    stem = re.escape(name[: max(4, len(name) - 2)])
    return bool(re.search(rf"\b(?:after|because) (?:\w+ ){{0,2}}{stem}\w*", quote, re.IGNORECASE))


def side_name(actor: Actor) -> str:
    """The side an actor stands for, by name: "Pakistan", "Hezbollah", "rebels (Pakistan)"; "unknown" when it is not known."""
    if actor.group:
        return actor.group
    sector = phrases()["sector"].get(actor.sector)
    if actor.code == "---":
        return actor.role or actor.name or sector or "unknown"
    place = country(actor.code)
    return f"{sector} ({place})" if sector and not _is_state(actor) else place


def _is_state(actor: Actor) -> bool:
    return actor.sector in {None, "GOV", "MIL", "SPY", "COP"}


def label(actor: Actor) -> str:
    """An actor as a reader would name it: "Khawaja Asif, Defence Minister (Pakistan)", "armed forces (Pakistan)"."""
    place = actor.group or ("" if actor.code == "---" else country(actor.code))
    if actor.code in {"IGO", "NGO", "MNC"} and not actor.group:
        place = ""
    role = None if actor.role and actor.role.casefold() in phrases()["empty_roles"] else actor.role
    who = ", ".join(part for part in (_person(actor.name, place), role) if part)
    if not who and not actor.group and actor.sector != "GOV":
        who = phrases()["sector"].get(actor.sector, "")
    if not who:
        home = actor.group and actor.code not in {"IGO", "NGO", "MNC", "---"}
        said = home and (country(actor.code) == place or place.endswith(f"({country(actor.code)})"))
        return f"{place} ({country(actor.code)})" if home and not said else place or "unknown"
    return f"{who} ({place})" if place else who


def _person(name: str | None, place: str) -> str | None:
    """The name, unless it only says the side again."""
    return None if name is None or name.casefold() == place.casefold() else name


def labels(actors: Iterable[Actor]) -> str:
    """Several actors, each named once: "India and Pakistan"; those not known only where there are no others."""
    return join(_known_first(label(actor) for actor in actors))


def sides(actors: Iterable[Actor]) -> str:
    """The sides of several actors, each named once; those not known only where there are no others."""
    return join(_known_first(side_name(actor) for actor in actors))


def _known_first(names: Iterable[str]) -> list[str]:
    listed = list(dict.fromkeys(names))
    return [name for name in listed if name != "unknown"] or listed


def join(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    listed = list(names)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 2 else listed)


def _act(term: Term) -> dict[str, Any]:
    """The entry of phrases.toml for a term's act, by its type and its own words."""
    table: dict[str, Any] = phrases()["act"][term.type]
    own = term.text.casefold()
    for entry in table.get("when", ()):
        if any(cue in own for cue in entry["cues"]) and (term.recipients or not entry.get("to_whom")):
            return entry  # type: ignore[no-any-return]
    return table


def phrase_term(term: Term) -> str:
    """A condition or a commitment in a few words: "India stops its attacks". The report's own words stand in `term.text`."""
    who = sides(term.actors)
    if not borne_out(term):
        return _untyped(term, who)
    if not who and isinstance(term, Condition) and term.phase in ("begin", "continue") and "passive" in _act(term):
        return f"{sides(term.recipients) or 'it'} {_act(term)['passive']}"
    many = len({side_name(actor) for actor in term.actors}) > 1 or any(are_many(actor) for actor in term.actors)
    finite, base = _verbs(term, many=many)
    return f"{who or _nobody(term)} {base if many else finite}"


def phrase_to(term: Term, *, many: bool = False) -> str:
    """What a side has offered, pledged or threatened to do: "to ease tension", "not to attack India"; `many` sides: "to stop their attacks"."""
    if not borne_out(term):
        return f"{_not(term)}“{own_words(term)}”" if term.text else "an act the report does not name"
    base = _verbs(term, many=many)[1]
    base = base if many else base.replace(" their ", " its ")
    return f"not to {base.removeprefix('do not ')}" if term.phase == "refrain" else f"to {base}"


def bears_out(type_: str, text: str) -> bool:
    """Whether words hold what our phrase for a type of act says."""
    return _begins(phrases()["act"][type_]["cues"], text)


def says_nothing(term: Term) -> bool:
    """True where the act's own words say more than its type: "has pledged to agree" tells nobody anything."""
    return not borne_out(term) or (term.type in _VAGUE and _act(term) is phrases()["act"][term.type])


def borne_out(term: Term) -> bool:
    """Whether the term's own words hold what its type says in ours: only then are ours used for it."""
    if term.type is None:
        return False
    if not term.text:
        return True
    table = phrases()["act"][term.type]
    if _act(term) is table and not _begins(table["cues"], term.text):
        return False
    if term.type != "ASSAULT":
        return True
    halted = _begins(phrases()["halting"]["cues"], term.text)
    return term.phase == "refrain" or halted == (term.phase == "halt")  # "not" may stand outside a restraint's words


def _begins(cues: Iterable[str], text: str) -> bool:
    """Whether a word (or run of words) of the text begins with one of the cues; short ones must be whole words."""
    return any(
        re.search(rf"\b{re.escape(cue)}{'' if len(cue) > 3 else chr(92) + 'b'}", text, re.IGNORECASE) for cue in cues
    )


def _not(term: Term) -> str:
    """ "not " before the words of an act forgone that do not say so themselves."""
    return "not " if term.phase == "refrain" and not _begins(phrases()["halting"]["cues"], term.text) else ""


def own_words(term: Term) -> str:
    """The report's words for a term, without what only links them to the sentence."""
    return own_text(term.text)


def own_text(text: str) -> str:
    """Words of a report without what only links them to the sentence they stand in."""
    words = re.sub(r"^that\s*,?\s+", "", bare(untold(text)), flags=re.IGNORECASE)
    words = words.replace('"', "") if words.count('"') % 2 else words  # one of a pair, the other cut off
    words = re.sub("[“”]", "", words) if words.count("“") != words.count("”") else words
    return " ".join(_LOOSE_END.sub("", bare(words)).split()).strip(" ,")


_SAYS = (
    r"(?:said|says|told|tells|warned|warns|added|adds|declared|declares|announced|announces|wrote|writes|stated|states|"
    r"replied|insisted|vowed|promised|explained|argued)"
)
_TOLD_AFTER = re.compile(rf"\s*(?:,?[”\"]\s*|,\s+)(?:{_SAYS}\b|(?:[\w.’'-]+\s+){{1,7}}?{_SAYS}\b).*$", re.DOTALL)
_TOLD_BEFORE = re.compile(
    rf"^\W*(?:(?:[\w.’'-]+\s+){{1,6}}?{_SAYS}(?:\s+on \w+)?,\s+[“\"]?|(?:{_SAYS}|threatened)(?:\s+on \w+)? that\s+)"
)


def untold(text: str) -> str:
    """Words without the clause that says who said them: "…, the minister warned", "… stop,” he told reporters in Geneva"."""
    rest = _TOLD_AFTER.sub("", text)
    rest = _TOLD_BEFORE.sub("", rest)
    return rest if len(rest.split()) > 1 else text


_LOOSE_END = re.compile(r"(?:\s+(?:and|or|but|only|if|unless|until|that|against|should|once|when))+\W*$", re.IGNORECASE)
"""What is left hanging where the words of a condition were taken out."""

_VAGUE = frozenset({"AGREE", "REJECT", "REQUEST", "ACCUSE", "THREATEN"})


def _verbs(term: Term, *, many: bool) -> tuple[str, str]:
    """The verb phrase of a term for one actor and in its base form."""
    act = _act(term)
    verb, noun = _recipients(term, act)
    held = f"{'their' if many else 'its'} {act['noun']}{noun}"
    match term.phase:
        case "halt":
            word = "stop" if term.type in ESCALATES else "end"  # attacks are stopped, a ceasefire is ended
            return f"{word}s {held}", f"{word} {held}"
        case "continue":
            return f"goes on with {held}", f"go on with {held}"
        case "refrain":
            return f"does not {act['does'][1]}{verb}", f"do not {act['does'][1]}{verb}"
        case _:
            return f"{act['does'][0]}{verb}", f"{act['does'][1]}{verb}"


def are_many(actor: Actor) -> bool:
    """Whether a side's name is a plural: "the Houthis attack", "rebels withdraw", but "Hamas attacks"."""
    name = side_name(actor).partition(" (")[0]
    return not _is_place(actor) and name.endswith("s") and name not in phrases()["singular"]["names"]


def _is_place(actor: Actor) -> bool:
    return not actor.group and (_is_state(actor) or actor.code == "---")


def _nobody(term: Term) -> str:
    """What stands where the actor is not named: a condition may be met by anybody, a commitment is its speaker's."""
    return "somebody" if isinstance(term, Condition) else "it"


def _recipients(term: Term, act: dict[str, Any]) -> tuple[str, str]:
    """ " Pakistan" after a verb and " on Pakistan" after a noun; empty when there is none to name."""
    own = {actor.side for actor in term.actors}
    others = [actor for actor in term.recipients if actor.side not in own and (actor.code != "---" or actor.group)]
    if not others or "at" not in act:
        return "", ""
    name = sides(others)
    verb = f" {act['at']} {name}" if act["at"] else f" {name}"
    return verb, f" {act.get('on', act['at'])} {name}"


def _untyped(term: Term, who: str) -> str:
    """A term whose act has no type is said in the report's own words."""
    own = f"{_not(term)}“{own_words(term)}”" if term.text else "an act the report does not name"
    return f"{who}: {own}" if who and isinstance(term, Condition) else own


_HANGING = re.compile(r"\b(?:against|to|by|of|for|with|at|from|on|in|into|upon|after)\W*$", re.IGNORECASE)


def bare(text: str) -> str:
    """Words without the quotation marks and stops around them."""
    return text.strip(' ,.;:"“”')


def quoted_words(quote: str) -> str:
    """The words of a quote to set in quotation marks: those inside its own, where it begins with or within them."""
    inside = re.match(r"[“\"]?([^“”\"]+)”", quote.strip())
    return own_text(inside.group(1) if inside else quote)


def phrase_commitment(signal: Signal) -> str:
    """What a signal commits to; where the act has no type, the report's words less those of the condition."""
    term = signal.commitment
    if term is None:
        return ""
    alone = commitment_alone(signal)
    if alone is None or not alone.text or not says_nothing(alone):
        return phrase_term(alone or term)
    return f"{_not(alone)}“{own_words(alone)}”" if own_words(alone) else phrase_term(term)


def commitment_alone(signal: Signal) -> Term | None:
    """The commitment with the words of the condition taken out of its own; None where nothing would be left of them."""
    term = signal.commitment
    if term is None:
        return None
    rest = term.text
    for condition in (*((signal.condition,) if signal.condition else ()), *signal.more_conditions):
        rest = _without(_without(rest, f"{condition.connective} {condition.text}"), condition.text)
    return msgspec.structs.replace(term, text=bare(rest)) if bare(rest) or not term.text else None


def _without(text: str, part: str) -> str:
    """A text less a part of it, unless that would leave a preposition hanging ("would defend it against any raid")."""
    start = text.casefold().find(part.casefold()) if part.strip() else -1
    hangs = start > 0 and _HANGING.search(text[:start]) is not None
    return text if start < 0 or hangs else f"{text[:start]} {text[start + len(part) :]}".strip(" ,")


def phrase_condition(condition: Condition) -> str:
    """ "if India stops its attacks", "unless South Korea stops its leaflets and broadcasts"."""
    link = "unless" if condition.negated else "only if" if "only" in condition.connective else "if"
    if borne_out(condition) or not condition.text:
        return f"{link} {phrase_term(condition)}"
    own = own_words(condition)
    connective = "depending on" if condition.connective == "depend on" else condition.connective
    if connective and own.casefold().startswith(connective.casefold()):
        return f"“{own[0].lower()}{own[1:]}”"
    last = connective.rpartition(" ")[2]
    if last != connective and own.casefold().startswith(f"{last.casefold()} "):
        own = own[len(last) + 1 :]  # "only if" + "if they leave"
    return f"“{own}”" if connective in ("any", "") else f"{connective} “{own}”"


def phrase_conditions(signal: Signal) -> str:
    """All conditions of a signal, each once: "if India stops its attacks and if it holds talks"."""
    listed = (*((signal.condition,) if signal.condition else ()), *signal.more_conditions)
    return " and ".join(dict.fromkeys(phrase_condition(condition) for condition in listed))


def phrase_signal(signal: Signal) -> str:
    """ "if India stops its attacks → Pakistan eases tension"; one half alone where the other is missing; "" for neither."""
    asked = phrase_conditions(signal)
    given = phrase_commitment(signal)
    return " → ".join(part for part in (asked, given) if part)


def state_words(kind: SignalKind, state: State) -> str:
    """The state of a commitment for people: a threat is "carried out" rather than "kept"."""
    table = phrases()["state"]
    return str(table.get(kind, {}).get(state) or table[state])
