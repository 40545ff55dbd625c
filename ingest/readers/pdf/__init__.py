"""A PDF becomes pages, headings, paragraphs, list items and table rows.

In: a PDF file. Out: parsed elements with their pages. A page goes from characters over runs and lines in reading
order to paragraphs, then headings over the whole document. `reader.read_pdf` joins the
steps; every character keeps its box.
"""
