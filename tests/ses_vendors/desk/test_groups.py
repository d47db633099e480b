"""The groups of operators: made by a command, as often as one likes."""

from __future__ import annotations

import io

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from ses_vendors.desk.groups import EDITOR, GROUPS, MONEY, VERIFIER
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.vendors.people import an_operator

pytestmark = pytest.mark.django_db


def test_the_command_makes_the_groups_and_keeps_their_people() -> None:
    said = io.StringIO()
    call_command("operator_groups", stdout=said)
    mara = colleague("mara", MONEY)
    Group.objects.get(name=MONEY).permissions.clear()

    call_command("operator_groups", stdout=said)

    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS) == {VERIFIER, MONEY, EDITOR}
    assert list(mara.groups.values_list("name", flat=True)) == [MONEY]
    assert mara.has_perm("ses_payments.change_payment")
    assert not mara.has_perm("ses_sellers.view_vendor")


def test_a_missing_permission_is_said_and_nothing_made() -> None:
    Permission.objects.filter(codename="view_vendor").delete()

    with pytest.raises(CommandError, match="migrate"):
        call_command("operator_groups")

    assert not Group.objects.exists()


def test_who_gave_whom_a_group_is_kept() -> None:
    root, mara = an_operator("root"), colleague("mara")

    mara.groups.add(Group.objects.get(name=MONEY))

    entry = LogEntry.objects.filter(object_pk=str(mara.pk)).first()
    assert entry is not None
    assert entry.changes["groups"]["operation"] == "add"
    assert root.is_superuser


def test_nobody_deletes_a_person() -> None:
    root, mara = an_operator("root"), colleague("mara")

    refused = browser(root).post(f"{ROOT}auth/user/{mara.pk}/delete/", {"post": "yes"})

    assert refused.status_code == 403
    mara.refresh_from_db()


def test_whoever_has_no_group_sees_an_empty_desk() -> None:
    answer = browser(colleague("nobody")).get(ROOT)

    assert answer.status_code == 200
    assert "data-queue" not in text(answer)
