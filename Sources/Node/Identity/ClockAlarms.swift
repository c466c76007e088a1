import Database
import HotlineCore
import NodeCore
import Platform
import Storage
import SyncProtocol
import WorkCalendar

/// Tells people of neighbours whose clocks differ too much, and clears the alarm once they agree.
struct ClockAlarms: Sendable {
    private static let kind = "clock-differs"
    /// Between two tries to record what could not be.
    private static let patience = Duration.seconds(5)

    let clocks: ClockWatch
    let engine: Engine
    let log: Log

    /// Runs until its task is cancelled.
    func run() async {
        var pending: [NodeCode: ClockWatch.Reading] = [:]
        while !Task.isCancelled {
            _ = await clocks.wakeup.wait(until: pending.isEmpty ? nil : .now + Self.patience)
            for change in clocks.takeChanges() { pending[change.peer] = change.reading }
            do {
                try await record(pending)
                pending = [:]
            } catch {
                log.error("clock.unrecorded", ["error": .text("\(error)")])
            }
        }
    }

    private func record(_ readings: [NodeCode: ClockWatch.Reading]) async throws {
        guard !readings.isEmpty else { return }
        try await engine.store(lane: .bulk) { transaction, now in
            for (peer, reading) in readings.sorted(by: { $0.key < $1.key }) {
                guard reading.isBeyondTolerance else {
                    try AlarmStore.clear(kind: Self.kind, peer: peer, at: now.milliseconds, in: transaction)
                    continue
                }
                try AlarmStore.raise(
                    kind: Self.kind, peer: peer, detail: reading.text(of: peer), at: now.milliseconds, in: transaction)
            }
        }
    }
}

extension ClockWatch.Reading {
    /// As operators read it.
    fileprivate func text(of peer: NodeCode) -> String {
        let way = offsetSeconds > 0 ? "快" : "慢"
        return "节点 \(peer) 的时钟比本节点\(way) \(abs(offsetSeconds)) 秒，超过容许的 \(NodeSignature.tolerance) 秒，"
            + "两节点互不接受对方的签名，消息留在发件箱；请在两端校准系统时间（NTP），校准后自动恢复"
    }
}
