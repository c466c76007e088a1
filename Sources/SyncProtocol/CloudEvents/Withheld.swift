/// The notice that takes the position of a message set aside as a dead letter (死信), so that the receiver's positions
/// and chain go on without it. It enters the chain with the key of the message it stands for: should the peer have
/// applied that message after all, the chains still agree. That key is not remembered as seen; a requeued message comes
/// at a new position with its old id and is decided afresh.
package enum Withheld {
    package static let type = "cn.hotline.message.withheld.v1"

    /// The notice's event.
    /// - Parameters:
    ///   - id: an id of its own.
    ///   - source: the sending node.
    ///   - message: the key of the message set aside.
    package static func notice(
        id: NodeEventID, source: NodeSource, time: String, message: EventKey, problem: Problem
    ) -> EventBuilder {
        var data = JSONCanonicaliser()
        data.output.append(contentsOf: Array("{\"id\":".utf8))
        data.write(message.id)
        data.output.append(contentsOf: Array(",\"problem\":".utf8))
        data.write(problem.type)
        data.output.append(contentsOf: Array(",\"source\":".utf8))
        data.write(message.source)
        data.output.append(0x7D)
        return EventBuilder(
            key: EventKey(source: source.description, id: id.description), type: type, time: time, data: data.output)
    }
}
