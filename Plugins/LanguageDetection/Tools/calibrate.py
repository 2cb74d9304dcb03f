#!/usr/bin/env python3
"""Fits Sources/LanguageDetection/Confidence+Table.swift: how probable it is that the detector's answer is right.

usage: calibrate.py MEASURE LANGUAGES TEXTS.tsv… > ../Sources/LanguageDetection/Confidence+Table.swift

MEASURE is this package's program `measure`; LANGUAGES is a file of the language codes that count, separated by white space; the other
files have lines of language, kind, text. Every second line fits the model, the others test it. Texts of one language are also joined
to longer ones, so that articles are covered and not only sentences.

The model: logit p = base[grade] + slope[grade] * ln(letters) + purity * (percent / 100 - 1) + language[kind][answer], fitted by
gradient descent with a ridge on the languages, every language of the texts with the same weight. What the model says on the texts that
it never saw goes to standard error."""
import collections, math, random, subprocess, sys

ALIAS = {"no": "nb", "iw": "he", "jw": "jv", "in": "id", "ku": "kmr", "fil": "tl", "mo": "ro", "ji": "yi", "als": "sq"}
GRADES = ["sure", "doubtful", "spelling", "guess", "script"]
CEILING = 0.999
SHORT = 100    # letters; keep in step with Confidence.short


def read(paths, languages, half, joins=(3, 10, 30)):
    """Texts as (language, text); sentences and paragraphs also joined by the numbers in `joins`; every second line."""
    rows, prose = [], collections.defaultdict(list)
    for path in paths:
        for number, line in enumerate(open(path, encoding="utf-8")):
            part = line.rstrip("\n").split("\t")
            if len(part) != 3 or number % 2 != half:
                continue
            code, text = ALIAS.get(part[0], part[0]), " ".join(part[2].split())
            if code not in languages:
                continue
            rows.append((code, text))
            if part[1] in ("sentence", "paragraph"):
                prose[code].append(text)
    draw = random.Random(half)
    for code, texts in sorted(prose.items()):
        for length in joins:
            rows += [(code, " ".join(draw.sample(texts, min(length, len(texts))))) for _ in range(30)]
    return rows


def measured(measure, rows):
    """(grade, ln letters, percent / 100 - 1, answer, right, weight, said) for every text with an answer."""
    text = "\n".join(text for _, text in rows) + "\n"
    lines = subprocess.run([measure, "evidence"], input=text, capture_output=True, text=True, check=True).stdout.split("\n")
    count = collections.Counter(code for code, _ in rows)
    found = []
    for (code, _), line in zip(rows, lines):
        answer, grade, letters, percent, said = line.split("\t")
        if grade != "none":
            right = ALIAS.get(answer, answer) == code
            found.append((grade, math.log(max(1, int(letters))), float(percent) / 100 - 1, answer, right, 1 / count[code], float(said)))
    return found


def kind(grade, size):
    """Which table of languages an answer is looked up in."""
    return "others" if grade != "sure" else "brief" if size < math.log(SHORT) else "long"


def fit(samples):
    base = dict.fromkeys(GRADES, 0.0)
    slope = dict.fromkeys(GRADES, 0.1)
    offset = collections.defaultdict(float)
    purity = 0.0
    scale = len(samples) / sum(s[5] for s in samples)
    order = list(samples)
    draw = random.Random(7)
    for epoch in range(60):
        draw.shuffle(order)
        rate = 0.1 / (1 + epoch / 4)
        for grade, size, impurity, answer, right, weight, _ in order:
            z = base[grade] + slope[grade] * size + purity * impurity + offset[kind(grade, size), answer]
            error = (right - 1 / (1 + math.exp(-z))) * weight * scale
            base[grade] += rate * error
            slope[grade] += rate * error * size / 10
            purity += rate * error * impurity
            offset[kind(grade, size), answer] += rate * (error - 0.003 * offset[kind(grade, size), answer])
    return base, {g: max(0, s) for g, s in slope.items()}, offset, purity


def probability(model, sample):
    base, slope, offset, purity = model
    grade, size, impurity, answer = sample[:4]
    z = base[grade] + slope[grade] * size + purity * impurity + offset.get((kind(grade, size), answer), 0)
    return min(CEILING, 1 / (1 + math.exp(-z)))


def report(name, samples, probabilities):
    """Expected calibration error over ten bins, and the bins."""
    bins = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    for sample, p in zip(samples, probabilities):
        b = bins[min(9, int(p * 10))]
        b[0] += sample[5]
        b[1] += sample[5] * p
        b[2] += sample[5] * sample[4]
    total = sum(b[0] for b in bins.values())
    error = sum(abs(b[1] - b[2]) for b in bins.values()) / total
    print(f"{name}: {len(samples)} texts, expected calibration error {error:.3f}", file=sys.stderr)
    for index, (weight, said, right) in sorted(bins.items()):
        print(f"  {index / 10:.1f}-{index / 10 + 0.1:.1f}: said {said / weight:.3f}, right {right / weight:.3f}, {100 * weight / total:.0f} %",
              file=sys.stderr)


def main():
    measure, language_path, *paths = sys.argv[1:]
    languages = set(open(language_path).read().split())
    samples = measured(measure, read(paths, languages, 0))
    test = measured(measure, read(paths, languages, 1))
    model = fit(samples)
    report("fit", samples, [probability(model, s) for s in samples])
    report("test", test, [probability(model, s) for s in test])
    report("test, as built", test, [s[6] for s in test])
    base, slope, offset, purity = model
    print("// Written by Tools/calibrate.py: run that again when the detector answers differently.\n")
    print("extension Confidence {")
    print("    /// Of a text of one letter, in logits, and what the logarithm of its letters adds.")
    print("    static let grades: [Evidence.Grade: (base: Double, slope: Double)] = [")
    print(",\n".join(f"        .{g}: ({base[g]:.2f}, {slope[g]:.2f})" for g in GRADES) + ",\n    ]\n")
    print("    /// What a text all in one language has before one of which the language has no part.")
    print(f"    static let purity = {purity:.2f}\n")
    table("long", "How far an answer that CLD2 calls reliable is more trusted than others, or less: those with close relatives least.", offset)
    print()
    table("brief", "The same for texts under ``short`` letters.", offset)
    print()
    table("others", "The same where CLD2 is not sure: the languages that any scrap of text is taken for least.", offset)
    print("}")


def table(name, sentence, offset):
    print(f"    /// {sentence}")
    print(f"    static let {name}: [String: Double] = [")
    entries = [f'"{code}": {value:.2f}' for (group, code), value in sorted(offset.items()) if group == name and abs(value) >= 0.1]
    for index in range(0, len(entries), 9):
        print("        " + ", ".join(entries[index:index + 9]) + ",")
    print("    ]")


if len(sys.argv) < 4:
    sys.exit(__doc__)
main()
