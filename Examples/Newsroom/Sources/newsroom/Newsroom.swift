import DragomanCommand
import EntityTagging
import LanguageDetection
import ReadingTime

/// A worker with two of Dragoman's analyzers and one of our own; every verb of `dragoman` is a verb of `newsroom`.
@main struct Newsroom {
    static func main() async { await Dragoman.main(analyzers: [LanguageDetector(), EntityTagger(), ReadingTime()]) }
}
