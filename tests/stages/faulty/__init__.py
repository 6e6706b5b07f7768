"""A shelf with one converter that does to its process what the text of a document says."""
