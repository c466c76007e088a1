extension Order {
    /// The order's stable name, the middle of its CloudEvents type.
    package var name: String {
        switch self {
        case .dispatched: "assignment.dispatched"
        case .returnApproved: "return.approved"
        case .returnRefused: "return.refused"
        case .completionApproved: "completion.approved"
        case .completionRefused: "completion.refused"
        case .redoOrdered: "redo.ordered"
        case .withdrawn: "assignment.withdrawn"
        case .supplemented: "ticket.supplemented"
        case .attached: "attachment.enclosed"
        case .extensionApproved: "extension.approved"
        case .extensionRefused: "extension.refused"
        case .deferralApproved: "deferral.approved"
        case .deferralRefused: "deferral.refused"
        case .corrected: "ticket.corrected"
        case .limitMoved: "limit.moved"
        case .assistanceReported: "assistance.reported"
        case .closed: "assignment.closed"
        }
    }

    /// What the order carries.
    package var payload: any Encodable {
        switch self {
        case .dispatched(let matter): matter
        case .returnApproved(let remark), .returnRefused(let remark), .completionApproved(let remark),
            .completionRefused(let remark), .redoOrdered(let remark), .withdrawn(let remark), .closed(let remark),
            .extensionApproved(let remark), .extensionRefused(let remark), .deferralApproved(let remark),
            .deferralRefused(let remark), .limitMoved(let remark):
            remark
        case .corrected(let matter): matter
        case .supplemented(let supplement): supplement
        case .attached(let attachment): attachment
        case .assistanceReported(let contribution): contribution
        }
    }

    /// Each name with the reader of its payload.
    package static let readers: [String: @Sendable (any Decoder) throws -> Order] = [
        "assignment.dispatched": reader(Order.dispatched),
        "return.approved": reader(Order.returnApproved),
        "return.refused": reader(Order.returnRefused),
        "completion.approved": reader(Order.completionApproved),
        "completion.refused": reader(Order.completionRefused),
        "redo.ordered": reader(Order.redoOrdered),
        "assignment.withdrawn": reader(Order.withdrawn),
        "ticket.supplemented": reader(Order.supplemented),
        "attachment.enclosed": reader(Order.attached),
        "extension.approved": reader(Order.extensionApproved),
        "extension.refused": reader(Order.extensionRefused),
        "deferral.approved": reader(Order.deferralApproved),
        "deferral.refused": reader(Order.deferralRefused),
        "ticket.corrected": reader(Order.corrected),
        "limit.moved": reader(Order.limitMoved),
        "assistance.reported": reader(Order.assistanceReported),
        "assignment.closed": reader(Order.closed),
    ]
}

extension Report {
    /// The report's stable name, the middle of its CloudEvents type.
    package var name: String {
        switch self {
        case .signed: "assignment.signed"
        case .returnAsked: "return.asked"
        case .progressed: "assignment.progressed"
        case .extensionAsked: "extension.asked"
        case .deferralAsked: "deferral.asked"
        case .struckOff: "deferral.struckOff"
        case .completionSubmitted: "completion.submitted"
        case .attached: "attachment.reported"
        }
    }

    /// What the report carries.
    package var payload: any Encodable {
        switch self {
        case .signed(let signed): signed
        case .returnAsked(let request): request
        case .progressed(let note): note
        case .extensionAsked(let request): request
        case .deferralAsked(let request): request
        case .struckOff(let strikeOff): strikeOff
        case .completionSubmitted(let form): form
        case .attached(let attachment): attachment
        }
    }

    /// Each name with the reader of its payload.
    package static let readers: [String: @Sendable (any Decoder) throws -> Report] = [
        "assignment.signed": reader(Report.signed),
        "return.asked": reader(Report.returnAsked),
        "assignment.progressed": reader(Report.progressed),
        "extension.asked": reader(Report.extensionAsked),
        "deferral.asked": reader(Report.deferralAsked),
        "deferral.struckOff": reader(Report.struckOff),
        "completion.submitted": reader(Report.completionSubmitted),
        "attachment.reported": reader(Report.attached),
    ]
}
