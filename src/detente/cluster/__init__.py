"""The same work on many processors: articles or whole files coded by a pool of processes here, or by Ray on many machines.

`code_stream` codes one stream of articles in input order; `code_files` codes files to Parquet, one part a file, and can be stopped and
taken up again. What comes out is the same to the byte whatever the engine, the number of workers and the size of the batches.
docs/cluster.md is the manual.
"""

from detente.cluster.engines import Engine, Here, Pool, engine
from detente.cluster.files import Done, code_files
from detente.cluster.parts import read_part
from detente.cluster.stream import code_stream, one_by_one

__all__ = [
    "Done",
    "Engine",
    "Here",
    "Pool",
    "code_files",
    "code_stream",
    "engine",
    "one_by_one",
    "read_part",
]
