"""Connections that end in time, whatever the client does.

In: bytes of a connection. Out: the same bytes for uvicorn's protocol, or a refusal; limits in all and an address.
"""
