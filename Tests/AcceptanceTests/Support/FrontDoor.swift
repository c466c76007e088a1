import Foundation
import FoundationNetworking
import Node
import PeerTransport
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// A node as a stranger reaches it: paths outside `/api/v1`, and requests that no well-behaved client makes.
struct FrontDoor: Sendable {
    /// An answer as it came.
    struct Answer: Sendable {
        let status: Int
        let text: String
    }

    let address: String
    private let token: String

    init(address: String, token: String) {
        self.address = address
        self.token = token
    }

    init(_ staged: StagedNetwork, _ code: String) throws {
        let member = try #require(staged.network.plan.member(code))
        self.init(address: member.address, token: try #require(member.tokens["admin"]))
    }

    func get(_ path: String) async throws -> Answer {
        guard let url = URL(string: address + path) else { throw URLError(.badURL) }
        return try await send(URLRequest(url: url, timeoutInterval: 60))
    }

    func post(_ steps: [String], _ form: JSONValue, headers: [String: String] = [:]) async throws -> Answer {
        let request = APIRequest.post(steps, body: form, headers: headers)
        let answer = try await URLSessionClient.client(address, token: token).answer(to: request)
        return Answer(status: answer.status, text: String(decoding: answer.body, as: UTF8.self))
    }

    /// Announces a body and sends none of it: everything that the node says until it closes the connection.
    func announceBody(_ path: String, octets: Int) async throws -> String {
        let port = try #require(URL(string: address)?.port.flatMap(UInt16.init(exactly:)))
        let head = """
            POST \(path) HTTP/1.1\r\nhost: node\r\nauthorization: Bearer \(token)\r\ncontent-type: application/json\r\n\
            content-length: \(octets)\r\nexpect: 100-continue\r\n\r\n
            """
        return try await onThread {
            let socket = try RawSocket(port: port)
            try socket.send(head)
            return try socket.receiveAll()
        }
    }

    /// Runs a command of the program against the node, as its administrator.
    func hotline(_ words: String...) async throws -> BuiltProgram.Outcome {
        try await BuiltProgram.run(words + ["--node", address, "--token", token])
    }

    /// Waits until the node takes writes; the suite's time limit ends it.
    func untilReady() async throws { try await until { $0.status == 200 } }

    /// Waits for an answer of `/readyz`.
    func until(_ isWanted: (Answer) -> Bool) async throws {
        while true {
            if isWanted(try await get("/readyz")) { return }
            await Task.yield()
        }
    }

    private func send(_ request: URLRequest) async throws -> Answer {
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return Answer(status: status, text: String(decoding: data, as: UTF8.self))
    }
}
