"""The question files beside a document, and drafts of them by a language model.

In: `NAME.questions.jsonl`, `NAME.unanswered.jsonl`, drafts. Out: corpus questions anchored at sentences, and
the problems of those that are not found. `review` moves a draft to where a person's decision puts it.
"""
