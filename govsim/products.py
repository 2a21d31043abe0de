"""Products of small arrays in NumPy's own loops.

`@` would ask BLAS, whose last bits follow the processor and settings such as OPENBLAS_CORETYPE; a run
must not.
"""

from __future__ import annotations

import numpy as np

FORMS = {(1, 1): "i,i->", (1, 2): "i,ij->j", (2, 1): "ij,j->i", (2, 2): "ij,jk->ik"}


def product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The matrix product of vectors or matrices, as `left @ right` gives it.

    >>> product(np.array([1.0, 2.0]), np.array([[1.0, 0.0], [3.0, 4.0]])).tolist()
    [7.0, 8.0]
    """
    return np.asarray(np.einsum(FORMS[left.ndim, right.ndim], left, right))
