/// Who goes first when writes wait.
package enum WriteLane: Int, Sendable, CaseIterable {
    /// What a person or another system waits for.
    case command
    /// Deliveries in large batches, imports, clean-up.
    case bulk
}

/// The limits of one group commit.
package struct WriterOptions: Sendable {
    /// Most requests committed together.
    package var batchLimit = 512
    /// No request is added to a batch that has run this long, in nanoseconds.
    package var batchNanoseconds: UInt64 = 8_000_000
    /// Frames (4 KiB each) of the write-ahead log after which an idle writer makes a checkpoint.
    package var idleCheckpointFrames = 500
    /// How long the writer must have been idle for that, in nanoseconds.
    package var idleNanoseconds: UInt64 = 50_000_000
    /// Frames after which a checkpoint is made between two batches even under load.
    package var busyCheckpointFrames = 4_000

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
    /// Frames (4 KiB each) of the write-ahead log that wait for a checkpoint.
    package var logFrames = 0
}
