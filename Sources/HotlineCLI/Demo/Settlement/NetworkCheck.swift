/// Compares the books of all nodes of a network by their APIs, as an auditor would: nothing is taken from one node
/// alone.
struct NetworkCheck: Sendable {
    let desks: [Desk]
    /// The nodes directly above each node.
    let uppers: [String: [String]]

    /// Compares once nobody owes anybody anything, or patience has ended.
    /// - Throws: `Failure` where a node cannot be read.
    func run() async throws -> Settlement {
        try await waitForQuiet()
        return try await compare()
    }

    /// Compares as things stand.
    /// - Throws: `Failure` where a node cannot be read.
    func compare() async throws -> Settlement {
        var books: [NodeBook] = []
        for desk in desks { books.append(try await NodeBook(of: desk)) }
        var settlement = Settlement()
        settlement.matters = Set(books.flatMap { $0.tickets.map { $0.text("rootId") } }).count
        for book in books {
            for above in ancestors(of: book.code) {
                guard let other = books.first(where: { $0.code == above }) else { continue }
                settlement = settlement + MirrorCheck(owner: book, mirror: other).findings
            }
            settlement = settlement + OrderCheck(assigner: book, all: books).findings
            settlement = settlement + StreamCheck(sender: book, all: books).findings
        }
        return settlement
    }

    /// Waits until no node owes another anything; what is still owed after that is found by the comparison.
    func waitForQuiet() async throws {
        let deadline = ContinuousClock.now + (desks.map(\.patience).max() ?? Desk.patience)
        // What a node has handed on its neighbour owes, who may have been looked at before: only what is found quiet
        // again and again, once for each tier, is.
        var quietLooks = 0
        while quietLooks < 4, ContinuousClock.now < deadline {
            quietLooks = try await isQuiet() ? quietLooks + 1 : 0
            // Acknowledgements are no events, so there is nothing to wait on.
            if quietLooks == 0 { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    private func isQuiet() async throws -> Bool {
        for desk in desks where try await desk.read("outbox")["total"]?.integer != 0 { return false }
        return true
    }

    private func ancestors(of code: String) -> [String] {
        let direct = uppers[code] ?? []
        return direct + direct.flatMap { ancestors(of: $0) }
    }
}
