import HotlineCore
import Synchronization

/// Prints steps as they happen and keeps the figures of the matter that is being played.
final class HopPrinter: Sendable {
    /// The figures of one matter.
    struct Figures: Sendable {
        var number = 0
        var began = ContinuousClock.now
        var steps = 0
        var slowest: Duration?
    }

    private let terminal: Terminal
    private let text: HopText
    private let figures = Mutex(Figures())

    init(names: [String: String], on terminal: Terminal) {
        self.terminal = terminal
        text = HopText(names: names)
    }

    /// A matter begins: its heading.
    func begin(_ number: Int, _ script: any MatterScript) {
        figures.withLock { $0 = Figures(number: number) }
        guard terminal.language == .text else { return }
        let matter = script.matter
        terminal.print("""

            \(terminal.styled("\(number). \(script.title)", .heading))
               \(matter.kind.displayName) · \(matter.channel.displayName) · \(matter.title)

            """)
    }

    /// A step has happened.
    func show(_ hop: Hop) {
        let figures = figures.withLock { figures in
            figures.steps += 1
            if hop.isOverWire, let latency = hop.latency { figures.slowest = max(latency, figures.slowest ?? .zero) }
            return figures
        }
        switch terminal.language {
        case .json: terminal.print(record: text.record(hop, matter: figures.number))
        case .text: terminal.print(text.line(hop, elapsed: .now - figures.began, on: terminal))
        }
    }

    /// Something was done to the network itself.
    func remark(_ words: String) {
        let (number, began) = figures.withLock { ($0.number, $0.began) }
        switch terminal.language {
        case .json:
            terminal.print(record: .object(["remark": .object(["matter": .integer(number), "text": .string(words)])]))
        case .text:
            let elapsed = "\(HopText.seconds(.now - began)) s".padded(to: 9, .right)
            terminal.print("\(elapsed)  \(terminal.styled(words, .warning))")
        }
    }

    /// The matter is over; `failure` says why it did not end as it should.
    func end(_ failure: Failure?) {
        let figures = figures.withLock { $0 }
        let duration = ContinuousClock.now - figures.began
        let slowest = figures.slowest.map { "，最慢一跳 \(HopText.milliseconds($0))" } ?? ""
        switch terminal.language {
        case .json:
            terminal.print(record: .object(["matter": .object([
                "number": .integer(figures.number), "ok": .bool(failure == nil), "hops": .integer(figures.steps),
                "slowestMs": figures.slowest.map { .rounded($0.inMilliseconds, digits: 2) } ?? .null,
                "seconds": .rounded(duration.inSeconds, digits: 3),
                "cause": failure.map { .string($0.cause) } ?? .null,
            ])]))
        case .text:
            let figuresText = "\(figures.steps) 步\(slowest)，用时 \(HopText.seconds(duration)) s"
            let mark = failure == nil ? terminal.styled("✓", .good) : terminal.styled("✗", .bad)
            terminal.print("\n   \(mark) \(failure?.cause.printable ?? figuresText)")
        }
    }
}
