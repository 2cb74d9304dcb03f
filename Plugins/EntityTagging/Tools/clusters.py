#!/usr/bin/env python3
"""Writes the clusters of a language's most frequent words, as `train` reads them: word, tab, path in the tree of clusters.

usage: clusters.py WHEEL LANGUAGE COUNT > clusters.tsv

WHEEL is the package spacy-lookups-data 1.0.5 of PyPI (`pip download --no-deps spacy-lookups-data==1.0.5`), which has Brown clusters of English and
German, or for Russian natasha 1.6.0, which has word vectors of news: they are split in two again and again (wants `pip install navec numpy`)."""
import gzip
import json
import os
import sys
import tempfile
import zipfile

LONGEST = 24


def is_word(word):
    return len(word) <= LONGEST and word[0].isalpha() and all(c.isalpha() or c == "'" for c in word)


def of_lookups(wheel, language, count):
    """Word and path of spaCy's Brown clusters."""

    def table(name):
        return json.loads(gzip.decompress(wheel.read(f"spacy_lookups_data/data/{language}_lexeme_{name}.json.gz")))

    clusters, likely = table("cluster"), table("prob")
    words = [w for w, path in clusters.items() if path and is_word(w) and (w.islower() or w[0].isupper())]
    # The model file has sixteen bits for a path: the branches next to the root.
    return [(word, clusters[word] & 0xFFFF) for word in sorted(words, key=lambda w: (-likely.get(w, -30), w))[:count]]


def of_vectors(wheel, count, depth=11, least=12):
    """Word and path of navec's vectors: two means in each node, up to `depth` branches from the root or down to `least` words."""
    import numpy
    from navec import Navec

    with tempfile.TemporaryDirectory() as folder:
        navec = Navec.load(wheel.extract("natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar", folder))
    words, counts = navec.vocab.words, navec.vocab.counts
    order = sorted((i for i, w in enumerate(words) if len(w) > 1 and is_word(w)), key=lambda i: (-counts[i], words[i]))[:count]
    vectors = numpy.stack([navec[words[i]] for i in order]).astype(numpy.float64)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    paths = [0] * len(order)

    def split(node, level, path):
        if level == depth or len(node) < least:
            for index in node:
                paths[index] = path | 1 << level
            return
        own = vectors[node]
        centred = own - own.mean(0)
        direction = centred[0]
        for _ in range(10):  # the direction in which the words differ most, by power iteration
            direction = centred.T @ (centred @ direction)
            direction /= numpy.linalg.norm(direction) + 1e-12
        along = centred @ direction
        right = along > numpy.median(along)
        for _ in range(12):
            low, high = own[~right].mean(0), own[right].mean(0)
            better = own @ (high - low) > (high @ high - low @ low) / 2
            if not 0.1 < better.mean() < 0.9 or (better == right).all():
                break
            right = better
        split(node[~right], level + 1, path)
        split(node[right], level + 1, path | 1 << level)

    split(numpy.arange(len(order)), 0, 0)
    return [(words[i], path) for i, path in zip(order, paths)]


if len(sys.argv) != 4:
    sys.exit(__doc__)
source, language, count = zipfile.ZipFile(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if os.path.basename(sys.argv[1]).startswith("natasha"):
    if language != "ru":
        sys.exit("clusters.py: natasha has vectors of Russian (ru) only")
    rows = of_vectors(source, count)
else:
    rows = of_lookups(source, language, count)
for word, path in rows:
    print(word, path, sep="\t")
