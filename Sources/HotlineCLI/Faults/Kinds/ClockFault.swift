import Node
import Platform
import Synchronization
import Topology

/// 时钟偏差: the city's clock is wrong by more than what signatures tolerate, ahead and behind in turn. That node runs
/// within this process, the one place where a clock can be set without setting the machine's.
struct ClockFault: Fault {
    let name = "clock"
    let title = "时钟偏差 ±10 分钟"
    private let clock = SetClock()

    func host(of member: NetworkPlan.Member) -> (any NodeHost)? {
        guard member.code == FaultGround.city else { return nil }
        return ServiceHost(member.configuration, environment: .init(clock: clock, log: Log(level: .error)))
    }

    func strike(_ ground: FaultGround, number: Int) async throws -> Int {
        let minutes: Int64 = number.isMultiple(of: 2) ? 10 : -10
        clock.set(offBy: minutes * 60_000)
        defer { clock.set(offBy: 0) }
        try await ground.last()
        return 1
    }
}

/// The machine's clock, wrong by as much as it is set to.
private final class SetClock: Clock {
    private let offset = Mutex<Int64>(0)

    func set(offBy milliseconds: Int64) { offset.withLock { $0 = milliseconds } }

    var wallMilliseconds: Int64 { SystemClock().wallMilliseconds + offset.withLock { $0 } }
    var monotonicNanoseconds: UInt64 { SystemClock().monotonicNanoseconds }
}
