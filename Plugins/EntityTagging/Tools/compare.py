#!/usr/bin/env python3
"""Compares the tagger with others that are trained on the same documents and scored on those held out (strict spans of persons, organizations and
places).

usage: compare.py english TRAIN DATA CLUSTERS DRAGOMAN
       compare.py languages TRAIN DATA CLUSTERS

`english` has a CRF of python-crfsuite and spaCy's network beside ours, on the first of five parts, and times all three on the same articles in the
same run, one core each: the median of five rounds in which each has its turn, tokenizing included; ours is the whole command, with starting, JSON,
languages and places. Memory is the peak of each one's process. A quarter of an hour. spaCy's own models are in no registry; its network is trained here,
for EPOCHS rounds (10).
`languages` has the CRF alone beside ours, in the other languages, on all five parts. A quarter of an hour.

TRAIN and DRAGOMAN are the programs, built for release; DATA has the folders ner-NAME, langid-flores, langid-lingua and wikinews-en; CLUSTERS is the
folder of the README. Ours is trained by train_models.sh, with the texts marked or written for this project besides, which the others do not get.
Wants `pip install spacy python-crfsuite`."""
import collections, json, os, random, re, resource, statistics, subprocess, sys, tempfile, time

# The corpora of each language, in the words of train_models.sh, that the others learn from too.
CORPORA = {
    "en": ["gum", "uner-en-ewt", "uner-pud-en", "wikigold", "crossner-politics"],
    "ar": ["aqmar-ar"],
    "da": ["uner-da-ddt"],
    "de": ["germeval14", "uner-pud-de"],
    "pt": ["uner-pt-bosque", "uner-pud-pt"],
    "ru": ["factrueval", "uner-pud-ru"],
    "sr": ["uner-sr-set"],
    "sv": ["uner-sv-talbanken", "uner-pud-sv"],
    "zh": ["uner-zh-gsdsimp", "uner-pud-zh"],
}
# Languages that share a model.
MODELS = {"da": "da-sv", "sv": "da-sv"}
KINDS = ("PERSON", "ORG", "LOCATION")
FOLDS = 5
ROUNDS = 5
EPOCHS = int(os.environ.get("EPOCHS", 10))


def fold(corpus, name):
    """Which part a document belongs to, as Corpus.swift has it: FNV-1a of its id, of a PUD treebank's the number at its end."""
    if corpus.startswith("uner-pud"):
        name = name.rsplit("-", 1)[-1]
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return (value >> 20) % FOLDS


def documents(data, corpora):
    """Corpus, part, text and spans of each document."""
    for corpus in corpora:
        for line in open(f"{data}/ner-{corpus}/docs.jsonl", encoding="utf-8"):
            row = json.loads(line)
            spans = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in KINDS and e.get("named", True)}
            yield corpus, fold(corpus, row["id"]), row["text"], spans


class CRF:
    """The features of the usual tutorials: the word, its endings and writing, and those of its neighbours; in Chinese characters and pairs of them."""

    name = "python-crfsuite"
    TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[^\w\s]")

    def features(self, words):
        def one(index, mark):
            if not 0 <= index < len(words):
                return [mark + "end"]
            word = words[index]
            writing = re.sub("0+", "0", re.sub("x+", "x", re.sub("[^\\W\\d_]", lambda m: "X" if m[0].isupper() else "x", re.sub("\\d", "0", word))))
            if word >= "\u3400":
                return [f"{mark}w={word}", f"{mark}2={''.join(words[index:index + 2])}"]
            return [f"{mark}w={word.lower()}", f"{mark}3={word[-3:]}", f"{mark}2={word[-2:]}", f"{mark}p={word[:3]}", f"{mark}s={writing}"]

        return [sum((one(i + d, f"{d}:") for d in (-2, -1, 0, 1, 2)), ["bias"]) for i in range(len(words))]

    def train(self, examples):
        import pycrfsuite

        trainer = pycrfsuite.Trainer(verbose=False)
        trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 100, "feature.possible_transitions": True})
        for text, spans in examples:
            offset = 0
            for sentence in text.split("\n"):
                places = [m.span() for m in self.TOKEN.finditer(sentence)]
                labels = ["O"] * len(places)
                for index, (start, end) in enumerate(places):
                    for s, e, kind in spans:
                        if s <= offset + start < e:
                            labels[index] = ("B-" if offset + start == s else "I-") + kind
                if places:
                    trainer.append(self.features([sentence[a:b] for a, b in places]), labels)
                offset += len(sentence) + 1
        with tempfile.NamedTemporaryFile(suffix=".crf") as file:
            trainer.train(file.name)
            self.tagger = pycrfsuite.Tagger()
            self.tagger.open(file.name)

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


