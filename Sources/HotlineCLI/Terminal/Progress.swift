/// One line that tells how far long work is, rewritten in place; silent where nobody watches.
struct Progress: Sendable {
    private let terminal: Terminal

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    func show(_ text: String) {
        guard terminal.showsProgress else { return }
        let line = terminal.width.map { text.truncated(to: $0 - 1) } ?? text
        terminal.remark("\r\u{1B}[K\(line)")
    }

    /// Wipes the line, so that the result stands alone.
    func clear() {
        guard terminal.showsProgress else { return }
        terminal.remark("\r\u{1B}[K")
    }
}
