import Platform
import Topology

/// Says what happens to the nodes of a network that is kept up: to people in Chinese, to programs as records.
struct NodeNewsText: Sendable {
    private let names: [String: String]
    private let terminal: Terminal

    init(_ plan: NetworkPlan, on terminal: Terminal) {
        names = Dictionary(plan.members.map { ($0.code, $0.name) }) { first, _ in first }
        self.terminal = terminal
    }

    func show(_ news: NodeNews) {
        switch news {
        case .ended(let end, let delay):
            terminal.say(Self.record(end, delay)) {
                let log = end.log.map { terminal.styled("  \($0)", .faint) }
                let first = "\(named(end.node)) 意外停止：\(Self.text(end.cause))，\(Self.seconds(delay)) 秒后重新启动"
                return ([first] + log).joined(separator: "\n")
            }
        case .restarted(let node, let pid):
            let record: [String: JSONValue] = ["node": .string(node), "pid": pid.map { .integer(Int($0)) } ?? .null]
            terminal.say(.object(["nodeRestarted": .object(record)])) { "\(named(node)) 已重新启动" }
        }
    }

    /// Why the whole network was stopped.
    func failure(_ end: NodeEnd) -> Failure {
        Failure(
            .failed, "node \(end.node) \(Self.plain(end.cause)) again and again; the network was stopped",
            details: end.log, cure: "mend what the end of its log tells, then start the network again")
    }

    private func named(_ code: String) -> String { "节点 \(code) \(names[code] ?? "")" }

    private static func record(_ end: NodeEnd, _ delay: Duration) -> JSONValue {
        .object(["nodeEnded": .object([
            "node": .string(end.node), "cause": .string(plain(end.cause)),
            "restartInSeconds": .integer(seconds(delay)), "log": .array(end.log.map(JSONValue.string)),
        ])])
    }

    private static func seconds(_ delay: Duration) -> Int { Int(delay.components.seconds) }

    private static func text(_ cause: NodeEnd.Cause) -> String {
        switch cause {
        case .process(.exited(let code)): "退出码 \(code)"
        case .process(.signalled(let signal)): "信号 \(signal)"
        case .start(let reason): "未能启动（\(reason)）"
        }
    }

    private static func plain(_ cause: NodeEnd.Cause) -> String {
        switch cause {
        case .process(.exited(let code)): "ended with exit code \(code)"
        case .process(.signalled(let signal)): "was ended by signal \(signal)"
        case .start(let reason): "could not be started (\(reason))"
        }
    }
}
