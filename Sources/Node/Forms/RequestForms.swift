import HotlineCore
import WorkCalendar

/// The forms of what an assignee asks for, and of the papers that go with it.
enum RequestForms {
    /// 延期申请. What the rule book needs beside the date is the core's to name.
    static func askExtension(_ form: FormReader) -> AskExtension {
        AskExtension(
            until: form.day("until"), reason: form.optionalText("reason") ?? "", basis: form.optionalText("basis"),
            consent: form.optionalText("consent"), petitionerTold: form.optionalFlag("petitionerTold"))
    }

    /// 挂账申请.
    static func askDeferral(_ form: FormReader) -> AskDeferral {
        AskDeferral(
            until: form.day("until"), reason: form.text("reason"), progress: form.text("progress"),
            measures: form.text("measures"), plan: form.text("plan"), responsible: form.text("responsible"),
            petitionerTold: form.optionalFlag("petitionerTold"))
    }

    /// 销号.
    static func strikeOff(_ form: FormReader) -> StrikeOff {
        StrikeOff(
            result: form.text("result"), petitionerSigned: form.text("petitionerSigned"),
            signedOn: form.day("signedOn"), leader: form.text("leader"), consent: form.text("consent"))
    }

    /// 履责意见.
    static func opinion(_ form: FormReader) -> DutyOpinion {
        DutyOpinion(
            statement: form.text("statement"), approvedBy: form.text("approvedBy"), signedOn: form.day("signedOn"),
            copiedTo: form.text("copiedTo"), sealedBy: form.optionalText("sealedBy"))
    }

    /// 疑难复杂事项 and how its units were decided.
    static func settlement(_ form: FormReader) -> Settlement {
        Settlement(
            decidedBy: form.text("decidedBy"),
            opinions: form.has("opinions")
                ? form.objects("opinions") { Settlement.Opinion(by: $0.text("by"), text: $0.text("text")) } : [])
    }

    /// 其他渠道补录: all three of its fields, or none.
    static func elsewhere(_ form: FormReader) -> ReportedElsewhere? {
        let occurredAt = form.optionalMoment("occurredAt")
        let texts = [form.optionalText("channel"), form.optionalText("reportedBy")]
        guard form.hasAll(of: ["occurredAt", "channel", "reportedBy"]) else { return nil }
        guard let occurredAt, let channel = texts[0], let person = texts[1] else { return nil }
        return ReportedElsewhere(occurredAt: occurredAt, channel: channel, reportedBy: person)
    }

    /// 更正.
    static func correct(_ form: FormReader) -> Correct {
        Correct(
            kind: form.optionalChoice("kind", MatterKind.self), emergency: form.optionalFlag("emergency"),
            massOutage: form.optionalFlag("massOutage"),
            title: form.optionalText("title"), content: form.optionalText("content"),
            place: form.optionalText("place"), occurredAt: form.optionalText("occurredAt"),
            category: form.optionalText("category"), reason: form.text("reason"))
    }

    /// 督办.
    static func supervise(_ form: FormReader) -> Supervise {
        var supervise = superviseShare(form)
        supervise.assignment = form.has("assignment")
            ? form.named("assignment", AssignmentID.self, expected: "派单编号") : nil
        return supervise
    }

    /// 督办 of a share that is named elsewhere.
    static func superviseShare(_ form: FormReader) -> Supervise {
        Supervise(
            means: form.text("means"), text: form.text("text"), approvedBy: form.optionalText("approvedBy"),
            trigger: form.optionalText("trigger"), answerDue: form.optionalDay("answerDue"))
    }
}
