import NodeCore
import Platform
import Storage
import WorkCalendar

/// Looks at the node's disk off the path of requests: at its free space every few seconds, and while nothing can be
/// written, whether something can be again.
struct DiskWatch: Sendable {
    /// How often free space is looked at.
    private static let interval = Duration.seconds(2)
    /// Between two tries to write, from the first to the longest, in milliseconds.
    private static let shortestWait = 200
    private static let longestWait = 5_000
    /// What has to be free for the node to take matters in, in bytes, unless the configuration says otherwise.
    static let usualReserve = 32 << 20

    let engine: Engine
    /// The folder whose disk is meant.
    let folder: String
    /// Bytes that have to be free.
    let reserve: Int
    let thread: DedicatedThread
    let log: Log
    /// Called when writes are taken again.
    let recovered: @Sendable () -> Void

    private var gauge: DiskGauge { engine.disk }

    /// Runs until its task is cancelled.
    func run() async {
        var wait = Self.shortestWait
        while !Task.isCancelled {
            await look()
            guard gauge.condition.takesCommits else {
                await probe()
                _ = await gauge.trouble.wait(until: .now + .milliseconds(wait))
                wait = min(2 * wait, Self.longestWait)
                continue
            }
            wait = Self.shortestWait
            _ = await gauge.trouble.wait(until: .now + Self.interval)
        }
    }

    /// Compares free space with the reserve. An eighth more is asked for before the node goes on, so that it does not
    /// waver about the mark.
    private func look() async {
        guard let free = await freeBytes() else { return }
        gauge.measured(freeBytes: free)
        switch gauge.condition {
        case .healthy where free < reserve: await declareLow(free)
        case .low where free >= reserve + reserve / 8: await declareHealthy()
        default: break
        }
    }

    private func declareLow(_ free: Int) async {
        gauge.enter(.low, detail: "\(free) bytes are free, \(reserve) are kept in reserve")
        let text = "\(DiskCondition.low.cause)（可用 \(free) 字节，保留 \(reserve) 字节），节点只读；\(DiskCondition.low.cure)"
        await note { try AlarmStore.raise(kind: "disk-low", peer: nil, detail: text, at: $1.milliseconds, in: $0) }
    }

    private func declareHealthy() async {
        gauge.enter(.healthy, detail: nil)
        await note { try AlarmStore.clear(kind: "disk-low", peer: nil, at: $1.milliseconds, in: $0) }
        recovered()
    }

    private func note(_ work: @escaping @Sendable (StorageTransaction, Moment) throws -> Void) async {
        do {
            try await engine.store(work)
        } catch {
            log.error("disk.unrecorded", ["error": .text("\(error)")])
        }
    }

    /// Tries to write, and puts on record what was.
    private func probe() async {
        let standing = gauge.current
        let name = standing.condition.rawValue
        let since = standing.since.map(\.description) ?? ""
        do {
            try await engine.probe { transaction, now in
                try RoomProbe.require(in: transaction)
                let detail = "\(standing.condition.cause)，自 \(since) 起拒收写入，\(now) 恢复；已确认的均在，请核查磁盘"
                try AlarmStore.raise(
                    kind: "disk-\(name)", peer: nil, detail: detail, at: now.milliseconds, in: transaction)
            }
        } catch {
            return log.debug("disk.probe", ["error": .text("\(error)")])
        }
        guard let free = await freeBytes(), free < reserve else { return await declareHealthy() }
        await declareLow(free)
    }

    private func freeBytes() async -> Int? {
        await withCheckedContinuation { continuation in
            thread.run { [folder] in continuation.resume(returning: try? DataFiles.freeBytes(at: folder)) }
        }
    }
}
