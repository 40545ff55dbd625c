"""What the server stores: readers' opinions of answers, and counts of use, in one SQLite file.

In: an opinion or an answer. Out: rows without personal data (`pii`), for as long as the owner keeps them; backups.
"""
