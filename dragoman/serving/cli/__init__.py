"""The command line: each command is options, help, one call of the Python API, and printing.

Results go to standard output, everything else to standard error. Exit status: 0 all good; 1 an error;
2 a wrong command line or a missing input; 3 finished, but something was set aside.
"""

from dragoman.serving.cli._main import main

__all__ = ["main"]
