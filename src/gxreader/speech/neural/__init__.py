"""The neural voice: Kokoro-82M by onnxruntime, with the time of every word from the model's own durations.

Only the speech worker imports what is heavy here. The model's data is a pack of its own (see `speech/packs`).
"""
