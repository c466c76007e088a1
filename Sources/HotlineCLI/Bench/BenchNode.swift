import Foundation
import HTTPWire
import Node
import PeerTransport
import Platform
import Topology

/// A node that a benchmark measures: a process of its own, reached over HTTP as any node is.
final class BenchNode: Sendable {
    let origin: PeerOrigin
    private let host: ProcessHost
    private let transport: SocketTransport
    private let token: String

    /// Writes the node's configuration into `folder`; nothing runs yet.
    ///
    /// - Parameter token: the benchmark's own at the node.
    init(
        _ configuration: NodeConfiguration, token: String, in folder: String, program: ProcessHost.Program,
        _ transport: SocketTransport
    ) throws {
        self.transport = transport
        self.token = token
        guard let port = UInt16(exactly: configuration.listen.port) else { throw SystemFailure("listen", code: EINVAL) }
        origin = PeerOrigin(host: "127.0.0.1", port: port)
        let file = "\(folder)/\(configuration.code).json"
        host = ProcessHost(
            code: configuration.code, configurationFile: file, logFile: "\(folder)/\(configuration.code).log",
            program: program)
        try configuration.save(to: file)
    }

    /// Starts the process and returns once the node takes requests.
    func start() async throws {
        do {
            try await host.start()
        } catch let error as NetworkError {
            throw Failure.network(error)
        }
    }

    /// Ends the process as a power cut would, and waits until it is gone.
    func kill() async { await host.kill() }

    /// Resident memory of the process in bytes; 0 while it does not run.
    var residentBytes: Int { host.pid.flatMap { ProcessMemory.residentBytes(of: $0) } ?? 0 }

    /// What the process has run on any processor; nil while it does not run.
    var processorNanoseconds: Int64? { host.pid.flatMap { ProcessTime.nanoseconds(of: $0) } }

    /// What the node's API answers to a GET below `/api/v1`.
    ///
    /// - Parameter token: of whom; nil for the benchmark's own.
    func read(_ path: String, as token: String? = nil) async throws -> JSONValue {
        let headers = Self.authorised(by: token ?? self.token)
        let request = PeerRequest(.get, origin, "/api/v1" + path, headers: headers, isRepeatable: true)
        let answer = try await transport.send(request)
        guard answer.status == 200 else { throw refusal(path, answer) }
        return try JSONValue(parsing: Data(answer.body))
    }

    /// Registers a ticket: `form` is the body of the request.
    func register(_ form: [UInt8]) async throws {
        var headers = Self.authorised(by: token)
        headers["Content-Type"] = "application/json"
        let request = PeerRequest(.post, origin, "/api/v1/tickets", headers: headers, body: form)
        let answer = try await transport.send(request)
        guard answer.status == 201 else { throw refusal("/tickets", answer) }
    }

    /// The node's server-sent events.
    func events() async throws -> PeerStream {
        let request = PeerRequest(.get, origin, "/api/v1/events", headers: Self.authorised(by: token))
        let stream = try await transport.stream(request)
        guard stream.status == 200 else {
            throw Failure(.failed, "the node \(host.code) answers /events with \(stream.status)")
        }
        return stream
    }

    /// Up to which position the node has applied the feed of a peer below it.
    func appliedFeed(of peer: String) async throws -> Int {
        let peers = try await read("/peers").list("items")
        let streams = peers.first { $0.text("code") == peer }?.list("streams") ?? []
        let feed = streams.first { $0.text("name") == "feed" && $0.text("direction") == "in" }
        return feed?["highest"]?.integer ?? 0
    }

    private static func authorised(by token: String) -> Headers { ["Authorization": "Bearer \(token)"] }

    private func refusal(_ path: String, _ answer: PeerResponse) -> Failure {
        let body = String(decoding: answer.body.prefix(500), as: UTF8.self)
        return Failure(.failed, "the node \(host.code) answers \(path) with \(answer.status)", details: [body])
    }
}
