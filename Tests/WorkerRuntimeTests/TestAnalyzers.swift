import ArticleAnalysis
import Synchronization

@testable import WorkerRuntime

struct Length: Analyzer {
    struct Count: Finding, Equatable { var bytes: Int }
    static let key: AnalyzerKey = "length"
    static let revision = 2
    func analyze(_ article: Article, knowing earlier: Findings) throws -> Count { Count(bytes: article.body.utf8.count) }
}

struct Doubled: Analyzer {
    struct Twice: Finding { var bytes: Int }
    static let key: AnalyzerKey = "doubled"
    static let revision = 1
    static let needs: [any Finding.Type] = [Length.Count.self]
    func analyze(_ article: Article, knowing earlier: Findings) throws -> Twice {
        Twice(bytes: 2 * (earlier[Length.Count.self]?.bytes ?? -1))
    }
}

struct Remote: AsyncAnalyzer {
    struct Answer: Finding { var text: String }
    static let key: AnalyzerKey = "remote"
    static let revision = 1
    static let needs: [any Finding.Type] = [Length.Count.self]
    func analyze(_ article: Article, knowing earlier: Findings) async throws -> Answer { Answer(text: "\(article.id)") }
}

/// Does what the test gives it.
struct Scripted: Analyzer {
    struct Mark: Finding { var mark: String }
    static let key: AnalyzerKey = "scripted"
    static let revision = 1
    var limits = AnalyzerLimits()
    var body: @Sendable (Article) throws -> String
    func analyze(_ article: Article, knowing earlier: Findings) throws -> Mark { Mark(mark: try body(article)) }
}

/// Needs what ``Scripted`` makes.
struct AfterScripted: Analyzer {
    struct Mark: Finding { var mark: String }
    static let key: AnalyzerKey = "after-scripted"
    static let revision = 1
    static let needs: [any Finding.Type] = [Scripted.Mark.self]
    func analyze(_ article: Article, knowing earlier: Findings) throws -> Mark { Mark(mark: "after") }
}

struct SomeError: Error, CustomStringConvertible { var description: String }

/// A door that analyzers wait at and tests open.
final class Door: Sendable {
    private let state = Mutex((isOpen: false, waiting: 0))
    func open() { state.withLock { $0.isOpen = true } }
    var isOpen: Bool { state.withLock { $0.isOpen } }
    /// Blocks the slot's thread, as an analyzer that ignores cancellation does.
    func pass(untilCancelled: Bool = false) throws {
        state.withLock { $0.waiting += 1 }
        while !isOpen {
            if untilCancelled { try Cancellation.check() }
            pause()
        }
    }
    var waiting: Int { state.withLock { $0.waiting } }
    private func pause() { Thread.sleep(for: .milliseconds(1)) }
}
