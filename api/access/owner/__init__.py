"""The owner's identity: a one-time code from the terminal, and the check of a change's origin.

In: a request to the owner's page. Out: a session cookie, or a page that asks for the code.
"""
