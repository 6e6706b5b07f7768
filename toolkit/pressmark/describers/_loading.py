"""Shows how the tables of a release are loaded, in words that can be copied and run."""

from __future__ import annotations

from pressmark.describers import _markdown as md
from pressmark.model.work import Work

# An empty cell alone is missing: by themselves these readers would take an article called "NA" for one without a title.
_CSV = """\
import duckdb, pandas as pd, polars as pl

pl.read_csv("{path}", try_parse_dates=True, infer_schema_length=None)
pd.read_csv("{path}", keep_default_na=False, na_values=[""])
duckdb.sql("SELECT * FROM '{path}'")"""
_PARQUET = """\
import duckdb, pandas as pd, polars as pl

pl.read_parquet("{path}")
pd.read_parquet("{path}")
duckdb.sql("SELECT * FROM '{path}'")"""
# pandas would make a number of a title of digits, and a date of every column that is called so.
_JSON_LINES = """\
import duckdb, pandas as pd, polars as pl

pl.read_ndjson("{path}", infer_schema_length=None)
pd.read_json("{path}", lines=True, dtype=False)
duckdb.sql("SELECT * FROM read_json('{path}', format = 'newline_delimited', sample_size = -1)")"""
_PYTHON = {"csv": _CSV, "parquet": _PARQUET, "jsonl": _JSON_LINES}
_R = {
    "csv": 'readr::read_csv("{path}", na = "")',
    "parquet": 'arrow::read_parquet("{path}")',
    "jsonl": 'jsonlite::stream_in(file("{path}"))',
}


def render(work: Work) -> str:
    """Returns the recipes for the articles' table; the other tables are read in the same way."""
    path = next((file.path for file in work.files if file.name == "articles"), "data/articles.csv")
    form = path.rpartition(".")[2]
    return md.page(
        "In the folder that holds the dataset's versions, checked against the checksums (`pip install pressmark`):",
        _block(
            "python",
            f'import pressmark\n\ndata = pressmark.load("{work.name}", version="{work.version}")\n'
            "data.articles  # a polars LazyFrame, as every table by its name\n"
            "data.wide()  # one row an article, with authors and holders as lists",
        ),
        "Or in the folder of this version, with what you have:",
        _block("python", _PYTHON.get(form, _CSV).format(path=path)),
        _block("r", _R.get(form, _R["csv"]).format(path=path)),
    ).strip()


def _block(language: str, code: str) -> str:
    return f"```{language}\n{code}\n```"
