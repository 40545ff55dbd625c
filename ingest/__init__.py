"""Read documents into passages, and export a sentence-transformer to an encoder that needs no torch.

In: document files with their metadata and question files; a model.
Out: a `Corpus` of documents, passages and questions; an encoder folder. Nothing here imports the index.
"""
