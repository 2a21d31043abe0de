"""The logistic function, by which chances of the model follow from what speaks for and against."""

from __future__ import annotations

import numpy as np


def logistic(x: np.ndarray | float) -> np.ndarray:
    """1 / (1 + exp(-x)), in the type of x."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.asarray(x))))
