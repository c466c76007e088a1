/// 丢包: the loopback interface of a network namespace of our own loses, delays and doubles packets (tc-netem(8)).
struct PacketLossFault: Fault {
    let name = "loss"
    let title = "丢包 10 %、重包 5 %"
    private static let interface = ["dev", "lo", "root", "netem"]
    private let isAllowed: Bool

    /// - Parameter isAllowed: whether the loopback interface is this process's own.
    init(isAllowed: Bool) { self.isAllowed = isAllowed }

    func obstacle() async throws -> String? {
        guard isAllowed else { return "需要独立的网络命名空间：以 root 运行 Tests/faults" }
        let outcome = try await begin()
        if outcome.isSuccess { try await end() }
        return outcome.isSuccess ? nil : "内核没有 netem：\(outcome.reason)"
    }

    func strike(_ ground: FaultGround, number: Int) async throws -> Int {
        let outcome = try await begin()
        guard outcome.isSuccess else { throw Failure(.failed, outcome.reason) }
        do {
            try await ground.last()
        } catch {
            try await end()
            throw error
        }
        try await end()
        return 1
    }

    private func begin() async throws -> SystemCommand.Outcome {
        try await SystemCommand.run(
            "/usr/sbin/tc", ["qdisc", "add"] + Self.interface + ["loss", "10%", "duplicate", "5%", "delay", "2ms"])
    }

    private func end() async throws {
        _ = try await SystemCommand.run("/usr/sbin/tc", ["qdisc", "del"] + Self.interface)
    }
}
