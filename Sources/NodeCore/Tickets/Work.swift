import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

/// One input being worked on inside its transaction: what entry points share, and the effects they gather.
///
/// Confined to the thread and the life of its transaction.
final class Work {
    let settings: NodeSettings
    let transaction: StorageTransaction
    let now: Moment
    var effects = Effects()
    /// The nodes above with the streams to them, for the many events that are passed on.
    private(set) lazy var feeds = settings.upperNodes.map { (node: $0, stream: StreamKey(peer: $0, stream: .feed)) }
    /// The source read last: events of one come in a row.
    private var speaker: (source: String, node: NodeCode?)?

    init(_ core: NodeCore, _ transaction: StorageTransaction, at now: Moment) {
        settings = core.settings
        self.transaction = transaction
        self.now = now
    }

    /// This node's record as this transaction sees it.
    var node: NodeRecord {
        get throws { try NodeRecord.current(in: transaction) }
    }

    /// The working-day calendar as this transaction sees it: the program's own years and the imported ones.
    var calendar: WorkCalendar {
        get throws { try CalendarStore.current(over: settings.calendar, in: transaction) }
    }

    /// The node that a `source` names; nil where it names none.
    func node(source: String) -> NodeCode? {
        if let speaker, speaker.source == source { return speaker.node }
        let node = NodeCode(source: source)
        speaker = (source, node)
        return node
    }

    /// Draws the next number of this generation.
    func drawCounter() throws -> Int64 {
        try NodeRecord.update(in: transaction) { $0.drawCounter() }
    }

    /// Throws while the node is read-only after a restore.
    func requireWritable() throws {
        guard try node.mode == .normal else { throw Problem(.nodeRestored) }
    }
}
