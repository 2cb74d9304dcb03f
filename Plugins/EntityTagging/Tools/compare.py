#!/usr/bin/env python3
"""Compares the tagger with spaCy's and with a CRF of python-crfsuite: all three trained on the same four fifths of the English corpora, scored on the
fifth (strict spans of persons, organizations and places), and timed on the same articles in the same run, one core each.

usage: compare.py TRAIN DRAGOMAN DATA CLUSTERS

TRAIN and DRAGOMAN are the programs, built for release; DATA has the folders ner-NAME and wikinews-en; CLUSTERS is clusters/en.tsv of the README.
Wants `pip install spacy python-crfsuite`. spaCy's own models are in no registry; its network is trained here, for EPOCHS rounds (10). Speed is the
median of five rounds in which each has its turn, tokenizing included; ours is the whole command, with starting, JSON, languages and places. Memory is the peak of
each one's process. A quarter of an hour."""
import collections, json, os, random, re, resource, statistics, subprocess, sys, time

CORPORA = {"gum": 1, "uner-en-ewt": 1, "uner-pud-en": 1, "wikigold": 1, "crossner-politics": 1, "gmb": 0.3}
KINDS = ("PERSON", "ORG", "LOCATION")
ROUNDS = 5
EPOCHS = int(os.environ.get("EPOCHS", 10))
HOW = "--rate 0.03 --epochs 6 --decay 0.2 --rate2 0.02 --decay2 4 --buckets 73728 --confidence 0.97,0.2 --dev 5 --fold 0".split()


def is_held_out(corpus, name):
    """As Corpus.swift has it: the PUD treebanks by the end of the id, FNV-1a, the first of five parts."""
    if corpus.startswith("uner-pud"):
        name = name.rsplit("-", 1)[-1]
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return (value >> 20) % 5 == 0


def documents(data):
    """Corpus, whether it is held out, text and spans of each document."""
    for corpus, share in CORPORA.items():
        for number, line in enumerate(open(f"{data}/ner-{corpus}/docs.jsonl", encoding="utf-8")):
            if int((number + 1) * share) > int(number * share):
                row = json.loads(line)
                spans = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in KINDS and e.get("named", True)}
                yield corpus, is_held_out(corpus, row["id"]), row["text"], spans


class CRF:
    """The features of the usual tutorials: the word, its endings and writing, and those of its neighbours."""

    name = "python-crfsuite"
    TOKEN = re.compile(r"\w+|[^\w\s]")

    def features(self, words):
        def one(index, mark):
            if not 0 <= index < len(words):
                return [mark + "end"]
            word = words[index]
            writing = re.sub("0+", "0", re.sub("x+", "x", re.sub("[^\\W\\d_]", lambda m: "X" if m[0].isupper() else "x", re.sub("\\d", "0", word))))
            return [f"{mark}w={word.lower()}", f"{mark}3={word[-3:]}", f"{mark}2={word[-2:]}", f"{mark}p={word[:3]}", f"{mark}s={writing}"]

        return [sum((one(i + d, f"{d}:") for d in (-2, -1, 0, 1, 2)), ["bias"]) for i in range(len(words))]

    def train(self, examples):
        import pycrfsuite

        trainer = pycrfsuite.Trainer(verbose=False)
        trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 100, "feature.possible_transitions": True})
        for text, spans in examples:
            for sentence in text.split("\n"):
                offset = text.index(sentence)
                places = [m.span() for m in self.TOKEN.finditer(sentence)]
                labels = ["O"] * len(places)
                for index, (start, end) in enumerate(places):
                    for s, e, kind in spans:
                        if s <= offset + start < e:
                            labels[index] = ("B-" if offset + start == s else "I-") + kind
                if places:
                    trainer.append(self.features([sentence[a:b] for a, b in places]), labels)
        path = f"/tmp/compare-{os.getpid()}.crf"
        trainer.train(path)
        self.tagger = pycrfsuite.Tagger()
        self.tagger.open(path)
        os.remove(path)

    def tag(self, texts):
        for text in texts:
            spans, offset = set(), 0
            for sentence in text.split("\n"):
                places = [m.span() for m in self.TOKEN.finditer(sentence)]
                labels = self.tagger.tag(self.features([sentence[a:b] for a, b in places])) if places else []
                begun = None
                for (start, end), label in zip(places + [(0, 0)], labels + ["O"]):
                    if begun and (label[:1] != "I" or label[2:] != begun[2]):
                        spans.add((offset + begun[0], offset + begun[1], begun[2]))
                        begun = None
                    if label != "O":
                        begun = (begun[0] if begun else start, end, label[2:])
                offset += len(sentence) + 1
            yield spans


class Spacy:
    name = "spaCy"

    def train(self, examples):
        import spacy
        from spacy.training import Example

        spacy.util.fix_random_seed(1)
        self.nlp = spacy.blank("en")
        self.nlp.max_length = 10**8
        self.nlp.add_pipe("ner")
        made = []
        for text, spans in examples:
            doc = self.nlp.make_doc(text)
            entities = [doc.char_span(*span[:2], label=span[2]) for span in spans]
            made.append(Example.from_dict(doc, {"entities": [(e.start_char, e.end_char, e.label_) for e in entities if e]}))
        self.nlp.initialize(lambda: made)
        order = random.Random(1)
        for epoch in range(EPOCHS):
            order.shuffle(made)
            losses = {}
            for batch in spacy.util.minibatch(made, spacy.util.compounding(4.0, 32.0, 1.01)):
                self.nlp.update(batch, drop=0.2, losses=losses)
            print(f"spaCy, epoch {epoch + 1}: loss {losses['ner']:.0f}", file=sys.stderr, flush=True)

    def tag(self, texts):
        for doc in self.nlp.pipe(texts, batch_size=32):
            yield {(e.start_char, e.end_char, e.label_) for e in doc.ents}


