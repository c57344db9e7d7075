"""What is made of a published graph: quicker convolutions, and no silence that is cut away again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxreader.speech.neural.model import DURATIONS, LENGTHS, LIMITS
from gxreader.speech.packs.graph import adapted
from gxreader.speech.packs.protobuf import field, fields, number
from tests.core import onnx_files as onnx

runtime = pytest.importorskip("onnxruntime")  # an extra: without it there is no natural voice


def session(content):
    options = runtime.SessionOptions()
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    options.log_severity_level = 3
    return runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def kinds(content):
    graph = next(part for part in fields(memoryview(content)) if part.number == 7)
    nodes = [part for part in fields(graph.content) if part.number == 1]
    return [bytes(one.content).decode() for node in nodes for one in fields(node.content) if one.number == 4]


def quantised(*, bias):
    """A convolution as quantising tools write it: data in one row of two channels, three outputs."""
    weights = [(7 * place) % 251 for place in range(3 * 2 * 3)]
    tensors = [
        onnx.tensor("weights", onnx.UINT8, [3, 2, 3], weights),
        onnx.tensor("scale", onnx.FLOAT, [], [0.01]),
        onnx.tensor("zero", onnx.UINT8, [], [128]),
        onnx.tensor("bias", onnx.FLOAT, [3], [0.5, -1.0, 2.0]),
        onnx.tensor("shape", onnx.INT64, [3], [1, 3, 1]),
    ]
    shape = [onnx.integers("kernel_shape", [3]), onnx.integers("pads", [1, 1]), onnx.whole_number("group", 1)]
    nodes = [
        onnx.node("DynamicQuantizeLinear", ["data"], ["quantised", "data_scale", "data_zero"]),
        onnx.node("ConvInteger", ["quantised", "weights", "data_zero", "zero"], ["product"], shape),
        onnx.node("Mul", ["data_scale", "scale"], ["scales"]),
    ]
    if bias:
        nodes += [
            onnx.node("Div", ["bias", "scales"], ["divided"]),
            onnx.node("Floor", ["divided"], ["floored"]),
            onnx.node("Cast", ["floored"], ["whole"], [onnx.whole_number("to", 6)]),
            onnx.node("Reshape", ["whole", "shape"], ["shaped"]),
            onnx.node("Add", ["product", "shaped"], ["sum"]),
        ]
    last = "sum" if bias else "product"
    nodes += [
        onnx.node("Cast", [last], ["floating"], [onnx.whole_number("to", 1)]),
        onnx.node("Mul", ["floating", "scales"], ["result"]),
    ]
    given_value, result = onnx.value("data", 1, [1, 2, "n"]), onnx.value("result", 1, [1, 3, "n"])
    content = onnx.model(nodes, [given_value], [result], tensors if bias else tensors[:3])
    return content, np.array(weights, dtype=np.float32).reshape(3, 2, 3)


@pytest.mark.parametrize("bias", [False, True])
def test_a_quantised_convolution_becomes_a_floating_one(bias):
    published, weights = quantised(bias=bias)
    ours = b"".join(adapted(published))
    assert kinds(ours) == ["DequantizeLinear", "Conv"]  # and nothing that nobody takes
    data = np.random.default_rng(1).normal(size=(1, 2, 50)).astype(np.float32)
    found = session(ours).run(None, {"data": data})[0]
    true = (weights - 128) * 0.01
    padded = np.pad(data[0], ((0, 0), (1, 1)))
    expected = np.stack([[np.sum(kernel * padded[:, at : at + 3]) for at in range(50)] for kernel in true])
    if bias:
        expected += np.array([[0.5], [-1.0], [2.0]])
    assert np.allclose(found[0], expected, atol=1e-4)
    before = session(published).run(None, {"data": data})[0]
    assert np.abs(before[0] - expected).max() < 0.2  # the same, but for its rounding


def test_a_convolution_of_another_shape_is_left_alone():
    published, _weights = quantised(bias=False)
    other = published.replace(b"\x22\x04Cast", b"\x22\x04Caft")
    assert kinds(b"".join(adapted(other))) == kinds(other)


def small_voice():
    """The part of a Kokoro graph that decides how much sound is made, with values of one channel."""
    tensors = [
        onnx.tensor("least", onnx.FLOAT, [], [1.0]),
        onnx.tensor("one", onnx.FLOAT, [1, 1], [1.0]),
        onnx.tensor("rows", onnx.INT64, [2], [1, -1]),
    ]
    nodes = [
        onnx.node("Clip", ["durations", "least", ""], [DURATIONS]),
        onnx.node("MatMul", ["one", "frames"], ["/encoder/MatMul_1_output_0"]),
        onnx.node("Reshape", ["high", "rows"], ["/encoder/Reshape_output_0"]),
        onnx.node("Reshape", ["strong", "rows"], ["/encoder/Reshape_1_output_0"]),
        onnx.node("Identity", ["/encoder/MatMul_1_output_0"], ["sound"]),
        onnx.node("Identity", ["/encoder/Reshape_output_0"], ["pitch"]),
        onnx.node("Identity", ["/encoder/Reshape_1_output_0"], ["force"]),
    ]
    inputs = [
        onnx.value("durations", 1, [1, "n"]),
        onnx.value("frames", 1, [1, 1, "t"]),
        onnx.value("high", 1, [1, "u"]),
        onnx.value("strong", 1, [1, "u"]),
    ]
    outputs = [
        onnx.value("sound", 1, [1, 1, "t"]),
        onnx.value("pitch", 1, [1, "u"]),
        onnx.value("force", 1, [1, "u"]),
    ]
    return onnx.model(nodes, inputs, outputs, tensors)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 30), min_size=5, max_size=5),
    st.integers(1, 12),
    st.tuples(st.integers(1, 12), st.integers(1, 12)),
)
def test_the_decoder_gets_what_is_wanted_and_no_more(durations, lead, tail):
    whole = [max(1, one) for one in durations]
    total = sum(whole)
    frames = np.arange(total, dtype=np.float32)
    halves = np.arange(2 * total, dtype=np.float32)
    limits = [lead, 10_000, 10_000, *tail]
    given_values = {
        "durations": np.array([durations], dtype=np.float32),
        "frames": frames.reshape(1, 1, -1),
        "high": halves.reshape(1, -1),
        "strong": -halves.reshape(1, -1),
        LIMITS: np.array(limits, dtype=np.float32),
    }
    names = ["sound", "pitch", "force", DURATIONS, LENGTHS]
    sound, pitch, force, told, made = VOICE.run(names, given_values)
    kept = [min(one, limit) for one, limit in zip(whole, limits, strict=True)]
    assert list(made) == kept
    assert list(told.reshape(-1)) == whole
    first = whole[0] - kept[0]
    assert list(sound.reshape(-1)) == list(frames[first : first + sum(kept)])
    assert list(pitch.reshape(-1)) == list(halves[2 * first : 2 * (first + sum(kept))])
    assert list(force.reshape(-1)) == list(-halves[2 * first : 2 * (first + sum(kept))])


VOICE = session(b"".join(adapted(small_voice())))


def test_a_graph_that_only_tells_lengths_is_let_tell_them():
    nodes = [
        onnx.node("Clip", ["durations", "", ""], [DURATIONS]),
        onnx.node("Identity", ["durations"], ["sound"]),
    ]
    content = onnx.model(nodes, [onnx.value("durations", 1, ["n"])], [onnx.value("sound", 1, ["n"])])
    told = session(b"".join(adapted(content)))
    assert [one.name for one in told.get_outputs()] == ["sound", DURATIONS]
    assert [one.name for one in told.get_inputs()] == ["durations"]


@pytest.mark.parametrize("content", [b"\x3a\xff", b"\x3a\x02\x0a\x7f", b"\x3b", b"\xff" * 30])
def test_what_is_no_graph_is_told(content):
    with pytest.raises(ValueError):  # noqa: PT011  # what it says is for nobody
        adapted(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(content):
    try:
        parts = adapted(content)
    except ValueError:  # refused, which is allowed
        return
    list(fields(memoryview(b"".join(parts))))  # what was taken is a message still


def test_fields_of_every_kind_are_read_whole():
    message = number(1, 300) + bytes([2 << 3 | 5]) + b"abcd" + bytes([3 << 3 | 1]) + b"12345678"
    message += field(200, b"x" * 300)
    found = list(fields(memoryview(message)))
    assert [one.number for one in found] == [1, 2, 3, 200]
    assert b"".join(bytes(one.whole) for one in found) == message
    assert bytes(found[3].content) == b"x" * 300
