"""Whose an official, an army or a person is where the words do not say: from the context of the article."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.actors import scene as scene_
from detente.actors.again import Again
from detente.actors.context import (
    AGAINST,
    ANYONE,
    LOCAL,
    MOVING,
    OUTSIDE,
    RULERS,
    STATE_SECTORS,
    UNNAMED,
    WILLING,
    argument_of,
    coded_as,
    holds,
    is_definite,
    of_state,
    spanned_all,
)
from detente.actors.parts import HOME, VOICES, Finding, abroad, alone, away
from detente.actors.pointing import is_saying, posed_against
from detente.actors.reader import Reader
from detente.actors.roles import PEOPLE, SIDES, Role
from detente.records import Actor, Clause, Phrase

JUNTAS = frozenset({"junta", "military junta", "ruling junta", "putschists", "coup leaders"})
_COUP_AFTER = re.compile(r"['’]s? (?:\w+ )?(?:junta|coup|putsch|generals|military rulers|military government)\b")
_COUP_BEFORE = re.compile(r"\b(?:junta|coup|putsch|putschists|order|power) in (?:the )?(?:Republic of )?$")


class Homes:
    """Finds the state or the person behind a role, by the scene of one article's cast."""

    def __init__(self, cast: Reader) -> None:
        self._cast = cast
        self._again = Again(cast)

    def find(self, phrase: Phrase, clause: Clause | None, found: Finding) -> Finding:
        """A role nobody is named for: the person who holds it, or the state the article is about."""
        role = found.role
        if role is None or (found.actors and found.actors[0].name) or self._cast.scene is None:
            return self._placed(phrase, clause, found)
        if (body := self._of_a_body(phrase, role)) is not None:
            return Finding(spanned_all((body,), phrase.span), f"{found.why}; of the body named", role=role)
        if not found.actors:
            return found
        actor = found.actors[0]
        if role.kind in ("person", "bearer") and not role.plural and actor.name is None and is_definite(phrase):
            person = self._holder(phrase, role, clause)
            if person is not None:
                return Finding(spanned_all((person,), phrase.span), f"“{phrase.text}”: {person.name} holds that role")
        if actor.code == "---" and actor.group is None and (same := self._again.repeated(phrase, role)) is not None:
            return Finding(spanned_all(same, phrase.span), f"{found.why}; named before", role=role)
        if role.word in UNNAMED and not is_definite(phrase):
            return found  # "two sources said"
        if phrase.possessor is not None and phrase.possessor.head.lower() in scene_.anaphors()["group"]["words"]:
            return found  # "the group's spokesman", where nobody knows which group
        own = self._speakers_home(clause) if role.word in RULERS and phrase.possessor is None else None
        seized = self._taken_over() if role.word in JUNTAS else None
        code = None if seized == "---" else own or seized or self._home(phrase, clause, role)
        if role.sector in STATE_SECTORS:
            code = self._not_posed(code, phrase, clause)
        if code is not None and code in self._aimed(phrase, clause):
            code = None  # "the minister ruled out lifting sanctions on Burma": no Burmese minister
        if code is None:
            return self._of_both(phrase, found, role)
        return Finding(coded_as(found.actors, code), f"{found.why}; {code} by the article's context", role=role)

    def _of_a_body(self, phrase: Phrase, role: Role) -> Actor | None:
        """ "The Secretary-General condemned it", "Council members urged": of the body named before, or the report's only one."""
        offices = scene_.anaphors()["secretariats"]
        bodies = offices["bodies"] if role.word in offices["words"] else ()
        if role.word in ("member", "members") and re.search(r"\bCouncil\b", phrase.text):
            bodies = offices["councils"]
        if not bodies or phrase.possessor is not None or (not is_definite(phrase) and not phrase.plural):
            return None
        named = [h for h in self._cast.hits if h.entry.kind == "body" and (h.entry.group or h.entry.name) in bodies]
        before = [h for h in named if h.start < phrase.span[0]]
        groups = {h.entry.group or h.entry.name for h in named}
        chosen = before[-1:] or (named[:1] if len(groups) == 1 else [])
        if not chosen:
            return None
        sector = "GOV" if role.word in offices["words"] else None
        return Actor(code="IGO", sector=sector, group=chosen[0].entry.group or chosen[0].entry.name, role=role.text)

    def irregular(self, phrase: Phrase, found: Finding) -> Finding:
        """ "Militia backed by the government", "a pro-government gang": no rebels, where the government is of their own state."""
        role, told = found.role, scene_.anaphors()["irregulars"]
        bare = (
            len(found.actors) == 1 and found.actors[0].group is None and found.actors[0].sector in ("REB", "OPP", "CRM")
        )
        if role is None or not bare or role.word not in told["words"]:
            return found
        actor = found.actors[0]
        text = self._cast.document.article.text
        before = text[phrase.span[0] : phrase.head_span[0]].lower()
        after = re.match(told["behind"], text[phrase.head_span[1] : phrase.head_span[1] + 120], re.IGNORECASE)
        patrons = {h.entry.code for h in self._cast.hits if after is not None and h.entry.kind == "state"
                   and phrase.head_span[1] <= h.start < phrase.head_span[1] + after.end()}  # fmt: skip
        if not re.search(told["before"], before) and (after is None or not patrons <= {actor.code}):
            return found
        loyal = Actor(code=actor.code, sector="UAF", name=actor.name, role=actor.role, span=actor.span)
        return replace(found, actors=(loyal,), why=f"{found.why}; on the government's side")

    def _not_posed(self, code: str | None, phrase: Phrase, clause: Clause | None) -> str | None:
        """ "If the North harms our people, …, the ministry replied": not the one named in its own condition, but the other state."""
        scene, told = self._cast.scene, phrase.possessor is not None or bool(phrase.complements)
        if clause is None or scene is None or told or not is_saying(phrase, clause) or not is_definite(phrase):
            return code
        posed = posed_against(self._cast, clause)
        if not posed or (code is not None and not any(a.side == code for a in posed)):
            return code
        homes = {a.code for a in posed}
        others = [c for c in scene.states() if c not in homes and c not in ("IGO", "NGO", "MNC", "---")]
        return others[0] if len(others) == 1 else None

    def hosted(self, phrase: Phrase, clause: Clause | None, found: Finding) -> Finding | None:
        """ "North Korean defectors flew leaflets": who left a state acts from another (data/anaphors.toml, [hosts])."""
        role = found.role
        if role is None or clause is None or clause.subject is None or self._cast.scene is None:
            return None
        if argument_of(phrase, clause) is None or found.actors[0].name:
            return None
        if not any(m.head_span == phrase.head_span for m in clause.subject.members()):
            return None
        return self.host_of(found, phrase)

    def host_of(self, found: Finding, phrase: Phrase) -> Finding | None:
        """Those who left a state, as of where they live now; None where no table says so."""
        role = found.role
        if role is None or not found.actors or self._cast.scene is None:
            return None
        hosts = scene_.anaphors()["hosts"].get(role.word.removesuffix("s"), {})
        host = hosts.get(found.actors[0].code)
        if host is None:
            return None
        code = host if host in self._cast.scene.states() else "---"
        return Finding(tuple(of_state(a, code) for a in found.actors), f"{found.why}; who left it", role=role)

    def _placed(self, phrase: Phrase, clause: Clause | None, found: Finding) -> Finding:
        """A person introduced without a state: the state the article is about."""
        if not found.actors or found.actors[0].code != "---" or found.actors[0].group or self._cast.scene is None:
            return found
        actor = found.actors[0]
        public = actor.name and (actor.sector in STATE_SECTORS or actor.sector in ("OPP", "PTY", "ELI", "REL", "REB"))
        if away(actor.role):
            return found  # an envoy may be anyone's, and speaks of others
        spoken = self._volition(clause) if actor.name and actor.sector in STATE_SECTORS else None
        core = self._cast.describer.core(phrase)
        if core.head is not None and core.head.entry.kind == "people" and not (phrase.plural or core.head.entry.groups):
            return found  # "the Arab-Israeli conflict": no people of the article's state
        code = spoken or self._cast.scene.dominating() if public or (actor.sector == "CVL" and not actor.name) else None
        if code is not None and actor.name and (self._has_leader(code, actor) or self._is_guest(phrase, clause, code)):
            code = None
        if code is not None and actor.sector == "MIL" and not self._cast.scene.acts(code):
            code = None  # an officer in a place that only lies there may be of any army: "Admiral Smith … Sarajevo"
        return Finding(coded_as(found.actors, code), f"{found.why}; {code} by context") if code else found

    def _is_guest(self, phrase: Phrase, clause: Clause | None, code: str) -> bool:
        """Whether somebody comes to the state or has his words aimed at it: "President Cordoba visited Sudan"."""
        subject = clause.subject if clause is not None else None
        if clause is None or subject is None or subject.head_span != phrase.head_span:
            return False
        if code in self._aimed(phrase, clause):
            return True
        going = clause.predicate in MOVING | {"visit", "tour"}
        ends = [a.phrase for a in clause.arguments if a.role == "object" or a.preposition in ("to", "in", "for")]
        return going and any(code in self._foreign(p) for p in ends)

    def _aimed(self, phrase: Phrase, clause: Clause | None) -> frozenset[str]:
        """The states at which a clause's words or deeds are aimed, or those of the clauses below it; its doer is none of them."""
        subject = clause.subject if clause is not None else None
        if clause is None or subject is None or not any(m.head_span == phrase.head_span for m in subject.members()):
            return frozenset()
        found: set[str] = set()
        level = [clause]
        for _ in range(4):
            for node in level:
                held = node.object.head.lower() if node.object is not None else ""
                against = node.predicate in AGAINST or held in AGAINST  # "lift sanctions on Burma"
                for argument in node.arguments:
                    struck = argument.role in ("object", "indirect") and node.kind == "verb"
                    if against and (struck or argument.preposition in ("on", "against", "upon")):
                        found |= self._foreign(argument.phrase)
            level = [c for n in level for c in self._cast.document.children(n)]
        return frozenset(found)

    def _foreign(self, phrase: Phrase) -> set[str]:
        """The states a phrase names as states, or by those who rule them: no towns, no people."""
        found = set()
        for member in phrase.members():
            head = self._cast.describer.core(member).head
            state = head is not None and head.entry.kind in ("state", "leader") and head.entry.form != "people"
            if state or member.entity == "PER":
                found |= {a.code for a in self._cast.describe(alone(member)).actors if a.group is None}
        return found - {"---"}

    def _of_both(self, phrase: Phrase, found: Finding, role: Role) -> Finding:
        """ "India and Pakistan will talk. The defence ministers meet on Monday": those of the two just named."""
        assert self._cast.scene is not None
        plural = (
            role.kind == "person" and role.sector in ("GOV", "MIL") and phrase.plural and phrase.determiner == "the"
        )
        pair = self._cast.scene.just_joined(phrase.span[0]) if plural and phrase.quantity is None else ()
        if not pair or any(a.group for a in pair) or found.actors[0].code != "---":
            return found
        actors = tuple(of_state(found.actors[0], a.code) for a in pair)
        return Finding(actors, f"{found.why}; of the two just named", role=role)

    def _has_leader(self, code: str, actor: Actor) -> bool:
        """Whether the article gives the state another holder of the office, so that this one is some other state's."""
        role = (actor.role or "").lower()
        return any(
            p.actor.code == code and p.actor.sector != "ELI" and p.actor.name != actor.name and p.actor.role is not None
            and (p.actor.role.lower() == role or {p.actor.role.lower(), role} <= RULERS)
            for p in self._cast.names.all()
        )  # fmt: skip

    def _speakers_home(self, clause: Clause | None) -> str | None:
        """The state in whose parliament or party the one quoted sits: "the president" there is his own."""
        if clause is None or not clause.quoted:
            return None
        codes = {a.code for a in self._cast.speakers(clause)[:1] if a.sector in ("LEG", "PTY", "OPP") and not a.group}
        return codes.pop() if codes and "---" not in codes else None

    def _holder(self, phrase: Phrase, role: Role, clause: Clause | None) -> Actor | None:
        """The person last introduced with this role: "the minister", "the spokesman"."""
        before = [p for p in self._cast.names.all() if p.at < phrase.span[0] and p.actor.role]
        found = [p for p in before if holds(p.actor.role or "", role.word)]
        found = [p for p in found if p.actor.role != "prime minister" or role.word != "minister"] or found
        home = self._speakers_home(clause) if role.word in RULERS else None
        if home is not None and phrase.possessor is None:
            found = [p for p in found if p.actor.code in (home, "---")]
        if not found and role.word in ANYONE:
            near = [
                p
                for p in before
                if self._cast.scene is not None
                and self._cast.scene.sentence(phrase.span[0]) - self._cast.scene.sentence(p.at) <= 2
            ]
            found = near if len({p.actor.name for p in near}) == 1 else []
        owners = self._cast.resolve(phrase.possessor, clause) if phrase.possessor is not None else ()
        found = [p for p in found if not owners or any(_heads(p.actor, owner) for owner in owners)]
        names = {p.actor.name for p in found[-2:]}
        if not found or (len(names) > 1 and not self._is_nearer(found[-1].at, found[-2].at, phrase.span[0])):
            return None
        return found[-1].actor

    def _is_nearer(self, near: int, far: int, at: int) -> bool:
        assert self._cast.scene is not None
        return self._cast.scene.sentence(at) - self._cast.scene.sentence(near) < self._cast.scene.sentence(
            at
        ) - self._cast.scene.sentence(far)

    def _home(self, phrase: Phrase, clause: Clause | None, role: Role) -> str | None:
        """The state of an army, government, parliament … named without one."""
        assert self._cast.scene is not None
        if _are_guests(phrase, role) or any(p in ("of", "from") and inner.plural for p, inner in phrase.complements):
            return None  # "diplomats from a dozen countries"
        core = self._cast.describer.core(phrase)
        covered = {i for h in core.hits for i in range(h.first, h.last)}
        if OUTSIDE & {w.fold for i, w in enumerate(core.words) if i not in covered}:
            return None
        based = role.sector == "JUD" and any(w.fold in HOME and w.tied for w in core.words)
        if based or (role.sector not in ("REB", "UAF") and abroad(core)):
            return None  # "a Geneva-based court": of more states than one
        if role.word in VOICES and role.kind == "institution":
            return self._cast.dateline or self._cast.scene.dominating() or self._acting_before(phrase)
        if role.sector in STATE_SECTORS and role.kind in ("institution", "person", "people", "bearer"):
            if phrase.determiner in ("a", "an", "any", "some", "no") and role.kind != "institution":
                return self._body_before(phrase, role)
            told = (
                self._side(clause)
                or self._own_men(phrase, clause, role)
                or self._hearer(phrase, clause)
                or self._house(phrase, clause)
            )
            told = told or self._seat(phrase, role) or self._local(phrase, role)
            if told is not None:
                return told
            named = (
                self._cast.scene.institution(role.sector or "", phrase.span[0], but=away)
                if role.kind == "institution"
                else None
            )
            fought = self._fought(phrase, clause)
            if fought is not None:
                return fought
            filed = self._cast.dateline if self._cast.dateline and self._is_about(self._cast.dateline) else None
            beat = self._beat(clause) if role.sector == "COP" and role.kind == "institution" and clause else None
            found = self._volition(clause) or beat or named or filed or self._cast.scene.dominating()
            if found is None and is_definite(phrase):
                found = self._cast.scene.only_before(phrase.span[0])
            governs = role.kind == "institution" and role.sector == "GOV" and clause is not None
            return found or (self._where(clause) if governs and clause is not None else None)
        if (role.sector in ("REB", "PTY", "OPP") or "paramilitar" in role.word) and is_definite(phrase):
            return self._cast.scene.dominating() or self._cast.scene.only_before(phrase.span[0])
        if role.sector in PEOPLE and role.kind == "people" and clause is not None:
            return self._where(clause)
        return None

    def _taken_over(self) -> str | None:
        """Where the article says that soldiers seized power ("Niger's junta", "order in Niger"); "---" where several states act and none is told."""
        assert self._cast.scene is not None
        text = self._cast.document.article.text
        told = {
            hit.entry.code
            for hit in self._cast.hits
            if hit.entry.kind == "state"
            and (
                _COUP_AFTER.match(text[hit.end : hit.end + 40])
                or _COUP_BEFORE.search(text[max(0, hit.start - 40) : hit.start])
            )
        }
        if len(told) == 1:
            return told.pop()
        filed, others = self._cast.dateline, set(self._cast.scene.states())
        return (
            "---"
            if filed is not None and len(others - {filed}) > 0 and filed != self._cast.scene.dominating()
            else None
        )

    def _body_before(self, phrase: Phrase, role: Role) -> str | None:
        """ "… the Foreign Office said. It was India, a spokesman said": he speaks for the body that spoke just before."""
        scene = self._cast.scene
        if scene is None or phrase.determiner not in ("a", "an") or not role.word.startswith("spokes"):
            return None
        here = scene.sentence(phrase.span[0])
        told = [c for c in self._cast.document.clauses if here - 2 <= c.sentence < here and c.speakers]
        bodies = [self._cast.resolve(alone(c.speakers[0]), c) for c in told if self._is_body(c.speakers[0])]
        codes = {a.code for actors in bodies for a in actors if a.group is None}
        return codes.pop() if len(codes) == 1 and "---" not in codes else None

    def _is_body(self, phrase: Phrase) -> bool:
        found = self._cast.describe(alone(phrase))
        if found.role is not None:
            return found.role.kind in ("institution", "organ")
        return any(a.name is None and a.sector in STATE_SECTORS for a in found.actors)  # "the Kremlin", "the IDF"

    def _acting_before(self, phrase: Phrase) -> str | None:
        """The one state that acted in the sentence before, of which "state media" then tell."""
        assert self._cast.scene is not None
        return self._cast.scene.subject(self._cast.scene.sentence(phrase.span[0]) - 1)

    def _is_about(self, code: str) -> bool:
        """Whether the article has more of the state it is filed from than the dateline: "NEW DELHI: … shelled Poonch"."""
        assert self._cast.scene is not None
        return self._cast.scene.acts(code) or any(
            h.entry.code == code and h.entry.kind != "press" for h in self._cast.hits[1:]
        )

    def _fought(self, phrase: Phrase, clause: Clause | None) -> str | None:
        """ "the army and the RSF": the army of the state whose rebels are named beside it."""
        argument = argument_of(phrase, clause)
        others = argument.phrase.members() if argument is not None and argument.phrase.conjuncts else ()
        homes = {
            actor.code
            for other in others if other.head_span != phrase.head_span
            for actor in self._cast.describe(alone(other)).actors if actor.group is not None and actor.sector in scene_.ARMED
        }  # fmt: skip
        return homes.pop() if len(homes) == 1 and "---" not in homes else None

    def _hearer(self, phrase: Phrase, clause: Clause | None) -> str | None:
        """ "Pashinyan told parliament": the state of who speaks to its own house."""
        argument = argument_of(phrase, clause)
        subject = clause.subject if clause is not None else None
        if clause is None or argument is None or subject is None or argument.role == "subject":
            return None
        if clause.predicate not in ("tell", "address", "inform", "brief", "assure", "speak", "ask", "say"):
            return None
        speakers = self._cast.resolve(alone(subject), clause)
        codes = {a.code for a in speakers if a.sector in STATE_SECTORS and a.group is None}
        house = self._cast.describe(phrase).role
        if house is None or house.sector not in ("LEG", "GOV") or house.kind != "institution":
            return None
        return codes.pop() if len(codes) == 1 and "---" not in codes else None

    def _house(self, phrase: Phrase, clause: Clause | None) -> str | None:
        """ "The president told Congress": the state of the house he speaks to."""
        subject = clause.subject if clause is not None else None
        if clause is None or subject is None or subject.head_span != phrase.head_span:
            return None
        if clause.predicate not in ("tell", "address", "inform", "brief", "assure", "ask"):
            return None
        held = [a.phrase for a in clause.arguments if a.role in ("object", "indirect") and not a.inherited]
        codes = {a.code for p in held for a in self._cast.describe(alone(p)).actors if a.sector == "LEG"}
        return codes.pop() if len(codes) == 1 and "---" not in codes else None

    def _own_men(self, phrase: Phrase, clause: Clause | None, role: Role) -> str | None:
        """ "Israel's military said troops killed two militants": men without an owner, told of by their own command."""
        subject = clause.subject if clause is not None else None
        bare = phrase.determiner is None and phrase.plural and not phrase.complements and role.sector in ("MIL", "COP")
        if clause is None or subject is None or subject.head_span != phrase.head_span or not bare:
            return None
        told = self._cast.speakers(clause)[:1]
        codes = {a.code for a in told if a.sector == role.sector and a.group is None and a.name is None}
        return codes.pop() if codes and "---" not in codes else None

    def _seat(self, phrase: Phrase, role: Role) -> str | None:
        """ "the president in Bamako", "the government in Kabul": who rules from there."""
        if role.kind != "institution" and role.word not in RULERS:
            return None
        for preposition, inner in phrase.complements:
            head = self._cast.describer.core(inner).head
            if preposition == "in" and head is not None and head.entry.kind == "state" and head.entry.form == "capital":
                return head.entry.code
        return None

    def _local(self, phrase: Phrase, role: Role) -> str | None:
        """ "Troops entered Kherson. The mayor said …": of the land of the place named last."""
        assert self._cast.scene is not None
        if role.word not in LOCAL or not is_definite(phrase):
            return None
        return self._cast.scene.last_place(phrase.span[0])

    def _volition(self, clause: Clause | None) -> str | None:
        """ "Pakistan will not yield, the minister said": an official speaks of what his own state will do."""
        assert self._cast.scene is not None
        if clause is None:
            return None
        codes: set[str] = set()
        for content in self._cast.document.children(clause, "said", "thought"):
            willing = {"will", "would", "shall", "be to", "be going to"} & set(
                content.modals
            ) or content.predicate in WILLING
            subject = content.subject
            if willing and subject is not None and subject.kind != "pronoun":
                codes.update(a.code for a in self._cast.describe(alone(subject)).actors if a.group is None)
        return codes.pop() if len(codes) == 1 and "---" not in codes else None

    def _side(self, clause: Clause | None) -> str | None:
        """The state on whose side of a line a clause is set: "on the Indian side, officials said"."""
        for argument in clause.arguments if clause else ():
            if argument.role == "oblique" and argument.phrase.head in SIDES:
                codes = {actor.code for actor in self._cast.owners(argument.phrase, clause)}
                if len(codes) == 1:
                    return codes.pop()
        return None

    def _beat(self, clause: Clause) -> str | None:
        """The state whose police act in a clause: "arrested ten men in Kampala"."""
        met = (a for a in clause.arguments if a.role == "object" or a.preposition in ("into", "onto", "at"))
        inner = (p for a in met for w, p in a.phrase.complements if w in ("in", "at"))
        heads = (h for p in inner for h in self._cast.describer.core(p).hits[:1])
        held = {h.entry.code for h in heads if h.entry.kind in ("state", "place")}
        return self._where(clause) or (held.pop() if len(held) == 1 else None)

    def _where(self, clause: Clause) -> str | None:
        """The state of the place a clause names: "residents fled … in Mosul"."""
        codes = set()
        for argument in clause.arguments:
            if argument.role == "oblique" and argument.preposition in (
                "in",
                "at",
                "near",
                "across",
                "outside",
                "around",
            ):
                core = self._cast.describer.core(argument.phrase)
                if core.head is not None and core.head.entry.kind in ("state", "place"):
                    codes.add(core.head.entry.code)
        return codes.pop() if len(codes) == 1 else None


def _heads(person: Actor, owner: Actor) -> bool:
    """Whether somebody can be "its leader": of the same state or group, and no minister that of a crowd or a band of exiles."""
    private = owner.sector in PEOPLE and owner.sector not in STATE_SECTORS and owner.group is None
    same = person.code in (owner.code, "---") and (owner.group is None or person.group == owner.group)
    return same and not (private and person.sector in STATE_SECTORS)


def _are_guests(phrase: Phrase, role: Role) -> bool:
    """Whether those may be of any state: "foreign ministers met in Cairo"."""
    guests = scene_.anaphors()["guests"]["words"]
    return phrase.plural and not is_definite(phrase) and role.word.removesuffix("s") in guests
