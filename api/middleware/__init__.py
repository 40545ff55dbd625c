"""ASGI middleware for every request: access log, headers, origins, body limits, unexpected errors.

In: a request. Out: the same request with an id, within the limits of size and time, and a response with the common
headers. It is plain ASGI, which passes streamed responses on as they come.
"""
