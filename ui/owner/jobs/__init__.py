"""Builds and drafts that the owner starts, each in a process of its own.

In: a command. Out: its progress as server-sent events, and its status in words.
"""
