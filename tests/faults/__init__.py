"""Faults put into a running server, a build or its files on purpose; each module is a program."""
