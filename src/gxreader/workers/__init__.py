"""Child processes that may be killed: a channel to one from here, and the loop that answers inside it.

`workers` knows nothing of what its children do; the command `gxreader worker NAME` names that.
"""
