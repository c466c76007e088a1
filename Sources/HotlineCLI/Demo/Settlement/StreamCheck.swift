/// Each stream of a node against its receiver: all was acknowledged, the receiver has what was acknowledged, and
/// nothing lies aside.
struct StreamCheck: Sendable {
    let sender: NodeBook
    let all: [NodeBook]

    var findings: Settlement {
        var settlement = Settlement()
        for peer in sender.peers {
            if peer.text("state") == "suspended" {
                let reason = peer["suspended"]?.line ?? ""
                settlement.different.append("\(sender.name)与 \(peer.text("code")) 的链路停住了：\(reason)")
            }
            for stream in peer.list("streams") where stream.text("direction") == "out" {
                check(stream, to: peer.text("code"), &settlement)
            }
        }
        settlement.lost += sender.deadLetters.map { "\(sender.name)的死信：\($0.line)" }
        settlement.lost += sender.parked.map { "\(sender.name)搁置的消息：\($0.line)" }
        return settlement
    }

    private func check(_ stream: JSONValue, to code: String, _ settlement: inout Settlement) {
        let (next, acknowledged) = (stream["next"]?.integer ?? 0, stream["acknowledged"]?.integer ?? 0)
        settlement.messages += acknowledged
        let name = "\(sender.name)发往 \(code) 的 \(stream.text("name")) 流"
        if next - 1 > acknowledged { settlement.lost.append("\(name)还有 \(next - 1 - acknowledged) 条未确认") }
        guard let receiver = all.first(where: { $0.code == code }), acknowledged > 0 else { return }
        let theirs = receiver.peers.first { $0.text("code") == sender.code }?.list("streams") ?? []
        let applied = theirs.first { $0.text("direction") == "in" && $0["name"] == stream["name"] }
        let highest = applied?["highest"]?.integer ?? 0
        if highest != acknowledged { settlement.different.append("\(name)确认到 \(acknowledged)，对方到 \(highest)") }
    }
}
