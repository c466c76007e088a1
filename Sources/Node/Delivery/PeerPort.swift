import NodeCore
import SyncProtocol

/// Where an outgoing stream stands in the database.
struct StreamStanding: Sendable, Equatable {
    var generation: Int64
    var epoch: String
    var acknowledged: Int64
    /// One more than the highest position handed out.
    var next: Int64
}

/// Some events of a stream, ready to be sent.
struct Consignment: Sendable, Equatable {
    /// The value of the `Hotline-Stream` header.
    var header: String
    /// The value of the `Hotline-Journal` header; nil where there is none.
    var journal: String?
    /// The events as `application/cloudevents-batch+json`, each as it is stored.
    var body: [UInt8]
    /// How many events there are.
    var count: Int
}

/// What a hello came to.
enum Greeted: Sendable, Equatable {
    /// Events may flow: each stream goes on with the position named.
    case open(generation: Int64, epoch: String, first: [StreamName: Int64])
    /// One of the two has to adopt something first: another hello follows at once, and names what this one heard.
    case again(heard: Hello?)
    /// The peer refuses this node until an operator acts.
    case refused(SyncProblem)
}

/// What delivery to one peer needs of the node: the core behind transactions in service, a script in tests.
protocol PeerPort: Sendable {
    /// Where a stream stands.
    func standing(of stream: StreamName) async throws -> StreamStanding
    /// The problem for which the link was suspended; nil where it is not.
    func suspension() async throws -> SyncProblem?
    /// The body of our hello.
    ///
    /// - Parameter heard: the peer's hello that was read last in this exchange.
    func greeting(after heard: Hello?) async throws -> [UInt8]
    /// The peer's answer to it.
    func greeted(status: Int, body: [UInt8]) async throws -> Greeted
    /// Events from a position on, within both bounds and at least one; nil where there are none.
    func batch(_ stream: StreamName, from first: Int64, maxEvents: Int, maxBytes: Int) async throws -> Consignment?
    /// The peer has confirmed all up to a position and refuses some for good.
    func delivered(_ stream: StreamName, through position: Int64, refused: [StreamRefusal]) async throws
    /// The same with nothing refused, while more is sent: put on record later. If that is lost the next time says it
    /// too, and what goes out again costs the peer nothing.
    func confirmed(_ stream: StreamName, through position: Int64)
    /// The peer named contents of attachments that it lacks.
    func wanted(_ digests: [String]) async throws
    /// Gives the event at a position up for an operator to decide.
    func setAside(_ stream: StreamName, position: Int64, problem: SyncProblem) async throws
    /// Raises an alarm about the peer.
    func alarm(_ problem: SyncProblem) async throws
    /// Raises an alarm that a stream from the peer is stuck at the same messages, or with nil closes it.
    func fetchingFails(_ stream: StreamName, cause: String?) async throws
    /// Rests the link until an operator resumes it.
    func suspend(_ problem: SyncProblem) async throws
    /// Puts the beginning of an outage on record, with how the peer failed.
    func outageBegan(cause: String) async throws
    /// Puts its end on record.
    func outageEnded() async throws
}
