"""Documents become passages, and a sentence-transformer becomes an encoder that serves without torch.

In: document files with the facts and the questions beside them; a model.
Out: a `Corpus` of documents, passages and questions; an encoder folder. Nothing here knows the index.
"""
