import ArticleAnalysis
import Testing

@testable import WorkerRuntime

struct AnalyzerRegistryTests {
    struct Loop: Analyzer {
        struct Out: Finding { var x = 0 }
        static let key: AnalyzerKey = "loop"
        static let revision = 0
        static let needs: [any Finding.Type] = [Pool.Out.self]
        func analyze(_ article: Article, knowing earlier: Findings) throws -> Out { Out() }
    }
    struct Pool: Analyzer {
        struct Out: Finding { var x = 0 }
        static let key: AnalyzerKey = "Not a key"
        static let revision = 1
        static let needs: [any Finding.Type] = [Loop.Out.self]
        func analyze(_ article: Article, knowing earlier: Findings) throws -> Out { Out() }
    }

    @Test("Needs come before those who need them, whatever the order of registration")
    func order() throws {
        #expect(try AnalyzerRegistry([Doubled(), Remote(), Length()]).keys == ["length", "doubled", "remote"])
    }

    @Test("Keeping some keys keeps what they need")
    func only() throws {
        #expect(try AnalyzerRegistry([Length(), Remote(), Doubled()], only: ["doubled"]).keys == ["length", "doubled"])
    }

    @Test("All faults of a set are reported together")
    func faults() {
        let faults = #expect(throws: RegistryFaults.self) {
            try AnalyzerRegistry([Loop(), Pool(), Remote(), Remote()], only: ["lenght"])
        }
        let text = faults?.description ?? ""
        for part in [
            "Not a key", "two analyzers have the key \"remote\"", "loop has revision 0", "remote needs Count",
            "no analyzer has the key \"lenght\"",
        ] {
            #expect(text.contains(part), "\(text)")
        }
    }

    @Test("A circle of needs is named")
    func cycle() {
        let faults = #expect(throws: RegistryFaults.self) { try AnalyzerRegistry([Loop(), Pool()]) }
        #expect(faults?.faults.contains(.cycle(["loop", "Not a key", "loop"])) == true)
    }

    @Test("An empty set is a fault")
    func empty() {
        let faults = #expect(throws: RegistryFaults.self) { try AnalyzerRegistry([]) }
        #expect(faults?.faults == [.nothingRegistered])
    }

    @Test("The escape of NUL becomes that of the replacement character, and only that")
    func nul() throws {
        let json = try FindingCoder.encode(Scripted.Mark(mark: "a\u{0}b\\u0000c"))
        #expect(String(decoding: json, as: UTF8.self) == #"{"mark":"a\ufffdb\\u0000c"}"#)
    }
}
