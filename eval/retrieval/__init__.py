"""Search measured alone, without corpus questions.

In: a collection in BEIR's form, or questions that name a document and a page. Out: recall@k and nDCG@10.
"""
