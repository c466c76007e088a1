import Database
import HotlineCore
import Platform
import Storage
import SyncProtocol
import WorkCalendar

/// The Prometheus text format, version 0.0.4.
struct MetricsText {
    private(set) var text = ""

    /// Begins a family of one metric.
    mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    /// One sample of the family that was begun last.
    mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String> = [:], _ value: some BinaryInteger) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    /// A family with one sample.
    mutating func single(_ name: String, _ type: String, _ help: String, _ value: some BinaryInteger) {
        family(name, type, help)
        sample(name, [:], value)
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

extension NodeContext {
    /// Everything that is measured, as Prometheus reads it.
    func metricsText() async throws -> String {
        let now = engine.now.milliseconds
        let counts = try await engine.read { try TicketCounts.count(at: now, in: $0) }
        let peers = try await peerStates()
        var text = MetricsText()
        writeDatabase(to: &text)
        writeDisk(to: &text)
        writeLoad(to: &text)
        writeTickets(counts, to: &text)
        try await writeTimers(now: now, to: &text)
        writeStreams(peers, now: now, to: &text)
        try await writeSubscribers(now: now, to: &text)
        writeReconciliation(peers, now: now, to: &text)
        writeRequests(to: &text)
        text.single("process_resident_memory_bytes", "gauge", "Resident memory.", ProcessMemory.residentBytes() ?? 0)
        return text.text
    }

    private func writeDatabase(to text: inout MetricsText) {
        let writer = engine.database.writer.metrics
        text.single("hotline_commits_total", "counter", "Transactions committed.", writer.commits)
        text.single("hotline_writes_total", "counter", "Writes answered with success.", writer.succeeded)
        text.single("hotline_writes_failed_total", "counter", "Writes answered with an error.", writer.failed)
        text.single("hotline_batch_largest", "gauge", "Writes in the largest group commit.", writer.largestBatch)
        text.single("hotline_writes_waiting", "gauge", "Writes that wait.", engine.database.writer.waiting)
        text.single(
            "hotline_writes_waiting_bytes", "gauge", "Memory that they hold.", engine.database.writer.waitingBytes)
        text.single("hotline_wal_bytes", "gauge", "Write-ahead log not yet checkpointed.", writer.logBytes)
        text.single("hotline_checkpoints_failed_total", "counter", "Checkpoints that failed.", writer.failedCheckpoints)
    }

    private func writeDisk(to text: inout MetricsText) {
        let standing = engine.disk.current
        text.family("hotline_disk_condition", "gauge", "1 for what the disk allows now: healthy, or no new matters.")
        for condition in DiskCondition.allCases {
            let isNow = standing.condition == condition ? 1 : 0
            text.sample("hotline_disk_condition", ["condition": condition.rawValue], isNow)
        }
        guard let free = standing.freeBytes else { return }
        text.single("hotline_disk_free_bytes", "gauge", "What the disk has free for the node.", free)
    }

    private func writeTickets(_ counts: TicketCounts, to text: inout MetricsText) {
        text.single("hotline_tickets", "gauge", "Own tickets.", counts.total)
        text.single("hotline_tickets_open", "gauge", "Own tickets that are not archived.", counts.open)
        text.single("hotline_tickets_overdue", "gauge", "Own tickets past a limit.", counts.overdue)
        text.single("hotline_mirrors", "gauge", "Tickets of nodes below.", counts.mirrors)
    }

    private func writeTimers(now: Int64, to text: inout MetricsText) async throws {
        let (next, waiting) = try await engine.read { (try TimerStore.next(in: $0)?.at, try TimerStore.count(in: $0)) }
        let counts = timers.counts
        text.single("hotline_timers_waiting", "gauge", "Tickets that wait for a moment.", waiting)
        if let next {
            let left = next.milliseconds - now
            text.single("hotline_timer_next_ms", "gauge", "Until the next timer; negative = due.", left)
        }
        text.single("hotline_timers_fired_total", "counter", "Timers fired since the start.", counts.fired)
        text.single("hotline_timer_late_ms", "gauge", "How late the last ones fired.", counts.lateMilliseconds)
    }

    private func writeStreams(_ peers: [PeerState], now: Int64, to text: inout MetricsText) {
        typealias Column = (name: String, help: String, value: (PeerState.Outbound) -> Int64)
        let outbound: [Column] = [
            ("hotline_stream_backlog", "Messages owed and not confirmed.", { $0.stored.backlog }),
            ("hotline_stream_oldest_unsent_ms", "Age of the oldest of them.", { now - ($0.oldestUnsentAt ?? now) }),
            ("hotline_stream_acknowledged", "Highest position confirmed.", { $0.stored.acknowledged }),
            ("hotline_stream_failures", "Failures since the last success.", { Int64($0.progress.failures) }),
        ]
        for column in outbound {
            text.family(column.name, "gauge", column.help)
            for peer in peers {
                for stream in peer.outbound {
                    let labels: KeyValuePairs = ["peer": peer.code.rawValue, "stream": stream.name.rawValue]
                    text.sample(column.name, labels, column.value(stream))
                }
            }
        }
        text.family("hotline_inbound_highest", "gauge", "Highest contiguous position applied.")
        for peer in peers {
            for stream in peer.inbound {
                let labels: KeyValuePairs = ["peer": peer.code.rawValue, "stream": stream.name.rawValue]
                text.sample("hotline_inbound_highest", labels, stream.position.highest)
            }
        }
    }

    private func writeReconciliation(_ peers: [PeerState], now: Int64, to text: inout MetricsText) {
        typealias Column = (name: String, type: String, help: String, value: (ReconciliationOutcome) -> Int64)
        let columns: [Column] = [
            ("hotline_reconciliation_age_ms", "gauge", "Age of the last comparison with a node above.",
             { now - $0.at.milliseconds }),
            ("hotline_reconciliation_failed", "gauge", "1 where it did not come to its end.",
             { $0.failure == nil ? 0 : 1 }),
            ("hotline_reconciliation_differing", "gauge", "Tickets that differed in it.", { Int64($0.differing) }),
            ("hotline_reconciliation_redelivered_total", "counter", "States sent again for comparisons.",
             { Int64($0.redeliveredInAll) }),
        ]
        for column in columns {
            text.family(column.name, column.type, column.help)
            for peer in peers {
                guard let outcome = peer.reconciled else { continue }
                text.sample(column.name, ["peer": peer.code.rawValue], column.value(outcome))
            }
        }
    }

    private func writeRequests(to text: inout MetricsText) {
        text.family("hotline_requests_total", "counter", "Requests answered.")
        for (key, count) in metrics.requests {
            text.sample("hotline_requests_total", ["route": key.route, "status": String(key.status)], count)
        }
        text.family("hotline_refusals_total", "counter", "Requests refused, by problem.")
        for (name, count) in metrics.problems { text.sample("hotline_refusals_total", ["problem": name], count) }
        text.single("hotline_watchers", "gauge", "Readers of /events.", feed.watcherCount)
    }
}

extension WriterMetrics {
    /// Bytes of the write-ahead log that wait for a checkpoint; a frame is a page of 4 KiB and a header of 24 bytes.
    var logBytes: Int { logFrames * 4_120 }
}
