"""Errors as application/problem+json (RFC 9457), in Danish and in English.

In: an exception. Out: a response with its status code. Every error is mapped here and nowhere else.
"""
