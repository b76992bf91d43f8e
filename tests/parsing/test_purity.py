"""The parser runs anywhere: no framework, nothing loaded before it is needed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_importing_the_parser_loads_no_framework_and_no_model() -> None:
    code = (
        "import sys; import statements.parsing, statements.documents; "
        "print(sorted({'django', 'rest_framework', 'psycopg', 'spacy', 'onnxruntime'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout

    assert told == "[]\n"
