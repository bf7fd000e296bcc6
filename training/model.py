"""The network: a MiniLM encoder that sees letter case, with tagger, entity and biaffine dependency heads."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from detente.language.parser import SHAPES

HIDDEN = 384  # width of MiniLM-L6
ARC_DIM = 256
REL_DIM = 96
DROPOUT = 0.2


class Scores(NamedTuple):
    """What the network says of a batch of B sentences of W words: logits, not probabilities.

    words: (B, W + 1, 384), the root first; arcs: (B, W, W + 1); upos, xpos, entities: (B, W, labels).
    """

    words: Tensor
    arcs: Tensor
    upos: Tensor
    xpos: Tensor
    entities: Tensor


def with_one(x: Tensor) -> Tensor:
    """x with a column of ones at the end: the bias of a bilinear form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def see_case(encoder: BertModel) -> None:
    """Give the (uncased) encoder a letter-case input in place of its token types, of which it uses one only.

    Every shape starts as the type-0 vector, so that nothing changes until training finds the shapes of use.
    """
    table = encoder.embeddings.token_type_embeddings
    wider = nn.Embedding(SHAPES, HIDDEN)
    with torch.no_grad():
        wider.weight.copy_(table.weight[:1].expand(SHAPES, -1))
    encoder.embeddings.token_type_embeddings = wider


class Network(nn.Module):
    """Encoder and heads. The encoder's token types must be shapes already (see_case)."""

    def __init__(self, encoder: BertModel, upos: int, xpos: int, rels: int, entities: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.upos = nn.Linear(HIDDEN, upos)
        self.xpos = nn.Linear(HIDDEN, xpos)
        self.entities = nn.Linear(HIDDEN, entities)
        self.arc_dependent = nn.Linear(HIDDEN, ARC_DIM)
        self.arc_head = nn.Linear(HIDDEN, ARC_DIM)
        self.rel_dependent = nn.Linear(HIDDEN, REL_DIM)
        self.rel_head = nn.Linear(HIDDEN, REL_DIM)
        self.arc_form = nn.Parameter(torch.empty(ARC_DIM + 1, ARC_DIM))
        self.rel_form = nn.Parameter(torch.empty(rels, REL_DIM + 1, REL_DIM + 1))
        nn.init.normal_(self.arc_form, std=0.02)
        nn.init.normal_(self.rel_form, std=0.02)
        self.dropout = nn.Dropout(DROPOUT)

    def word_vectors(self, pieces: Tensor, shapes: Tensor, attention: Tensor, first: Tensor) -> Tensor:
        """(B, W + 1, 384): the encoder's vector at each word's first piece, [CLS] for the root."""
        hidden: Tensor = self.encoder(
            input_ids=pieces, token_type_ids=shapes, attention_mask=attention
        ).last_hidden_state
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        return torch.as_tensor(self.dropout(torch.gather(hidden, 1, index)))

    def arc_scores(self, words: Tensor) -> Tensor:
        """(B, W, W + 1): how well each word (and the root, column 0) serves each word as its head."""
        dependent = self.dropout(functional.gelu(self.arc_dependent(words[:, 1:])))
        head = self.dropout(functional.gelu(self.arc_head(words)))
        return torch.as_tensor(with_one(dependent) @ self.arc_form @ head.transpose(1, 2))

    def rel_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """(B, W, relations) for the heads given, (B, W), 0 the root.

        Two plain products in place of an einsum: the exporter and the quantiser know them.
        """
        dependent = with_one(self.dropout(functional.gelu(self.rel_dependent(words[:, 1:]))))
        head = self.dropout(functional.gelu(self.rel_head(words)))
        head = with_one(torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1])))
        rels, rows, columns = self.rel_form.shape
        form = self.rel_form.permute(1, 0, 2).reshape(rows, rels * columns)
        partial = (dependent @ form).reshape(dependent.shape[0], dependent.shape[1], rels, columns)
        return (partial @ head.unsqueeze(-1)).squeeze(-1)

    def forward(self, pieces: Tensor, shapes: Tensor, attention: Tensor, first: Tensor) -> Scores:
        """All scores but the relations', which need heads."""
        words = self.word_vectors(pieces, shapes, attention, first)
        inner = words[:, 1:]
        return Scores(words, self.arc_scores(words), self.upos(inner), self.xpos(inner), self.entities(inner))
