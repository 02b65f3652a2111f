"""What a review is, the library folder that keeps it, and what a search engine must offer to the library."""
