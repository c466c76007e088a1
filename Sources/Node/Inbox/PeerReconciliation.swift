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
        let core = engine.core
        guard case .resend(let ids) = question.scope else {
            return .encoding(try await engine.read {
                try core.reconcile(question.scope, source: question.source, with: peer, in: $0)
            })
        }
        let count = try await engine.commit(lane: .bulk, bytes: request.body.count) {
            try $0.redeliver(ids, of: question.source, to: peer, in: $1, at: $2)
        }
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
        let ids = Set(question.ids)
        guard ids.count <= StatesRequest.mostIDs else {
            throw APIProblem(SyncProblem(
                .malformedRequest, detail: "\(ids.count) ids in one request, at most \(StatesRequest.mostIDs)"))
        }
        return .bytes(
            try await engine.read { try core.states(ids.sorted(), for: peer, in: $0) },
            type: EventMediaType.batch.rawValue)
    }
}
