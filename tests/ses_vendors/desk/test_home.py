"""The desk's home: each sees the queues of their work, counted in a fixed number of questions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ses_vendors.badge.models import JobRun, Kind
from ses_vendors.badge.services import reviewing
from ses_vendors.desk import health, home, periodic, queues
from ses_vendors.desk.groups import EDITOR, MONEY, VERIFIER
from ses_vendors.vendors import completeness
from ses_vendors.vendors.models import Requirement, RequirementKind, State
from ses_vendors.vendors.sections import NEEDED
from tests.ses_vendors.badge.papers import a_submitted, a_verified
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.vendors.people import NOW, TODAY, a_bare_vendor, a_vendor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def counts(user: Any) -> dict[str, int]:
    found = queues.waiting(user, NOW)
    return {each.code: each.count for group in found.values() for each in group}


def test_queues_count_what_waits_with_the_oldest() -> None:
    carmen = colleague("carmen", VERIFIER)
    a_bare_vendor(state=State.APPLIED, state_changed_at=NOW - timedelta(days=3))
    a_bare_vendor(state=State.APPLIED)
    a_bare_vendor(state=State.IN_REVIEW)

    found = {each.code: each for each in queues.waiting(carmen, NOW)["sellers"]}

    assert (found["applied"].count, found["applied"].oldest) == (2, NOW - timedelta(days=3))
    assert (found["in-review"].count, found["papers"].count) == (1, 0)


def test_what_one_entered_waits_for_a_colleague() -> None:
    carmen, dan = colleague("carmen", VERIFIER), colleague("dan", VERIFIER)
    a_submitted(a_vendor(), by=carmen)

    assert (counts(carmen)["verify"], counts(carmen)["colleague"]) == (0, 1)
    assert (counts(dan)["verify"], counts(dan)["colleague"]) == (1, 0)


@pytest.mark.parametrize(
    ("days", "queue"), [(0, "ending-7"), (7, "ending-7"), (8, "ending-30"), (60, "ending-60")]
)
def test_documents_that_end_soon_stand_in_one_queue(days: int, queue: str) -> None:
    carmen = colleague("carmen", VERIFIER)
    a_verified(a_vendor(), valid_until=TODAY + timedelta(days=days))

    found = {code: count for code, count in counts(carmen).items() if code.startswith("ending")}

    assert found == {"ending-7": 0, "ending-30": 0, "ending-60": 0, queue: 1}


def test_documents_that_the_register_was_not_asked_about_are_due() -> None:
    carmen, dan = colleague("carmen", VERIFIER), colleague("dan", VERIFIER)
    kept = a_verified(a_vendor())

    assert counts(carmen)["recheck"] == 1
    reviewing.check_register(attestation=kept, looked_on=TODAY, by=dan, now=NOW)
    assert counts(carmen)["recheck"] == 0


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        (
            VERIFIER,
            {"applied", "in-review", "papers", "leaving", "identity", "verify", "colleague", "reports"}
            | {"recheck"},
        ),
        (MONEY, {"awaited", "refunds", "refused"}),
        (EDITOR, {"parked"}),
    ],
)
def test_each_sees_the_queues_of_their_work_only(group: str, codes: set[str]) -> None:
    person = colleague("mara", group)

    found = home.of(person, NOW)

    seen = {queue.code for each in found.groups for queue in each.queues}
    assert {code for code in seen if not code.startswith("ending")} == codes
    assert (found.sellers is None) is (group != VERIFIER)
    assert found.may_see_app is (group == EDITOR)


def test_staff_without_a_group_see_no_queue() -> None:
    found = home.of(colleague("nobody"), NOW)

    assert (found.groups, found.sellers, found.jobs, found.may_see_app) == ([], None, [], False)


def asked(client: Any, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, answer
    return len(captured)


@pytest.mark.parametrize(
    "path", ["", "ses_sellers/vendor/", "ses_badge/attestation/", "ses_sellers/vendordocument/"]
)
def test_no_page_asks_more_when_there_is_more(path: str) -> None:
    carmen = browser(colleague("carmen", VERIFIER))
    a_verified(a_vendor())
    a_bare_vendor(state=State.APPLIED)
    few = asked(carmen, ROOT + path) and asked(carmen, ROOT + path)

    for _ in range(5):
        made = a_vendor(page_id="")
        a_verified(made)
        a_verified(
            made, Kind.MARK, issued_on=TODAY - timedelta(days=9), valid_until=TODAY + timedelta(days=9)
        )
        a_bare_vendor(state=State.APPLIED)

    assert asked(carmen, ROOT + path) == few


def test_health_counts_each_problem_of_sellers_that_shoppers_see() -> None:
    Requirement.objects.all().update(is_active=False)
    statutes = Requirement.objects.create(
        code="statut", kind=RequirementKind.DOCUMENT, title_ro="Statut", title_en="S"
    )
    a_vendor(page_id="UGFnZTo3", terms_accepted_at=None)
    well = a_vendor(page_id="UGFnZTo4")
    a_verified(well)
    a_vendor(page_id="UGFnZTo5", story_ro="", jobs_as_of=None)
    a_bare_vendor()

    found = home.of(colleague("carmen", VERIFIER), NOW)

    assert found.sellers == 3
    assert {each.problem.code: each.count for each in found.ailing} == {
        "lacks_attestation": 2,
        "lacks_papers": 3,
        "lacks_facts": 1,
        "lacks_terms": 1,
    }
    assert statutes.documents.count() == 0


def test_the_list_behind_a_count_has_as_many_rows() -> None:
    carmen = colleague("carmen", VERIFIER)
    a_vendor(page_id="")
    a_verified(a_vendor(page_id="UGFnZTo4"))
    page = browser(carmen)

    for each in home.of(carmen, NOW).ailing:
        listed = page.get(each.url)
        assert len(listed.context["cl"].result_list) == each.count, each.problem.code
    for group in home.of(carmen, NOW).groups:
        for queue in group.queues:
            assert len(page.get(queue.url).context["cl"].result_list) == queue.count, queue.code


def test_jobs_that_failed_or_are_late_stand_first() -> None:
    JobRun.objects.create(
        name="badge.nightly", started_at=NOW - timedelta(hours=10), ended_at=NOW, is_ok=True, said="x"
    )
    JobRun.objects.create(name="badge.remind", started_at=NOW - timedelta(days=3), ended_at=NOW, is_ok=True)
    JobRun.objects.create(
        name="badge.sweep", started_at=NOW, ended_at=NOW, is_ok=False, said="ValueError: No."
    )

    found = {job.name: job for job in periodic.jobs(NOW)}

    assert found["badge.nightly"].is_well
    assert (found["badge.remind"].is_overdue, found["badge.remind"].has_failed) == (True, False)
    assert (found["badge.sweep"].is_overdue, found["badge.sweep"].has_failed) == (False, True)
    assert [job.is_well for job in found.values()] == [False, False, True, True, True]


def test_a_job_that_never_ran_is_late_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_late(since: timedelta) -> bool:
        monkeypatch.setattr(periodic, "_installed_at", lambda: NOW - since)
        return {job.name: job.is_overdue for job in periodic.jobs(NOW)}["badge.nightly"]

    assert (is_late(timedelta(hours=1)), is_late(timedelta(days=2))) == (False, True)


def test_home_shows_queues_jobs_and_health() -> None:
    JobRun.objects.create(
        name="badge.sweep", started_at=NOW, ended_at=NOW, is_ok=False, said="ValueError: No."
    )
    a_bare_vendor(state=State.APPLIED)

    shown = text(browser(colleague("carmen", VERIFIER)).get(ROOT))

    assert re.search(r'data-queue="applied"> <span class="desk-queue__count">1</span>', shown)
    assert "ValueError: No." in shown
    assert "24.11.2026" in shown


def test_the_desk_speaks_both_languages() -> None:
    carmen = browser(colleague("carmen", VERIFIER))

    romanian = carmen.get(ROOT)
    answer = carmen.post(f"{ROOT}language/", {"language": "en", "next": ROOT})
    english = text(carmen.get(ROOT))

    assert 'lang="ro"' in text(romanian)
    assert (answer.status_code, answer["Location"]) == (302, ROOT)
    assert 'lang="en"' in english
    assert "Applications to look at" in english


@pytest.mark.parametrize(
    "field", sorted({name for names in NEEDED.values() for name in names} - {"legal_form"})
)
def test_health_finds_what_the_checklist_finds_missing(field: str) -> None:
    empty = {"jobs_total": 0, "jobs_vulnerable": 0} if field == "jobs_total" else {field: ""}
    made = a_vendor(**({"jobs_as_of": None} if field == "jobs_as_of" else empty))

    found = {each.code for each in health.of(made, NOW)}

    assert completeness.missing(made)
    assert "lacks_facts" in found


def test_whoever_logs_out_of_the_desk_is_out() -> None:
    carmen = browser(colleague("carmen", VERIFIER))

    carmen.post(f"{ROOT}logout/")

    assert carmen.get(ROOT).status_code == 302
