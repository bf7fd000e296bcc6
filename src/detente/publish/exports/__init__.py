"""Records for other programs: tables (CSV, JSON, Parquet), PLOVER, GeoJSON, the shapes of GDELT and ICEWS, feeds."""
