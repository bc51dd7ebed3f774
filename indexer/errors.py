"""Every exception we raise, each with the exit code of a command and the status of an HTTP answer.

    StrategigrafError                 1  500
    ├── UsageError                    2  400   the call itself is wrong
    │   └── QueryError                1  400   a SPARQL query that can't be parsed or is not allowed
    ├── IndexMissing                  1  503   no index where one is needed
    ├── IndexDamaged                  1  503   an index whose files are not what the manifest says
    ├── BuildBusy                     1  409   another build writes to the same data directory
    ├── CorpusError                   1  400   a corpus path that is missing or holds nothing to read
    ├── UnreadableDocument            1  422   one document that can't be read; never stops the others
    ├── QueryTimeout                  1  503   a query past its time limit
    ├── Busy                          1  503   more questions at a time than the server answers
    ├── ModelMissing                  1  500   an encoder or an extra that is not installed
    └── NotFound                      1  404   a document or entity that the index does not hold

A message is one line: what is wrong, and what to try.
"""

from __future__ import annotations

import errno


class StrategigrafError(Exception):
    """Base of all errors that a user may see; `str(error)` is one clear line."""

    exit_code = 1
    status = 500


class UsageError(StrategigrafError):
    """The call can't be carried out as it was written."""

    exit_code = 2
    status = 400


class QueryError(UsageError):
    """A SPARQL query that can't be parsed, or that asks for what is not allowed."""

    exit_code = 1


class IndexMissing(StrategigrafError):
    """There is no index in the data directory."""

    status = 503


class IndexDamaged(StrategigrafError):
    """A file of the index is missing or is not what its checksum says."""

    status = 503


class BuildBusy(StrategigrafError):
    """Another build holds the data directory."""

    status = 409


class CorpusError(StrategigrafError):
    """A corpus path is missing, unreadable or holds no document."""

    status = 400


class UnreadableDocument(StrategigrafError):
    """A document that can't be read: encrypted, truncated, binary, too large, bad metadata."""

    status = 422


class QueryTimeout(StrategigrafError):
    """A query that was ended at its time limit."""

    status = 503


class Busy(StrategigrafError):
    """The server has more to do than it can in the time a visitor waits."""

    status = 503


class ModelMissing(StrategigrafError):
    """The encoder asked for is not installed or can't be loaded."""


class NotFound(StrategigrafError):
    """The index holds no such document or entity."""

    status = 404


_SAID = {
    errno.ENOENT: "findes ikke",
    errno.EISDIR: "er en mappe",
    errno.ENOTDIR: "en del af stien er en fil, ikke en mappe",
    errno.EEXIST: "der er noget andet med det navn",
    errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang",
    errno.EROFS: "mappen kan kun læses",
    errno.ENOSPC: "disken er fuld",
    errno.EDQUOT: "kvoten er brugt op",
    errno.EFBIG: "filen blev for stor",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "linkene går i ring",
    errno.EMFILE: "der er for mange åbne filer",
    errno.EIO: "disken svarer med en fejl",
}


def said(error: OSError) -> str:
    """What the system says is wrong, in Danish where we know the words.

    >>> said(IsADirectoryError(21, "Is a directory"))
    'er en mappe'
    """
    own = error.strerror or " ".join(str(error).split())[:200] or type(error).__name__
    if "No space left" in own:  # as a library's own error tells it, which carries no number
        return _SAID[errno.ENOSPC]
    return _SAID.get(error.errno or 0, own)
