import HotlineCore
import WorkCalendar

extension JSONWriter {
    /// What is left of a limit, as number and in words: lists and the explanation of a limit say the same.
    mutating func left(of limit: Limit, at now: Moment, _ calendar: WorkCalendar) {
        let left = Remaining(limit.rule, until: limit.due, at: now, calendar)
        key("remaining")
        object { writer in
            writer.member("amount", left.amount)
            writer.member("unit", left.unit.rawValue)
        }
        member("text", left.text)
    }
}

extension JSONSchema {
    /// What is left of a limit: whole units, below zero once it has passed.
    static let remaining = object([
        .always("amount", JSONSchema(["type": "integer"]).example(2), "How many"),
        .always("unit", .text("workingDay"), "Of what, as the rule counts"),
    ])

    /// The same as operators read it.
    static let remainingText = text("剩 2 个工作日 · 11月25日 24:00 前")
}
