"""A text's lines -> its messages: whose each is, when it was written, of what kind (`messages`); its references, days,
force and law (`heads`)."""
