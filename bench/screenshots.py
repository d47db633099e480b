"""`make screenshots`: the shop's main pages on a phone and on a desktop, from a scratch shop with the demo.

Needs Chromium: CHROMIUM names one, else the system's or playwright's own is taken.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from bench.server import ROOT, Server, manage

FOLDER = ROOT / "docs" / "screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Width and height in CSS pixels, and how many pixels of the picture one of them takes.
SIZES = {"phone": (360, 800, 2), "desktop": (1280, 900, 1)}
COLOURS = 128
LARGEST_BYTES = 300_000
#: Goods of three SES.
GOODS = ("sort-de-bucatarie-cu-buzunar", "bol-smaltuit-d-16-cm", "miere-de-salcam")
#: Homes behind a sign-in: name of the picture, whose home it is, and at which size.
WORKPLACES = (
    ("sellers-home", "ana@lut-si-fir.example", "phone"),
    ("desk", "carmen@operator.example", "desktop"),
)
ADDRESS = {
    "email": "ana@client.example",
    "shipping-first_name": "Ana",
    "shipping-last_name": "Ionescu",
    "shipping-phone": "0700 000 001",
    "shipping-city": "Iași",
    "shipping-street": "Str. Exemplului nr. 4",
    "shipping-postal_code": "700505",
}


def main() -> None:
    """Load the demo, visit its pages at both sizes, and write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder:
        var = Path(folder)
        print("Loading the demo …", flush=True)
        manage(var, "migrate", "--verbosity", "0")
        manage(var, "collectstatic", "--verbosity", "0", "--no-input")
        manage(var, "load_demo")
        # Nobody can pay without the App; there is no worker here that would install it.
        manage(var, "install_app", CELERY_TASK_ALWAYS_EAGER="1")
        draw(var)


def draw(var: Path) -> None:
    """Draw every page of the scratch shop in a folder."""
    with Server(var) as server, browser() as chromium:
        url = f"http://127.0.0.1:{server.port}"
        for size in SIZES:
            _draw_size(chromium, url, size)
        for name, email, size in WORKPLACES:
            _draw_workplace(chromium, url, name, email, size)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium, or end with one sentence where there is none."""
    with sync_playwright() as playwright:
        path = _chromium(playwright)
        if path is None:
            sys.exit("Chromium is needed for screenshots; on Debian and Ubuntu: apt install chromium.")
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


def _chromium(playwright: Playwright) -> str | None:
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), playwright.chromium.executable_path]
    return next((path for path in found if path and Path(path).exists()), None)


def _draw_size(chromium: Browser, url: str, size: str) -> None:
    context = _context(chromium, url, size)
    page = context.new_page()
    for name, path in (("home", "/"), ("listing", "/produse/"), ("product", f"/produse/{GOODS[0]}/")):
        page.goto(path)
        _keep(page, f"{name}-{size}")
    _fill_basket(page)
    _keep(page, f"basket-{size}")
    _give_details(page)
    _keep(page, f"checkout-{size}")
    context.close()


def _context(chromium: Browser, url: str, size: str) -> BrowserContext:
    width, height, scale = SIZES[size]
    context = chromium.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="ro-RO",
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    return context


def _draw_workplace(chromium: Browser, url: str, name: str, email: str, size: str) -> None:
    """Sign in with what the demo's page of accounts shows, and keep where that leads."""
    context = _context(chromium, url, size)
    page = context.new_page()
    _sign_in(page, email)
    _keep(page, f"{name}-{size}")
    context.close()


def _sign_in(page: Page, email: str) -> None:
    page.goto("/atelier/demo/")
    row = page.locator("tr", has_text=email)
    password, code = row.locator("code").all_inner_texts()
    page.goto("/atelier/cont/intra/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").fill(code)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda address: "/cont/" not in address)


def _fill_basket(page: Page) -> None:
    for slug in GOODS:
        page.goto(f"/produse/{slug}/")
        form = page.locator("form.add")
        if form.locator("[name=variant]:enabled[type=radio]").count():
            form.locator("[name=variant]:enabled").first.check()
        form.locator("button[type=submit]").click()
        page.wait_for_url("**/cos/**")
    page.goto("/cos/")


def _give_details(page: Page) -> None:
    page.goto("/comanda/")
    for name, text in ADDRESS.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=shipping-county]").select_option("RO-IS")
    page.locator("form.checkout-form button[type=submit]").last.click()
    page.wait_for_url("**/comanda/sumar/")


def _keep(page: Page, name: str) -> None:
    """Wait for the pictures in sight, then write the window as a PNG of few colours."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur()")
    picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    target = FOLDER / f"{name}.png"
    few.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size / 1000:.0f} kB", flush=True)
    if target.stat().st_size > LARGEST_BYTES:
        sys.exit(f"{target.name} is larger than {LARGEST_BYTES} bytes.")


if __name__ == "__main__":
    main()
