import HTTPServer
import WorkCalendar

extension ListParameters {
    /// When tickets were registered (登记时间): from a day or moment on, and before another. A day is its first moment at
    /// the hotline, so that `2026-11-01` and `2026-12-01` bound November, the last day with it.
    func registrationTime() throws(APIProblem) -> Range<Int64>? {
        let from = try dayOrMoment("registeredFrom")
        let before = try dayOrMoment("registeredBefore")
        guard from != nil || before != nil else { return nil }
        let (first, end) = (from ?? .min, before ?? .max)
        // Nothing could be found so: it was typed wrongly.
        guard first < end else { throw .invalidQuery("registeredBefore", "晚于 registeredFrom 的日期或时间") }
        return first..<end
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
