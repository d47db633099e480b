"""What the marketplace's own App and the demo's loader do, with a staff or App token.

    client = AppClient.log_in(email=…, password=…)
    channel = client.put_channel(slug="ses-ro", name="SES România")

Every `put_…` looks the thing up by its slug, name or external reference first, makes it when it is not
there and brings it up to date when it is, so that a loader may run again after it stopped half-way.
"""

from commerce.app.client import AppClient

__all__ = ["AppClient"]
