"""Why a file is not taken as a JSON-stat dataset: one reason with a name, one sentence, one place in the file."""

from collections.abc import Mapping
from enum import StrEnum

from accounts.imports import quoted
from accounts.wording import say, sentence


class Refusal(StrEnum):
    """Every reason there is."""

    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NUL_CHARACTER = "nul_character"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    NOT_FINITE = "not_finite"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    NOT_A_DATASET = "not_a_dataset"
    COLLECTION = "collection"
    LONE_DIMENSION = "lone_dimension"
    SEVERAL_DATASETS = "several_datasets"
    MEMBER_REPEATED = "member_repeated"
    MEMBER_MISSING = "member_missing"
    OBJECT_EXPECTED = "object_expected"
    LIST_EXPECTED = "list_expected"
    LIST_OR_OBJECT_EXPECTED = "list_or_object_expected"
    TEXT_EXPECTED = "text_expected"
    TEXTS_EXPECTED = "texts_expected"
    WHOLE_NUMBER_EXPECTED = "whole_number_expected"
    PLACED_TWICE = "placed_twice"
    ID_REPEATED = "id_repeated"
    ID_SIZE_LEN_MISMATCH = "id_size_len_mismatch"
    DIM_KEY_ID_MISMATCH = "dim_key_id_mismatch"
    CUBE_SIZE_OVERFLOW = "cube_size_overflow"
    HREF_ONLY_DIMENSION = "href_only_dimension"
    INDEX_MISSING = "index_missing"
    INDEX_COUNT_MISMATCH = "index_count_mismatch"
    INDEX_POSITIONS_INVALID = "index_positions_invalid"
    CODE_REPEATED = "code_repeated"
    LABEL_KEY_UNKNOWN = "label_key_unknown"
    UNIT_KEY_UNKNOWN = "unit_key_unknown"
    NOTE_KEY_UNKNOWN = "note_key_unknown"
    ROLE_ID_UNKNOWN = "role_id_unknown"
    ROLE_REPEATED = "role_repeated"
    VALUE_LEN_MISMATCH = "value_len_mismatch"
    SPARSE_KEY_OUT_OF_RANGE = "sparse_key_out_of_range"
    TEXT_VALUE = "text_value"
    STATUS_LEN_MISMATCH = "status_len_mismatch"
    STATUS_KEY_OUT_OF_RANGE = "status_key_out_of_range"
    STATUS_NOT_TEXT = "status_not_text"
    # Asked for when the dataset is read as figures of indicators.
    SEVERAL_REGION_DIMENSIONS = "several_region_dimensions"
    SEVERAL_TIME_DIMENSIONS = "several_time_dimensions"
    TOO_MANY_INDICATORS = "too_many_indicators"
    CODE_HAS_WHITESPACE = "code_has_whitespace"
    CODE_TOO_LONG = "code_too_long"
    CODE_AMBIGUOUS = "code_ambiguous"


