"""Charts: one function a chart, from a frame to a small drawing, and two writers that draw it (Plotly on pages, SVG in
pictures, embeds and stories)."""
