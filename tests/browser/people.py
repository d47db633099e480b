"""People of SES and operators in a browser, without the forms of signing in."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Site
from tests.ses_vendors.signing_in import PeopleClient


def sign_in(context: BrowserContext, site: Site, person: User) -> None:
    """Put somebody's session into the browser, its second step done."""
    client = PeopleClient()
    client.force_login(person)
    (name, morsel), *_ = client.cookies.items()
    context.add_cookies([{"name": name, "value": morsel.value, "url": site.url}])
