"""Measurement of answers, search, reading and speed, with questions whose answers are known.

In: an `Answerer` (in process or over HTTP) or a reader, and files of cases.
Out: figures with intervals, as tables, an HTML report and JSON.
"""
