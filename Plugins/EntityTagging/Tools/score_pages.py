#!/usr/bin/env python3
"""Counts the mentions that the tagger reports in the furniture of scraped pages and in their articles.

usage: score_pages.py DRAGOMAN PAGES…

DRAGOMAN is the program, built for release. A line of PAGES, boilerplate-cc/docs.jsonl for one, is a page: `id`, `text`, and `lines`, each with where it
starts (code points) and a label, `boiler` for furniture. What there is to report, a DRAGOMAN tells in which PageFurniture.contains answers false."""
import bisect, collections, json, subprocess, sys


def main(dragoman, *files):
    for file in files:
        pages = [json.loads(line) for line in open(file, encoding="utf-8")]
        lines = "".join(json.dumps({"id": number, "body": page["text"]}) + "\n" for number, page in enumerate(pages))
        command = [dragoman, "analyze", "--json", "--analyzers", "entities"]
        answers = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
        counts = collections.Counter()
        for page, answer in zip(pages, map(json.loads, answers)):
            starts = [line["start"] for line in page["lines"]]
            # Two entities may share a stretch of text; the reader sees it once.
            for start, _ in {(m["start"], m["end"]) for e in answer["findings"]["entities"]["entities"] for m in e["mentions"]}:
                counts[page["lines"][bisect.bisect_right(starts, start) - 1]["label"] == "boiler"] += 1
        print(f"{file}: {len(pages)} pages, {counts[True]} mentions in furniture, {counts[False]} in articles and their titles")


if len(sys.argv) < 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
