import Database
import HotlineCore
import Node
import Storage
import SyncProtocol

/// What a node above says of this node's journal (日志封签), and how that compares.
struct SealWitness: Sendable {
    let peer: NodeCode
    let answer: SealInquiry.Answer
    /// Nil where no seals were to be had.
    let comparison: SealComparison?
    /// Rows of the journal that was looked at.
    let journalLength: Int64

    /// Holds the journal against what a node above has answered.
    init(
        _ peer: NodeCode, _ answer: SealInquiry.Answer, journal: ReadTransaction, progress: (Double) -> Void
    ) throws {
        self.peer = peer
        self.answer = answer
        journalLength = try NodeRecord.find(in: journal)?.journalLength ?? 0
        guard case .seals(let seals) = answer else {
            comparison = nil
            return
        }
        comparison = try SealComparison.run(seals, in: journal, progress: progress)
    }

    /// A journal that nobody vouches for is not shown to be whole, unless it is empty.
    var exitCode: ExitCode {
        switch answer {
        case .unreachable: .unreachable
        case .unsupported, .refused: .refused
        case .seals: isWhole ? .ok : .notSo
        }
    }

    private var isWhole: Bool {
        guard let comparison, comparison.differences.isEmpty else { return false }
        return comparison.vouchedThrough > 0 || journalLength == 0
    }
}

/// Asks the nodes above a node, or one of them.
struct SealWitnesses: Sendable {
    private let configuration: NodeConfiguration
    private let peers: [NodeCode]

    /// - Parameter peer: the only one to ask; nil asks all that are above.
    /// - Throws: `Failure` where there is none.
    init(_ configuration: NodeConfiguration, only peer: String?) throws(Failure) {
        self.configuration = configuration
        let upper = configuration.peers.filter { $0.relation == .upper }.compactMap { NodeCode(rawValue: $0.code) }
        guard !upper.isEmpty else {
            throw Failure(.notSo, "no node is above \(configuration.code): nobody keeps seals of its journal")
        }
        guard let peer else {
            peers = upper
            return
        }
        peers = upper.filter { $0.rawValue == peer }
        guard !peers.isEmpty else {
            throw .usage(
                "\(peer) is not above \(configuration.code)",
                cure: "the nodes above are \(upper.map(\.rawValue).joined(separator: ", "))")
        }
    }

    /// Asks each. The journal is to be read after this: what was sealed is in it by then.
    func ask(with data: NodeData) async throws -> [(peer: NodeCode, answer: SealInquiry.Answer)] {
        let known = try await data.read { try PeerKeyStore.list(in: $0) }
        let inquiry: SealInquiry
        do throws(NodeStartError) {
            inquiry = try SealInquiry(configuration, known: known)
        } catch {
            throw Failure(.failed, error.description)
        }
        var answers: [(NodeCode, SealInquiry.Answer)] = []
        for peer in peers { answers.append((peer, await inquiry.ask(peer))) }
        return answers
    }
}
