import HTTPWire
import PeerTransport
import Testing
import TestSupport

/// Asks `peer` once through `transport`, on a listener of its own.
func ask(
    _ peer: HostilePeer, through transport: some PeerTransport, totalTime: Duration = .milliseconds(1500)
) async throws -> Result<PeerResponse, TransportError> {
    let listener = try RawListener()
    async let played: Void = onThread {
        let socket = try listener.accept()
        // A script that finds its socket closed has done its work.
        try? peer.script(socket)
    }
    let request = PeerRequest(
        .get, PeerOrigin(host: "127.0.0.1", port: listener.port), "/", totalTime: totalTime)
    let result = await Result { () async throws(TransportError) in try await transport.send(request) }
    listener.stop()
    try? await played
    return result
}

extension Result {
    /// What an asynchronous call came to.
    init(_ body: () async throws(Failure) -> Success) async {
        do throws(Failure) { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

extension HostilePeer {
    /// Whether `result` is what this peer should lead to.
    func isMet(by result: Result<PeerResponse, TransportError>) -> Bool {
        switch (expectation, result) {
        case (.answer(let status, let body), .success(let response)):
            status == response.status && body == String(decoding: response.body, as: UTF8.self)
        case (.failure(let cause), .failure(let error)): cause == error.cause
        default: false
        }
    }
}

@Suite(.timeLimit(.minutes(3))) struct ConformanceTests {
    @Test(arguments: hostilePeers)
    func survives(_ peer: HostilePeer) async throws {
        let transport = try SocketTransport(configuration: .init(limits: MessageLimits(bodyBytes: 1000)))
        let timeOuts: [HostilePeer.Expectation] = [.failure(.timedOut(.waiting)), .failure(.timedOut(.receiving))]
        let totalTime: Duration = timeOuts.contains(peer.expectation) ? .seconds(1) : .seconds(20)
        let result = try await ask(peer, through: transport, totalTime: totalTime)
        #expect(peer.isMet(by: result), "\(result)")
        if case .failure(let error) = result, peer.name != "closes at once" { #expect(error.mayHaveBeenReceived) }
        if !peer.isReusable { #expect(await transport.idleConnections == 0) }
    }
}
