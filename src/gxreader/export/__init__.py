"""An article written in another form: text, Markdown, HTML, sound."""
