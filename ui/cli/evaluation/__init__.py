"""`rundbord evaluate`, `ablate` and `bench`: quality and speed, measured by the package `eval`.

In: questions and the current index. Out: tables on the terminal, and reports as files.
"""
