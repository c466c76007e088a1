import Foundation
import Storage

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
        guard !ticket.agrees(with: copy) else { return }
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
    /// What differs by right between a ticket's owner and a mirror: who may do what with it, how much of the petitioner
    /// is shown, what only the owner derives, what else each knows of the same matter, which contents lie where.
    private static let hidden: Set = [
        "petitioner", "actions", "orderActions", "assigneeName", "unitNames", "firstResponsible", "repeats",
        "repeatsOf", "repeatedBy", "isHere",
    ]

    /// Whether a mirror says the same, up to the personal values that the border struck out of its texts.
    fileprivate func agrees(with copy: JSONValue) -> Bool {
        switch (self, copy) {
        case (.object(let ours), .object(let theirs)):
            let keys = Set(ours.keys).union(theirs.keys).subtracting(JSONValue.hidden)
            return keys.allSatisfy { key in
                guard let our = ours[key], let their = theirs[key] else { return false }
                return our.agrees(with: their)
            }
        case (.array(let ours), .array(let theirs)):
            return ours.count == theirs.count && zip(ours, theirs).allSatisfy { $0.agrees(with: $1) }
        case (.string(let text), .string(let struck)):
            return text == struck || JSONValue.isStruck(struck, from: text)
        default: return self == copy
        }
    }

    /// Whether a text is what is left of another where the marks stand for something.
    private static func isStruck(_ struck: String, from text: String) -> Bool {
        let parts = struck.components(separatedBy: Redaction.mark)
        guard parts.count > 1, text.hasPrefix(parts[0]) else { return false }
        var rest = text.dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.dropFirst().firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return parts[parts.count - 1].isEmpty ? !rest.isEmpty : rest.dropFirst().hasSuffix(parts[parts.count - 1])
    }
}
