"""From a reference (path, address, text) to an Article, or to a sentence that says why not."""
