"""`rundbord feedback`: list, export and erase readers' feedback, and draft cases from it."""
