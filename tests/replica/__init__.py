"""A small portal on this computer, built as a government's is: columns, articles, pictures, trouble."""
