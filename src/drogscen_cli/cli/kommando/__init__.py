"""One file a command of its own; the file's name is the command's, its docstring the help text."""
