import DragomanCommand
import EntityTagging
import LanguageDetection
import Translation

/// The command line with every analyzer of this repository.
@main struct Program {
    /// Which analyzers, in the order in which their findings are shown.
    static func main() async { await Dragoman.main(analyzers: [LanguageDetector(), EntityTagger(), Translator(engine: StubEngine())]) }
}
