#!/usr/bin/env python3
"""Makes up articles with ambiguous places to measure the choice among them.

usage: make_place_articles.py FOLDER SEED OUT

FOLDER is that of make_places.py. Writes OUT/local.tsv (a town that shares its name with others, its neighbours, distant cities),
OUT/shadowed.tsv (the same, where a place of the name has thirty times as many inhabitants) and OUT/large.tsv (large cities of the
world that have namesakes, drawn at random), each to be measured by `PLACES=FILE swift test --filter PlacesTests/measure`."""
import collections, os, random, sys

import geonames_sources as sources
from make_places import fold

ARTICLES = 600
SAYS = ["Officials said that", "The council of", "A road to", "People in", "A report from", "The mayor of", "Traffic near", "A school in"]


def marked(place):
    return f"[[{place.name}@{place.latitude},{place.longitude}]]"


def neighbours(town, cells, count, reach, random):
    """Towns of the same country nearby, larger ones more often."""
    y, x = int(town.latitude // 1), int(town.longitude // 1)
    found = [
        other
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        for other in cells[y + dy, x + dx]
        if other is not town and other.code == town.code and sources.kilometres(other, town) < reach
    ]
    return random.choices(found, [max(other.population, 200) ** 0.5 for other in found], k=count) if found else []


def local(towns, cells, cities, random):
    """One article about a town, with its state, country or county in two of three, and up to two distant cities."""
    town = random.choices(towns, [max(town.population, 300) ** 0.4 for town in towns])[0]
    about = [town, town] + neighbours(town, cells, random.choice([1, 2, 3, 4]), random.choice([40, 80]), random)
    sentences = [f"{random.choice(SAYS)} {marked(place)} had news today." for place in about]
    chain, place = [], town.parent
    while place:
        chain.append(place)
        place = place.parent
    if random.random() < 0.65:
        sentences.append(f"The government of [[{random.choice(chain).name}]] spoke.")
    sentences += [f"A man from {marked(city)} saw it." for city in random.sample(cities, random.choice([0, 1, 1, 2]))]
    random.shuffle(sentences)
    return " ".join(sentences)


def large(cities, random):
    """One article about one to six large cities, with the country of one of them in two of five."""
    about = random.choices(cities, [city.population**0.6 for city in cities], k=random.choice([1, 2, 3, 4, 5, 6]))
    sentences = [f"{random.choice(SAYS)} {marked(city)} had news today." for city in about]
    if random.random() < 0.4:
        sentences.append(f"The government of [[{random.choice(about).country}]] spoke.")
    return " ".join(sentences)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    folder, seed, out = sys.argv[1], sys.argv[2], sys.argv[3]
    kinds, translations = sources.read_divisions(folder), sources.read_translations(folder)
    countries = sources.countries(folder, kinds, translations)
    towns = sources.towns(folder, countries)
    sources.note_counties(folder, towns)
    sources.first_level(folder, countries, towns, kinds, translations, fold)
    sources.second_level(towns, kinds, fold)
    namesakes, largest, cells = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for town in towns:
        town.country = countries[town.code].name
        namesakes[fold(town.name)] += 1
        cells[int(town.latitude // 1), int(town.longitude // 1)].append(town)
        for name in {town.name} | (town.names if town.population > 300_000 else set()):
            largest[fold(name)] = max(largest[fold(name)], town.population)
    ambiguous = [town for town in towns if namesakes[fold(town.name)] > 1]
    shadowed = [town for town in ambiguous if largest[fold(town.name)] > 30 * max(town.population, 500)]
    cities = [town for town in towns if town.population > 400_000 or town.capital]
    makers = {
        "local": lambda draw: local(ambiguous, cells, cities, draw),
        "shadowed": lambda draw: local(shadowed, cells, cities, draw),
        "large": lambda draw: large([city for city in cities if namesakes[fold(city.name)] > 1], draw),
    }
    for name, make in makers.items():
        draw = random.Random(f"{seed} {name}")
        with open(os.path.join(out, f"{name}.tsv"), "w", encoding="utf-8") as file:
            file.writelines(f"en\t{make(draw)}\n" for _ in range(ARTICLES))


if __name__ == "__main__":
    main()
