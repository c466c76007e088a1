import WorkCalendar

extension Deciding {
    /// ZZ23-9.6: repeats are linked to the earlier matter.
    mutating func link(_ link: LinkMatter) throws(Refusal) {
        try context.requireEarlierMatter(link.relatedTo)
        // A matter that is already the earlier one of the two would repeat itself.
        guard link.relatedTo != ticket.id, context.facts.earlierMatter != ticket.rootId else {
            throw Refusal(
                .invalidField, "工单\(link.relatedTo)与本工单是同一诉求，或者本身重复了本工单", cure: "关联到更早登记的另一诉求")
        }
        guard ticket.relatedTo != link.relatedTo else {
            throw Refusal(.notNow, "已关联到工单\(link.relatedTo)", cure: "无需重复关联")
        }
        record(.linked(link))
    }
}

extension Context {
    /// The shell knows a ticket of that id, of this node or of one below.
    func requireEarlierMatter(_ related: TicketID) throws(Refusal) {
        guard facts.earlierMatter != nil else {
            throw Refusal(.unknownTicket, "没有工单\(related)，不能关联", cure: "核对所关联工单的标识")
        }
    }
}

extension Intake {
    /// JY24-33: what a restricted telephone is kept from is the line itself: emergencies pass, and so does what comes
    /// in writing.
    func restriction(on matter: Matter) -> Refusal? {
        guard let restriction = context.facts.restriction, !matter.emergency, matter.channel.takesUpTheLine else {
            return nil
        }
        return Refusal(
            .callerRestricted,
            "该号码至\(restriction.ends)限制使用话务资源，由\(restriction.decidedBy)决定，理由：\(restriction.reason)",
            article: "济管办〔2024〕23号第三十三条", cure: "向来电人说明；突发事项照常登记，其他诉求可由互联网等渠道提出")
    }
}

extension Channel {
    /// 占用话务资源: somebody speaks to the caller meanwhile.
    fileprivate var takesUpTheLine: Bool { self == .telephone || self == .enterpriseLine }
}
