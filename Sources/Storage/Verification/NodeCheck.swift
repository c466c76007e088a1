import Database
import HotlineCore
import SyncProtocol

/// The row that says whose database this is, and that its counter is past every id that was used.
struct NodeCheck: VerificationCheck {
    let step = Verification.Step.node

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        guard let node = try NodeRecord.find(in: view) else {
            report.add(.nodeMissing, "node", "1", "没有节点身份记录")
            return 1
        }
        report.count(step)
        guard node.generation > 0, node.nextCounter > 0 else {
            report.add(.counterBehind, "node", "1", "代号 \(node.generation) 或计数器 \(node.nextCounter) 不是正数")
            return 1
        }
        let next = NodeEventID(generation: node.generation, counter: node.nextCounter)
        if try RememberedIDs(in: view).contains(node.code.source, next) {
            report.add(.counterBehind, "node", "1", "下一个编号 \(node.generation)-\(node.nextCounter) 已经用过")
        }
        return 1
    }
}

extension NodeRecord {
    /// Whether a number of a generation was drawn before now.
    func hasDrawn(_ counter: Int64, in generation: Int64) -> Bool {
        generation < self.generation || (generation == self.generation && counter < nextCounter)
    }
}
