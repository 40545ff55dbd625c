"""Fit two linear maps that adapt the encoder's vectors to the corpus questions, in a minute.

A general encoder gives «Hvem er formand?» and «Hvem er næstformand?» almost the same vector. The corpus questions show
which questions have the same answer, and which sentences answer them. Two linear maps over the frozen encoder's
vectors, one for questions and one for sentences, are learned together by a contrastive loss (supervised InfoNCE: Khosla
et al. 2020): questions move towards questions with the same answer (the target is the Jaccard overlap of their
answers), and towards the sentences that answer them. Measurements: docs/evaluation.md.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

_STEPS, _BATCH, _RATE = 400, 512, 1e-3
_TEMPERATURE = 0.1
_PULL_TO_IDENTITY = 0.01  # directions that no question concerns stay as the encoder has them
_SELF = -1e4


@dataclass(frozen=True, slots=True)
class Maps:
    """Square matrices that row vectors are multiplied by; the normalised products are comparable by cosine."""

    questions: NDArray[np.float32]
    sentences: NDArray[np.float32]


def fit_maps(questions: NDArray[np.float32], sentences: NDArray[np.float32], answers: NDArray[np.float32]) -> Maps:
    """Fit maps under which a question is similar to those with the same answer and to the sentences that answer it.

    Parameters
    ----------
    questions, sentences
        Vectors, unit rows, shapes (questions, dimension) and (sentences, dimension).
    answers
        1 where a sentence answers a question, else 0; shape (questions, sentences), at least one 1 a row.

    Returns
    -------
    Maps
        Equal inputs give equal maps.
    """
    generator = torch.Generator().manual_seed(0)
    asked, said, answering = map(torch.from_numpy, (questions, sentences, answers))
    identity = torch.eye(asked.shape[1])
    question_map, sentence_map = (identity.clone().requires_grad_() for _ in range(2))
    optimiser = torch.optim.Adam([question_map, sentence_map], lr=_RATE)
    for _ in range(_STEPS):
        batch = torch.randperm(len(asked), generator=generator)[:_BATCH]
        mapped = functional.normalize(asked[batch] @ question_map, dim=1)
        to_questions = (mapped @ mapped.T / _TEMPERATURE).fill_diagonal_(_SELF)
        to_sentences = mapped @ functional.normalize(said @ sentence_map, dim=1).T / _TEMPERATURE
        moved = sum((each - identity).square().sum() for each in (question_map, sentence_map))
        loss = _contrast(to_questions, _overlap(answering[batch])) + _contrast(to_sentences, answering[batch])
        optimiser.zero_grad()
        (loss + _PULL_TO_IDENTITY * moved).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return Maps(question_map.detach().numpy(), sentence_map.detach().numpy())


def _contrast(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Mean cross entropy of the rows against their normalised targets; rows without a target do not count."""
    counted = target.sum(dim=1) > 0
    share = target[counted] / target[counted].sum(dim=1, keepdim=True)
    return -(share * torch.log_softmax(logits[counted], dim=1)).sum(dim=1).mean()


def _overlap(answering: torch.Tensor) -> torch.Tensor:
    """Jaccard overlap of the answers of every two rows, 0 on the diagonal."""
    both = answering @ answering.T
    sizes = answering.sum(dim=1)
    return (both / (sizes[:, None] + sizes[None] - both).clamp(min=1)).fill_diagonal_(0)
