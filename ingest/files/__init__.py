"""Writing, locking and finding files, for all packages.

In: a path. Out: atomic writes, locks that the kernel releases, and a `StorageError` where the disk fails.
"""
