"""The owner's page: upload, check, describe, draft, publish, roll back.

In: forms from an owner whom `api.access` has admitted. Out: HTML pages, and a build in a process of its own (`jobs`).
"""