class Scores:
    """Names marked, found and both, of each corpus and tagger."""

    def __init__(self):
        self.counts = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0, 0]))

    def add(self, corpus, tagger, numbers):
        self.counts[corpus][tagger] = [a + b for a, b in zip(self.counts[corpus][tagger], numbers)]

    def add_answers(self, tagger, held, answers):
        for (corpus, _, _, spans), answer in zip(held, answers):
            answer = {tuple(s) for s in answer}
            self.add(corpus, tagger, (len(spans), len(answer), len(spans & answer)))

    def add_ours(self, train, data, clusters, part, languages):
        """Trains all models without the part and counts what those of the languages find in it."""
        with tempfile.TemporaryDirectory() as out:
            script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "train_models.sh")
            models = " ".join(sorted({MODELS.get(language, language) for language in languages}))
            command = [script, train, data, clusters, out, "--dev", str(FOLDS), "--fold", str(part)]
            trained = subprocess.run(command, env=os.environ | {"MODELS": models}, capture_output=True, text=True)
            if trained.returncode:
                sys.exit(f"compare.py: train_models.sh failed\n{trained.stderr[-1000:]}")
            for language in languages:
                report = open(f"{out}/{MODELS.get(language, language)}.txt").read()
                for corpus, *kinds in re.findall(r"^counts (\S+) \[(.*?)\] \[(.*?)\] \[(.*?)\]", report, re.M):
                    if corpus in CORPORA[language]:
                        self.add(corpus, Ours.name, [sum(map(int, kind.split(","))) for kind in kinds])

    def show(self, *taggers):
        print("F1 where held out".ljust(24), *(name.rjust(16) for name in taggers))
        for corpus, row in self.counts.items():
            print(corpus.ljust(24), *(f"{200 * row[t][2] / max(row[t][0] + row[t][1], 1):16.1f}" for t in taggers), flush=True)


def english(train, data, clusters, dragoman):
    """Scores, speed and memory of all three."""
    everything = list(documents(data, CORPORA["en"]))
    examples = [(text, spans) for _, part, text, spans in everything if part != 0]
    held = [row for row in everything if row[1] == 0]
    core = min(os.sched_getaffinity(0))
    scores = Scores()
    scores.add_ours(train, data, clusters, 0, ["en"])
    peers = [Peer(Ours(dragoman), None, core)]
    for tagger in (CRF(), Spacy()):
        peer = Peer(tagger, examples, core)
        scores.add_answers(peer.name, held, peer.ask([text for _, _, text, _ in held])[2])
        peers.append(peer)
    scores.show(*(peer.name for peer in peers))
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


def languages(train, data, clusters):
    """Scores of the CRF and ours in each language but English."""
    scores = Scores()
    others = [language for language in CORPORA if language != "en"]
    for part in range(FOLDS):
        scores.add_ours(train, data, clusters, part, others)
        for language in others:
            everything = list(documents(data, CORPORA[language]))
            held = [row for row in everything if row[1] == part]
            tagger = CRF()
            tagger.train([(text, spans) for _, of, text, spans in everything if of != part])
            scores.add_answers(tagger.name, held, tagger.tag([text for _, _, text, _ in held]))
        print(f"{part + 1} of {FOLDS} parts", file=sys.stderr, flush=True)
    scores.show(Ours.name, CRF.name)


wanted = {"english": (english, 4), "languages": (languages, 3)}.get(sys.argv[1] if len(sys.argv) > 1 else None)
if not wanted or len(sys.argv) - 2 != wanted[1]:
    sys.exit(__doc__)
wanted[0](*sys.argv[2:])
