"""Pages of rounds: opened and followed by a coordinator, written in by a unit, approved or sent back."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, Role, User
from reporting.models import Commentary, CommentaryState, CommentingDuty, Evidence, Reminder, ReportingRound
from reporting.services.commentary import approve
from targets.models import Target
from tests import factories
from tests.factories import NOW, TODAY
from tests.rounds import World, add_target, ask, create_world, judge, write

LIST = "/runder/"
NEW = "/runder/ny/"
DUTIES = "/runder/ansvar/"
IN_THREE_WEEKS = "2026-07-22"


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """1 July 2026, at 14.00 in Norway."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world() -> World:
    return create_world()


@pytest.fixture
def red(world: World) -> Target:
    target = add_target(world, "red", unit=world.schools, name="Disposisjonsfond", code="FOND")
    judge(world)
    return target


@pytest.fixture
def asked(world: World, red: Target) -> ReportingRound:
    return ask(world)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def coordinator(world: World) -> Client:
    return client_of(world.coordinator)


@pytest.fixture
def contact(world: World) -> Client:
    return client_of(world.contact)


def text_of(response: Any) -> str:
    """What a reader sees of a page."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def writing(asked: ReportingRound, target: Target) -> str:
    return f"/runder/{asked.pk}/maltall/{target.pk}/skriv/"


def errors_of(response: Any) -> list[str]:
    found = re.findall(r'<li><a class="ds-link" href="#[^"]+">([^<]+)</a></li>', response.content.decode())
    return [unescape(one) for one in found]


# Rounds --------------------------------------------------------------------------------------------------------------


def test_a_coordinator_opens_changes_closes_and_opens_a_round_again(
    world: World, red: Target, coordinator: Client
) -> None:
    assert "Det er ikke åpnet noen runde ennå" in text_of(coordinator.get(LIST))
    form = coordinator.get(NEW).context["form"]
    # The newest period that has ended: on 1 July that is the first tertial.
    assert form.initial["period"] == "2026T1"
    wrong = {"period": "2019", "deadline": "2026-06-30", "remind_before": "99", "remind_after": ""}
    assert errors_of(coordinator.post(NEW, wrong)) == [
        "Periode: Velg en periode fra listen.",
        "Planer: Velg minst én plan.",
        "Virksomheter: Velg minst én virksomhet.",
        "Frist: Fristen har alt vært. Velg en dag fra i dag av.",
        "Påminnelse før fristen: Skriv et antall dager fra 0 til 60.",
        "Påminnelse etter fristen: Skriv et antall dager fra 0 til 60.",
    ]
    assert not ReportingRound.objects.exists()
    right = {"period": "2025", "plans": [world.plan.pk], "units": [world.schools.pk], "deadline": IN_THREE_WEEKS}
    right |= {"remind_before": "7", "remind_after": "2", "message": "Skriv kort."}
    opened = coordinator.post(NEW, right)
    asked = ReportingRound.objects.get()
    assert opened.headers["Location"] == f"/runder/{asked.pk}/"
    assert errors_of(coordinator.post(NEW, right)) == ["Periode: Det er alt åpnet en runde for denne perioden."]
    page = text_of(coordinator.get(opened.headers["Location"]))
    assert "Fristen er 22. juli 2026. 1 av 1 er ikke sendt inn ennå." in page
    assert "Skriv kort." in page
    coordinator.post(f"/runder/{asked.pk}/endre/", right | {"units": [world.schools.pk, world.streets.pk]})
    assert asked.units.count() == 2
    coordinator.post(f"/runder/{asked.pk}/lukk/")
    assert "Runden ble lukket 1. juli 2026." in text_of(coordinator.get(f"/runder/{asked.pk}/"))
    without = coordinator.post(f"/runder/{asked.pk}/apne/", {"reason": " "}, follow=True)
    assert "Skriv hvorfor" in text_of(without)
    coordinator.post(f"/runder/{asked.pk}/apne/", {"reason": "Tall er rettet."})
    asked.refresh_from_db()
    assert asked.is_open


def test_a_round_shows_who_lacks_what_and_writes_to_them_once(
    world: World, asked: ReportingRound, coordinator: Client
) -> None:
    add_target(world, "red", unit=None)
    judge(world)
    page = text_of(coordinator.get(f"/runder/{asked.pk}/"))
    assert "Ingen å skrive til. E-posten går til koordinatoren." in page
    assert "Ingen skriver om disse" in page
    sent = coordinator.post(f"/runder/{asked.pk}/paminn/", follow=True)
    assert "Påminnelse er sendt til 1 virksomhet." in text_of(sent)
    assert [(one.to, Reminder.objects.get().unit) for one in mail.outbox] == [(["vilde@larvik.example"], world.schools)]
    assert "01.07.2026, runden er åpnet" in text_of(sent)
    again = coordinator.post(f"/runder/{asked.pk}/paminn/", follow=True)
    assert "for mindre enn en time siden" in text_of(again)
    assert len(mail.outbox) == 1
    assert AuditEvent.objects.filter(action="reporting.round.reminded").count() == 1
    with time_machine.travel(NOW + timedelta(days=25), tick=False):
        late = text_of(client_of(world.coordinator).get(f"/runder/{asked.pk}/"))
    assert "For sent: 1 igjen" in late


def test_a_round_that_asks_for_nothing_says_so_and_promises_no_mail(world: World, coordinator: Client) -> None:
    add_target(world, "green", unit=world.schools)
    judge(world)
    ask(world, period="2024")
    sent = {"period": "2025", "plans": [world.plan.pk], "units": [world.schools.pk], "deadline": IN_THREE_WEEKS}
    page = text_of(coordinator.post(NEW, sent | {"remind_before": 7, "remind_after": 1}, follow=True))
    assert "Ingen er bedt om å skrive: tallene sier alt selv." in page
    assert "er godkjent" not in page
    assert "Runden er åpnet. De som er bedt om å skrive, får e-post." in page


def test_what_nobody_can_write_of_is_told_and_given_to_a_unit_in_one_step(
    world: World, asked: ReportingRound, coordinator: Client, contact: Client
) -> None:
    nobodys = add_target(world, "red", name="Hull i veien")
    add_target(world, "yellow", name="Støv", goal=nobodys.goal)
    other = add_target(world, "red", name="Støy")
    judge(world)
    elsewhere = factories.create_unit(municipality=world.municipality, name="Ikke med i runden")
    page = coordinator.get(f"/runder/{asked.pk}/")
    assert "3 måltall har ingen som kan skrive om dem. Sett hvem som skriver" in text_of(page)
    assert 'href="#ingens"' in page.content.decode()
    assert nobodys.goal is not None
    assert other.goal is not None
    assert f'name="m{other.goal.pk}-unit"' in page.content.decode()
    cell = f"m{nobodys.goal.pk}-unit"
    assert f'name="{cell}"' in page.content.decode()
    assert elsewhere.name not in text_of(page)
    address = re.search(r'action="(/runder/ansvar/[^"]+)"', page.content.decode())
    assert address
    saved = coordinator.post(unescape(address[1]), {cell: str(world.schools.pk)}, follow=True)
    assert saved.redirect_chain == [(f"/runder/{asked.pk}/", 302)]
    assert "1 måltall har ingen som kan skrive om det." in text_of(saved)
    assert "<textarea" in contact.get(writing(asked, nobodys)).content.decode()
    # Who only reads is told, and given no table.
    read = contact.get(f"/runder/{asked.pk}/")
    assert "1 måltall har ingen som kan skrive om det. Se hvilke" in text_of(read)
    assert "/runder/ansvar/" not in read.content.decode()


def test_who_comments_what_is_set_in_two_tables_at_once(world: World, red: Target, coordinator: Client) -> None:
    area = factories.create_service_area(name="Grunnskole")
    factories.create_indicator(service_area=area)
    page = coordinator.get(DUTIES)
    assert "Oppvekst (svarer for målet)" in text_of(page)
    assert red.goal is not None
    cells = {f"o{area.pk}-unit": str(world.streets.pk), f"m{red.goal.pk}-unit": "0"}
    refused = coordinator.post(DUTIES, cells)
    assert "Virksomheten er ikke en av kommunens." in " ".join(errors_of(refused))
    assert not CommentingDuty.objects.exists()
    saved = coordinator.post(DUTIES, cells | {f"m{red.goal.pk}-unit": str(world.streets.pk)}, follow=True)
    assert "Lagret. Endret: 2." in text_of(saved)
    assert set(CommentingDuty.objects.values_list("unit", flat=True)) == {world.streets.pk}
    # What is not sent is left as it is.
    coordinator.post(DUTIES, {f"o{area.pk}-unit": ""})
    assert CommentingDuty.objects.get().goal == red.goal


# Writing -------------------------------------------------------------------------------------------------------------


def test_a_unit_finds_its_list_writes_and_sends_in(
    world: World, asked: ReportingRound, red: Target, contact: Client
) -> None:
    overview = contact.get(f"/planer/{world.plan.code}/").content.decode()
    assert f'href="/runder/{asked.pk}/virksomhet/{world.schools.pk}/"' in overview
    assert f'href="/runder/{asked.pk}/virksomhet/{world.schools.pk}/"' in contact.get(LIST).content.decode()
    assert 'href="/runder/"' in contact.get("/min-side/").content.decode()
    own = text_of(contact.get(f"/runder/{asked.pk}/virksomhet/{world.schools.pk}/"))
    assert "Rødt eller gult" in own
    assert "Lyset er rødt." in own
    assert "Mangler ord" in own
    page = contact.get(writing(asked, red))
    drafted = page.context["room"].drafted
    assert drafted.startswith("Ikke oppfylt: Disposisjonsfond")
    assert page.context["form"]["text"].value() == drafted
    assert page.context["drawing"] is not None
    text = "Færre inntekter.\r\n<script>alert(1)</script>\r\n=SUM(A1)"
    empty = contact.post(writing(asked, red), {"text": " ", "version": "0", "handling": "send"})
    assert errors_of(empty) == ["Teksten: Skriv noe før du sender inn."]
    saved = contact.post(writing(asked, red), {"text": text, "version": "1"}, follow=True)
    assert "Lagret 14.00." in text_of(saved)
    sent = contact.post(writing(asked, red), {"text": text, "version": "2", "handling": "send"}, follow=True)
    assert "«Disposisjonsfond» er sendt inn." in text_of(sent)
    kept = Commentary.objects.get()
    assert (kept.state, kept.text) == (CommentaryState.SUBMITTED, text.replace("\r\n", "\n"))
    shown = contact.get(writing(asked, red)).content.decode()
    assert "<textarea" not in shown
    assert "Færre inntekter.<br>&lt;script&gt;alert(1)&lt;/script&gt;<br>=SUM(A1)" in shown
    assert "Alt som det er bedt om, er sendt inn." in text_of(
        contact.get(f"/runder/{asked.pk}/virksomhet/{world.schools.pk}/")
    )


def test_typing_is_saved_on_the_way_and_two_who_write_lose_nothing(
    world: World, asked: ReportingRound, red: Target, contact: Client, coordinator: Client
) -> None:
    address, typed = writing(asked, red), {"HX-Request": "true"}
    first = contact.post(address, {"text": "Mitt", "version": "0"}, headers=typed).content.decode()
    assert "Lagret 14.00" in first
    assert re.search(r'name="version" value="1" id="id_version" hx-swap-oob="true"', first)
    coordinator.post(address, {"text": "Deres", "version": "1"})
    told = text_of(contact.post(address, {"text": "Mitt og mer", "version": "1"}, headers=typed))
    assert "Ikke lagret: en annen har lagret i mellomtiden" in told
    assert "kari lagret kl. 14.00, mens du skrev" in told
    assert "Deres" in told
    # The same without script: the own words stand in the field.
    page = contact.post(address, {"text": "Mitt og mer", "version": "1"})
    assert page.context["form"]["text"].value() == "Mitt og mer"
    both = contact.post(address, {"text": "Mitt og mer", "version": "1", "sett": "2", "handling": "begge"})
    assert both.context["form"]["text"].value() == "Deres\n\nMitt og mer"
    assert Commentary.objects.get().text == "Deres"
    contact.post(address, {"text": "Mitt og mer", "version": "1", "sett": "2", "handling": "behold"})
    assert Commentary.objects.get().text == "Mitt og mer"
    theirs = next(one for one in contact.get(address).context["room"].versions if one.text == "Deres")
    taken = contact.get(f"{address}?versjon={theirs.number}")
    assert taken.context["form"]["text"].value() == "Deres"
    assert "Den er ikke lagret ennå." in text_of(taken)
    assert Commentary.objects.get().text == "Mitt og mer"


def test_what_is_pasted_is_never_cut_and_too_much_of_it_is_told(
    asked: ReportingRound, red: Target, contact: Client
) -> None:
    """A browser cuts what is pasted at `maxlength` without a word, and half a text would be saved."""
    address, pasted = writing(asked, red), "ord " * 20_000
    field = re.search(r'<textarea[^>]* name="text"[^>]*>', contact.get(address).content.decode())
    assert field
    assert "maxlength" not in field[0]
    told = "Teksten kan ha høyst 10\xa0000 tegn; den har 79\xa0999. Legg heller ved en fil."
    on_the_way = contact.post(address, {"text": pasted, "version": "0"}, headers={"HX-Request": "true"})
    assert "Ikke lagret: Teksten kan ha høyst 10 000 tegn; den har 79 999." in text_of(on_the_way)
    assert re.search(r'id="sagt" class="pp-lacking"', on_the_way.content.decode())
    page = contact.post(address, {"text": pasted, "version": "0"})
    assert errors_of(page) == [f"Teksten: {told}"]
    assert page.context["form"]["text"].value() == pasted
    assert not Commentary.objects.exists()


def test_people_are_asked_to_look_by_name_or_from_the_list(
    world: World, asked: ReportingRound, red: Target, contact: Client
) -> None:
    leader = factories.create_user(
        role=Role.LEADER, municipality=world.municipality, username="lars", email="lars@larvik.example"
    )
    reader = factories.create_user(role=Role.READER, municipality=world.municipality, username="leif")
    offered = contact.get(writing(asked, red)).context["form"].fields["mentioned"].queryset
    assert leader in offered
    assert reader not in offered, "what is being written is closed to readers, so they would not be told"
    sent = {"text": "Er dette riktig, @kari?", "version": "0", "mentioned": [leader.pk]}
    page = contact.post(writing(asked, red), sent, follow=True)
    assert "Bedt om å se på teksten: kari, lars" in text_of(page)
    assert Commentary.objects.get().mentions.count() == 2
    assert "Ingen her har brukernavnet" not in text_of(page)
    page = contact.post(writing(asked, red), {"text": "Hva mener @larss og @kari?", "version": "1"}, follow=True)
    assert "Ingen her har brukernavnet @larss, så ingen er varslet." in text_of(page)


def test_what_is_not_sent_in_says_why_once_and_asks_for_no_file(
    asked: ReportingRound, red: Target, contact: Client
) -> None:
    drafted = contact.get(writing(asked, red)).context["room"].drafted
    bare = contact.post(writing(asked, red), {"text": drafted, "version": "0", "handling": "send"})
    assert errors_of(bare) == [
        "Teksten: Teksten sier bare det tallene sier. Skriv det dere vet om årsaken før du sender inn."
    ]
    assert "lagt ved" not in text_of(bare)
    assert "Velg en fil." not in text_of(bare)


def test_of_several_files_the_good_are_laid_by_and_each_of_the_others_is_told(
    asked: ReportingRound, red: Target, contact: Client
) -> None:
    good, empty = SimpleUploadedFile("årsak.txt", b"hei"), SimpleUploadedFile("tom.pdf", b"")
    disguised = SimpleUploadedFile("virus.pdf", b"MZ")
    sent = {"text": "Se vedlegg.", "version": "0", "handling": "send", "brought": [good, empty, disguised]}
    page = contact.post(writing(asked, red), sent)
    said = text_of(page)
    assert "Teksten er lagret, men ikke sendt inn: noe kunne ikke legges ved" in said
    assert "«tom.pdf» er tom." in said
    assert "«virus.pdf» kan ikke leses" in said
    assert [one.name for one in Evidence.objects.all()] == ["årsak.txt"]
    assert Commentary.objects.get().state == CommentaryState.DRAFT
    too_many = [SimpleUploadedFile(f"{number}.txt", str(number).encode()) for number in range(10)]
    full = contact.post(writing(asked, red), {"text": "Se vedlegg.", "version": "1", "brought": too_many})
    assert "Teksten er lagret, men noe kunne ikke legges ved" in text_of(full)
    assert "«9.txt» er ikke lagt ved: det kan være høyst 10 filer." in text_of(full)


def test_files_are_taken_down_safely_and_removed(
    world: World, asked: ReportingRound, red: Target, contact: Client, coordinator: Client
) -> None:
    good = SimpleUploadedFile("årsak <1>.txt", b"hei")
    bad = SimpleUploadedFile("virus.exe", b"MZ")
    words = {"text": "Se vedlegg.", "version": "0"}
    refused = contact.post(writing(asked, red), words | {"brought": [bad]})
    assert "«virus.exe» kan ikke legges ved" in text_of(refused)
    assert refused.context["form"]["version"].value() == "1"
    assert not Evidence.objects.exists()
    contact.post(writing(asked, red), words | {"version": "1", "brought": [good]})
    kept = Evidence.objects.get()
    file = coordinator.get(f"/runder/dokumentasjon/{kept.pk}/")
    assert file.content == b"hei"
    assert file.headers["Content-Disposition"].startswith("attachment; ")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Type"] == "text/plain"
    stranger = client_of(
        factories.create_user(role=Role.UNIT_CONTACT, municipality=world.municipality, unit=world.streets)
    )
    assert stranger.post(f"/runder/dokumentasjon/{kept.pk}/fjern/").status_code == 403
    assert stranger.post(writing(asked, red), words).status_code == 403
    removed = contact.post(f"/runder/dokumentasjon/{kept.pk}/fjern/", follow=True)
    assert "er fjernet." in text_of(removed)
    assert not Evidence.objects.exists()


# Approving -----------------------------------------------------------------------------------------------------------


def test_what_is_sent_in_is_approved_together_or_sent_back_with_the_reason(
    world: World, asked: ReportingRound, red: Target, contact: Client, coordinator: Client
) -> None:
    calm = [add_target(world, "green", unit=world.schools) for _ in range(2)]
    judge(world)
    on_red = write(asked, red, world.schools, sent=True)
    before_closing = text_of(coordinator.get(f"/runder/{asked.pk}/"))
    assert "1 tekst er ikke godkjent. Den kommer ikke med i rapporten" in before_closing
    on_calm = [write(asked, one, world.schools, "Vi er fornøyd.", sent=True) for one in calm]
    queue = f"/runder/{asked.pk}/godkjenn/"
    page = coordinator.get(queue)
    assert [one.commentary for one in page.context["queue"].doubtful] == [on_red]
    assert [one.commentary for one in page.context["queue"].clear] == on_calm
    assert "Lyset er rødt." in text_of(page)
    without = coordinator.post(queue, {"vurdering": on_red.pk, "handling": "tilbake", "reason": ""})
    assert errors_of(without) == ["Hva mangler?: Skriv hva som mangler."]
    nothing = coordinator.post(queue, {"handling": "valgte"}, follow=True)
    assert "Velg minst én tekst å godkjenne." in text_of(nothing)
    coordinator.post(queue, {"vurdering": on_red.pk, "handling": "tilbake", "reason": "Hva gjør dere?"})
    done = coordinator.post(queue, {"vurdering": [one.pk for one in on_calm], "handling": "valgte"}, follow=True)
    assert "2 tekster er godkjent." in text_of(done)
    assert "Ingenting venter på godkjenning" in text_of(done)
    assert list(Commentary.objects.order_by("pk").values_list("state", flat=True)) == [
        CommentaryState.RETURNED,
        CommentaryState.APPROVED,
        CommentaryState.APPROVED,
    ]
    back = text_of(contact.get(writing(asked, red)))
    assert "Sendt tilbake: dette mangler Hva gjør dere?" in back
    reopened = coordinator.post(f"/runder/vurdering/{on_calm[0].pk}/ta-opp/", {"reason": "Nytt tall"}, follow=True)
    assert "Teksten er sendt tilbake til virksomheten." in text_of(reopened)


def test_earlier_words_stand_beside_and_a_closed_round_only_reads(
    world: World, asked: ReportingRound, red: Target, contact: Client, coordinator: Client
) -> None:
    approve(commentary=write(asked, red, world.schools, "Som i fjor.", sent=True), by="kari", now=NOW)
    coordinator.post(f"/runder/{asked.pk}/lukk/")
    assert "Runden er lukket, så teksten kan ikke endres." in text_of(contact.get(writing(asked, red)))
    refused = contact.post(writing(asked, red), {"text": "Nytt", "version": "1"})
    assert refused.status_code == 200
    assert Commentary.objects.get().text == "Som i fjor."
    closed = coordinator.get(f"/runder/{asked.pk}/")
    assert "ingen har bedt om" not in text_of(closed), "what was asked for is not kept, so nobody knows"
    assert "Bedt om" not in text_of(closed)
    assert "Godkjent Påminnet Oppvekst" in text_of(closed)
    assert 'href="/rapporter/"' in closed.content.decode().split('id="status"')[1], "what comes next"
    later = ask(world, period="2026T1", kind="tertial")
    assert "Skrevet i tidligere runder 2025 Som i fjor." in text_of(contact.get(writing(later, red)))


# Who sees what, and how much is asked of the database ----------------------------------------------------------------


def test_a_leader_reads_and_a_reader_finds_nothing(world: World, asked: ReportingRound, red: Target) -> None:
    leader = client_of(factories.create_user(role=Role.LEADER, municipality=world.municipality))
    page = leader.get(writing(asked, red))
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert leader.post(writing(asked, red), {"text": "x", "version": "0"}).status_code == 403
    reader = client_of(factories.create_user(role=Role.READER, municipality=world.municipality))
    assert {reader.get(one).status_code for one in (LIST, f"/runder/{asked.pk}/", writing(asked, red))} == {404}
    overview = reader.get(f"/planer/{world.plan.code}/").content.decode()
    assert "/runder/" not in overview


def test_pages_ask_the_same_for_few_and_many(
    world: World, asked: ReportingRound, red: Target, coordinator: Client
) -> None:
    # How things stood then is looked up as soon as there is a round before.
    ask(world, period="2024", now=NOW - timedelta(days=365), deadline=TODAY)
    write(asked, red, world.schools, sent=True)
    pages = [
        LIST,
        DUTIES,
        f"/runder/{asked.pk}/",
        f"/runder/{asked.pk}/godkjenn/",
        f"/runder/{asked.pk}/virksomhet/{world.schools.pk}/",
        writing(asked, red),
        f"/planer/{world.plan.code}/",
    ]
    few = [queries(coordinator, one) for one in pages]
    for light in ("red", "yellow", "green"):
        write(asked, add_target(world, light, unit=world.schools), world.schools, sent=True)
    judge(world)
    ask(world, period="2026T1", kind="tertial")
    assert [queries(coordinator, one) for one in pages] == few


def test_the_page_of_words_asks_nothing_twice(coordinator: Client, asked: ReportingRound, red: Target) -> None:
    told = Counter(asked_of_database(coordinator, writing(asked, red)))
    again = {sql for sql, times in told.items() if times > 1}
    # How regions became others, for what counts and for the breaks of the chart.
    assert {sql for sql in again if "indicators_region" not in sql} == set()


def queries(client: Client, address: str) -> int:
    return len(asked_of_database(client, address))


def asked_of_database(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in captured]
