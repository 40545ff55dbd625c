"""The Model Context Protocol at /mcp: the tools search, answer and get_page.

In: a call of a tool. Out: text and structured content. The app is built at the first request.
"""
