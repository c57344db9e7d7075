"""From an article to sentences, to sound, to the word that is being heard."""
