import Foundation

/// A node's API as the commands use it: JSON in, JSON or a clear failure out.
struct NodeClient: Sendable {
    /// Carries one request to the node and brings its answer back.
    typealias Exchange = @Sendable (APIRequest) async throws -> APIAnswer

    /// For messages: the address as the user gave it.
    let address: String
    private let exchange: Exchange

    init(address: String, exchange: @escaping Exchange) {
        self.address = address
        self.exchange = exchange
    }

    /// Whatever the node answers.
    func answer(to request: APIRequest) async throws -> APIAnswer { try await exchange(request) }

    /// The JSON that the node answers with success.
    /// - Throws: `Failure`: `.unreachable` when no node answers there, `.refused` or `.notSo` with its problem
    /// document.
    func value(_ request: APIRequest) async throws -> JSONValue {
        try Self.value(of: try await exchange(request), from: address)
    }

    /// The same for an answer that came another way.
    static func value(of answer: APIAnswer, from address: String) throws -> JSONValue {
        let document = try? JSONValue(parsing: answer.body)
        switch (answer.status, document) {
        case (200..<300, .some(let value)): return value
        case (200..<300, .none) where answer.body.isEmpty: return .null
        case (200..<300, .none), (300..<400, _): throw notANode(answer, address)
        default: throw refusal(answer, document, from: address)
        }
    }

    private static func refusal(_ answer: APIAnswer, _ document: JSONValue?, from address: String) -> Failure {
        guard let document, let problem = try? document.decoded(as: ProblemDocument.self) else {
            return notANode(answer, address)
        }
        let failure = problem.failure(status: answer.status, document: document)
        guard answer.status == 401, failure.cure == nil else { return failure }
        return Failure(
            failure.exitCode, failure.cause, cure: "give a token with --token, --token-file or HOTLINE_TOKEN",
            problem: document)
    }

    private static func notANode(_ answer: APIAnswer, _ address: String) -> Failure {
        Failure(
            .unreachable, "what answers at \(address) is not a node: status \(answer.status) without a JSON document",
            cure: "check the address; a node's own is printed when it starts")
    }
}
