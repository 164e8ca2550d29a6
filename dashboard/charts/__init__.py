"""One function a chart, from a frame to a Plotly figure."""
