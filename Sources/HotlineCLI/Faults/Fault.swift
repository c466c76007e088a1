import Topology

/// Something that goes wrong in a network again and again while people work in it.
protocol Fault: Sendable {
    /// What `--only` and JSON call it.
    var name: String { get }
    /// What the table calls it.
    var title: String { get }
    /// Why it cannot be brought about on this machine; nil where it can.
    func obstacle() async throws -> String?
    /// Changes the network's plan before it is started.
    func prepare(_ plan: inout NetworkPlan) async throws
    /// Runs a node within this process instead of as one of its own; nil for a process.
    func host(of member: NetworkPlan.Member) -> (any NodeHost)?
    /// Brings it about once, lets it last for as long as `ground` says, and takes it away again.
    /// - Returns: how often it struck.
    func strike(_ ground: FaultGround, number: Int) async throws -> Int
    /// Takes away what `prepare` left on the machine; called once the network has ended.
    func clear() async
}

extension Fault {
    func obstacle() async throws -> String? { nil }
    func prepare(_ plan: inout NetworkPlan) async throws {}
    func host(of member: NetworkPlan.Member) -> (any NodeHost)? { nil }
    func clear() async {}
}

/// All faults, in the order of the table.
enum Faults {
    /// - Parameter ownNamespaces: whether this process has a network and a mount namespace of its own.
    static func all(ownNamespaces: Bool) -> [any Fault] {
        [
            KillFault(),
            LineTroubleFault("cut-request", "请求中途断开", .breaks(.requests, every: 2)),
            LineTroubleFault("cut-answer", "应答中途断开", .breaks(.answers, every: 2)),
            LineTroubleFault("delay", "迟延 80 毫秒", .delays(.milliseconds(80))),
            LineTroubleFault("trickle", "细流，每毫秒 64 字节", .trickles(bytes: 64, every: .milliseconds(1))),
            LineTroubleFault("double", "请求重发", .doubles),
            LineTroubleFault("corrupt", "字节损坏", .corrupts(every: 2)),
            LineTroubleFault("partition-up", "单向隔断：请求不达", .swallows([.requests])),
            LineTroubleFault("partition-down", "单向隔断：应答不回", .swallows([.answers])),
            LineTroubleFault("partition", "双向隔断", .swallows([.requests, .answers])),
            ClockFault(),
            SmallDiskFault(isAllowed: ownNamespaces),
            PacketLossFault(isAllowed: ownNamespaces),
        ]
    }
}
