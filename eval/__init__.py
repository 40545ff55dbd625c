"""Questions with expected answers, and the programs that measure answers, search, reading and speed.

In: an `Answerer` (in process or over HTTP) or a reader, and files of cases.
Out: figures with intervals as tables, a page and JSON.
"""
