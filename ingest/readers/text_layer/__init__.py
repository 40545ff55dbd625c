"""The text reader: a PDF's text layer, saved as a text file, as pages and blocks.

In: a UTF-8 text file with form feeds or blank lines between pages, and its outline of headings from the metadata.
Out: raw pages, then headings and paragraphs without hyphenation.
"""
