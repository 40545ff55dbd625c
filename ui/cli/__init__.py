"""The terminal: one file a command group.

In: arguments and environment variables. Out: tables and sentences. Heavy imports wait until a command needs them.
"""
