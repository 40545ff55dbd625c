"""Plain ASGI that every request passes, so that streams stay streams.

In: a request. Out: the same request with a name, within the limits of size and time, and a response with the common
headers.
"""
