"""Records as flat tables, written whole: as CSV, JSON Lines or Parquet, for the API and for corpora."""