class Ours:
    """Tags by the command; what it has built in has seen the fifth, so that scores come from TRAIN."""

    name = "dragoman"

    def __init__(self, dragoman):
        self.dragoman = dragoman

    def tag(self, texts):
        lines = "".join(json.dumps({"id": n, "body": text, "language": "en"}) + "\n" for n, text in enumerate(texts))
        command = [self.dragoman, "analyze", "--json", "--analyzers", "entities"]
        return subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout.splitlines()


class Peer:
    """One tagger in a process of its own, asked over pipes: so each one's memory is its own."""

    def __init__(self, tagger, examples, core):
        (self.answers, answer), (question, self.questions) = os.pipe(), os.pipe()
        self.name = tagger.name
        self.process = os.fork()
        if self.process == 0:
            os.sched_setaffinity(0, {core})
            self.serve(tagger, examples, open(question), open(answer, "w"))
            os._exit(0)
        os.close(answer), os.close(question)
        self.answers, self.questions = open(self.answers), open(self.questions, "w")

    @staticmethod
    def serve(tagger, examples, questions, answers):
        if examples:
            tagger.train(examples)
        for line in questions:
            texts = json.loads(line)
            begin = time.monotonic()
            said = [s if isinstance(s, str) else sorted(s) for s in tagger.tag(texts)]
            took = time.monotonic() - begin
            who = resource.RUSAGE_CHILDREN if isinstance(tagger, Ours) else resource.RUSAGE_SELF
            answers.write(json.dumps([took, resource.getrusage(who).ru_maxrss / 1024, said]) + "\n")
            answers.flush()

    def ask(self, texts):
        self.questions.write(json.dumps(texts) + "\n")
        self.questions.flush()
        return json.loads(self.answers.readline())


def f1(gold, said, right):
    return 200 * right / max(gold + said, 1)


def main(train, dragoman, data, clusters):
    everything = list(documents(data))
    examples = [(text, spans) for _, held, text, spans in everything if not held]
    held = [(corpus, text, spans) for corpus, out, text, spans in everything if out]
    core = min(os.sched_getaffinity(0))
    scores = collections.defaultdict(dict)
    corpora = "examples:4,gum,uner-en-ewt,uner-pud-en,wikigold,crossner-politics,gmb:0.1:0.3"
    printed = subprocess.run(
        [train, "--data", data, "--clusters", f"en={clusters}", "--corpora", corpora, *HOW], stdout=subprocess.PIPE, text=True, check=True).stdout
    for corpus, gold, said, right in re.findall(r"^counts (\S+) \[(.*?)\] \[(.*?)\] \[(.*?)\]", printed, re.M):
        scores[corpus]["dragoman"] = f1(*(sum(map(int, x.split(","))) for x in (gold, said, right)))
    peers = [Peer(Ours(dragoman), None, core)]
    for tagger in (CRF(), Spacy()):
        peer = Peer(tagger, examples, core)
        counts = collections.defaultdict(lambda: [0, 0, 0])
        for (corpus, _, spans), answer in zip(held, peer.ask([text for _, text, _ in held])[2]):
            answer = {tuple(s) for s in answer}
            for index, number in enumerate((len(spans), len(answer), len(spans & answer))):
                counts[corpus][index] += number
        for corpus, numbers in counts.items():
            scores[corpus][peer.name] = f1(*numbers)
        peers.append(peer)
    print("F1 on the fifth".ljust(24), *(peer.name.rjust(16) for peer in peers))
    for corpus, row in scores.items():
        print(corpus.ljust(24), *(f"{row.get(peer.name, 0):16.1f}" for peer in peers))
    articles = [json.loads(line)["text"] for line in open(f"{data}/wikinews-en/docs.jsonl", encoding="utf-8")]
    words = sum(len(text.split()) for text in articles)
    rates, memory = collections.defaultdict(list), {}
    for _ in range(ROUNDS):
        for peer in peers:
            # Enough to keep the quick one busy for a second; the others get the articles once.
            times = 8 if peer.name == "dragoman" else 1
            took, memory[peer.name], _ = peer.ask(articles * times)
            rates[peer.name].append(words * times / took)
    print("words a second".ljust(24), *(f"{statistics.median(rates[peer.name]):16,.0f}" for peer in peers))
    print("times ours".ljust(24), *(f"{statistics.median(rates['dragoman']) / statistics.median(rates[p.name]):16.1f}" for p in peers))
    print("memory, MB".ljust(24), *(f"{memory[peer.name]:16.0f}" for peer in peers))
    for peer in peers:
        os.kill(peer.process, 9)


if len(sys.argv) != 5:
    sys.exit(__doc__)
main(*sys.argv[1:])
