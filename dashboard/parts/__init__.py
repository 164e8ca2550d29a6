"""What several pages use: the address, the chart block, the evidence, the reader's own forces, the search."""
