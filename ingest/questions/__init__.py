"""A document's question files, and drafts of questions by a language model.

In: `NAME.questions.jsonl`, `NAME.unanswered.jsonl`, drafts. Out: corpus questions anchored at sentences, and messages
about quotes that are not found. `review` accepts or deletes drafts.
"""
