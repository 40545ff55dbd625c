"""Search by vectors. `faiss_index` is the only file that imports FAISS.

In: unit vectors as rows of a float32 array. Out: the nearest rows and their cosines.
"""
