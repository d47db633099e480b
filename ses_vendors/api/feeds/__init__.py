"""The directory as open data: the same facts as the schema's, for anybody to take along."""
