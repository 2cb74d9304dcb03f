#!/usr/bin/env python3
"""Writes the clusters of a language's most frequent words, as `train` reads them: word, tab, path in the tree of clusters.

usage: clusters.py WHEEL LANGUAGE COUNT > clusters.tsv
WHEEL is the package spacy-lookups-data 1.0.5 of PyPI (`pip download --no-deps spacy-lookups-data==1.0.5`)."""
import gzip
import json
import sys
import zipfile

if len(sys.argv) != 4:
    sys.exit(__doc__)
wheel, language, count = zipfile.ZipFile(sys.argv[1]), sys.argv[2], int(sys.argv[3])


def table(name):
    return json.loads(gzip.decompress(wheel.read(f"spacy_lookups_data/data/{language}_lexeme_{name}.json.gz")))


clusters, likely = table("cluster"), table("prob")
words = [w for w, path in clusters.items() if path and len(w) <= 24 and all(c.isalpha() or c == "'" for c in w) and w[0].isalpha()]
words = [w for w in words if w.islower() or w[0].isupper()]
# The model file has sixteen bits for a path: the branches next to the root.
for word in sorted(words, key=lambda w: (-likely.get(w, -30), w))[:count]:
    print(word, clusters[word] & 0xFFFF, sep="\t")
