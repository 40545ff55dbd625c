"""The index bundle on disk.

In: a folder. Out: its parts, opened and verified. `manifest` says what a bundle is made of, `checksums` finds damage,
`publish` makes a bundle the current one in one rename, `store` is the SQLite file of documents, passages and questions.
"""
