extension Deciding {
    /// 派单 to one, to several independent, or to a lead with assisting ones; units and peer nodes alike.
    mutating func dispatch(_ dispatch: Dispatch) throws(Refusal) {
        try refuseWhileReturnAsked(.dispatch)
        guard !dispatch.shares.isEmpty else {
            throw .missing(["assignments"], TicketRule.row(for: .dispatch)?.article)
        }
        for share in dispatch.shares { try requireKnown(share) }
        if let settlement = dispatch.settlement {
            try require(["settlement.decidedBy": settlement.decidedBy], "泽政办函〔2023〕11号第十五条")
        }
        try requireFitting(dispatch.shares)
        let departure = try departure(dispatch)
        acceptIfRegistered()
        signOrder()
        var made: [Assignment] = []
        for (offset, share) in dispatch.shares.enumerated() {
            made.append(assignment(
                share, number: ticket.assignments.count + 1 + offset, dispatch.settlement))
        }
        record(.dispatched(Dispatched(assignments: made, departure: departure)))
    }

    private func assignment(_ share: Dispatch.Share, number: Int, _ settlement: Settlement?) -> Assignment {
        Assignment(
            id: AssignmentID(ticket: ticket.id, number: number), assignee: share.assignee, role: share.role, round: 1,
            state: .dispatched, dispatchedAt: context.now, note: share.note,
            signLimit: context.signLimit(from: context.now),
            handlingLimit: context.handlingLimit(ticket, dispatchedAt: context.now, signedAt: nil), signedAt: nil,
            signedLate: false, firstReceivedAt: nil, below: nil, returnRequest: nil, extensions: [], deferral: nil,
            settlement: settlement, replaced: false, forwards: [], progress: [],
            contacts: [], completion: nil, completedAt: nil, completedLate: false, sent: 0, received: 0)
    }

    /// ZZ23-11, ZZ20-2.3.2: the units that the principles name, where the shares go to none of them. What was decided
    /// after a dispute, and what goes to a node below, is no departure.
    private func departure(_ dispatch: Dispatch) throws(Refusal) -> Dispatched.Departure? {
        guard let terms = context.ruleBook.dispatch, dispatch.settlement == nil else { return nil }
        let grounds = context.facts.grounds(for: ticket.matter, by: terms)
        let units = dispatch.shares.compactMap(\.assignee.unit)
        guard !grounds.isEmpty, units.count == dispatch.shares.count else { return nil }
        guard !grounds.contains(where: { units.contains($0.unit) }) else { return nil }
        let names = grounds.map { "\(context.facts.units[$0.unit]?.name ?? $0.unit.rawValue)（\($0.text)）" }
        if terms.departureNeedsReason, !isFilled(dispatch.reason) {
            throw Refusal(
                .missingFields, "应先派\(names.joined(separator: "、"))", missing: ["reason"], article: terms.article,
                cure: "改派上述单位，或填写不按该原则派单的理由")
        }
        var seen: Set<UnitID> = []
        let passed = grounds.map(\.unit).filter { seen.insert($0).inserted }
        return Dispatched.Departure(from: passed, reason: dispatch.reason)
    }

    private func requireKnown(_ share: Dispatch.Share) throws(Refusal) {
        switch share.assignee {
        case .unit(let id):
            guard let unit = context.facts.units[id], unit.active else {
                throw Refusal(.unknownUnit, "没有在用的承办单位“\(id)”", cure: "从承办单位名单中选择")
            }
            guard !unit.linked || share.role == .assisting else {
                throw Refusal(
                    .impossibleShares, "联动单位“\(unit.name)”只能会办", article: "泽政办函〔2023〕11号第三条",
                    cure: "由承办单位主办，联动单位会办")
            }
        case .node(let code):
            guard context.facts.lowerNodes.contains(code) else {
                throw Refusal(.unknownNode, "“\(code)”不是本节点的下级节点", cure: "从下级节点名单中选择")
            }
        }
    }

    /// ZZ23-10.3, 10.4: after this dispatch either all shares are independent, or one lead has assisting ones.
    private func requireFitting(_ shares: [Dispatch.Share]) throws(Refusal) {
        let standing = ticket.assignments.filter { $0.state.isOpen || $0.state == .completed }
        let roles = standing.map(\.role) + shares.map(\.role)
        let assignees = standing.map(\.assignee) + shares.map(\.assignee)
        let article = "泽政办函〔2023〕11号第十条第三项、第四项"
        guard Set(assignees).count == assignees.count else {
            throw Refusal(.impossibleShares, "同一承办方被派单两次", article: article, cure: "每个承办方只派一单")
        }
        let leads = roles.count { $0 == .lead }
        let assisting = roles.count { $0 == .assisting }
        let soles = roles.count - leads - assisting
        guard leads + assisting == 0 || (leads == 1 && assisting > 0 && soles == 0) else {
            throw Refusal(
                .impossibleShares, "派单角色不成立：主办\(leads)个、会办\(assisting)个、独立承办\(soles)个", article: article,
                cure: "各自独立承办，或一个主办加会办")
        }
    }
}
