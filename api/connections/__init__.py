"""Limits on connections: their number and their time, for slow, idle and vanished clients.

In: bytes of a connection. Out: the same bytes for uvicorn's protocol, or a refusal.
"""
