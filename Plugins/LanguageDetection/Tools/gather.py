#!/usr/bin/env python3
"""Gathers lists of words by language, for Tools/train.

usage: gather.py FOLDER

FOLDER must hold what these have fetched:
    pip download --no-deps -d FOLDER lingua-language-detector==1.4.2 wordfreq==3.1.1
    (mkdir FOLDER/office; cd FOLDER/office; apt-get download $(printf 'libreoffice-l10n-%s ' om rw st ss tn ts xh zu nso))
    (mkdir FOLDER/tess; cd FOLDER/tess; apt-get download $(apt-cache search '^tesseract-ocr-' | cut -d' ' -f1 | grep -v 'script\\|-all\\|-osd\\|-dev'))
Needs Debian's tesseract-ocr (to unpack its lists) and Python's brotli and msgpack. Writes FOLDER/words/LANG.tsv (word, occurrences in a million,
0 where unknown) and FOLDER/fragments/LANG.tsv (n-gram inside a word, probability)."""
import collections, gettext, glob, gzip, hashlib, json, os, re, subprocess, sys, tempfile, zipfile

import brotli
import msgpack

# Tesseract's names of languages; scripts of their own are classes of their own.
TESSERACT = dict(
    afr="af", amh="am", ara="ar", asm="as", aze="az", bel="be", ben="bn", bod="bo", bos="bs", bre="br", bul="bg", cat="ca", ceb="ceb",
    ces="cs", chr="chr", cos="co", cym="cy", dan="da", deu="de", div="dv", dzo="dz", ell="el", eng="en", epo="eo", est="et", eus="eu",
    fao="fo", fas="fa", fil="tl", fin="fi", fra="fr", fry="fy", gla="gd", gle="ga", glg="gl", guj="gu", hat="ht", heb="he", hin="hi",
    hrv="hr", hun="hu", hye="hy", iku="iu", ind="id", isl="is", ita="it", jav="jv", jpn="ja", kan="kn", kat="ka", kaz="kk", khm="km",
    kir="ky", kmr="kmr", kor="ko", lao="lo", lat="la", lav="lv", lit="lt", ltz="lb", mal="ml", mar="mr", mkd="mk", mlt="mt", mon="mn",
    mri="mi", msa="ms", mya="my", nep="ne", nld="nl", nor="nb", oci="oc", ori="or", pan="pa", pol="pl", por="pt", pus="ps", que="qu",
    ron="ro", rus="ru", san="sa", sin="si", slk="sk", slv="sl", snd="sd", spa="es", sqi="sq", srp="sr", sun="su", swa="sw", swe="sv",
    syr="syr", tam="ta", tat="tt", tel="te", tgk="tg", tha="th", tir="ti", ton="to", tur="tr", uig="ug", ukr="uk", urd="ur", uzb="uz",
    vie="vi", yid="yi", yor="yo")
TESSERACT |= {"srp-latn": "sr-Latn", "aze-cyrl": "az-Cyrl", "uzb-cyrl": "uz-Cyrl"}
# wordfreq's names that are not BCP 47; its Serbo-Croatian is of no use, because Bosnian, Croatian and Serbian are to be told apart.
WORDFREQ = {"fil": "tl", "sh": None}
MOST_WORDS = 40_000
MOST_FRAGMENTS = 40_000


def is_word(text):
    return any(c.isalpha() for c in text) and not any(c.isdigit() for c in text)


def tesseract(folder, words):
    for deb in sorted(glob.glob(folder + "/tess/*.deb")):
        name = re.search(r"tesseract-ocr-([a-z-]+)_", deb).group(1)
        if name not in TESSERACT:
            continue
        with tempfile.TemporaryDirectory() as place:
            subprocess.run(["dpkg-deb", "-x", deb, place], check=True)
            (data,) = glob.glob(place + "/usr/share/tesseract-ocr/*/tessdata/*.traineddata")
            subprocess.run(["combine_tessdata", "-u", data, place + "/m."], check=True, capture_output=True)
            if not os.path.exists(place + "/m.lstm-word-dawg"):
                continue
            command = ["dawg2wordlist", place + "/m.lstm-unicharset", place + "/m.lstm-word-dawg", place + "/list"]
            subprocess.run(command, check=True, capture_output=True)
            with open(place + "/list", encoding="utf-8", errors="ignore") as lines:
                for word in map(str.strip, lines):
                    if is_word(word):
                        words.setdefault(TESSERACT[name], {}).setdefault(word, 0.0)
        print("tesseract", name, flush=True)


