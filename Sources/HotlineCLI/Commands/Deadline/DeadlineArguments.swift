import HotlineCore
import WorkCalendar

/// A moment on the command line: RFC 3339 with its offset; the seconds may be left out.
struct MomentArgument: OptionValue, Equatable {
    let moment: Moment

    init?(argument: String) {
        // What is counted from there must end within years of four digits.
        guard let moment = Moment(argument) ?? Moment(Self.withSeconds(argument)),
            (1_900...9_000).contains(moment.day.year)
        else { return nil }
        self.moment = moment
    }

    static var expected: String { "a time of 1900 to 9000 with its offset such as 2026-09-18T16:00+08:00" }

    /// `2026-09-18T16:00+08:00` with `:00` after the minutes.
    private static func withSeconds(_ text: String) -> String {
        let minutes = "2026-09-18T16:00".count
        return text.prefix(minutes) + ":00" + text.dropFirst(minutes)
    }
}

extension MatterKind: OptionValue {
    static let choices = allCases.map(\.rawValue).joined(separator: ", ")

    init?(argument: String) { self.init(rawValue: argument) }
    static var expected: String { "one of \(choices)" }
    package static var words: [String] { allCases.map(\.rawValue) }
}

extension LimitName: OptionValue {
    static let choices = allCases.map(\.rawValue).joined(separator: ", ")

    init?(argument: String) { self.init(rawValue: argument) }
    static var expected: String { "one of \(choices)" }
    package static var words: [String] { allCases.map(\.rawValue) }
}
