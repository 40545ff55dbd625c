"""The user interfaces: the page, the documents' pages, the owner's page, the terminal and the widget's source.

In: the API's services, or the build. Out: HTML, files and terminal text, Danish first.
"""
