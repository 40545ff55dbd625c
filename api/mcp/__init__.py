"""The Model Context Protocol at /mcp: the tools search, answer and get_page.

In: a call of a tool. Out: text and structured content. The app is built when it is first asked for.
"""
