"""Starting and steering: the command line, the application, the look."""

VERSION = "0.1.0"
