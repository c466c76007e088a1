/// Each ticket of a node against the mirror of a node above it: there once, as new, and with the same content.
struct MirrorCheck: Sendable {
    let owner: NodeBook
    let mirror: NodeBook

    var findings: Settlement {
        var settlement = Settlement()
        let held = Dictionary(grouping: mirror.mirrors) { $0.text("id") }
        for ticket in owner.tickets {
            let id = ticket.text("id")
            let copies = held[id] ?? []
            guard let copy = copies.first else {
                settlement.lost.append("\(mirror.name)没有\(owner.name)的工单 \(id)")
                continue
            }
            if copies.count > 1 { settlement.doubled.append("\(mirror.name)有 \(copies.count) 份\(owner.name)的工单 \(id)") }
            compare(ticket, copy, &settlement)
            compareTimelines(of: id, &settlement)
        }
        let own = Set(owner.tickets.map { $0.text("id") })
        for copy in mirror.mirrors where copy.text("owner") == owner.code && !own.contains(copy.text("id")) {
            settlement.different.append("\(mirror.name)有\(owner.name)没有的工单 \(copy.text("id"))")
        }
        return settlement
    }

    private func compare(_ ticket: JSONValue, _ copy: JSONValue, _ settlement: inout Settlement) {
        let id = ticket.text("id")
        guard ticket["generation"] == copy["generation"], ticket["revision"] == copy["revision"] else {
            settlement.lost.append(
                "\(id) 在\(owner.name)为第 \(ticket.text("revision")) 版，在\(mirror.name)为第 \(copy.text("revision")) 版")
            return
        }
        let isStruck = ticket.isTrue("petitioner", "confidential")
        guard ticket.comparable(withText: !isStruck) != copy.comparable(withText: !isStruck) else { return }
        settlement.different.append("\(id) 第 \(ticket.text("revision")) 版在\(owner.name)和\(mirror.name)内容不同")
    }

    private func compareTimelines(of id: String, _ settlement: inout Settlement) {
        let (ours, theirs) = (owner.timelines[id] ?? [], mirror.timelines[id] ?? [])
        for (book, revisions) in [(owner, ours), (mirror, theirs)] where Set(revisions).count < revisions.count {
            settlement.doubled.append("\(id) 的流程记录在\(book.name)有重复")
        }
        let missing = Set(ours).subtracting(theirs)
        if !missing.isEmpty { settlement.lost.append("\(id) 的流程记录在\(mirror.name)缺 \(missing.count) 条") }
    }
}

extension JSONValue {
    /// A ticket without what differs by right between its owner and a mirror: who may do what with it, and how much of
    /// the petitioner is shown. The border strikes personal values out of a confidential petitioner's text, so that
    /// there only what is no text remains.
    fileprivate func comparable(withText: Bool) -> JSONValue {
        switch self {
        case .object(let members):
            let hidden: Set = ["petitioner", "actions"]
            let shown = members.filter { !hidden.contains($0.key) }
            return .object(shown.mapValues { $0.comparable(withText: withText) })
        case .array(let elements): return .array(elements.map { $0.comparable(withText: withText) })
        case .string where !withText: return .null
        default: return self
        }
    }
}
