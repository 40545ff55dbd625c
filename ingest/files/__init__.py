"""Files on disk as every package writes, locks and finds them.

In: a path. Out: files that are whole after a crash, locks that the kernel releases, errors of the disk told apart.
"""
