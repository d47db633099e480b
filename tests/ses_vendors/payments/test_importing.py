"""Statements: uploaded, looked at, applied once, by whoever and however often."""

from __future__ import annotations

from collections import Counter

import pytest

from ses_vendors.payments import references
from ses_vendors.payments.matching import Outcome
from ses_vendors.payments.models import Payment, Report, StatementImport, StatementLine
from ses_vendors.payments.services import importing, marking
from ses_vendors.payments.services.importing import AlreadyApplied
from ses_vendors.payments.statements import UnreadableStatement
from ses_vendors.payments.states import WrongState
from tests.engine.checkout.parallel import together
from tests.ses_vendors.payments.paying import IBAN, NOW, csv_statement, payment

DAY = "24.11.2026"


def upload(content: bytes, name: str = "extras.csv") -> StatementImport:
    return importing.upload(name=name, content=content, by="ana", own_iban=IBAN, now=NOW)


def apply(statement: StatementImport) -> dict[Outcome, int]:
    return importing.apply(statement_id=statement.pk, by="ana", now=NOW)


def outcomes(statement: StatementImport) -> list[str]:
    return list(statement.lines.order_by("position").values_list("outcome", flat=True))


@pytest.mark.django_db
def test_preview_changes_nothing_and_applying_marks_what_is_proved() -> None:
    right, differs = payment(), payment(order="35")
    statement = upload(
        csv_statement(
            (DAY, "84,50", f"plata {references.printed(right.reference)}"),
            (DAY, "84,00", differs.reference),
            (DAY, "1,00", "donatie"),
            (DAY, "-5,00", "comision"),
        )
    )

    seen = [each.outcome for each in importing.preview(statement)]
    assert set(Payment.objects.values_list("state", flat=True)) == {"pending"}
    told = apply(statement)

    expected = [Outcome.PAID, Outcome.AMOUNT_DIFFERS, Outcome.UNKNOWN, Outcome.OUTGOING]
    assert (seen, outcomes(statement), told) == (expected, expected, dict.fromkeys(expected, 1))
    right.refresh_from_db()
    differs.refresh_from_db()
    assert (right.state, right.paid_by, differs.state) == ("paid", "extras.csv (ana)", "pending")
    assert [each.payment_id for each in statement.lines.order_by("position")] == [
        right.pk,
        differs.pk,
        None,
        None,
    ]
    assert Report.objects.get().psp_reference == right.reference


@pytest.mark.django_db
def test_same_file_again_is_the_same_statement_and_changes_nothing() -> None:
    made = payment()
    content = csv_statement((DAY, "84,50", made.reference))
    statement = upload(content)
    apply(statement)

    again = upload(content, name="copie.csv")
    with pytest.raises(AlreadyApplied):
        apply(again)

    assert (again.pk, StatementImport.objects.count(), StatementLine.objects.count()) == (statement.pk, 1, 1)
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_line_of_two_statements_counts_once_and_a_second_transfer_is_listed() -> None:
    made = payment()
    line = (DAY, "84,50", made.reference)
    apply(upload(csv_statement(line)))

    overlapping = upload(csv_statement(line, ("25.11.2026", "84,50", made.reference)))
    apply(overlapping)

    assert outcomes(overlapping) == ["seen_before", "already_paid"]
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_line_of_a_statement_that_was_only_looked_at_is_not_seen_before() -> None:
    made = payment()
    line = (DAY, "84,50", made.reference)
    upload(csv_statement(line))

    whole = upload(csv_statement(line, (DAY, "1,00", "x")))
    apply(whole)

    assert outcomes(whole) == ["paid", "unknown"]


@pytest.mark.django_db
def test_statement_of_another_account_is_refused() -> None:
    content = b"Cont;RO09BBBB1B31007593840000\n" + csv_statement((DAY, "84,50", "x"))

    with pytest.raises(UnreadableStatement):
        upload(content)

    assert StatementImport.objects.count() == 0


@pytest.mark.django_db
def test_payment_that_was_marked_between_preview_and_applying_is_listed() -> None:
    made = payment()
    statement = upload(csv_statement((DAY, "84,50", made.reference)))
    marking.mark_paid(payment_id=made.pk, by="carmen", now=NOW)

    apply(statement)

    made.refresh_from_db()
    assert (outcomes(statement), made.paid_by) == (["already_paid"], "carmen")


@pytest.mark.django_db
@pytest.mark.parametrize("lines", [5, 40])
def test_number_of_queries_does_not_grow_with_the_lines(
    lines: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    statement = upload(csv_statement(*[(DAY, f"{n},50", f"x{n}") for n in range(1, lines + 1)]))

    with django_assert_max_num_queries(5):
        assert len(importing.preview(statement)) == lines


@pytest.mark.django_db(transaction=True)
def test_fifty_people_mark_one_payment_and_one_of_them_does() -> None:
    made = payment()

    def mark(person: int) -> str:
        try:
            return marking.mark_paid(payment_id=made.pk, by=f"person {person}", now=NOW).paid_by
        except WrongState:
            return "too late"

    answers = Counter(together(50, mark))

    made.refresh_from_db()
    assert answers == {made.paid_by: 1, "too late": 49}
    assert (made.state, Report.objects.count()) == ("paid", 1)


@pytest.mark.django_db(transaction=True)
def test_people_apply_one_statement_together_and_it_is_applied_once() -> None:
    made = payment()
    statement = upload(csv_statement((DAY, "84,50", made.reference)))

    def act(person: int) -> bool:
        try:
            importing.apply(statement_id=statement.pk, by=f"person {person}", now=NOW)
        except AlreadyApplied:
            return False
        return True

    assert together(8, act).count(True) == 1
    assert (outcomes(statement), Report.objects.count()) == (["paid"], 1)
