"""What the shop may say of who made a thing, from documents with dates. Pure; no clock is read.

    verdict = judge(origin=Origin.OWN, standing=standing, now=now)
    wording(verdict.level, on=day_of(now)).label("ro")

`facts` are the documents as the App writes them to the core and any storefront reads them; `rule` judges them
at one moment; `texts` are the words, each from a date on and with its source. The answer is stored nowhere:
what was true when a page was made need not be true when it is read.
"""

from kernel.badge.facts import Document, Kind, Origin, Standing
from kernel.badge.rule import Level, Verdict, day_of, judge, sheltered

__all__ = ["Document", "Kind", "Level", "Origin", "Standing", "Verdict", "day_of", "judge", "sheltered"]
