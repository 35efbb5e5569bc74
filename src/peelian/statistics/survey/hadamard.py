"""Hadamard matrices: rows of +1 and -1, any two of which agree in exactly half of their places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Signs = NDArray[np.int64]


def hadamard_matrix(least: int) -> Signs:
    """Return a Hadamard matrix with at least so many rows, its first column all +1.

    Built by doubling (Sylvester 1867) and from squares of a prime field (Paley, Journal of Mathematics and
    Physics 12, 1933). The order is the smallest that these reach, a multiple of 4 but for 1 and 2: up to 112
    all but 52, 92 and 100.

    Parameters
    ----------
    least
        Rows wanted, 1 or more.
    """
    if least < 1:
        raise ValueError(f"a Hadamard matrix has 1 row or more; found {least}")
    order = least if least <= 2 else 4 * -(-least // 4)
    while (made := _of_order(order)) is None:
        order += 4
    return made * made[:, :1]


def _of_order(order: int) -> Signs | None:
    if order == 1:
        return np.ones((1, 1), dtype=np.int64)
    if order == 2:
        return np.array([[1, 1], [1, -1]], dtype=np.int64)
    if order % 4:
        return None
    if _is_prime(order - 1):
        return _paley_first(order - 1)
    if _is_prime(order // 2 - 1) and (order // 2 - 1) % 4 == 1:
        return _paley_second(order // 2 - 1)
    half = _of_order(order // 2)
    return None if half is None else np.kron(np.array([[1, 1], [1, -1]]), half)


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % part for part in range(2, int(number**0.5) + 1))


def _differences(prime: int) -> Signs:
    squares = {(value * value) % prime for value in range(1, prime)}
    sign = np.array([0] + [1 if value in squares else -1 for value in range(1, prime)], dtype=np.int64)
    values = np.arange(prime)
    return np.asarray(sign[(values[:, None] - values[None, :]) % prime])


def _paley_first(prime: int) -> Signs:
    bordered = np.zeros((prime + 1, prime + 1), dtype=np.int64)
    bordered[0, 1:], bordered[1:, 0] = 1, -1
    bordered[1:, 1:] = _differences(prime)
    return bordered + np.eye(prime + 1, dtype=np.int64)


def _paley_second(prime: int) -> Signs:
    bordered = np.ones((prime + 1, prime + 1), dtype=np.int64)
    bordered[0, 0] = 0
    bordered[1:, 1:] = _differences(prime)
    unit = np.eye(prime + 1, dtype=np.int64)
    return np.kron(bordered, np.array([[1, 1], [1, -1]])) + np.kron(unit, np.array([[1, -1], [-1, -1]]))
