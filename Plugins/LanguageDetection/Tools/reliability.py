#!/usr/bin/env python3
"""Says how far the detector's confidences can be believed: how often answers of a confidence are right, and the expected calibration error
(the mean difference of the two, weighed by texts; every language counts the same).

usage: reliability.py MEASURE FILE.tsv…      MEASURE is .build/release/measure, a FILE has language, kind and text in its lines

Texts have to be others than those the model was trained on: `train --dev 5` holds every fifth out."""
import collections, subprocess, sys

EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.01]
# The languages that articles are expected in: Corpus.expected.
EXPECTED = set("""ar fa ur ps ckb kmr am ti so he ru uk be bg sr mk tr az kk zh ja ko hi bn mr gu pa ta te kn ml ne si en de fr es pt it nl pl cs sk
    hu ro el sv da nb nn fi et lv lt sl hr bs sq ca eu gl ga cy is mt ka hy id ms vi th my km lo tl sw ha yo ig zu xh st sn rw om mn uz ky tg ug
    sd yi af eo lb mg jv su ceb ht""".split())


def main(measure, files):
    rows = [line.rstrip("\n").split("\t", 2) for name in files for line in open(name, encoding="utf-8")]
    rows = [(language.split("-")[0], kind, " ".join(text.split())) for language, kind, text in rows]
    rows = [row for row in rows if row[0] in EXPECTED]
    said = subprocess.run([measure, "confidences"], input="".join(text + "\n" for _, _, text in rows), capture_output=True, text=True, check=True)
    counts = collections.Counter((kind, language) for language, kind, _ in rows)
    for kind in sorted({kind for _, kind, _ in rows}):
        bins = [[0.0, 0.0, 0.0] for _ in EDGES[1:]]
        for (gold, own, _), line in zip(rows, said.stdout.splitlines()):
            language, confidence = line.split("\t")
            if own != kind or language == "und":
                continue
            bin = bins[max(i for i, edge in enumerate(EDGES) if edge <= float(confidence))]
            weight = 1 / counts[kind, gold]
            bin[0] += weight
            bin[1] += weight * float(confidence)
            bin[2] += weight * (language == gold)
        total = sum(weight for weight, _, _ in bins)
        error = sum(abs(confidence - right) for _, confidence, right in bins) / total
        print(f"{kind}: expected calibration error {100 * error:.1f} %")
        for low, (weight, confidence, right) in zip(EDGES, bins):
            if weight > 0:
                print(f"    from {low:4.2f}: {100 * weight / total:5.1f} % of texts, confidence {confidence / weight:.3f}, right {right / weight:.3f}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
