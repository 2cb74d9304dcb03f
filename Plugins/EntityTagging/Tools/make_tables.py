#!/usr/bin/env python3
"""Makes Sources/CEntityTables/tables.c, the names and words the entity tagger knows.

usage: make_tables.py DATA [--check]

DATA is the folder that holds gazetteer/, langid-lingua/, ner-gmb/, wikinews-en/ and ner-germeval14/ (see README.md for where they
come from). The lists beside this script are ours. The same input gives the same bytes; --check writes nothing and exits 1 when the
file in the tree differs from what would be written."""
import collections, csv, json, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "..", "Sources", "CEntityTables", "tables.c")

# Languages with lists of organizations and places as they call them.
LANGUAGES = ("ar", "da", "de", "pt", "sr", "sv", "zh")
# Entries of regions.txt that are another name of the country itself, not a part of it.
SAME_AS_COUNTRY = {
    "North Korea", "South Korea", "Burma", "Ivory Coast", "DRC", "Congo", "Cape Verde", "East Timor", "Swaziland", "Macedonia",
    "Czech Republic", "Russian Federation", "Vatican", "Holy See", "Palestine", "United States", "United Kingdom", "UAE", "China",
    "Russia", "Syria", "Israel", "Iran", "Turkey", "Great Britain", "Dominican Republic", "Central African Republic",
}
# What a country is called in findings where CLDR's English name reads badly in a news article.
DISPLAY = {
    "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "MM": "Myanmar", "HK": "Hong Kong", "MO": "Macau",
    "PS": "Palestine", "TR": "Turkey", "CI": "Ivory Coast", "CZ": "Czech Republic",
}
# Locales whose country names are short everyday syllables elsewhere ("Anh", "Nga", "Ý").
ONLY_AT_HOME = {"vi"}
CASED = set("en de fr es pt it nl sv da nb nn no fi et lv lt pl cs sk sl hr sr bs hu ro bg mk ru uk be el tr az sq ca eu gl id ms is ga af".split())


