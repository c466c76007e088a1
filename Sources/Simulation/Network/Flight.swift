import NodeCore
import Storage
import SyncProtocol

/// A request between nodes, from its sending to its answer.
struct Flight {
    enum Content {
        case hello(Hello)
        /// Events; the key names the receiver and the stream.
        case batch(StreamKey, Parcel)
        /// A node that fetches asks; the key names the holder and the stream.
        case pull(StreamKey, PullRequest)
    }

    /// A request or answer with events, as it travels.
    struct Parcel {
        /// The value of `Hotline-Stream`, and that of `Hotline-Journal` where there is one.
        var header: String
        var journal: String?
        var body: [UInt8]

        init(_ batch: OutboundBatch) {
            header = batch.header.value
            journal = batch.journal?.value
            body = batch.body
        }
    }

    enum Answer {
        /// No connection.
        case unreachable
        case hello(Result<Hello, Problem>)
        case batch(StreamReply)
        case pull(Result<OutboundBatch?, Problem>)
    }

    var from: Int
    var to: Int
    /// The start of the sender that waits for the answer.
    var incarnation: Int
    /// A second copy that the network made: nobody's request, whose answer interests no one.
    var isCopy = false
    var content: Content
    var answer: Answer?

    /// How long the sender waits, in milliseconds, as the shell does.
    var patience: Int64 {
        switch content {
        case .hello: 5_000
        case .batch, .pull: 60_000
        }
    }
}
