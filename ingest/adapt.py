"""Teach question vectors which differences matter in these documents: one linear map, learned in seconds.

A general encoder puts «Hvem er formand?» and «Hvem er næstformand?» side by side. The corpus questions say which of
them have the same answer and which have not; a linear map over the frozen encoder's vectors, learned by a contrastive
loss (supervised InfoNCE: Khosla et al. 2020) with the Jaccard overlap of the answers as target, draws the former
together. Measured on the tune half: citation precision .67 -> .75 at facts found .87 -> .89 (docs/evaluation.md).
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

_STEPS, _BATCH, _RATE = 300, 512, 1e-3
_TEMPERATURE = 0.1
_PULL_TO_IDENTITY = 0.003  # so that what the questions say nothing about stays as the encoder has it
_SELF = -1e4


def fit_adapter(vectors: NDArray[np.float32], answers: NDArray[np.float32]) -> NDArray[np.float32]:
    """Learn a map under which questions with the same answer are alike.

    Parameters
    ----------
    vectors
        Question vectors, unit rows, shape (questions, dimension).
    answers
        1 where a sentence answers a question, else 0; shape (questions, sentences).

    Returns
    -------
    NDArray
        Shape (dimension, dimension): `vectors @ map`, brought to length 1 again, are the adapted vectors. The same
        input gives the same map.
    """
    generator = torch.Generator().manual_seed(0)
    questions, answering = torch.from_numpy(vectors), torch.from_numpy(answers)
    identity = torch.eye(questions.shape[1])
    weights = identity.clone().requires_grad_()
    optimiser = torch.optim.Adam([weights], lr=_RATE)
    for _ in range(_STEPS):
        batch = torch.randperm(len(questions), generator=generator)[:_BATCH]
        target = _overlap(answering[batch])
        alike = functional.normalize(questions[batch] @ weights, dim=1)
        logits = (alike @ alike.T / _TEMPERATURE).fill_diagonal_(_SELF)
        has_kin = target.sum(dim=1) > 0
        share = target[has_kin] / target[has_kin].sum(dim=1, keepdim=True)
        contrast = -(share * torch.log_softmax(logits[has_kin], dim=1)).sum(dim=1).mean()
        loss = contrast + _PULL_TO_IDENTITY * (weights - identity).square().sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return weights.detach().numpy()


def _overlap(answering: torch.Tensor) -> torch.Tensor:
    """Jaccard overlap of every two rows' answers, 0 on the diagonal."""
    both = answering @ answering.T
    sizes = answering.sum(dim=1)
    return (both / (sizes[:, None] + sizes[None] - both).clamp(min=1)).fill_diagonal_(0)
