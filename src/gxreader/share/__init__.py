"""Taking an article along: QR codes and share targets."""
