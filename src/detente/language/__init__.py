"""Article -> Document: sentences, and clauses with their arguments, links and speakers.

>>> document = analyse(Article(id="1", text="Iran will talk if Washington lifts the sanctions."))
>>> [(c.predicate, c.link, c.connective) for c in document.clauses]
[('talk', 'root', None), ('lift', 'condition', 'if'), ('sanction', 'argument', None)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.language.clauses import Draft, draft, name
from detente.language.labels import label, topic
from detente.language.parser import Parse, load_parser
from detente.language.quotes import attribute
from detente.language.sentences import split
from detente.language.tokens import Token, tokenise
from detente.language.tree import Tree
from detente.language.triage import Triage
from detente.records import Article, Clause, Document, Sentence

__all__ = ["analyse", "analyse_all"]


def analyse(article: Article) -> Document:
    """The sentences and clauses of an article; spans are offsets into its text."""
    return analyse_all([article])[0]


def analyse_all(articles: Sequence[Article], *, triage: Triage | None = None) -> list[Document]:
    """Documents as `analyse` gives them. All sentences are parsed together, which is faster and changes none of them.

    With a triage, sentences where it sees nothing are not parsed and have no clauses.
    """
    prepared = [_prepare(article, triage) for article in articles]
    words = [[t.text for t in tokens] for p in prepared for tokens in (*p.bodies, *p.names.values())]
    parses = iter(load_parser().parse(words))
    return [_document(p, parses) for p in prepared]


class _Prepared(NamedTuple):
    """An article cut up for the parser."""

    article: Article
    sentences: list[Sentence]
    bodies: list[list[Token]]  # of each sentence, without a label before it; empty where it is not to be parsed
    names: dict[int, list[Token]]  # sentence to the words of the speaker that labels it ("Iran: …")


def _prepare(article: Article, triage: Triage | None) -> _Prepared:
    text = article.text
    sentences = split(text, article.title)
    tokens = [tokenise(text, *s.span) for s in sentences]
    named = [label(words, headline=s.headline) for s, words in zip(sentences, tokens, strict=True)]
    topics = [n or topic(words, headline=s.headline) for s, n, words in zip(sentences, named, tokens, strict=True)]
    bodies = [words[n + 1 :] if n else words for n, words in zip(topics, tokens, strict=True)]
    if triage is not None:
        pairs = [(s.text, [t.text for t in words]) for s, words in zip(sentences, tokens, strict=True)]
        kept = triage.keep(text, pairs)
        bodies = [words if keep else [] for words, keep in zip(bodies, kept, strict=True)]
    names = {s.index: words[:n] for s, n, words in zip(sentences, named, tokens, strict=True) if n}
    return _Prepared(article, sentences, bodies, names)


def _document(p: _Prepared, parses: Iterator[Parse]) -> Document:
    """The document of an article; takes as many parses as the article has bodies and names."""
    text = p.article.text
    own = [next(parses) for _ in p.bodies]
    labels = {index: name(Tree(next(parses), words, text)) for index, words in p.names.items()}
    clauses: list[Clause] = []
    for sentence, words, parse in zip(p.sentences, p.bodies, own, strict=True):
        if words:
            tree = Tree(parse, words, text)
            clauses.extend(_finish(draft(tree, labels.get(sentence.index)), tree, sentence.index, len(clauses)))
    return Document(
        article=p.article, sentences=tuple(p.sentences), clauses=tuple(attribute(text, p.sentences, clauses, labels))
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
