"""Documents become a published index bundle.

In: document files and a model's name. Out: a bundle, made current. `pipeline.build` is the whole on one screen; `cache`
keeps what is dear for the next build. Only the terminal and the owner's page import this package.
"""
