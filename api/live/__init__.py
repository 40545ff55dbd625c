"""The bundle in use while the server runs.

In: a folder of bundles. Out: the current bundle as a value; a new one is exchanged for it, a damaged one is noticed.
"""
