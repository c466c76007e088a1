import Database
import Node
import Storage

/// `hotline verify`: whether a node's database is whole and agrees with itself.
struct VerifyCommand: Command {
    static let name = "verify"
    static let summary = "check a node's database: integrity, digest chain, journal against tickets, streams"
    static let discussion = """
        Reads only, and works while the node runs. Prints each finding with its cure; ends with 1 if there is a finding.
        """
    static let options: [any OptionDeclaration] = [config, NodeData.data]
    static let examples = [
        Example("hotline verify --config node.json5", "the database of that node"),
        Example("hotline verify --data /backup/140525 --json", "a copy, for a machine to read"),
    ]

    private static let config = Option<String>("config", "FILE", "the node's file", environment: "HOTLINE_CONFIG")
    /// The most that one step may take, in seconds.
    private static let limit: UInt64 = 3_600

    private let config: String?
    private let folder: String?

    init(_ arguments: Arguments) throws(Failure) {
        folder = try arguments.value(NodeData.data)
        config = folder == nil ? try arguments.required(Self.config) : nil
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let data = try NodeData(folder: try folder ?? config.map { try NodeConfiguration.read($0).dataFolder } ?? "")
        let progress = Progress(terminal)
        let report = try await data.read(within: Self.limit) { view in
            try Verification.run(in: view, files: { try data.blobs.held($0) }) {
                progress.show("\($0.step.rawValue) \(Int($0.fraction * 100)) %")
            }
        }
        progress.clear()
        switch terminal.language {
        case .json: try printRecords(report, on: terminal)
        case .text: printText(report, on: terminal)
        }
        return report.isClean ? .ok : .notSo
    }

    private func printRecords(_ report: VerificationReport, on terminal: Terminal) throws {
        for finding in report.findings {
            terminal.print(record: .object(["finding": try JSONValue(finding)]))
        }
        let rows = report.rows.values.reduce(0, +)
        terminal.print(record: .object(["summary": .object([
            "findings": .integer(report.found.values.reduce(0, +)), "rows": .integer(rows),
            "skipped": .integer(report.skipped.count), "journalLength": .integer(Int(report.journalLength)),
            "journalDigest": .string(report.journalDigest),
        ])]))
    }

    private func printText(_ report: VerificationReport, on terminal: Terminal) {
        for finding in report.findings {
            terminal.print("\(terminal.styled(finding.code.rawValue, .bad))  \(finding.table) \(finding.key.printable)")
            terminal.print("  \(finding.detail.printable)\n  \(terminal.styled("处置：", .faint))\(finding.cure)")
        }
        for skipped in report.skipped {
            terminal.print(terminal.styled("未检查 \(skipped.step.rawValue)：\(skipped.reason)", .warning))
        }
        let rows = report.rows.values.reduce(0, +)
        let sum = report.found.values.reduce(0, +)
        let verdict = report.isClean ? terminal.styled("没有发现问题", .good) : terminal.styled("发现 \(sum) 处问题", .bad)
        terminal.print("检查 \(rows) 行，日志 \(report.journalLength) 条：\(verdict)")
    }
}
