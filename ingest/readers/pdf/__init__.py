"""The PDF reader: pages, headings, paragraphs, list items and table rows.

In: a PDF file. Out: elements with their pages. Characters are joined to runs, runs to lines in reading order, lines to
paragraphs; headings are found over the whole document. `reader.read_pdf` runs the steps. Every character keeps its box.
"""
