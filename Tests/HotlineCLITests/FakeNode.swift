import Foundation
import HTTPServer
import HTTPWire
import Synchronization

@testable import HotlineCLI

/// A server that answers as a node would, with answers written down by the test.
final class FakeNode: Sendable {
    struct Answer: Sendable {
        let status: Int
        let json: String

        static func ok(_ json: String) -> Answer { Answer(status: 200, json: json) }
    }

    struct Received: Sendable, Equatable {
        let line: String
        let body: String
        let authorization: String?
        let idempotencyKey: String?
        let ifMatch: String?
    }

    private let server: HTTPServer
    private let received: RequestLog
    let address: String

    /// `answers` by method and target, `GET /api/v1/status`; anything else is answered 404 with a problem document.
    init(_ answers: [String: Answer]) throws {
        let received = RequestLog()
        var router = Router()
        for method in [HTTPWire.Method.get, .post] {
            router.on(method, "/{rest*}") { request in
                let line = "\(method) \(request.head.target)"
                received.add(
                    Received(
                        line: line, body: String(decoding: request.body, as: UTF8.self),
                        authorization: request.headers["Authorization"],
                        idempotencyKey: request.headers["Idempotency-Key"], ifMatch: request.headers["If-Match"]))
                let answer = answers[line] ?? Self.missing
                return .json(Array(answer.json.utf8), status: answer.status)
            }
        }
        server = try HTTPServer(configuration: .init(), router: router) { _ in }
        self.received = received
        address = "http://127.0.0.1:\(try server.start())"
    }

    var requests: [Received] { received.all }

    static let missing = Answer(
        status: 404, json: #"{"type":"urn:hotline:problem:not-found","title":"没有这个工单","status":404,"cure":"核对编号"}"#)
}

/// What reached the server, in order.
private final class RequestLog: Sendable {
    private let kept = Mutex<[FakeNode.Received]>([])

    func add(_ request: FakeNode.Received) { kept.withLock { $0.append(request) } }
    var all: [FakeNode.Received] { kept.withLock { $0 } }
}

/// How a run of the program ended and what it said.
struct Outcome: Sendable {
    let code: ExitCode
    let output: String
    let errors: String
}

/// Runs the program as a shell would.
func hotline(_ words: String..., environment: [String: String] = [:]) async -> Outcome {
    let output = RecordingSink()
    let errors = RecordingSink()
    let program = HotlineProgram(terminal: Terminal(output: output, errors: errors), environment: environment)
    let code = await program.run(words)
    return Outcome(code: code, output: output.text, errors: errors.text)
}

extension FakeNode {
    /// Runs a client command against this node.
    func hotline(_ words: String...) async -> Outcome {
        let output = RecordingSink()
        let errors = RecordingSink()
        let terminal = Terminal(output: output, errors: errors)
        let environment = ["HOTLINE_NODE": address, "HOTLINE_TOKEN": "t0ken"]
        let code = await HotlineProgram(terminal: terminal, environment: environment).run(words)
        return Outcome(code: code, output: output.text, errors: errors.text)
    }
}
