"""Mail in any of its formats (RFC 5322, mbox, MSG, TNEF) -> one value, the Mail."""
