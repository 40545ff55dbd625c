"""Logging without anything that a client sent.

In: every log record of the process. Out: a line of JSON or text with literals, numbers, types and places.
"""
