"""Readers, which parse a document file into a `Document`.

In: a PDF, Word, HTML, Markdown or text file. Out: pages of text, and blocks (headings, paragraphs, list items,
table rows) as offsets into them. `read.read_document` chooses the reader by format; a file that cannot be read is a
`Failure`.
"""
