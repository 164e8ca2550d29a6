"""The pages, one file each: what it asks the warehouse, what it draws, its words. No page imports another."""
