"""Article -> Document: sentences, and clauses with their arguments, links and speakers.

>>> document = analyse(Article(id="1", text="Iran will talk if Washington lifts the sanctions."))
>>> [(c.predicate, c.link, c.connective) for c in document.clauses]
[('talk', 'root', None), ('lift', 'condition', 'if'), ('sanction', 'argument', None)]
"""

from __future__ import annotations

from detente.language.clauses import Draft, draft, name
from detente.language.labels import label, topic
from detente.language.parser import load_parser
from detente.language.quotes import attribute
from detente.language.sentences import split
from detente.language.tokens import tokenise
from detente.language.tree import Tree
from detente.records import Article, Clause, Document

__all__ = ["analyse"]


def analyse(article: Article) -> Document:
    """The sentences and clauses of an article; spans are offsets into its text."""
    text = article.text
    sentences = split(text, article.title)
    tokens = [tokenise(text, *s.span) for s in sentences]
    named = [label(words, headline=s.headline) for s, words in zip(sentences, tokens, strict=True)]
    topics = [n or topic(words, headline=s.headline) for s, n, words in zip(sentences, named, tokens, strict=True)]
    bodies = [words[n + 1 :] if n else words for n, words in zip(topics, tokens, strict=True)]
    names = [(s.index, words[:n]) for s, n, words in zip(sentences, named, tokens, strict=True) if n]
    parses = load_parser().parse([[t.text for t in words] for words in (*bodies, *(words for _, words in names))])
    labels = {
        index: name(Tree(parse, words, text))
        for (index, words), parse in zip(names, parses[len(sentences) :], strict=True)
    }
    clauses: list[Clause] = []
    for sentence, words, parse in zip(sentences, bodies, parses, strict=False):
        if words:
            tree = Tree(parse, words, text)
            clauses.extend(_finish(draft(tree, labels.get(sentence.index)), tree, sentence.index, len(clauses)))
    return Document(
        article=article, sentences=tuple(sentences), clauses=tuple(attribute(text, sentences, clauses, labels))
    )


def _finish(drafts: list[Draft], tree: Tree, sentence: int, offset: int) -> list[Clause]:
    """Drafts as clauses, numbered on from `offset`."""
    number = {d.at: offset + k for k, d in enumerate(drafts)}
    return [_clause(d, tree, sentence, number) for d in drafts]


def _clause(d: Draft, tree: Tree, sentence: int, number: dict[int, int]) -> Clause:
    span = tree.span(*d.extent)
    g = d.grammar
    return Clause(
        id=number[d.at],
        sentence=sentence,
        span=span,
        text=tree.text[span[0] : span[1]],
        predicate=d.predicate,
        predicate_span=tree.span(*d.words),
        kind=d.kind,
        voice="passive" if g.voice == "passive" else "active",
        tense=g.tense,
        mood=g.mood,
        perfect=g.perfect,
        progressive=g.progressive,
        negated=g.negated,
        modals=tuple(g.modals),
        adverbs=tuple(d.adverbs),
        arguments=tuple(d.arguments),
        times=tuple(d.times),
        parent=None if d.parent is None else number[d.parent],
        link=d.link,
        connective=d.connective,
        focus=d.focus,
        attributes=d.attributes,
        determiner=d.determiner,
    )
