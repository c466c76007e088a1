import Foundation
import HotlineCore
import Testing

/// What cannot be in a rule book is refused when it is read, with its place and the cure.
@Suite struct RuleBookCheckTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var what: String
        var with: String
        var path: String
        var book = "zezhou-2023"

        var testDescription: String { "\(path): \(with)" }
    }

    static let rows: [Row] = [
        // Unknown keys, at every depth.
        Row(what: #""format": 2"#, with: #""format": 2, "limit": {}"#, path: "limit"),
        Row(what: #""afterWindow": "refused""#, with: #""afterWindow": "refused", "x": 1"#, path: "returns.x"),
        Row(what: #""months": 6"#, with: #""months": 6, "days": 3"#, path: "deferrals.days"),
        Row(what: #""signedByHead": true"#, with: #""signedByHead": true, "sealed": true"#,
            path: "supervision.means.2.sealed"),
        // Wrong types, missing keys, unknown kinds.
        Row(what: #""months": 6"#, with: #""months": "six""#, path: "deferrals.months"),
        Row(what: #""months": 6"#, with: #""months": 6.5"#, path: "deferrals.months"),
        Row(what: #""needsAllThree": true"#, with: #""needsAllThree": 1"#, path: "revisit.needsAllThree"),
        Row(what: #""unit": "workingDay""#, with: #""unit": "week""#, path: "limits.handling.consultation.rule.unit"),
        Row(what: #""kind": "interview""#, with: #""kind": "visit""#, path: "supervision.means.1.kind"),
        Row(what: #""when": "spotCheck""#, with: #""when": "always""#, path: "supervision.triggers.2.when"),
        Row(what: #""sections": ["handling"]"#, with: #""sections": ["handling", "weather"]"#, path: "sections.1"),
        Row(what: #""takesEffect": "approval","#, with: "", path: "extensions.takesEffect"),
        // Values that cannot be.
        Row(what: #""amount": 2"#, with: #""amount": -2"#, path: "limits.handling.consultation.rule.amount"),
        Row(what: #""amount": 2"#, with: #""amount": 0"#, path: "limits.handling.consultation.rule.amount"),
        Row(what: #""dayEnds": "09:00""#, with: #""dayEnds": "25:00""#, path: "reminders.terms.0.before.dayEnds"),
        Row(what: #""months": 6"#, with: #""months": 0"#, path: "deferrals.months"),
        Row(what: #""times": 1"#, with: #""times": 0"#, path: "extensions.times"),
        Row(what: #""barredLastDaysOfMonth": 3"#, with: #""barredLastDaysOfMonth": 31"#,
            path: "extensions.barredLastDaysOfMonth"),
        Row(what: #""validMonths": 3"#, with: #""validMonths": -3"#, path: "opinions.validMonths"),
        Row(what: #""attempts": 3"#, with: #""attempts": 0"#, path: "completion.unreachable.attempts"),
        Row(what: #""unit": "hour""#, with: #""dayEnds": "09:00", "unit": "hour""#,
            path: "reminders.terms.2.before.dayEnds"),
        Row(what: #""hoursBeforeEnd": 24"#, with: #""hoursBeforeEnd": 72"#, path: "extensions.hoursBeforeEnd",
            book: "jiyuan-2024"),
        Row(what: #""most": {"#, with: #""most": {"dayEnds": "12:00", "skipsNonWorkingDays": true,"#,
            path: "extensions.longest.most.skipsNonWorkingDays"),
        Row(what: #""months": 6"#, with: #""months": 6, "article": null"#, path: "deferrals.article"),
        Row(what: #""title": "已调解成功或终止调解""#, with: #""title": " ""#, path: "revisit.exceptions.2.title"),
        // Dates reversed, no dates.
        Row(what: #""to": "2028-07-31""#, with: #""to": "2023-07-31""#, path: "validity.to"),
        Row(what: #""to": "2028-07-31""#, with: #""to": "2028-02-30""#, path: "validity.to"),
        // What excludes itself or leads nowhere.
        Row(what: #""kindLimitPlusWorkingDays": 2"#, with: """
            "kindLimitPlusWorkingDays": 2,
            "limit": {"rule": {"unit": "hour", "amount": 1}, "from": "dispatch", "article": "x"}
            """,
            path: "redo.kindLimitPlusWorkingDays", book: "jiyuan-2024"),
        Row(what: #""means": "letter""#, with: #""means": "telegram""#, path: "supervision.triggers.2.means"),
        Row(what: #""item": "noCaseReason""#, with: #""item": "nothing""#, path: "completion.form.12.unless.item"),
        Row(what: #""type": "choice""#, with: #""type": "text""#, path: "completion.form.14.choices"),
        Row(what: #""code": "mediated""#, with: #""code": "replyNotNeeded""#, path: "revisit.exceptions.2.code"),
        Row(what: #""id": "zezhou-2023""#, with: #""id": "Zezhou 2023""#, path: "id"),
        Row(what: #""sections": ["handling"]"#, with: #""sections": []"#, path: "sections"),
        Row(what: #""count": 3,"#, with: "", path: "supervision.triggers.1.count"),
    ]

    @Test(arguments: rows) func refused(row: Row) throws {
        let text = String(decoding: try RuleBookFile.embedded(row.book).data, as: UTF8.self)
        let range = try #require(text.range(of: row.what))
        let broken = text.replacingCharacters(in: range, with: row.with)
        let error = #expect(throws: RuleBookFileError.self) { try RuleBookFile(Data(broken.utf8), file: "own.json") }
        #expect(error?.file == "own.json" && error?.path == row.path, "\(error.map(String.init(describing:)) ?? "")")
        #expect(error?.cure.isEmpty == false && error?.reason.isEmpty == false)
    }

    /// A book of another section is its head alone.
    @Test func otherSections() throws {
        let text = String(decoding: try RuleBookFile.embedded("zezhou-enterprise-2026").data, as: UTF8.self)
        #expect(try RuleBookFile(Data(text.utf8), file: "x").handling == nil)
        let more = text.replacing(#""version": 1"#, with: #""version": 1, "redo": {}"#)
        #expect(throws: RuleBookFileError.self) { try RuleBookFile(Data(more.utf8), file: "x") }
        #expect(throws: RuleBookFileError.self) { try RuleBook(Data(text.utf8), file: "x") }
    }
}
