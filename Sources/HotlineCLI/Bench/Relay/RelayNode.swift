import Foundation
import HTTPWire
import Node
import PeerTransport
import Platform
import Synchronization

/// One node of the relay: a process of its own, started from a configuration file.
final class RelayNode: Sendable {
    let tier: RelayTier
    let origin: PeerOrigin
    private let program: String
    private let configurationFile: String
    private let logFile: String
    private let transport: SocketTransport
    private let token: String
    private let child = Mutex<ChildProcess?>(nil)

    /// Writes the node's configuration into `folder`; nothing runs yet.
    convenience init(
        _ tier: RelayTier, _ configuration: RelayConfiguration, in folder: String, program: String,
        _ transport: SocketTransport
    ) throws {
        let node = configuration.node(tier, in: folder)
        try self.init(tier, node, token: configuration.token, in: folder, program: program, transport)
    }

    /// The same of a node that is configured otherwise.
    init(
        _ tier: RelayTier, _ configuration: NodeConfiguration, token: String, in folder: String, program: String,
        _ transport: SocketTransport
    ) throws {
        self.tier = tier
        self.program = program
        self.transport = transport
        self.token = token
        guard let port = UInt16(exactly: configuration.listen.port) else { throw SystemFailure("listen", code: EINVAL) }
        origin = PeerOrigin(host: "127.0.0.1", port: port)
        configurationFile = "\(folder)/\(tier.code).json"
        logFile = "\(folder)/\(tier.code).log"
        try configuration.save(to: configurationFile)
    }

    /// Starts the process and returns once the node takes requests.
    func start() async throws {
        let started = try ChildProcess(
            executable: program, arguments: ["serve", "--config", configurationFile], output: .file(logFile),
            errors: .file(logFile))
        child.withLock { $0 = started }
        try await within(.seconds(20), "the \(tier.name) node's start") {
            while try await !self.isReady() {
                guard started.isRunning else { throw self.diedAtStart() }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    /// Ends the process as a power cut would, and waits until it is gone.
    func kill() async {
        guard let running = child.withLock({ $0.take() }) else { return }
        running.kill()
        _ = await running.wait()
    }

    /// Resident memory of the process in bytes; 0 while it does not run.
    var residentBytes: Int {
        child.withLock { $0?.pid }.flatMap { ProcessMemory.residentBytes(of: $0) } ?? 0
    }

    /// What the process has run on any processor; nil while it does not run.
    var processorNanoseconds: Int64? {
        child.withLock { $0?.pid }.flatMap { ProcessTime.nanoseconds(of: $0) }
    }

    /// What the node's API answers to a GET below `/api/v1`.
    func read(_ path: String) async throws -> JSONValue {
        let request = PeerRequest(.get, origin, "/api/v1" + path, headers: authorised, isRepeatable: true)
        let answer = try await transport.send(request)
        guard answer.status == 200 else { throw refusal(path, answer) }
        return try JSONValue(parsing: Data(answer.body))
    }

    /// Registers a ticket: `form` is the body of the request.
    func register(_ form: [UInt8]) async throws {
        var headers = authorised
        headers["Content-Type"] = "application/json"
        let request = PeerRequest(.post, origin, "/api/v1/tickets", headers: headers, body: form)
        let answer = try await transport.send(request)
        guard answer.status == 201 else { throw refusal("/tickets", answer) }
    }

    /// The node's server-sent events.
    func events() async throws -> PeerStream {
        let request = PeerRequest(.get, origin, "/api/v1/events", headers: authorised)
        let stream = try await transport.stream(request)
        guard stream.status == 200 else {
            throw Failure(.failed, "the \(tier.name) node answers /events with \(stream.status)")
        }
        return stream
    }

    /// Up to which position the node has applied the feed of the peer below it.
    func appliedFeed() async throws -> Int {
        let peers = try await read("/peers").list("items")
        let streams = peers.first { $0.text("code") == tier.feeder }?.list("streams") ?? []
        let feed = streams.first { $0.text("name") == "feed" && $0.text("direction") == "in" }
        return feed?["highest"]?.integer ?? 0
    }

    private var authorised: Headers { ["Authorization": "Bearer \(token)"] }

    private func isReady() async throws -> Bool {
        let request = PeerRequest(.get, origin, "/readyz", isRepeatable: true, totalTime: .seconds(5))
        do throws(TransportError) {
            return try await transport.send(request).status == 200
        } catch {
            return false
        }
    }

    private func diedAtStart() -> Failure {
        let log = (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? ""
        return Failure(
            .failed, "the \(tier.name) node ended while it started",
            details: log.split(separator: "\n").suffix(5).map(String.init))
    }

    private func refusal(_ path: String, _ answer: PeerResponse) -> Failure {
        let body = String(decoding: answer.body.prefix(500), as: UTF8.self)
        return Failure(.failed, "the \(tier.name) node answers \(path) with \(answer.status)", details: [body])
    }
}
