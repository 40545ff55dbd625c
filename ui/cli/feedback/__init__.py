"""`rundbord feedback`: list, export, draft cases from, and erase what readers said of answers."""
