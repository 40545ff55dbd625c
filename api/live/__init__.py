"""The bundle in use while the server runs.

In: a folder of bundles. Out: the current bundle as a value. New bundles come into use, and damage is detected.
"""
