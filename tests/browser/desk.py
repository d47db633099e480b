"""What operators do at their desk: open a row, press one of its buttons, answer what is asked."""

from __future__ import annotations

from django.db.models import Model
from playwright.sync_api import Locator, Page, expect

from tests.ses_vendors.desk.staff import ROOT


def address(row: Model) -> str:
    """The page of a row."""
    return f"{ROOT}{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def asking(row: Model, code: str) -> str:
    """The page on which an act asks."""
    return f"{ROOT}{row._meta.app_label}/{row._meta.model_name}/{row.pk}/act/{code}/"


def button(page: Page, code: str) -> Locator:
    """The button of an act on the page of a row."""
    return page.locator(f".desk-acts a[href$='/act/{code}/']")


def act(page: Page, row: Model, code: str, **answers: str) -> None:
    """Press the button of an act on the row's page, answer, and see that it was done."""
    page.goto(address(row))
    button(page, code).click()
    send(page, **answers)


def send(page: Page, **answers: str) -> None:
    """Fill the fields of the form by name, send it, and see that it was taken."""
    for name, text in answers.items():
        field = page.locator(f"#content [name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.locator("#content .submit-row button").click()
    expect(page.locator(".messagelist .success, .messagelist .info")).to_be_visible()
