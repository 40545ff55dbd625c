"""Stored feedback and usage counts, in one SQLite file.

In: an opinion or an answer. Out: rows without personal data (`pii`), for as many days as the settings allow; backups.
"""
