"""The exam: questions with expected answers asked through the `Answerer`.

In: `eval/questions.jsonl`. Out: an outcome a question, and figures over groups of them with confidence intervals.
"""