SENTENCES: Mapping[Refusal, str] = {
    Refusal.NOT_UTF8: sentence(
        "byte {byte} er ikke UTF-8: lagre filen som UTF-8 (den ser ut til å ha en annen tegnkoding)"
    ),
    Refusal.NOT_JSON: sentence("filen er ikke gyldig JSON (linje {line}, tegn {column})"),
    Refusal.NUL_CHARACTER: sentence("filen inneholder NUL-tegn, som ingen tekst kan ha"),
    Refusal.TOO_DEEP: sentence("filen har for mange nivåer inni hverandre til å være et JSON-stat-datasett"),
    Refusal.TOO_MANY_PARTS: sentence("filen har {count} verdier og merkelapper, og grensen er {most}"),
    Refusal.NOT_FINITE: sentence("{text} er ikke et tall som JSON kan ha: en verdi som mangler, skrives null"),
    Refusal.NUMBER_OUT_OF_RANGE: sentence("tallet {text} er for stort eller for lite"),
    Refusal.NOT_A_DATASET: sentence("filen er JSON, men ikke et JSON-stat-datasett"),
    Refusal.COLLECTION: sentence("filen er en samling (collection) av datasett: last inn datasettene hver for seg"),
    Refusal.LONE_DIMENSION: sentence("filen er en enkelt dimensjon (class dimension) og ikke et datasett"),
    Refusal.SEVERAL_DATASETS: sentence("filen har {count} datasett: last dem inn hver for seg"),
    Refusal.MEMBER_REPEATED: sentence("feltet {name} står flere ganger i samme objekt"),
    Refusal.MEMBER_MISSING: sentence("feltet mangler"),
    Refusal.OBJECT_EXPECTED: sentence("her skal det stå et objekt"),
    Refusal.LIST_EXPECTED: sentence("her skal det stå en liste"),
    Refusal.LIST_OR_OBJECT_EXPECTED: sentence("her skal det stå en liste eller et objekt"),
    Refusal.TEXT_EXPECTED: sentence("her skal det stå en tekst"),
    Refusal.TEXTS_EXPECTED: sentence("her skal det stå en liste av tekster"),
    Refusal.WHOLE_NUMBER_EXPECTED: sentence("{text} er ikke et helt tall fra 0 og oppover"),
    Refusal.PLACED_TWICE: sentence("feltet står både ytterst og under dimension, og de to er ulike"),
    Refusal.ID_REPEATED: sentence("dimensjonen {dimension} er nevnt flere ganger"),
    Refusal.ID_SIZE_LEN_MISMATCH: sentence("id nevner {ids} dimensjoner, men size har {sizes} tall"),
    Refusal.DIM_KEY_ID_MISMATCH: sentence(
        "id og dimension nevner ikke de samme dimensjonene: {dimension} mangler i den ene"
    ),
    Refusal.CUBE_SIZE_OVERFLOW: sentence("datasettet har {cells} celler, og grensen er {most}"),
    Refusal.HREF_ONLY_DIMENSION: sentence("dimensjonen er bare en lenke (href): kodene må stå i filen"),
    Refusal.INDEX_MISSING: sentence("kodene mangler: index kan bare utelates når dimensjonen har én kategori med navn"),
    Refusal.INDEX_COUNT_MISMATCH: sentence("dimensjonen har {codes} koder, men size sier {size}"),
    Refusal.INDEX_POSITIONS_INVALID: sentence("posisjonene i index må være tallene fra 0 til {last}, hver én gang"),
    Refusal.CODE_REPEATED: sentence("koden {code} står flere ganger"),
    Refusal.LABEL_KEY_UNKNOWN: sentence("{code} har navn, men står ikke blant kodene i index"),
    Refusal.UNIT_KEY_UNKNOWN: sentence("{code} har enhet, men står ikke blant kodene i index"),
    Refusal.NOTE_KEY_UNKNOWN: sentence("{code} har merknad, men står ikke blant kodene i index"),
    Refusal.ROLE_ID_UNKNOWN: sentence("{dimension} har en rolle, men står ikke i id"),
    Refusal.ROLE_REPEATED: sentence("{dimension} har flere roller"),
    Refusal.VALUE_LEN_MISMATCH: sentence("value har {values} verdier, men size gir {cells} celler"),
    Refusal.SPARSE_KEY_OUT_OF_RANGE: sentence("{text} er ikke nummeret på en celle: de går fra 0 til {last}"),
    Refusal.TEXT_VALUE: sentence("celle {cell} har verdien {text}, som ikke er et tall"),
    Refusal.STATUS_LEN_MISMATCH: sentence("status har {statuses} tegn, men size gir {cells} celler"),
    Refusal.STATUS_KEY_OUT_OF_RANGE: sentence("{text} er ikke nummeret på en celle: de går fra 0 til {last}"),
    Refusal.STATUS_NOT_TEXT: sentence("et tegn i status må være en tekst, men her står {text}"),
    Refusal.SEVERAL_REGION_DIMENSIONS: sentence(
        "flere dimensjoner er regioner ({dimensions}), og bare én kan være det"
    ),
    Refusal.SEVERAL_TIME_DIMENSIONS: sentence("flere dimensjoner er tid ({dimensions}), og bare én kan være det"),
    Refusal.TOO_MANY_INDICATORS: sentence("dimensjonene gir {count} indikatorer, og grensen er {most}"),
    Refusal.CODE_HAS_WHITESPACE: sentence(
        "koden {code} er tom eller har mellomrom i seg, og kan ikke inngå i indikatorens kode"
    ),
    Refusal.CODE_TOO_LONG: sentence("indikatorens kode ville bli {length} tegn, og grensen er {most}"),
    Refusal.CODE_AMBIGUOUS: sentence("to indikatorer ville få samme kode {code}"),
}


class DatasetRefused(Exception):
    """The file is not taken: for which reason, and where in the document (`dimension.Tid.category.index`)."""

    def __init__(self, reason: Refusal, place: str = "", **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place
        # Fills the places of the sentence; a text from the file is made fit for a screen.
        self.facts = {name: quoted(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, self.message) if part)

    @property
    def message(self) -> str:
        """The sentence, in the language of whoever asks for it."""
        return say(SENTENCES[self.reason], **self.facts)
