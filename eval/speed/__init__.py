"""Benchmark of Rundbord's speed and size, alone or in comparison with other systems.

In: an index, the documents that it was built from, and the exam's answerable test questions.
Out: medians over rounds as a table and as JSON: time in process and over HTTP, start, memory, ingest.
`rundbord bench` runs it. The peers in `peers/` run in a virtual environment of their own.
"""
