"""The terminal: one file a command group.

In: arguments and environment variables. Out: tables and sentences. Heavy imports are in the commands that need them.
"""
