"""A person's decision about one figure -> entries of its `source.toml`: reviews, corrections, rejections, additions."""
