"""Every visible text by key, in Chinese and English."""
