"""The same bad file tells what is wrong with it in the language of whoever brings it."""

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import get_language, override

from accounts.wording import Language
from tests.jsonstat_files import kostra
from tests.plan_files import as_yaml, plan_with
from tests.workbooks import tall

BAD: Mapping[str, tuple[str, bytes]] = {
    "tall.csv": ("load_observations", b"indicator_id,region,year,value\nfond,Larvik,2024,mye\n"),
    "tall.xlsx": ("load_observations", tall(["fond", "Larvik", 2024, "mye"])),
    "tall.json": ("load_observations", json.dumps(kostra(value=[1, 2, 3], status=None)).encode()),
    "plan.yaml": ("load_plan", as_yaml(plan_with(goals=[{"id": "M-1", "text": [1]}]))),
    "kilder.yaml": ("load_sources", b"sources:\n  - table: '12134'\n    name: Fond\n    gren: 1\n"),
}
LINES = {
    "nb": {
        "tall.csv": "tall.csv: linje 2, kolonne value: «mye» er ikke et tall",
        "tall.xlsx": "tall.xlsx: ark «Tall», rad 2, kolonne D: «mye» er ikke et tall",
        "tall.json": "tall.json: value: value har 3 verdier, men size gir 8 celler",
        "plan.yaml": "plan.yaml: linje 16, goals[0].text (M-1): her ventes tekst, ikke en liste",
        "kilder.yaml": "kilder.yaml: linje 4, sources[0].gren (12134): ukjent felt «gren»",
    },
    "nn": {
        "tall.csv": "tall.csv: line 2, kolonne value: «mye» er ikkje eit tal",
        "tall.xlsx": "tall.xlsx: ark «Tall», rad 2, kolonne D: «mye» er ikkje eit tal",
        "tall.json": "tall.json: value: value har 3 verdiar, men size gjev 8 celler",
        "plan.yaml": "plan.yaml: line 16, goals[0].text (M-1): her er det venta tekst, ikkje ei liste",
        "kilder.yaml": "kilder.yaml: line 4, sources[0].gren (12134): ukjent felt «gren»",
    },
    "en": {
        "tall.csv": "tall.csv: column value of line 2: “mye” is not a number",
        "tall.xlsx": "tall.xlsx: cell D2 of sheet “Tall”: “mye” is not a number",
        "tall.json": "tall.json: value: size makes 8 cells, but value has 3 values",
        "plan.yaml": "plan.yaml: line 16, goals[0].text (M-1): text is expected here, not a list",
        "kilder.yaml": "kilder.yaml: line 4, sources[0].gren (12134): “gren” is no field",
    },
}
CATALOGUES: Mapping[str, Mapping[str, str]] = {
    "nb": {},
    "nn": {
        "linje {line}": "line {line}",
        "linje {line}, kolonne {column}": "line {line}, kolonne {column}",
        "{text} er ikke et tall": "{text} er ikkje eit tal",
        "value har {values} verdier, men size gir {cells} celler": (
            "value har {values} verdiar, men size gjev {cells} celler"
        ),
        "her ventes tekst, ikke {found}": "her er det venta tekst, ikkje {found}",
        "en liste": "ei liste",
    },
    "en": {
        "«{text}»": "“{text}”",
        "linje {line}": "line {line}",
        "linje {line}, kolonne {column}": "column {column} of line {line}",
        "ark {sheet}, rad {row}, kolonne {column}": "cell {column}{row} of sheet {sheet}",
        "{text} er ikke et tall": "{text} is not a number",
        "value har {values} verdier, men size gir {cells} celler": (
            "size makes {cells} cells, but value has {values} values"
        ),
        "her ventes tekst, ikke {found}": "text is expected here, not {found}",
        "en liste": "a list",
        "ukjent felt {field}": "{field} is no field",
    },
}


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_of_in_the_language_of_its_reader(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Language, "translate", lambda text: CATALOGUES[str(get_language())].get(text, text))
    command, body = BAD[name]
    path = tmp_path / name
    path.write_bytes(body)
    told = StringIO()
    with override(language), pytest.raises(SystemExit):
        call_command(command, str(path), stderr=told)
    assert told.getvalue().splitlines() == [LINES[language][name]]
