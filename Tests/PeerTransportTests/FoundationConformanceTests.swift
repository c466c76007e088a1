#if FoundationTransport
import PeerTransport
import Testing
import TestSupport

/// The same table through URLSession, each peer in a child process of its own, as some abort it. Run with
/// `swift test --traits FoundationTransport --filter FoundationConformanceTests`.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FoundationConformanceTests {
    @Test(arguments: hostilePeers.indices)
    func survives(_ index: Int) async {
        let peer = hostilePeers[index]
        await withKnownIssue("URLSession: \(peer.name)", isIntermittent: true) {
            await #expect(processExitsWith: .success) { [index] in
                let peer = hostilePeers[index]
                let result = try await ask(peer, through: FoundationTransport())
                try #require(peer.isMet(by: result), "\(result)")
            }
        } when: {
            peer.foundationFails || peer.expectation == .failure(.timedOut(.receiving))
        }
    }
}
#endif
