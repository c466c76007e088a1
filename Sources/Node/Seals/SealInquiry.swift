import Crypto
import Foundation
package import HotlineCore
import HTTPWire
import PeerTransport
import Platform
package import Storage
package import SyncProtocol

/// Asks the nodes above, as this node and with its key, for the seals that they keep of its journal. Works beside the
/// node, whether it runs or not; changes nothing here or there.
package struct SealInquiry: Sendable {
    /// What a node above answered.
    package enum Answer: Sendable, Hashable {
        /// All its seals; empty where it has none yet.
        case seals([JournalSeal])
        /// Its version keeps no seals.
        case unsupported
        /// There is no answer that can be trusted; why, in words.
        case unreachable(String)
        /// It refuses; why, in its words.
        case refused(String)
    }

    private static let patience = Duration.seconds(30)

    private let transport: SocketTransport
    private let wires: [NodeCode: PeerWire]
    private let origins: [NodeCode: PeerOrigin]
    private let upper: [NodeCode]

    /// - Parameter known: the keys of neighbours that the node's database holds.
    /// - Throws: `NodeStartError` where the configuration cannot be used, or the node has no key yet.
    package init(_ configuration: NodeConfiguration, known: [PeerKeyStore.Key]) throws(NodeStartError) {
        guard let node = NodeCode(rawValue: configuration.code) else {
            throw .configuration("\(configuration.code) is no node code")
        }
        let path = DataFolder.key(in: configuration.dataFolder)
        guard configuration.signingKey != nil || FileManager.default.fileExists(atPath: path) else {
            throw .configuration("\(path) does not exist: the node draws its key at its first start")
        }
        let keys = try KeyRing(configuration, KeyFile(path), known: known)
        let clock = SystemClock()
        transport = try RunningNode.makeTransport(RunningNode.certificates(configuration))
        wires = configuration.wires(
            over: transport, as: node, identity: (
                keys, LinkSigner(keys: keys, clock: clock), LinkVerifier(keys: keys, clock: clock)))
        let peers = configuration.peers.compactMap { peer in NodeCode(rawValue: peer.code).map { ($0, peer) } }
        upper = peers.filter { $0.1.relation == .upper }.map(\.0)
        origins = Dictionary(peers.compactMap { code, peer in
            peer.baseURL.flatMap { PeerOrigin($0) }.map { (code, $0) }
        }) { first, _ in first }
    }

    /// The nodes above this one, as configured.
    package var upperNodes: [NodeCode] { upper }

    /// The seals that a node above keeps of this node's journal.
    package func ask(_ peer: NodeCode) async -> Answer {
        guard let wire = wires[peer], let origin = origins[peer] else {
            return .unreachable("the configuration has no baseURL of \(peer)")
        }
        do {
            guard try await keepsSeals(origin) else { return .unsupported }
            return try await pages(of: wire)
        } catch let error as TransportError {
            return .unreachable(error.description)
        } catch {
            return .unreachable("the answer cannot be read: \(error)")
        }
    }

    /// Discovery lets nodes of different age talk.
    private func keepsSeals(_ origin: PeerOrigin) async throws -> Bool {
        let answer = try await transport.send(PeerRequest(
            .get, origin, "/.well-known/hotline-node", isRepeatable: true, totalTime: Self.patience))
        return try JSONDecoder().decode(Discovery.self, from: Data(answer.body)).journalSeals ?? false
    }

    private func pages(of wire: PeerWire) async throws -> Answer {
        var seals: [JournalSeal] = []
        var next: Int64? = 0
        while let after = next {
            let answer = try await wire.post(
                "/journal/seals", body: CanonicalJSON.encode(SealsRequest(after: after)), timeout: Self.patience)
            guard answer.status == 200 else {
                let problem = SyncProblem(answered: answer)
                return .refused(problem.detail ?? problem.title)
            }
            let page = try CanonicalJSON.decode(SealsResponse.self, from: answer.body)
            seals += page.seals
            // A page that goes nowhere would be asked for again for ever.
            next = page.next.flatMap { $0 > after ? $0 : nil }
        }
        return .seals(seals)
    }

    /// What is read of it.
    private struct Discovery: Decodable {
        var journalSeals: Bool?
    }
}
