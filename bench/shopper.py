"""Shoppers who order, from a product page to the page of thanks, over HTTP as browsers without scripts do.

One order is 13 requests: a product page, three goods into the basket (each answered by a redirect to the
basket), the details, the summary, the button, the order's page. Every order is a new visitor's.
"""

from __future__ import annotations

import gzip
import http.client
import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

ADDRESS = {
    "first_name": "Ana",
    "last_name": "Ionescu",
    "phone": "0700 000 001",
    "county": "RO-IS",
    "city": "Iași",
    "sector": "",
    "street": "Str. Exemplului nr. 4",
    "street_extra": "",
    "postal_code": "700505",
}
DETAILS = {
    "email": "ana@example.com",
    "buyer": "person",
    "note": "",
    **{f"shipping-{name}": value for name, value in ADDRESS.items()},
}
LONGEST_WAY = 5


class NotServed(Exception):
    """A step of an order did not lead where it should; the message tells which and what came instead."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What every shopper buys: a product's page to begin with, and variants of different SES."""

    page: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the shoppers measured. `times` are whole orders, sorted, in milliseconds."""

    seconds: float
    requests: int
    times: tuple[float, ...]
    failures: tuple[str, ...]

    @property
    def rate(self) -> float:
        """Orders per second."""
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        """The time within which that share of the orders was done, in milliseconds; 0 without any."""
        return self.times[min(len(self.times) - 1, int(len(self.times) * share))] if self.times else 0.0

    def __str__(self) -> str:
        faults = f"  {len(self.failures)} FAILED, first: {self.failures[0]}" if self.failures else ""
        return (
            f"{self.rate:>8.1f}/s  p50 {self.percentile(0.5):>7.0f} ms  p99 {self.percentile(0.99):>7.0f} ms"
            f"  {self.requests / self.seconds:>6.0f} requests/s{faults}"
        )


@dataclass
class Visitor:
    """One browser: a connection that is kept, cookies, and redirects that are followed."""

    connection: http.client.HTTPConnection
    cookies: dict[str, str] = field(default_factory=dict)
    requests: int = 0

    def get(self, path: str) -> tuple[str, str]:
        """Return the path where a request ended, and the page there."""
        return self._follow("GET", path, None)

    def post(self, path: str, form: Mapping[str, str]) -> tuple[str, str]:
        """Send a form and return the path where that ended, and the page there."""
        filled = {"csrfmiddlewaretoken": self.cookies["csrftoken"], **form}
        return self._follow("POST", path, urlencode(filled))

    def _follow(self, method: str, path: str, body: str | None) -> tuple[str, str]:
        for _ in range(LONGEST_WAY):
            answer, page = self._ask(method, path, body)
            if answer.status not in (301, 302, 303):
                if answer.status != 200:
                    raise NotServed(f"{answer.status} for {method} {path}")
                return path, page
            path, method, body = _path(answer.headers["Location"]), "GET", None
        raise NotServed(f"Too many redirects at {path}")

    def _ask(self, method: str, path: str, body: str | None) -> tuple[http.client.HTTPResponse, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        page = (gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body).decode()
        self.requests += 1
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer, page


def run(port: int, goods: Goods, *, shoppers: int, seconds: float) -> Result:
    """Let shoppers order side by side, one order after the other, for some seconds."""
    times: list[float] = []
    failures: list[str] = []
    requests: list[int] = []
    start = time.perf_counter()

    def shop() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < start + seconds:
            visitor, began = Visitor(connection), time.perf_counter()
            try:
                order(visitor, goods)
            except (NotServed, OSError, http.client.HTTPException) as fault:
                failures.append(f"{type(fault).__name__}: {fault}")
                connection.close()
            else:
                times.append((time.perf_counter() - began) * 1000)
            requests.append(visitor.requests)
        connection.close()

    threads = [threading.Thread(target=shop) for _ in range(shoppers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - start
    return Result(elapsed, sum(requests), tuple(sorted(times)), tuple(failures))


def order(visitor: Visitor, goods: Goods) -> str:
    """Order one piece of each of the goods; return the path of the order's page. Raises NotServed."""
    fill_basket(visitor, goods.variants, page=goods.page)
    visitor.get("/comanda/")
    path, page = visitor.post("/comanda/", DETAILS)
    _expect(path, "/comanda/sumar/", "the details")
    choice = {
        "delivery": _value(page, "delivery"),
        "payment": "bank_transfer",
        "seen": _value(page, "seen"),
        "order": "1",
    }
    path, _ = visitor.post("/comanda/sumar/", choice)
    _expect(path, "/comanda/urmarire/", "the button")
    return path


def fill_basket(visitor: Visitor, variants: Sequence[str], *, page: str) -> None:
    """Look at a product, then put one piece of each variant into the basket. Raises NotServed."""
    visitor.get(page)
    for variant in variants:
        path, _ = visitor.post("/cos/adauga/", {"variant": variant, "quantity": "1"})
        _expect(path, "/cos/", "adding to the basket")


def _expect(path: str, start: str, step: str) -> None:
    if not path.startswith(start):
        raise NotServed(f"{step} led to {path}")


def _path(location: str) -> str:
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _value(page: str, name: str) -> str:
    """Read the value of the first control of that name."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page)
    if found is None:
        raise NotServed(f"the page has no {name}")
    return found[1].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
