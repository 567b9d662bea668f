"""Rounds and words: opened, written, sent in, sent back and approved; what is refused, and two who write at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.models import AuditEvent, Role
from reporting.models import Commentary, CommentingDuty, Mention, ReportingRound
from reporting.rounds import MOST_CHARACTERS
from reporting.services.commentary import (
    CommentaryRefused,
    SavedByAnother,
    approve,
    reopen,
    return_to_unit,
    save_commentary,
    submit,
)
from reporting.services.commenting_duties import set_duties
from reporting.services.evidence import EvidenceRefused, add_evidence, remove_evidence
from reporting.services.rounds import RoundRefused, RoundTerms, change_round, close_round, reopen_round
from targets.models import Target
from tests.factories import (
    NOW,
    TODAY,
    create_goal,
    create_plan,
    create_service_area,
    create_target,
    create_unit,
    create_user,
)
from tests.rounds import DEADLINE, World, add_target, ask, create_world, judge, write

MINUTE = timedelta(minutes=1)
BY: dict[str, Any] = {"by": "kari", "now": NOW}


@pytest.fixture
def world() -> World:
    return create_world()


@pytest.fixture
def target(world: World) -> Target:
    made = add_target(world, "red", unit=world.schools)
    judge(world)
    return made


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


# Rounds --------------------------------------------------------------------------------------------------------------


def test_a_round_is_opened_changed_closed_and_opened_again(world: World) -> None:
    asked = ask(world, message=" Skriv kort.\r\n")
    assert (asked.period, asked.message, asked.units.count(), asked.is_open) == ("2025", "Skriv kort.", 2, True)
    terms = RoundTerms(plans=[world.plan], units=[world.schools], deadline=DEADLINE, message="Skriv kort.")
    change_round(asked=asked, terms=terms, on=TODAY, **BY)
    change_round(asked=asked, terms=terms, on=TODAY, **BY)
    close_round(asked=asked, **BY)
    reopen_round(asked=asked, reason="Tall er rettet.", **BY)
    asked.refresh_from_db()
    assert (list(asked.units.all()), asked.is_open) == ([world.schools], True)
    done = [one.rpartition(".")[2] for one in actions()]
    assert done == ["opened", "changed", "closed", "reopened"], "what changed nothing leaves no trace"
    assert AuditEvent.objects.last().reason == "Tall er rettet."  # type: ignore[union-attr]


def test_a_unit_with_words_under_way_is_not_left_out_of_a_round(world: World, target: Target) -> None:
    """They would stand on no page, and be in the way of the report all the same."""
    asked = ask(world)
    terms = RoundTerms(plans=[world.plan], units=[world.streets], deadline=DEADLINE)
    words = write(asked, target, world.schools, sent=True)
    with pytest.raises(RoundRefused, match=r"kan ikke tas ut av runden ennå: Oppvekst \(1\)\."):
        change_round(asked=asked, terms=terms, on=TODAY, **BY)
    assert asked.units.count() == 2
    approve(commentary=words, **BY)
    change_round(asked=asked, terms=terms, on=TODAY, **BY)
    assert list(asked.units.all()) == [world.streets]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param({"period": "snart"}, "«snart» er ikke en periode for en slik runde", id="no period"),
        pytest.param({"period": "2025T1"}, "«2025T1» er ikke en periode for en slik runde", id="of another kind"),
        pytest.param({"period": "2027"}, "2027 har ikke begynt.", id="a period that has not begun"),
        pytest.param({"period": "2024"}, "Det er alt åpnet en runde for 2024.", id="opened already"),
        pytest.param({"plans": []}, "Velg minst én plan.", id="no plan"),
        pytest.param({"units": []}, "Velg minst én virksomhet.", id="no unit"),
        pytest.param({"deadline": TODAY - timedelta(days=1)}, "Fristen er passert.", id="a deadline that has passed"),
        pytest.param({"remind_before": 61}, "Påminnelser kan gå ut høyst 60 dager", id="a reminder far away"),
    ],
)
def test_a_round_that_cannot_be_opened_says_why_and_leaves_nothing(
    values: dict[str, Any], message: str, world: World
) -> None:
    ask(world, period="2024")
    with pytest.raises(RoundRefused, match=message):
        ask(world, **values)
    assert ReportingRound.objects.count() == 1


def test_nothing_of_another_municipality_gets_into_a_round_or_a_duty(world: World) -> None:
    stranger, plan = create_unit(name="Fremmed"), create_plan(title="Fremmed plan")
    for terms in ({"units": [stranger]}, {"plans": [plan]}):
        with pytest.raises(RoundRefused, match=r"«Fremmed.*» hører til en annen kommune"):
            ask(world, **terms)
    for given in ({"service_areas": {create_service_area(): stranger}}, {"goals": {create_goal(plan=plan): None}}):
        with pytest.raises(RoundRefused, match="hører til en annen kommune"):
            set_duties(municipality=world.municipality, **given, **BY)
    asked, own = ask(world), add_target(world)
    for subject, unit in ((own, stranger), (create_target(plan=plan), world.schools)):
        with pytest.raises(CommentaryRefused, match="hører til en annen kommune"):
            write(asked, subject, unit)


def test_a_closed_round_takes_nothing_more(world: World, target: Target) -> None:
    asked = ask(world)
    kept = write(asked, target, world.schools, sent=True)
    file = {"name": "a.txt", "body": b"a"}
    close_round(asked=asked, **BY)
    terms = RoundTerms(plans=[world.plan], units=[world.schools], deadline=DEADLINE)
    with pytest.raises(RoundRefused, match="Runden er lukket"):
        change_round(asked=asked, terms=terms, on=TODAY, **BY)
    with pytest.raises(RoundRefused, match="Runden er lukket"):
        close_round(asked=asked, **BY)
    with pytest.raises(CommentaryRefused, match="Runden er lukket"):
        write(asked, target, world.schools, "Mer")
    with pytest.raises(CommentaryRefused, match="Runden er lukket"):
        approve(commentary=kept, **BY)
    with pytest.raises(EvidenceRefused, match="Runden er lukket"):
        add_evidence(commentary=kept, **file, **BY)  # type: ignore[arg-type]
    with pytest.raises(RoundRefused, match="Skriv hvorfor"):
        reopen_round(asked=asked, reason=" ", **BY)


def test_duties_are_set_many_at_once_and_taken_away(world: World) -> None:
    area, goal = create_service_area(), create_goal(plan=world.plan, unit=world.schools)
    given: dict[str, Any] = {"service_areas": {area: world.schools}, "goals": {goal: world.streets}}
    where: dict[str, Any] = {"municipality": world.municipality, **BY}
    assert set_duties(**given, **where) == 2
    assert set_duties(**given, **where) == 0
    assert set_duties(service_areas={area: world.streets}, goals={goal: None}, **where) == 2
    assert [(one.service_area, one.unit) for one in CommentingDuty.objects.all()] == [(area, world.streets)]
    assert actions() == ["reporting.duties.changed"] * 2


# Words ---------------------------------------------------------------------------------------------------------------


def test_words_go_from_the_unit_to_approval_and_back(world: World, target: Target) -> None:
    kept = write(ask(world), target, world.schools, "  Færre søkere.\x00 ", sent=True)
    with pytest.raises(CommentaryRefused, match="Skriv hvorfor"):
        return_to_unit(commentary=kept, reason=" \n", **BY)
    return_to_unit(commentary=kept, reason="Hva gjør dere?", **BY)
    kept.refresh_from_db()
    assert (kept.state, kept.return_reason, kept.text) == ("returned", "Hva gjør dere?", "Færre søkere.")
    kept = write(kept.round, target, world.schools, "Færre søkere. Vi lyser ut.", sent=True)
    approve(commentary=kept, **BY)
    reopen(commentary=kept, reason="Nye tall.", **BY)
    kept.refresh_from_db()
    assert (kept.state, kept.return_reason, kept.decided_by) == ("returned", "Nye tall.", "kari")
    stages = [(one.number, one.state) for one in kept.versions.order_by("number")]
    assert stages == [(1, "draft"), (2, "submitted"), (3, "returned"), (4, "submitted")]
    done = [one.rpartition(".")[2] for one in actions() if ".commentary." in one]
    assert done == ["saved", "submitted", "returned", "saved", "submitted", "approved", "reopened"]


STEPS: dict[str, Callable[[Commentary], None]] = {
    "save": lambda kept: save(kept, "Noe annet"),
    "submit": lambda kept: submit(commentary=kept, version=kept.version, **BY),
    "return": lambda kept: return_to_unit(commentary=kept, reason="Mer", **BY),
    "approve": lambda kept: approve(commentary=kept, **BY),
    "reopen": lambda kept: reopen(commentary=kept, reason="Feil", **BY),
}


def save(kept: Commentary, text: str) -> None:
    assert kept.target is not None
    values = {"asked": kept.round, "subject": kept.target, "unit": kept.unit, "version": kept.version}
    save_commentary(**values, text=text, **BY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "refused", "message"),
    [
        ("draft", ["return", "approve", "reopen"], "ikke sendt inn ennå"),
        ("submitted", ["save", "submit", "reopen"], "kan ikke endres før den er sendt tilbake"),
        ("returned", ["return", "approve", "reopen"], "er sendt tilbake"),
        ("approved", ["save", "submit", "return", "approve"], "er godkjent"),
    ],
)
def test_steps_that_cannot_be_taken_say_why(
    state: str, refused: list[str], message: str, world: World, target: Target
) -> None:
    kept = write(ask(world), target, world.schools)
    decided = {"submitted_at": NOW, "decided_at": NOW, "return_reason": "Mer"}
    Commentary.objects.filter(pk=kept.pk).update(state=state, **decided)
    for step in refused:
        with pytest.raises(CommentaryRefused, match=message):
            STEPS[step](kept)
    kept.refresh_from_db()
    assert (kept.state, kept.text) == (state, "Færre søkere.")


def test_what_says_nothing_is_not_sent_in(world: World, target: Target) -> None:
    asked, first = ask(world), "Ikke oppfylt: tallet er 2,0."
    given: dict[str, Any] = {"asked": asked, "subject": target, "unit": world.schools, "drafted": first, **BY}
    kept = save_commentary(text=" \n", version=0, **given)
    with pytest.raises(CommentaryRefused, match="Skriv noe før du sender inn"):
        submit(commentary=kept, version=1, **BY)
    kept = save_commentary(text=first, version=1, **given)
    with pytest.raises(CommentaryRefused, match="sier bare det tallene sier"):
        submit(commentary=kept, version=2, **BY)
    with pytest.raises(CommentaryRefused, match=r"høyst 10\xa0000 tegn; den har 10\xa0001"):
        save_commentary(text="a" * (MOST_CHARACTERS + 1), version=2, **given)
    html = "<script>alert(1)</script> =SUM(A1)"
    kept = save_commentary(text=html, version=2, **given)
    assert (kept.text, kept.drafted) == (html, first)


def test_who_saves_later_is_told_and_loses_nothing_of_the_others(world: World, target: Target) -> None:
    asked = ask(world)
    given: dict[str, Any] = {"asked": asked, "subject": target, "unit": world.schools, "now": NOW}
    first = save_commentary(text="Vildes ord", version=0, by="vilde", **given)
    for version in (0, 2):
        with pytest.raises(SavedByAnother, match="har lagret etter at du åpnet siden") as told:
            save_commentary(text="Karis ord", version=version, by="kari", **given)
        assert told.value.commentary.text == "Vildes ord"
    with pytest.raises(SavedByAnother):
        submit(commentary=first, version=0, **BY)
    assert save_commentary(text="Vildes ord", version=0, by="kari", **given).version == 1, "the same words are no clash"
    after = save_commentary(text="Karis ord", version=1, by="kari", **given)
    assert [one.text for one in after.versions.order_by("number")] == ["Vildes ord", "Karis ord"]


def test_typing_goes_on_in_one_version_for_some_minutes(world: World, target: Target) -> None:
    given: dict[str, Any] = {"asked": ask(world), "subject": target, "unit": world.schools}
    for number, (by, minutes) in enumerate([("vilde", 0), ("vilde", 5), ("kari", 6), ("kari", 9), ("kari", 17)]):
        kept = save_commentary(text=f"Ord {number}", version=number, by=by, now=NOW + MINUTE * minutes, **given)
    assert [one.text for one in kept.versions.order_by("number")] == ["Ord 1", "Ord 3", "Ord 4"]
    assert actions().count("reporting.commentary.saved") == 3


def test_what_is_emptied_a_moment_after_it_was_written_can_be_taken_back(world: World, target: Target) -> None:
    """Typing is saved by itself: a text that somebody marks and types over would be gone with its only version."""
    given: dict[str, Any] = {"asked": ask(world), "subject": target, "unit": world.schools, "by": "vilde"}
    for number, text in enumerate(["En lang tekst om årsaken.", "", "N", "Ny", "Ny tekst."]):
        kept = save_commentary(text=text, version=number, now=NOW + MINUTE, **given)
    assert [one.text for one in kept.versions.order_by("number")] == ["En lang tekst om årsaken.", "Ny tekst."]


# Files and people beside them ----------------------------------------------------------------------------------------


def test_files_are_laid_by_and_taken_away(world: World, target: Target) -> None:
    kept = write(ask(world), target, world.schools)
    pdf = {"name": "C:\\notat.pdf", "body": b"%PDF-1.7"}
    laid = add_evidence(commentary=kept, **pdf, **BY)  # type: ignore[arg-type]
    assert (laid.name, laid.media_type, laid.size) == ("notat.pdf", "application/pdf", 8)
    refusals = {
        ("kopi.pdf", b"%PDF-1.7"): "«kopi.pdf» ligger der fra før, som «notat.pdf»",
        ("tom.txt", b""): "«tom.txt» er tom",
        ("stor.txt", b"a" * (10 * 1024 * 1024 + 1)): r"«stor.txt» er for stor: en fil kan være høyst 10 MB",
        ("a.exe", b"MZ"): "«a.exe» kan ikke legges ved: vi tar imot PDF, PNG, JPG, XLSX, DOCX, CSV, TXT",
        ("a.pdf", b"<html>"): "«a.pdf» kan ikke leses",
    }
    for (name, body), message in refusals.items():
        with pytest.raises(EvidenceRefused, match=message):
            add_evidence(commentary=kept, name=name, body=body, **BY)
    for number in range(9):
        add_evidence(commentary=kept, name=f"{number}.txt", body=str(number).encode(), **BY)
    with pytest.raises(EvidenceRefused, match="høyst 10 filer"):
        add_evidence(commentary=kept, name="11.txt", body=b"11", **BY)
    remove_evidence(evidence=laid, **BY)
    remove_evidence(evidence=laid, **BY)
    submit(commentary=kept, version=kept.version, **BY)
    left = kept.evidence.first()
    assert left is not None
    with pytest.raises(EvidenceRefused, match="filene kan ikke endres"):
        remove_evidence(evidence=left, **BY)
    assert kept.evidence.count() == 9
    assert actions().count("reporting.evidence.removed") == 1


def test_whoever_is_named_is_told_once_and_only_those_who_may_read_it(
    world: World, target: Target, django_capture_on_commit_callbacks: Any
) -> None:
    create_user(role=Role.COORDINATOR, username="fremmed", email="fremmed@andre.example")
    create_user(role=Role.READER, municipality=world.municipality, username="leif", email="leif@larvik.example")
    asked = ask(world)
    for version, text in enumerate(["Spør @kari, @fremmed, @leif og @ingen.", "Spør @kari igjen."]):
        with django_capture_on_commit_callbacks(execute=True):
            save_commentary(
                asked=asked,
                subject=target,
                unit=world.schools,
                text=text,
                version=version,
                by="vilde",
                now=NOW,
                mentioned=[world.coordinator],
            )
    assert [one.person for one in Mention.objects.all()] == [world.coordinator]
    (message,) = mail.outbox
    assert message.to == ["kari@larvik.example"]
    assert "ber deg se på «Indikator" in message.subject
    assert f"/runder/{asked.pk}/maltall/{target.pk}/skriv/" in message.body
    assert "Spør" not in message.body
