import Testing

@testable import PostgresClient

/// The bookkeeping with names for those who wait and texts for rows.
private typealias Book = Pipeline<String, String>

/// What an action says, in words a test can compare.
private func words(_ action: Book.Action) -> String {
    switch action {
    case .nothing: "nothing"
    case .answer(let ticket, let rows): "\(ticket) gets \(rows.joined(separator: ","))"
    case .fail(let ticket, let report, let preparation):
        "\(ticket) fails \(report.error.sqlState?.rawValue ?? "-")" + (preparation.map { " preparing \($0)" } ?? "")
    case .rolledBack: "rolled back"
    }
}

/// An error of the server.
private func report(_ state: SQLState, severity: String = "ERROR") -> ServerReport {
    ServerReport(severity: severity, error: PostgresError(.server, "no", sqlState: state), routine: nil)
}

/// Feeds replies, and tells what came of those that had a consequence.
private func play(_ book: inout Book, _ replies: [Book.Reply]) -> [String] {
    replies.map { words(book.receive($0)) }.filter { $0 != "nothing" }
}

@Suite("The pipeline's bookkeeping")
struct PipelineTests {
    @Test("Answers come in the order of sending")
    func order() {
        var book = Book()
        book.sent("a", .query, [.execute])
        book.sent("b", .query, [.prepare("SELECT"), .execute])
        let told = play(
            &book,
            [
                .success("1", tag: "SELECT 1"), .endOfCommand, .sync,
                .success("", tag: ""), .endOfCommand, .success("2", tag: "SELECT 1"), .endOfCommand, .sync,
            ])
        #expect(told == ["a gets 1", "b gets 2"])
        #expect(book.isEmpty)
    }

    @Test("Nobody is answered before the Sync, where a deferred constraint may still fail")
    func deferredFailure() {
        var book = Book()
        book.sent("a", .query, [.execute])
        let told = play(&book, [.success("1", tag: "INSERT 0 1"), .endOfCommand, .failure(report("23505")), .endOfCommand, .sync])
        #expect(told == ["a fails 23505"])
    }

    @Test("An error harms no neighbour")
    func errorInTheMiddle() {
        var book = Book()
        for ticket in ["a", "b", "c"] { book.sent(ticket, .query, [.execute]) }
        let told = play(
            &book,
            [
                .success("1", tag: ""), .endOfCommand, .sync, .failure(report("22012")), .endOfCommand, .sync,
                .success("3", tag: ""), .endOfCommand, .sync,
            ])
        #expect(told == ["a gets 1", "b fails 22012", "c gets 3"])
    }

    @Test("What follows an error in its segment is skipped, and the first error counts")
    func aborted() {
        var book = Book()
        book.sent("a", .transaction, [.begin, .execute, .execute, .commit])
        let told = play(
            &book,
            [
                .success("", tag: "BEGIN"), .endOfCommand, .failure(report("23514")), .endOfCommand, .aborted, .endOfCommand, .aborted,
                .endOfCommand, .sync,
            ])
        #expect(told == ["a fails 23514"])
    }

    @Test("A COMMIT that answers ROLLBACK is an error")
    func commitThatRollsBack() {
        var book = Book()
        book.sent("a", .transaction, [.begin, .execute, .commit])
        let told = play(
            &book,
            [
                .success("", tag: "BEGIN"), .endOfCommand, .success("1", tag: "SELECT 1"), .endOfCommand, .success("", tag: "ROLLBACK"),
                .endOfCommand, .sync,
            ])
        #expect(told == ["a fails 25P02"])
    }

    @Test("Only the caller's own statements count as rows of a transaction")
    func rowsOfTransaction() {
        var book = Book()
        book.sent("a", .transaction, [.begin, .prepare("x"), .execute, .execute, .commit])
        let told = play(
            &book,
            [
                .success("b", tag: "BEGIN"), .endOfCommand, .success("p", tag: ""), .endOfCommand, .success("1", tag: ""), .endOfCommand,
                .success("2", tag: ""), .endOfCommand, .success("c", tag: "COMMIT"), .endOfCommand, .sync,
            ])
        #expect(told == ["a gets 1,2"])
    }

    @Test("A failed preparation is told with its text")
    func failedPreparation() {
        var book = Book()
        book.sent("a", .query, [.prepare("SELEC"), .execute])
        #expect(
            play(&book, [.failure(report("42601")), .endOfCommand, .aborted, .endOfCommand, .sync]) == ["a fails 42601 preparing SELEC"])
    }

    @Test("Nothing is sent behind a transaction or a script, and a script only when nothing is under way")
    func admission() {
        var book = Book()
        #expect(book.admits(.script) && book.admits(.query) && book.admits(.transaction))
        book.sent("a", .query, [.execute])
        #expect(!book.admits(.script) && book.admits(.query) && book.admits(.transaction))
        book.sent("b", .transaction, [.begin, .commit])
        #expect(!book.admits(.script) && !book.admits(.query) && !book.admits(.transaction))
    }

    @Test("A late reply changes nothing")
    func lateReplies() {
        var book = Book()
        #expect(play(&book, [.sync, .success("1", tag: ""), .aborted, .endOfCommand, .failure(report("57P01"))]) == [])
    }

    @Test("After a loss, what was sent and not answered is in doubt, and what had failed is not")
    func loss() {
        var book = Book()
        book.sent("failed", .query, [.execute])
        book.sent("sent", .query, [.execute])
        _ = book.receive(.failure(report("22012")))
        let told = book.lose(because: PostgresError(.connectionLost, "gone"))
        #expect(told.map(\.0) == ["failed", "sent"])
        #expect(told.map(\.1.outcomeUnknown) == [false, true])
        #expect(told.map(\.1.code) == [.server, .connectionLost])
        #expect(book.isEmpty)
    }

    @Test("A session that is ended in place of a commit's answer leaves it in doubt; one ended before does not")
    func fatalAtCommit() {
        var book = Book()
        book.sent("early", .query, [.execute])
        _ = book.receive(.failure(report("57P01", severity: "FATAL")))
        #expect(book.lose(because: PostgresError(.connectionLost, "gone")).map(\.1.outcomeUnknown) == [false])

        book.sent("late", .query, [.execute])
        _ = play(&book, [.success("1", tag: ""), .endOfCommand, .failure(report("57P01", severity: "FATAL"))])
        #expect(book.lose(because: PostgresError(.connectionLost, "gone")).map(\.1.outcomeUnknown) == [true])

        book.sent("commit", .transaction, [.begin, .commit])
        _ = play(&book, [.success("", tag: "BEGIN"), .endOfCommand, .failure(report("57P01", severity: "FATAL"))])
        #expect(book.lose(because: PostgresError(.connectionLost, "gone")).map(\.1.outcomeUnknown) == [true])
    }

    @Test("A thousand segments are answered in order, whenever the queue is compacted")
    func many() {
        var book = Book()
        var told: [String] = []
        for number in 0..<1_000 {
            book.sent("\(number)", .query, [.execute])
            if number % 3 == 0 { told += play(&book, [.success("r", tag: ""), .endOfCommand, .sync]) }
        }
        while !book.isEmpty { told += play(&book, [.success("r", tag: ""), .endOfCommand, .sync]) }
        #expect(told == (0..<1_000).map { "\($0) gets r" })
    }
}
