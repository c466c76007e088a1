import Database
import HotlineCore
import Node
import Storage

/// `hotline verify`: whether a node's database is whole and agrees with itself.
struct VerifyCommand: Command {
    static let name = "verify"
    static let summary = "check a node's database: integrity, digest chain, journal against tickets, streams"
    static let discussion = """
        Reads only, and works while the node runs. Prints each finding with its cure; ends with 1 if there is a finding.

        Who rewrites the whole database leaves nothing that contradicts itself. With every batch of the feed the nodes
        above are told how far the journal has come and its digest, and keep that: --against-peer asks them, and shows
        whether a record was changed or removed since. Ends with 1 if so, or if nobody vouches for anything; with 3 if a
        node above cannot be reached, with 4 if it refuses or its version keeps no seals.
        """
    static let positionals = [peer]
    static let options: [any OptionDeclaration] = [config, NodeData.data, againstPeer]
    static let examples = [
        Example("hotline verify --config node.json5", "the database of that node"),
        Example("hotline verify --data /backup/140525 --json", "a copy, for a machine to read"),
        Example("hotline verify --config node.json5 --against-peer", "and what the nodes above know of the journal"),
    ]

    private static let config = Option<String>("config", "FILE", "the node's file", environment: "HOTLINE_CONFIG")
    private static let againstPeer = Flag("against-peer", "hold the journal against what the nodes above keep of it")
    private static let peer = Positional("CODE", "with --against-peer: only this node above", isOptional: true)
    /// The most that one step may take, in seconds.
    private static let limit: UInt64 = 3_600

    private let config: String?
    private let folder: String?
    private let asksPeers: Bool
    private let peer: String?

    init(_ arguments: Arguments) throws(Failure) {
        folder = try arguments.value(NodeData.data)
        asksPeers = arguments.has(Self.againstPeer)
        peer = arguments.optional(Self.peer)
        // Who is above, and with what key they are asked, stands in the node's file.
        config = folder == nil || asksPeers ? try arguments.required(Self.config) : nil
        guard asksPeers || peer == nil else {
            throw .usage("a CODE goes with --against-peer", cure: "hotline verify --against-peer \(peer ?? "")")
        }
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let configuration = try config.map { try NodeConfiguration.read($0) }
        let data = try NodeData(folder: folder ?? configuration?.dataFolder ?? "")
        var answers: [(peer: NodeCode, answer: SealInquiry.Answer)] = []
        if asksPeers, let configuration {
            answers = try await SealWitnesses(configuration, only: peer).ask(with: data)
        }
        let (report, witnesses) = try await read(data, answers, Progress(terminal))
        switch terminal.language {
        case .json: try printRecords(report, witnesses, on: terminal)
        case .text: printText(report, witnesses, on: terminal)
        }
        return Self.exitCode(report, witnesses)
    }

    /// Checks everything in one view.
    private func read(
        _ data: NodeData, _ answers: [(peer: NodeCode, answer: SealInquiry.Answer)], _ progress: Progress
    ) async throws -> (VerificationReport, [SealWitness]) {
        defer { progress.clear() }
        return try await data.read(within: Self.limit) { view in
            let report = try Verification.run(in: view, files: { try data.blobs.held($0) }) {
                progress.show("\($0.step.rawValue) \(Int($0.fraction * 100)) %")
            }
            let witnesses = try answers.map { peer, answer in
                try SealWitness(peer, answer, journal: view) {
                    progress.show("seals \(peer) \(Int($0 * 100)) %")
                }
            }
            return (report, witnesses)
        }
    }

    /// What was found counts before what could not be asked.
    private static func exitCode(_ report: VerificationReport, _ witnesses: [SealWitness]) -> ExitCode {
        guard report.isClean else { return .notSo }
        let codes = witnesses.map(\.exitCode)
        return [ExitCode.notSo, .unreachable, .refused].first(where: codes.contains) ?? .ok
    }

    private func printRecords(
        _ report: VerificationReport, _ witnesses: [SealWitness], on terminal: Terminal
    ) throws {
        for finding in report.findings {
            terminal.print(record: .object(["finding": try JSONValue(finding)]))
        }
        for witness in witnesses { witness.printRecords(on: terminal) }
        let rows = report.rows.values.reduce(0, +)
        terminal.print(record: .object(["summary": .object([
            "findings": .integer(report.found.values.reduce(0, +)), "rows": .integer(rows),
            "skipped": .integer(report.skipped.count), "journalLength": .integer(Int(report.journalLength)),
            "journalDigest": .string(report.journalDigest),
        ])]))
    }

    private func printText(_ report: VerificationReport, _ witnesses: [SealWitness], on terminal: Terminal) {
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
        for witness in witnesses { witness.printText(on: terminal) }
    }
}
