"""The order in which a service area is read."""

from indicators.categories import category_place


def test_categories_come_as_in_the_reports_and_others_after_them() -> None:
    names = ["", "Tekst", "Andre nøkkeltall", "Grunnlagsdata (Nivå 3)", "Økonomi", "Kvalitet", "Dekningsgrad"]
    names += ["Produktivitet", "Prioritet", "Egne tall"]
    assert sorted(names, key=category_place) == [
        "Prioritet",
        "Produktivitet",
        "Dekningsgrad",
        "Kvalitet",
        "Økonomi",
        "Grunnlagsdata (Nivå 3)",
        "Andre nøkkeltall",
        "Egne tall",
        "Tekst",
        "",
    ]
