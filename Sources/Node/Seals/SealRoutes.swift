import Database
import HotlineCore
import HTTPServer
import Storage
import SyncProtocol

extension NodeContext {
    /// `POST /journal/seals`: what this node keeps of the journal of the one that asks; of no other.
    func answerSeals(_ request: Request, from peer: NodeCode) async throws -> Response {
        let question = try request.decode(SealsRequest.self)
        return .encoding(try await engine.read { view in
            try SealStore.page(of: peer, after: question.after, limit: SealsResponse.mostSeals, in: view)
        })
    }
}
