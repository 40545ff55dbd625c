"""OpenAI's chat completions below /v1, for existing clients.

In: a chat. Out: an answer with its citations, and errors in OpenAI's form.
"""
