"""The encoder as an OpenVINO graph, built from the weights' file: token vectors in, one mean vector a text out.

The word table stays outside (rows are unpacked from 4 bits when they are needed), so the graph holds 21 million weights
instead of 118 and compiles in a fraction of the time and memory.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import openvino as ov
from openvino import opset13 as op

from .weights import Floats, Tensors


def build(weights: Tensors) -> ov.Model:
    """A model from `vectors` (texts, tokens, hidden) and `mask` (texts, tokens; 1 is a token, 0 padding) to the means.

    `vectors` are the word vectors alone; positions and types are added inside. The means (texts, hidden) are not yet of
    unit length.
    """
    vectors, mask, state = _states(weights)
    return ov.Model([op.result(_mean(state, mask))], [vectors, mask], "multilingual-e5-small")


def build_marking(weights: Tensors, head: Floats, bias: Floats) -> ov.Model:
    """A model from the same inputs to marks (texts, tokens, k): each token's state through `head` (k, hidden)."""
    vectors, mask, state = _states(weights)
    marks = _sum(op.matmul(state, _value(head), False, True), _value(bias))
    return ov.Model([op.result(marks)], [vectors, mask], "multilingual-e5-small-marking")


def _states(weights: Tensors) -> tuple[Any, Any, Any]:
    """The inputs, and the state of each token after the last layer."""
    sizes = weights.sizes
    vectors = op.parameter([-1, -1, sizes.hidden], np.float32, name="vectors")
    mask = op.parameter([-1, -1], np.float32, name="mask")
    blocked = op.unsqueeze(_product(_sum(mask, _value(-1.0)), _value(10_000.0)), _axes(1, 2))
    length = op.gather(op.shape_of(mask, "i64"), _axes(1), _axes(0))
    positions = weights.tensor("emb.pos", sizes.positions, sizes.hidden) + weights.tensor("emb.type")[: sizes.hidden]
    placed = op.slice(_value(positions), _axes(0), length, _axes(1), _axes(0))
    state = _normal(_sum(vectors, placed), weights, "emb.ln")
    for layer in range(sizes.layers):
        state = _layer(state, blocked, weights, f"l{layer}")
    return vectors, mask, state


def _layer(state: Any, blocked: Any, weights: Tensors, name: str) -> Any:
    attended = _linear(_attention(state, blocked, weights, name), weights, f"{name}.ao")
    state = _normal(_sum(state, attended), weights, f"{name}.aln")
    inner = op.gelu(_linear(state, weights, f"{name}.fi"), "erf")
    return _normal(_sum(state, _linear(inner, weights, f"{name}.fo")), weights, f"{name}.oln")


def _attention(state: Any, blocked: Any, weights: Tensors, name: str) -> Any:
    sizes = weights.sizes
    width = sizes.hidden // sizes.heads
    heads = []
    for part in "qkv":
        flat = op.reshape(_linear(state, weights, f"{name}.{part}"), _axes(0, 0, sizes.heads, width), True)
        heads.append(op.transpose(flat, _axes(0, 2, 1, 3)))
    query, key, value = heads
    attended = op.scaled_dot_product_attention(query, key, value, blocked)
    return op.reshape(op.transpose(attended, _axes(0, 2, 1, 3)), _axes(0, 0, sizes.hidden), True)


def _linear(state: Any, weights: Tensors, name: str) -> Any:
    bias = weights.tensor(f"{name}.b")
    matrix = weights.tensor(f"{name}.w").reshape(len(bias), -1)
    return _sum(op.matmul(state, _value(matrix), False, True), _value(bias))


def _normal(state: Any, weights: Tensors, name: str) -> Any:
    scaled = op.mvn(state, _axes(-1), True, weights.sizes.epsilon, "inside_sqrt")
    return _sum(_product(scaled, _value(weights.tensor(f"{name}.w"))), _value(weights.tensor(f"{name}.b")))


def _mean(state: Any, mask: Any) -> Any:
    column = op.unsqueeze(mask, _axes(2))
    total = op.reduce_sum(_product(state, column), _axes(1), False)
    return op.divide(total, op.reduce_sum(column, _axes(1), False))


def _sum(left: Any, right: Any) -> Any:
    return op.add(left, right)


def _product(left: Any, right: Any) -> Any:
    return op.multiply(left, right)


def _value(value: Floats | float) -> Any:
    return op.constant(np.asarray(value, dtype=np.float32))


def _axes(*values: int) -> Any:
    return op.constant(np.array(values, dtype=np.int64))
