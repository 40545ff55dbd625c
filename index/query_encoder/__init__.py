"""Text becomes vectors at serving time, on ONNX Runtime and without torch.

In: the encoder folder of a bundle, and texts. Out: unit vectors, a row a text.
"""
