"""The exam: questions with expected answers, asked through the `Answerer`.

In: `eval/questions.jsonl`. Out: an outcome per question, and figures over groups with confidence intervals.
"""
