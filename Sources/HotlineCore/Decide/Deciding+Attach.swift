extension Deciding {
    /// 添加附件. What a unit adds belongs to its share and goes up as evidence (ZZ23-20); what belongs to the matter goes
    /// both ways.
    mutating func attach(_ attach: Attach) throws(Refusal) {
        try require(["name": attach.name], nil)
        if attach.cleared { try mayClear(attach) }
        guard ticket.attachment(attach.digest) == nil else {
            throw Refusal(.notNow, "工单已有内容相同的附件", cure: "无需再次上传")
        }
        record(added(Attachment(
            digest: attach.digest, size: attach.size, mediaType: attach.mediaType, kind: attach.kind,
            name: attach.name, assignment: try share(for: attach.assignment), cleared: attach.cleared,
            original: attach.original, by: actor, at: context.now)))
    }

    /// An attachment that another node sent; `assignment` is ours that it proves, nil for one of the matter.
    mutating func receive(_ attachment: Attachment, of assignment: AssignmentID?) throws(Refusal) {
        try attachment.requireSound()
        var attachment = attachment
        attachment.assignment = assignment
        record(added(attachment))
    }

    private func added(_ attachment: Attachment) -> Change {
        .attached(Attached(
            attachment: attachment, tells: ticket.goesDown(attachment) ? openNodeAssignments : []))
    }

    /// The share that an attachment belongs to: the one named, for a unit its own.
    private func share(for named: AssignmentID?) throws(Refusal) -> AssignmentID? {
        if actor.role == .unit {
            let own = ticket.assignments.filter { $0.assignee.unit != nil && $0.assignee.unit == actor.unit }
            guard let share = named.map({ id in own.first { $0.id == id } }) ?? own.last else {
                throw Refusal(.notAuthorised, "该派单不属于本单位", cure: "附件只能添加到本单位的派单")
            }
            return share.id
        }
        guard let named else { return nil }
        guard named == ticket.order?.assignment || ticket.assignment(named) != nil else {
            throw Refusal(.unknownAssignment, "工单没有派单\(named)", cure: "核对派单编号")
        }
        return named
    }

    private func mayClear(_ attach: Attach) throws(Refusal) {
        guard actor.role != .unit else {
            throw Refusal(.notAuthorised, "承办单位不能确认附件可以外发", cure: "由热线人员确认")
        }
        guard attach.kind.mayBeCleared else {
            throw Refusal(
                .invalidField, "\(attach.kind.displayName)类附件不能确认外发", article: "泽政办函〔2023〕11号第八条",
                cure: "保密诉求人的身份和联系凭证只留在受理节点")
        }
    }
}

extension Attachment {
    /// Within what any node takes from another: a short name on one line, a size that can be.
    func requireSound() throws(Refusal) {
        guard isSound else {
            throw Refusal(.invalidField, "附件的名称或大小不在合理范围内", cure: "发送方核对附件")
        }
    }

    private var isSound: Bool {
        (1...255).contains(name.utf8.count) && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
            && (1...(1 << 40)).contains(size) && mediaType.utf8.count <= 127
    }
}