def lists(name):
    """The lines of one of our lists, without comments."""
    with open(os.path.join(HERE, "lists", name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def native_places():
    """Names of places in one language, by kind, country ("-" for none) and the name they have in the other lists."""
    places = collections.defaultdict(list)
    for language in LANGUAGES:
        for line in lists(f"places_{language}.txt"):
            kind, _, rest = line.partition(" ")
            kind, _, code = kind.partition(":")
            names = names_of(rest)
            known = places[kind, code or "-", names[0]]
            known += [name for name in names if name not in known]
    return places


def names_of(text):
    return [name.strip() for name in text.split("|") if name.strip()]


def everyday_words(data):
    """Lowercase words by language: what starts a sentence and is one of these is no name."""
    words = collections.defaultdict(collections.Counter)
    token = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
    with open(os.path.join(data, "langid-lingua", "all.tsv"), encoding="utf-8") as file:
        for line in file:
            language, kind, text = line.rstrip("\n").split("\t", 2)
            # Words and pairs are lowercased upstream, names too; only sentences show how a word is written.
            if language in CASED and kind == "sentence":
                words[language].update(token.findall(text)[1:])
    english = collections.Counter()
    for folder in ("ner-gmb", "wikinews-en"):
        with open(os.path.join(data, folder, "docs.jsonl"), encoding="utf-8") as file:
            for line in file:
                document = json.loads(line)
                english.update(token.findall(document.get("text") or document.get("body") or ""))
    for word, count in english.items():
        if count >= 3 and count > 2 * english[word.capitalize()] * (word in ("turkey", "china", "polish", "may")):
            words["en"][word] += count
    result = {}
    for language, counts in words.items():
        result[language] = sorted(word for word in counts if word == word.lower() and word.isalpha())
    return result


def german_nouns(data):
    """Capitalised German words that are never part of a name in annotated news: German writes every noun with a capital."""
    nouns, named = collections.Counter(), set()
    token = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
    with open(os.path.join(data, "ner-germeval14", "docs.jsonl"), encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            text = document["text"]
            spans = [(e["start"], e["end"]) for e in document["entities"]]
            for match in token.finditer(text):
                if any(start <= match.start() < end for start, end in spans):
                    named.add(match.group())
                elif match.group()[0].isupper():
                    nouns[match.group()] += 1
    return sorted(word for word in nouns if word not in named and len(word) > 2)


def folded(word):
    """An Arabic word with those letters alike that the scanner takes for one."""
    return word.translate(str.maketrans("أإآٱىیةک", "ااااييهك"))


def person_names(data, kind):
    """Given names or surnames as they are written at home and in Latin letters."""
    names = set()
    with open(os.path.join(data, "gazetteer", f"common-{kind}-by-country.csv"), encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            for column in ("Localized Name", "Romanized Name"):
                for name in re.split(r"[/,(]", row[column]):
                    name = name.strip(" )")
                    # Single Chinese characters are handled by the list of surnames; a lone Latin letter is an initial.
                    if len(name) > 1 and not name.isdigit():
                        names.add(name)
    return names


def countries(data, everyday):
    """Lines for the countries: names good in every language, and names good only in texts of one."""
    english, by_name = {}, collections.defaultdict(collections.Counter)
    locales = collections.defaultdict(set)
    with open(os.path.join(data, "gazetteer", "territories.tsv"), encoding="utf-8") as file:
        for line in file:
            code, locale, name = line.rstrip("\n").split("\t")
            code, _, alternate = code.partition("-alt-")
            language = re.split("[-_]", locale)[0]
            if not re.fullmatch("[A-Z]{2}", code) or code in ("EU", "UN", "EZ", "ZZ", "QO", "XA", "XB", "AQ") or name == code:
                continue
            if locale == "en" and not alternate:
                english[code] = name
            for form in {name, re.sub(r"\s*[(（].*", "", name)} | set(re.findall(r"[(（]([^)）]{4,})[)）]", name)):
                by_name[form][code] += 1
                locales[form, code].add(language)
    english.update(DISPLAY)
    ours = collections.defaultdict(list)
    for line in lists("regions.txt"):
        code, _, rest = line.partition(" ")
        if names_of(rest)[0] in SAME_AS_COUNTRY:
            ours[code] += names_of(rest)
    shared, home = collections.defaultdict(list), []
    taken = {name for names in ours.values() for name in names}
    people = {name.lower() for kind in ("forenames", "surnames") for name in person_names(data, kind)}
    for form in sorted(by_name):
        ranked = sorted(by_name[form].items(), key=lambda item: (-item[1], item[0]))
        for rank, (code, _) in enumerate(ranked):
            if form in taken:
                continue
            languages = locales[form, code]
            plain = form.isascii() or form[0] < "\u0250"
            risky = plain and (len(form) <= 4 or form.lower() in everyday["en"] or form.lower() in people)
            if rank == 0 and ("en" in languages or not (risky or languages <= ONLY_AT_HOME)) and len(form) > 1:
                shared[code].append(form)
            else:
                home += [(language, code, form) for language in sorted(languages) if len(form) > 1]
    for code in sorted(english):
        yield ["C", code, english[code]] + sorted(set(shared[code] + ours[code]) - {english[code]})
    for language, code, form in sorted(set(home)):
        yield ["c", language, code, form]


def table(data):
    """All lines of the table, each a list of fields."""
    everyday = everyday_words(data)
    everyday["en"] = sorted(set(everyday["en"]))
    index = collections.defaultdict(set, {language: set(words) for language, words in everyday.items()})
    # Before the countries: some language calls Israel "Israeli", and the first entry of a name keeps it.
    for line in lists("demonyms.txt"):
        code, _, rest = line.partition(" ")
        yield ["D", code] + names_of(rest)
    for line in lists("groups.txt"):
        yield ["G", "-"] + names_of(line)
    yield from countries(data, index)
    native = native_places()
    # A single word that is also an everyday one, in whatever language, names nothing by itself.
    anywhere = set().union(*index.values())
    for key, names in native.items():
        native[key] = names[:1] + [name for name in names[1:] if name.lower() not in anywhere]

    def with_native(kind, code, names):
        return names + [name for name in native.pop((kind, code, names[0]), ()) if name not in names]

    for line in lists("cities.txt"):
        code, latitude, longitude, rest = line.split(" ", 3)
        yield ["P", code, latitude, longitude] + with_native("C", code, names_of(rest))
    for line in lists("regions.txt"):
        code, _, rest = line.partition(" ")
        if names_of(rest)[0] not in SAME_AS_COUNTRY:
            yield ["R", code] + with_native("R", code, names_of(rest))
    # Towns that cities.txt lacks are known by name; where they are, the table of places says.
    for kind, code, first in sorted(native):
        if kind in "CR" and first not in SAME_AS_COUNTRY and first.lower() not in anywhere:
            yield ["R", code] + native.pop((kind, code, first))
    # The first entry of a name keeps it: what all the world knows, in all languages, comes before what one region has. A line that begins with
    # the first name of another adds names to that one.
    organizations = {}
    for part in ("", "_africa_middle_east", "_asia_pacific", "_europe_americas") + tuple(f"_{language}" for language in LANGUAGES):
        for line in lists(f"organizations{part}.txt"):
            code, _, rest = line.partition(" ")
            names = names_of(rest)
            known = organizations.setdefault((code, names[0]), [])
            if part.removeprefix("_") in LANGUAGES:
                names = [name for name in names if name.isupper() or name.lower() not in anywhere]
            known += [name for name in names if name not in known]
    for (code, _), names in organizations.items():
        if names:
            yield ["O", code] + names
    for kind, name in (("L", "places"), ("F", "facilities"), ("E", "events"), ("W", "laws"), ("X", "products"), ("K", "works")):
        for line in lists(name + ".txt"):
            yield [kind, "-"] + with_native(kind, "-", names_of(line))
        for _, code, first in sorted(key for key in native if key[0] == kind):
            yield [kind, "-"] + native.pop((kind, code, first))
    roles = collections.defaultdict(set)
    for line in lists("words.txt"):
        role, *words = line.split()
        roles[role].update(word.replace("_", " ") for word in words)
    for line in lists("cjk.txt"):
        role, *words = line.split()
        roles["zh-" + role].update(words)
    roles["given"] = person_names(data, "forenames") | roles.pop("given_extra")
    roles["surname"] = person_names(data, "surnames")
    # What people are called is often a word too, and without capitals nothing tells which is meant.
    ordinary = {folded(word) for language in ("ar", "fa", "ur") for word in everyday.get(language, ())}
    for line in lists("names_arabic.txt") + lists("names_arabic_foreign.txt"):
        role, *names = line.split()
        roles[role].update(name for name in names if folded(name) not in ordinary)
    for role in sorted(roles):
        yield ["w", role] + sorted(roles[role])
    for language in sorted(everyday):
        yield ["l", language] + everyday[language]
    yield ["n", "de"] + german_nouns(data)


def render(data):
    """The C source."""
    lines, seen = [], 0
    for fields in table(data):
        text = "\t".join(fields) + "\n"
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", text), text
        seen += len(text.encode())
        # A piece per literal keeps lines readable in a diff; adjacent literals are one string to the compiler.
        for piece in re.findall(r".{1,600}", text, re.S):
            escaped = piece.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n").replace("??", "?\\?")
            lines.append(f'    "{escaped}"')
    head = "// Made by Tools/make_tables.py; do not edit. See NOTICE for the licences of what it was made from.\n#include \"tables.h\"\n\n"
    body = "static const char tables[] =\n" + "\n".join(lines) + ";\n\n"
    tail = (
        "const unsigned char *dragoman_entity_tables(void) { return (const unsigned char *)tables; }\n"
        "long dragoman_entity_tables_size(void) { return (long)sizeof(tables) - 1; }\n"
    )
    return head + body + tail, seen


def main():
    if len(sys.argv) < 2 or not os.path.isdir(sys.argv[1]):
        sys.exit(__doc__)
    source, size = render(sys.argv[1])
    if "--check" in sys.argv:
        with open(TARGET, encoding="utf-8") as file:
            sys.exit(0 if file.read() == source else "tables.c is not what this script would make: run it without --check")
    with open(TARGET, "w", encoding="utf-8") as file:
        file.write(source)
    print(f"{size} bytes of tables")


main()
