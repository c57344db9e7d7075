"""One module for each kind of file: `read(source, report)` gives what it holds, in the parsing process."""
