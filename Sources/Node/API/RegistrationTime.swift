import HTTPServer
import WorkCalendar

extension ListParameters {
    /// When tickets were registered (登记时间): from a day or moment on, and before another. A day is its first moment at
    /// the hotline, so that `2026-11-01` and `2026-12-01` bound November, the last day with it. Nothing was registered
    /// in a time that ends where it begins, or before.
    func registrationTime() throws(APIProblem) -> Range<Int64>? {
        let from = try dayOrMoment("registeredFrom")
        let before = try dayOrMoment("registeredBefore")
        guard from != nil || before != nil else { return nil }
        let first = from ?? .min
        return first..<max(first, before ?? .max)
    }

    private func dayOrMoment(_ name: String) throws(APIProblem) -> Int64? {
        guard let text = query(name) else { return nil }
        if let day = Day(text) { return day.start.milliseconds }
        if let moment = Moment(text) { return moment.milliseconds }
        throw .invalidQuery(name, "日期（2026-11-21，北京时间）或带时区的时间（RFC 3339）")
    }
}

extension JSONSchema {
    /// A calendar day at +08:00, which is its first moment, or RFC 3339 with a zone.
    static let dayOrMoment = JSONSchema(["anyOf": .list([day.json, moment.json])])
}