def wordfreq(folder, words):
    wheel = zipfile.ZipFile(glob.glob(folder + "/wordfreq*.whl")[0])
    lists = {}
    for name in sorted(wheel.namelist(), reverse=True):  # small before large
        if found := re.match(r"wordfreq/data/(?:large|small)_(\w+)\.msgpack\.gz", name):
            lists[found.group(1)] = name
    for language, name in sorted(lists.items()):
        if WORDFREQ.get(language, language) is None:
            continue
        known = words.setdefault(WORDFREQ.get(language, language), {})
        bins = msgpack.unpackb(gzip.decompress(wheel.read(name)), raw=False)
        for centibels, group in enumerate(bins[1:]):
            for word in filter(is_word, group):
                known[word] = 10 ** (-centibels / 100) * 1e6
        print("wordfreq", language, flush=True)


def office(folder, words):
    """The words of LibreOffice's translations, for languages that have no lists."""
    for deb in sorted(glob.glob(folder + "/office/*.deb")):
        language = re.search(r"libreoffice-l10n-([a-z]+)_", deb).group(1)
        english, counts = set(), collections.Counter()
        with tempfile.TemporaryDirectory() as place:
            subprocess.run(["dpkg-deb", "-x", deb, place], check=True)
            for path in sorted(glob.glob(place + "/usr/lib/libreoffice/program/resource/*/LC_MESSAGES/*.mo")):
                with open(path, "rb") as file:
                    for source, target in gettext.GNUTranslations(file)._catalog.items():
                        source = source[0] if isinstance(source, tuple) else source
                        english.update(re.findall(r"[^\W\d_]+", source.lower()))
                        counts.update(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", target.lower()))
        known, total = words.setdefault(language, {}), sum(counts.values())
        for word, count in counts.items():
            if word not in english and len(word) > 1:
                known[word] = max(known.get(word, 0), count / total * 1e6)
        print("office", language, len(known), flush=True)


def shortened(known):
    """The commonest words, and as many of those without frequency as there is room for, drawn by a hash."""
    ranked = sorted((pair for pair in known.items() if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS]
    others = sorted((word for word, weight in known.items() if weight == 0), key=lambda word: hashlib.md5(word.encode()).digest())
    return ranked + [(word, 0.0) for word in others[: max(MOST_WORDS // 2, MOST_WORDS - len(ranked))]]


def fragments(folder):
    wheel = zipfile.ZipFile(glob.glob(folder + "/lingua*.whl")[0])
    for language in sorted({n.split("/")[2] for n in wheel.namelist() if n.count("/") == 3 and "language-models" in n}):
        joint = {"": 1.0}
        for order in ("unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"):
            try:
                model = json.loads(brotli.decompress(wheel.read(f"lingua/language-models/{language}/{order}.json.br")))
            except KeyError:
                break
            for fraction, grams in model["ngrams"].items():
                above, below = map(int, fraction.split("/"))
                joint.update((gram, joint.get(gram[:-1], 0.0) * above / below) for gram in grams.split(" "))
        yield language, sorted(((p, g) for g, p in joint.items() if len(g) >= 3), reverse=True)[:MOST_FRAGMENTS]


def main(folder):
    words = {}
    tesseract(folder, words)
    wordfreq(folder, words)
    office(folder, words)
    for kind in ("words", "fragments"):
        os.makedirs(f"{folder}/{kind}", exist_ok=True)
    for language, known in words.items():
        with open(f"{folder}/words/{language}.tsv", "w", encoding="utf-8") as out:
            out.writelines(f"{word}\t{weight:.4f}\n" for word, weight in shortened(known))
    for language, grams in fragments(folder):
        with open(f"{folder}/fragments/{language}.tsv", "w", encoding="utf-8") as out:
            out.writelines(f"{gram}\t{probability:.3e}\n" for probability, gram in grams)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    main(sys.argv[1])
