import Database
import HotlineCore
import HTTPServer
import NodeCore
import Storage
import SyncProtocol

/// `POST /reconciliation/states`: the events that carry these tickets' states at the asked node.
struct StatesRequest: Codable, Sendable {
    /// Different ids in one request.
    static let mostIDs = 1_000

    var ids: [String]
}

extension NodeContext {
    /// `POST /reconciliation`: this node's figures for a source, or its promise to send ids again (对账).
    func answerReconciliation(_ request: Request, from peer: NodeCode) async throws -> Response {
        let question = try request.decode(ReconciliationRequest.self)
        guard mayAsk(peer, about: question.source) else {
            throw APIProblem(SyncProblem(
                .sourceNotAuthorised, detail: "\(peer) and this node share no tickets of \(question.source)"))
        }
        let core = engine.core
        guard case .resend(let ids) = question.scope else {
            return .encoding(try await engine.read {
                try core.reconcile(question.scope, source: question.source, with: peer, in: $0)
            })
        }
        let count = try await engine.commit(lane: .bulk) { try $0.redeliver(ids, to: peer, in: $1, at: $2) }
        return .encoding(try await engine.read { view in
            let answer = try core.reconcile(question.scope, source: question.source, with: peer, in: view)
            return ReconciliationResponse(
                source: answer.source, generation: answer.generation, epoch: answer.epoch, position: answer.position,
                content: .resent(count: count))
        })
    }

    /// `POST /reconciliation/states`: what a restored owner takes back; a node gets the states of its own subtree only.
    func answerStates(_ request: Request, from peer: NodeCode) async throws -> Response {
        let question = try request.decode(StatesRequest.self)
        let core = engine.core
        let asked = Set(question.ids)
        guard asked.count <= StatesRequest.mostIDs else {
            throw APIProblem(SyncProblem(
                .malformedRequest, detail: "\(asked.count) ids in one request, at most \(StatesRequest.mostIDs)"))
        }
        let ids = asked.sorted().filter { id in
            TicketID(rawValue: id).map { mayAsk(peer, about: $0.owner.source) } ?? false
        }
        return .bytes(
            try await engine.read { try core.states(ids, in: $0) }, type: EventMediaType.batch.rawValue)
    }

    /// An upper node asks what this node sends it; a lower one about its own subtree.
    private func mayAsk(_ peer: NodeCode, about source: String) -> Bool {
        guard let settings = engine.core.settings.peer(peer), let owner = NodeCode(source: source) else { return false }
        return settings.relation == .upper
            ? engine.core.settings.subtree.contains(owner) : settings.speaksFor.contains(owner)
    }
}
