import HotlineCore
import Node
import Storage
import SyncProtocol
import WorkCalendar

/// For people: what the node above vouches for, and what differs, with what it means and what to do.
extension SealWitness {
    func printText(on terminal: Terminal) {
        terminal.print(headline(on: terminal))
        guard let comparison else { return }
        for kind in [SealComparison.Difference.Kind.changed, .missing] {
            printDifferences(comparison.differences.filter { $0.kind == kind }, on: terminal)
        }
        for generation in Set(comparison.replaced.map(\.generation)).sorted() {
            let seals = comparison.replaced.filter { $0.generation == generation }
            terminal.print(terminal.styled(Self.replaced(seals, generation), .warning))
        }
    }

    private func headline(on terminal: Terminal) -> String {
        let name = "上级 \(peer)："
        switch answer {
        case .unsupported:
            return terminal.styled("\(name)其软件版本不保存日志封签，无法比对；请其升级后再核对", .warning)
        case .unreachable(let cause):
            return terminal.styled("\(name)未能取得日志封签（\(cause)）；核查链路后重试", .warning)
        case .refused(let cause):
            return terminal.styled("\(name)拒绝提供日志封签（\(cause)）；请与其管理员核对双方的密钥登记", .warning)
        case .seals(let seals) where seals.isEmpty:
            return terminal.styled("\(name)还没有本节点的日志封签，封签随下一次上报产生", .warning)
        case .seals:
            return comparison.map { sentence($0, name, on: terminal) } ?? name
        }
    }

    private func sentence(_ comparison: SealComparison, _ name: String, on terminal: Terminal) -> String {
        let span = comparison.span.map { "（\(Self.minute($0.lowerBound)) 至 \(Self.minute($0.upperBound))）" } ?? ""
        let unsealed = journalLength - comparison.vouchedThrough
        let rest = comparison.differences.isEmpty && unsealed > 0 ? "，其后 \(unsealed) 行尚未封签" : ""
        let verdict = comparison.vouchedThrough > 0
            ? "证明第 1 至 \(comparison.vouchedThrough) 行自封签后未被改动或删除" : "没有一行得到证明"
        let text = "\(name)比对封签 \(comparison.count) 个\(span)，一致 \(comparison.matching.count) 个：\(verdict)\(rest)"
        return terminal.styled(text, exitCode == .ok ? .good : .bad)
    }

    /// The first of them says where; those after it follow from it.
    private func printDifferences(_ differences: [SealComparison.Difference], on terminal: Terminal) {
        guard let first = differences.first, let last = differences.last else { return }
        let more = differences.count == 1 ? "" : "；其后至第 \(last.seal.length) 行的 \(differences.count - 1) 个封签也不符"
        let when = Self.minute(Moment(milliseconds: first.seal.receivedAt))
        let title = terminal.styled("seal-\(first.kind.rawValue)", .bad)
        let (what, cure) = explain(first)
        terminal.print("\(title)  journal \(first.seal.length)")
        terminal.print("  上级 \(peer) 于 \(when) 封签前 \(first.seal.length) 行（第 \(first.seal.generation) 代），\(what)\(more)")
        terminal.print("  \(terminal.styled("处置：", .faint))\(cure)")
    }

    private func explain(_ difference: SealComparison.Difference) -> (what: String, cure: String) {
        let (first, last) = (difference.goodThrough + 1, difference.seal.length)
        switch difference.kind {
        case .changed:
            return (
                "现在的日志算出的摘要不同：第 \(first) 至 \(last) 行中有行在封签后被改动、删除或插入",
                "保留现场并报告安全负责人；与封签之前的备份逐行比对第 \(first) 至 \(last) 行，并与上级镜像核对")
        case .missing:
            return (
                "现在的日志在此之前就已中断，共 \(journalLength) 行：末尾的行在封签后被删除，或数据库被换成旧副本",
                "刚用备份恢复的，先启动节点，待其完成恢复并上报后再核对；否则保留现场并报告安全负责人，由上级镜像取回")
        }
    }

    private static func replaced(_ seals: [JournalSeal], _ generation: Int64) -> String {
        let lengths = seals.map(\.length)
        let last = seals.map(\.receivedAt).max() ?? 0
        return "恢复替换：第 \(generation) 代的 \(seals.count) 个封签（第 \(lengths.min() ?? 0) 至 \(lengths.max() ?? 0) 行，最后于 "
            + "\(minute(Moment(milliseconds: last)))）所封的日志已被一次数据库恢复取代，不作篡改论；请核实当时确有恢复"
    }

    private static func minute(_ moment: Moment) -> String { LocalTime.minute(moment.description) }
}
