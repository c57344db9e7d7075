"""Small ONNX files, written by hand (onnx.proto): enough to let onnxruntime run what a test needs."""

import struct

from gxreader.speech.packs.nodes import written
from gxreader.speech.packs.protobuf import field, number

FLOAT, UINT8, INT64 = 1, 2, 7
_FORMATS = {FLOAT: "f", UINT8: "B", INT64: "q"}


def tensor(name, kind, dims, values):
    """A TensorProto."""
    raw = struct.pack(f"<{len(values)}{_FORMATS[kind]}", *values)
    head = b"".join(number(1, size) for size in dims)
    return head + number(2, kind) + field(8, name.encode()) + field(9, raw)


def value(name, kind, dims):
    """A ValueInfoProto; a size that is a text is free."""
    sizes = b"".join(
        field(1, number(1, size) if isinstance(size, int) else field(2, size.encode())) for size in dims
    )
    return field(1, name.encode()) + field(2, field(1, number(1, kind) + field(2, sizes)))


def node(kind, inputs, outputs, attributes=()):
    """A NodeProto, as a field of its graph."""
    return written(kind, list(inputs), list(outputs), list(attributes)).whole


def integers(name, values):
    """An attribute that is a list of whole numbers."""
    return field(1, name.encode()) + b"".join(number(8, one) for one in values) + number(20, 7)


def whole_number(name, one):
    """An attribute that is a whole number."""
    return field(1, name.encode()) + number(3, one) + number(20, 2)


def model(nodes, inputs, outputs, tensors=()):
    """A ModelProto of operators of version 13."""
    graph = b"".join(nodes) + field(2, b"small")
    graph += b"".join(field(5, one) for one in tensors)
    graph += b"".join(field(11, one) for one in inputs) + b"".join(field(12, one) for one in outputs)
    return number(1, 8) + field(7, graph) + field(8, number(2, 13))
