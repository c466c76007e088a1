/// Who goes first when writes wait.
package enum WriteLane: Int, Sendable, CaseIterable {
    /// What a person or another system waits for.
    case command
    /// What people at another node wait for.
    case message
    /// Deliveries in large batches, imports, clean-up.
    case bulk
}

/// The limits of one group commit, and of what waits for it.
package struct WriterOptions: Sendable {
    /// Most requests from outside that may wait; those that are no commands have half of it, so that a flood of
    /// deliveries leaves room for people.
    package var queueRequests = 4_096
    /// Most bytes that these may hold in memory while they wait; shared alike.
    package var queueBytes = 64 << 20
    /// Requests served in a row from the lanes before, after which one that waits behind them has its turn: nobody
    /// waits for ever, and nobody long for those who come later.
    package var turnsInRow = 64
    /// Most requests committed together.
    package var batchLimit = 512
    /// No request is added to a batch that has run this long, in nanoseconds.
    package var batchNanoseconds: UInt64 = 8_000_000
    /// Frames (4 KiB each) added to the write-ahead log after which an idle writer makes a checkpoint.
    package var idleCheckpointFrames = 250
    /// How long the writer must have been idle for that, in nanoseconds.
    package var idleNanoseconds: UInt64 = 50_000_000
    /// Frames added after which a checkpoint is made between two batches even under load. Measured: 4,000 carries no
    /// more rows a second and stalls commits three times as long.
    package var busyCheckpointFrames = 1_000

    /// The defaults.
    package init() {}
}

/// What the writer has done since it was opened.
package struct WriterMetrics: Sendable, Hashable {
    /// Transactions committed.
    package var commits = 0
    /// Requests answered with success.
    package var succeeded = 0
    /// Requests answered with an error.
    package var failed = 0
    /// Batches that were undone as a whole and run again one request at a time.
    package var reruns = 0
    /// Requests in the largest batch.
    package var largestBatch = 0
    /// Checkpoints made, and of these the ones that failed.
    package var checkpoints = 0
    package var failedCheckpoints = 0
    /// Frames (4 KiB each) in the write-ahead log, moved into the database or not: the size of its file.
    package var logFrames = 0
}
