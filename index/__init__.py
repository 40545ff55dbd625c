"""Passages become an index bundle on disk, and a question becomes a ranking of passages.

In: a corpus and an encoder folder (`build`), or a bundle and a question (`search`).
Out: a published bundle, or hits with scores, and how sure it is that the documents answer (`answerability`).
Every file of a bundle is written and read here.
"""
