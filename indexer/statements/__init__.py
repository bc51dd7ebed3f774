from ..types import *
def state(document, pieces, found, things):
    return ()
