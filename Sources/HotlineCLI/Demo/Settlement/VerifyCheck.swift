import Foundation
import Platform
import Synchronization

/// Has `hotline verify` look through a node's database, while the node runs, in a process of its own: what is checked is
/// what lies on the disk.
struct VerifyCheck: Sendable {
    let node: String
    let configurationFile: String
    /// The `hotline` executable.
    let program: String

    /// One difference for each finding.
    func findings() async throws -> Settlement {
        let output = Mutex<[UInt8]>([])
        let (ends, sink) = AsyncStream.makeStream(of: Void.self)
        let child = try ChildProcess(
            executable: program,
            arguments: ["verify", "--config", configurationFile, "--json"],
            output: .pieces { piece in
                output.withLock { $0 += piece }
                if piece.isEmpty { sink.finish() }
            },
            errors: .inherit)
        let status = await child.wait()
        // The output ends after the process does; `first` of a finished stream returns at once.
        _ = await ends.first { _ in true }
        guard !status.isSuccess else { return Settlement() }
        let lines = output.withLock { $0 }.split(separator: UInt8(ascii: "\n"))
        let findings = lines.compactMap { try? JSONValue(parsing: Data($0)) }.filter { $0["finding"] != nil }
        var settlement = Settlement()
        settlement.different = findings.map { "\(node)的数据库：\($0.text("finding", "detail"))" }
        if findings.isEmpty { settlement.different = ["\(node)的数据库没有通过校验（\(status)）"] }
        return settlement
    }
}
