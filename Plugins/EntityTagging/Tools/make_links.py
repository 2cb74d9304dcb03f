#!/usr/bin/env python3
"""Makes Sources/CLinkTable/links.bin, which ties people, organizations and places to their items in Wikidata.

usage: make_links.py [--check]

It reads lists/wikidata_people.txt, wikidata_organizations.txt and wikidata_places.txt, which say at their heads how each id was
confirmed, and nothing else. --check writes nothing and exits 1 when the file in the tree differs from what would be written.

The file, little-endian, read by LinkTable.swift as it lies:

    header   "DRAGLNK1", then UInt32: names, places
    names    UInt64 each, ascending: the hash of a folded name (make_places.py tells how), mixed with its kind; see `salt`
    items    for each name UInt32: the number of its item; UInt16: the country that must be named, two letters, or 0
    places   UInt32 each, ascending: GeoNames ids
    items    for each place UInt32: the number of its item"""
import os, re, struct, sys

from make_places import fold, key, mix

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "..", "Sources", "CLinkTable", "links.bin")
PERSON, ORGANIZATION = 1, 2
# What separates the kinds of keys; LinkKey.swift has the same. Names in Cyrillic letters stand a second time without their endings.
STEMS = 4
# Endings of names in Russian, as the table folds them (й is и), longer ones first; LinkKey.swift has the same.
ENDINGS = "ему ого ому ыми ими иеи ием ия ию ии ая ую ои ою ею ые их ых ым им ом ем а у е ы и я ю ь".split()
LETTERS = 3


def salt(hash, kind):
    return mix(hash, kind)


def stem(word):
    """A Cyrillic word without its ending; LinkKey.swift does the same."""
    if any(not "а" <= letter <= "я" for letter in word):
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LETTERS:
            return word[: -len(ending)]
    return word


def articles(name):
    """An Arabic name in Latin letters, with its article written one way and the other and left out."""
    parts = re.split(r"\b(?:al|el|Al|El)-(?=\w)", name)
    return {article.join(parts) for article in ("al ", "el ", "")} if len(parts) > 1 else set()


def text(name):
    """The whole of a list."""
    with open(os.path.join(HERE, "lists", name), encoding="utf-8") as file:
        return file.read()


def read(name):
    """(item, country, names) of a list."""
    known = set(re.findall(r"(?m)^Q.*, ([A-Z]{2})$", text("wikidata_places.txt")))
    for line in text(name).splitlines():
        if line and not line.startswith("#"):
            item, country, names = re.fullmatch(r"Q([1-9]\d*) (?:\(([A-Z]{2})\) )?(.+)", line).groups()
            if country and country not in known:
                sys.exit(f"{line}: no country {country} is in wikidata_places.txt")
            yield int(item), country, [name.strip() for name in names.split(" | ")]


def names():
    """Key → (item, country), of people and organizations."""
    found, owners = {}, {}

    def add(hash, item, country, name):
        # What two items share is nobody's: a wrong id is worse than none.
        if owners.setdefault(hash, item) != item:
            sys.exit(f"{name} is a name of Q{item} and of Q{owners[hash]}")
        if hash not in found or country is None:
            found[hash] = (item, country)

    for kind, list_name in ((PERSON, "wikidata_people.txt"), (ORGANIZATION, "wikidata_organizations.txt")):
        for item, country, spellings in read(list_name):
            for spelling in spellings:
                name = spelling.removeprefix("=")
                words = fold(name).split()
                # A surname names nobody. Scripts without spaces, and those whose persons are known by one word, are marked or told apart.
                spaced = all(ord(c) < 0x1100 for c in name)
                if kind == PERSON and len(words) < 2 and spaced and name == spelling:
                    sys.exit(f"{name} is one word: mark it with = if it is a whole name")
                for variant in {name} | (articles(name) if kind == PERSON else set()):
                    folded = fold(variant)
                    if len(folded.split()) < 2 and spaced and name == spelling and kind == PERSON:
                        continue
                    add(salt(key(folded), kind), item, country, variant)
                if any("а" <= letter <= "я" for letter in fold(name)):
                    add(salt(key(" ".join(map(stem, words))), kind + STEMS), item, country, name)
    return found


def places():
    """GeoNames id → item."""
    found = {}
    for line in text("wikidata_places.txt").splitlines():
        if line and not line.startswith("#"):
            item, id = re.match(r"Q([1-9]\d*) ([1-9]\d*) ", line).groups()
            if int(id) in found:
                sys.exit(f"{line}: the place has an item already")
            found[int(id)] = int(item)
    if len(set(found.values())) < len(found):
        sys.exit("wikidata_places.txt gives two places one item")
    return found


def build():
    """The file."""
    by_name, by_place = sorted(names().items()), sorted(places().items())
    out = b"DRAGLNK1" + struct.pack("<2I", len(by_name), len(by_place))
    out += b"".join(struct.pack("<Q", hash) for hash, _ in by_name)
    out += b"".join(struct.pack("<I", item) for _, (item, _) in by_name)
    out += b"".join((country or "\0\0").encode() for _, (_, country) in by_name)
    # Numbers of four bytes follow: an odd number of countries leaves two bytes over.
    out += b"\0" * (-len(out) % 4)
    out += b"".join(struct.pack("<I", id) for id, _ in by_place)
    out += b"".join(struct.pack("<I", item) for _, item in by_place)
    return out, f"{len(out)} bytes: {len(by_name)} names, {len(by_place)} places"


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    made, told = build()
    if "--check" in sys.argv:
        with open(TARGET, "rb") as file:
            sys.exit(0 if file.read() == made else "links.bin is not what this script would make: run it without --check")
    with open(TARGET, "wb") as file:
        file.write(made)
    print(told)


if __name__ == "__main__":
    main()
