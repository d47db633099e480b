"""What a core's attributes call things: the Romanian names of choices, by which they are found there. Pure.

They are data of the shop like the names of its categories, not words of a page: a core keeps them as they
were when its attributes were made.
"""

from __future__ import annotations

from collections.abc import Mapping

from ses_vendors.vendors.models import Group, LegalForm, Medium

LEGAL_FORMS: Mapping[str, str] = {
    LegalForm.SRL: "SRL",
    LegalForm.SA: "SA",
    LegalForm.COOP: "Societate cooperativă",
    LegalForm.COOP_AGR: "Cooperativă agricolă",
    LegalForm.COOP_CREDIT: "Cooperativă de credit",
    LegalForm.ASOC: "Asociație",
    LegalForm.FUND: "Fundație (activitate economică)",
    LegalForm.FED: "Federație",
    LegalForm.CAR_S: "Casă de ajutor reciproc a salariaților",
    LegalForm.CAR_P: "Casă de ajutor reciproc a pensionarilor",
    LegalForm.SOC_AGR: "Societate agricolă (Legea 36/1991)",
    LegalForm.ALTA: "Altă persoană juridică de drept privat",
}
MEDIA: Mapping[str, str] = {Medium.URBAN: "Urban", Medium.RURAL: "Rural"}
GROUPS: Mapping[str, str] = {
    Group.DISABILITY: "Persoane cu dizabilități",
    Group.CARE_LEAVERS: (
        "Tineri peste 18 ani care părăsesc sistemul instituționalizat de protecție a copilului"
    ),
    Group.SINGLE_PARENTS: "Membri ai familiilor monoparentale",
    Group.LARGE_FAMILIES: "Membri ai familiilor cu peste doi copii",
    Group.MINIMUM_INCOME: "Persoane care trăiesc din venitul minim garantat (azi: venit minim de incluziune)",
    Group.VIOLENCE: "Victime ale violenței în familie",
    Group.WOMEN_AT_RISK: "Femei aflate în situații de risc",
    Group.ROMA: "Persoane de etnie romă",
    Group.SCHOOL_LEAVERS: "Persoane care au părăsit timpuriu școala",
}
