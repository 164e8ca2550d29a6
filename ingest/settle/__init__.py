"""All sources together: read (`readings`), ruled on (`rulings`), ordered (`order`), and settled in SQL (`queries`)."""
