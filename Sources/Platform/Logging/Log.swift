import Glibc

/// The structured log: one line an event, an event's name and fields, no prose that varies.
package struct Log: Sendable {
    /// How much an event matters.
    package enum Level: Int, Sendable, Comparable, CaseIterable {
        case debug, info, notice, warning, error

        package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// How lines are written.
    package enum Format: Sendable {
        /// JSON, one object a line: for collectors.
        case json
        /// For people.
        case plain
    }

    private let level: Level
    private let format: Format
    private let clock: any Clock
    private let context: [(key: String, value: LogValue)]
    private let write: @Sendable (String) -> Void

    /// A log of events from `level` up. Lines go to `write` whole, with their newline; to standard error by default.
    package init(
        level: Level = .info, format: Format = .plain, clock: any Clock = SystemClock(),
        write: @escaping @Sendable (String) -> Void = Log.standardError
    ) {
        self.init(level: level, format: format, clock: clock, context: [], write: write)
    }

    private init(
        level: Level, format: Format, clock: any Clock, context: [(key: String, value: LogValue)],
        write: @escaping @Sendable (String) -> Void
    ) {
        self.level = level
        self.format = format
        self.clock = clock
        self.context = context
        self.write = write
    }

    /// The same log with `fields` on every line.
    package func with(_ fields: KeyValuePairs<String, LogValue>) -> Log {
        Log(
            level: level, format: format, clock: clock, context: context + fields.map { (key: $0, value: $1) },
            write: write)
    }

    /// What helps to find a fault and nobody needs otherwise. `event` is a stable word with dots, such as
    /// `pull.failed`.
    package func debug(_ event: StaticString, _ fields: KeyValuePairs<String, LogValue> = [:]) {
        log(.debug, event, fields)
    }

    /// What happens in the ordinary course.
    package func info(_ event: StaticString, _ fields: KeyValuePairs<String, LogValue> = [:]) {
        log(.info, event, fields)
    }

    /// What is ordinary and rare: a start, a restore, a link suspended by an operator.
    package func notice(_ event: StaticString, _ fields: KeyValuePairs<String, LogValue> = [:]) {
        log(.notice, event, fields)
    }

    /// What the node copes with and a person should know.
    package func warning(_ event: StaticString, _ fields: KeyValuePairs<String, LogValue> = [:]) {
        log(.warning, event, fields)
    }

    /// What the node could not do and a person has to see to.
    package func error(_ event: StaticString, _ fields: KeyValuePairs<String, LogValue> = [:]) {
        log(.error, event, fields)
    }

    /// Writes one event. Its name is a literal: what varies belongs into the fields.
    package func log(_ level: Level, _ event: StaticString, _ fields: KeyValuePairs<String, LogValue>) {
        guard level >= self.level else { return }
        let time = Timestamp.text(milliseconds: clock.wallMilliseconds)
        var line: String
        switch format {
        case .json:
            line = "{\"time\":\"\(time)\",\"level\":\"\(level)\",\"event\":\(LogValue.quoted(event.description))"
            for (key, value) in context { line += ",\(LogValue.quoted(key)):\(value.json)" }
            for (key, value) in fields { line += ",\(LogValue.quoted(key)):\(value.json)" }
            line += "}\n"
        case .plain:
            line = "\(time) \(level) \(event)"
            for (key, value) in context { line += " \(key)=\(value.plain)" }
            for (key, value) in fields { line += " \(key)=\(value.plain)" }
            line += "\n"
        }
        write(line)
    }

    /// Writes the line in one call, so that lines of several threads do not mix. Lost if standard error is closed.
    package static let standardError: @Sendable (String) -> Void = { line in
        var line = line
        line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
