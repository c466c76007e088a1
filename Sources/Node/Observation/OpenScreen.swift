/// One stream's place among those that say what is open. Ends once, with the stream or with the answer that was never
/// begun.
final class OpenScreen: Sendable {
    let id: UInt64
    private let open: OpenTickets

    init(for caller: Caller, on open: OpenTickets) {
        self.open = open
        id = open.begin(for: caller.person)
    }

    deinit { end() }

    /// What was open on it is so no more.
    func end() { open.end(id) }
}
