"""The counties and development regions of Romania, in the order of the Romanian alphabet.

Regions are those of Law 315/2004 (NUTS 2); county codes are ISO 3166-2; a postal code's first two digits name
the county (Bucharest has six pairs). Bucharest counts as a county here, as it does in every address.
"""

from __future__ import annotations

from dataclasses import dataclass

BUCHAREST = "RO-B"
SECTORS = ("1", "2", "3", "4", "5", "6")
ALPHABET = "aăâbcdefghiîjklmnopqrsștțuvwxyz"


@dataclass(frozen=True, slots=True)
class Region:
    """A development region; `nuts2` is its European code."""

    slug: str
    name: str
    nuts2: str


@dataclass(frozen=True, slots=True)
class County:
    """A county: `auto` is its code on number plates, `postal_prefixes` how its postal codes begin."""

    iso: str
    name: str
    auto: str
    seat: str
    postal_prefixes: tuple[str, ...]
    region_slug: str
    region_name: str


def alphabetical(text: str) -> tuple[int, ...]:
    """Return a sort key by the Romanian alphabet, in which ă, â, î, ș and ț are letters of their own."""
    return tuple(ALPHABET.find(letter) for letter in text.casefold())


REGIONS: tuple[Region, ...] = (
    Region("bucuresti-ilfov", "București-Ilfov", "RO32"),
    Region("centru", "Centru", "RO12"),
    Region("nord-est", "Nord-Est", "RO21"),
    Region("nord-vest", "Nord-Vest", "RO11"),
    Region("sud-est", "Sud-Est", "RO22"),
    Region("sud-muntenia", "Sud-Muntenia", "RO31"),
    Region("sud-vest-oltenia", "Sud-Vest Oltenia", "RO41"),
    Region("vest", "Vest", "RO42"),
)

_REGIONS = {each.slug: each for each in REGIONS}


def region(slug: str) -> Region | None:
    """Find a region by its slug; None when there is no such region."""
    return _REGIONS.get(slug)


def _county(name: str, auto: str, seat: str, postal_prefixes: str, region_slug: str) -> County:
    return County(
        iso=f"RO-{auto}",
        name=name,
        auto=auto,
        seat=seat,
        postal_prefixes=tuple(postal_prefixes.split()),
        region_slug=region_slug,
        region_name=_REGIONS[region_slug].name,
    )


COUNTIES: tuple[County, ...] = (
    _county("Alba", "AB", "Alba Iulia", "51", "centru"),
    _county("Arad", "AR", "Arad", "31", "vest"),
    _county("Argeș", "AG", "Pitești", "11", "sud-muntenia"),
    _county("Bacău", "BC", "Bacău", "60", "nord-est"),
    _county("Bihor", "BH", "Oradea", "41", "nord-vest"),
    _county("Bistrița-Năsăud", "BN", "Bistrița", "42", "nord-vest"),
    _county("Botoșani", "BT", "Botoșani", "71", "nord-est"),
    _county("Brașov", "BV", "Brașov", "50", "centru"),
    _county("Brăila", "BR", "Brăila", "81", "sud-est"),
    _county("București", "B", "București", "01 02 03 04 05 06", "bucuresti-ilfov"),
    _county("Buzău", "BZ", "Buzău", "12", "sud-est"),
    _county("Caraș-Severin", "CS", "Reșița", "32", "vest"),
    _county("Călărași", "CL", "Călărași", "91", "sud-muntenia"),
    _county("Cluj", "CJ", "Cluj-Napoca", "40", "nord-vest"),
    _county("Constanța", "CT", "Constanța", "90", "sud-est"),
    _county("Covasna", "CV", "Sfântu Gheorghe", "52", "centru"),
    _county("Dâmbovița", "DB", "Târgoviște", "13", "sud-muntenia"),
    _county("Dolj", "DJ", "Craiova", "20", "sud-vest-oltenia"),
    _county("Galați", "GL", "Galați", "80", "sud-est"),
    _county("Giurgiu", "GR", "Giurgiu", "08", "sud-muntenia"),
    _county("Gorj", "GJ", "Târgu Jiu", "21", "sud-vest-oltenia"),
    _county("Harghita", "HR", "Miercurea Ciuc", "53", "centru"),
    _county("Hunedoara", "HD", "Deva", "33", "vest"),
    _county("Ialomița", "IL", "Slobozia", "92", "sud-muntenia"),
    _county("Iași", "IS", "Iași", "70", "nord-est"),
    _county("Ilfov", "IF", "Buftea", "07", "bucuresti-ilfov"),
    _county("Maramureș", "MM", "Baia Mare", "43", "nord-vest"),
    _county("Mehedinți", "MH", "Drobeta-Turnu Severin", "22", "sud-vest-oltenia"),
    _county("Mureș", "MS", "Târgu Mureș", "54", "centru"),
    _county("Neamț", "NT", "Piatra Neamț", "61", "nord-est"),
    _county("Olt", "OT", "Slatina", "23", "sud-vest-oltenia"),
    _county("Prahova", "PH", "Ploiești", "10", "sud-muntenia"),
    _county("Satu Mare", "SM", "Satu Mare", "44", "nord-vest"),
    _county("Sălaj", "SJ", "Zalău", "45", "nord-vest"),
    _county("Sibiu", "SB", "Sibiu", "55", "centru"),
    _county("Suceava", "SV", "Suceava", "72", "nord-est"),
    _county("Teleorman", "TR", "Alexandria", "14", "sud-muntenia"),
    _county("Timiș", "TM", "Timișoara", "30", "vest"),
    _county("Tulcea", "TL", "Tulcea", "82", "sud-est"),
    _county("Vaslui", "VS", "Vaslui", "73", "nord-est"),
    _county("Vâlcea", "VL", "Râmnicu Vâlcea", "24", "sud-vest-oltenia"),
    _county("Vrancea", "VN", "Focșani", "62", "sud-est"),
)

_COUNTIES = {each.iso: each for each in COUNTIES}


def county(iso: str) -> County | None:
    """Find a county by its ISO code (RO-IS); None when there is no such county."""
    return _COUNTIES.get(iso)


def postal_code_fits(iso: str, code: str) -> bool:
    """Tell whether a postal code begins as those of the county do; an unknown county has no codes."""
    found = county(iso)
    return found is not None and code.startswith(found.postal_prefixes)
