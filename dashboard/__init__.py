"""What app.py shows: pages, charts and data addresses. It reads the warehouse and never the raw folder."""
