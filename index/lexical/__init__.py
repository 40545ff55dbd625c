"""Search by words: BM25 over Danish-analysed text, and the correction of typing errors.

In: texts, or a question's terms. Out: scores by row. `postings` holds many passages' terms on disk.
"""
