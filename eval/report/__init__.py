"""Figures as tables for the terminal, as a self-contained page in Danish, and as JSON.

In: the figures of `eval.exam`. Out: files to keep.
"""
