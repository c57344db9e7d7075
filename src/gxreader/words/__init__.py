"""What words mean: a Chinese-English dictionary in the form of CC-CEDICT, installed as a file of its own."""
