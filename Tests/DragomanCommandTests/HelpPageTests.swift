import Foundation
import Testing

@testable import DragomanCommand

@Suite("Help")
struct HelpPageTests {
    /// Where the pages as they should be are kept.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    @Test("Pages are as the snapshots have them", arguments: [nil] + Verb.allCases.map(Optional.some))
    func snapshot(verb: Verb?) throws {
        let file = Self.folder.appending(path: "\(verb?.rawValue ?? "overview").txt")
        let page = HelpPage.text(on: verb)
        // UPDATE_SNAPSHOTS=1 swift test --filter HelpPageTests writes them anew, to be read in the diff.
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try page.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try page == String(contentsOf: file, encoding: .utf8))
    }

    @Test("Each page fits a terminal of 120 columns, names every flag, and shows an example", arguments: Verb.allCases)
    func page(verb: Verb) {
        let page = HelpPage.page(on: verb)
        for line in page.split(separator: "\n") { #expect(line.count <= 120, "\(line)") }
        for option in verb.options { #expect(page.contains("  --\(option.flag)")) }
        #expect(!verb.examples.isEmpty)
    }

    @Test("The examples can be parsed")
    func examples() throws {
        for verb in Verb.allCases {
            for example in verb.examples {
                let words =
                    example.split(separator: "dragoman ", maxSplits: 1).last?.split(separator: " ").prefix { $0 != "<" && $0 != ">" } ?? []
                let plain = words.map { String($0.replacing("\"", with: "")) }
                if case .verb(let arguments) = try CommandLineParser.parse(plain) { _ = try Settings(arguments, environment: [:]) }
            }
        }
    }

    @Test("Exit codes are documented, each with words of its own")
    func exitCodes() {
        for code in ExitCode.allCases { #expect(HelpPage.overview.contains("  \(code.rawValue)")) }
        #expect(Set(ExitCode.allCases.map(\.explanation)).count == ExitCode.allCases.count)
    }
}
