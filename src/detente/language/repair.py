"""Tree rewritings that bring different parses of one construction to one shape, and mend the parser's usual slips.

- a title and a name ("Defence Minister Khawaja Asif"): the name is the head, the title hangs from it as `nmod:desc`;
- "…, X said" behind or inside what is said: the verb of saying is above, the content its `ccomp`;
- "is going to act", "has to act", "is to act", "is about to act": the verb of action is above, the rest folded into it.
"""

from __future__ import annotations

from detente.language import conditions, frames, names, orders, verbs
from detente.language.inversions import inversions
from detente.language.tree import Tree


def repair(tree: Tree) -> None:
    """Bring a tree to the shapes the rest of this room expects."""
    names.flats(tree)
    names.torn(tree)
    orders.orders(tree)
    verbs.never_to(tree)
    verbs.tied(tree)
    verbs.hands(tree)
    verbs.interrupted(tree)
    verbs.finite_root(tree)
    inversions(tree)
    conditions.stray(tree)
    conditions.shared(tree)
    names.compounds(tree)
    names.collectives(tree)
    names.coordinations(tree)
    verbs.particles(tree)
    names.titles(tree)
    names.title_of(tree)
    verbs.dummies(tree)
    verbs.agents(tree)
    names.free_cases(tree)
    verbs.perfects(tree)
    verbs.faces(tree)
    verbs.tolls(tree)
    verbs.gaps(tree)
    verbs.absolutes(tree)
    verbs.standing(tree)
    names.sides(tree)
    names.dates(tree)
    names.times(tree)
    verbs.objects(tree)
    verbs.participles(tree)
    verbs.crowds(tree)
    verbs.asides(tree)
    verbs.gerund_subjects(tree)
    frames.frames(tree)
    frames.quoted_as(tree)
    frames.in_statements(tree)
    frames.otherwise_said(tree)
    frames.said_when(tree)
    frames.fronted(tree)
    frames.adding(tree)
    verbs.headline_verb(tree)
    verbs.ends(tree)
    frames.split_quotes(tree)
    frames.told_before(tree)
    verbs.addressees(tree)
    frames.noun_content(tree)
    verbs.hearers(tree)
    verbs.second_subjects(tree)
    verbs.subjects(tree)
    verbs.finite_conjuncts(tree)
    frames.quoted_conjuncts(tree)
    frames.said_and_asked(tree)
    verbs.periphrases(tree)
