#if FoundationTransport
import PeerTransport
import Testing
import TestSupport

/// The same table through URLSession, each peer in a child process of its own, as some abort it. Run with
/// `swift test --traits FoundationTransport --filter FoundationConformanceTests`.
///
/// URLSession names causes in its own way and forgives much that we refuse: asked here is that the process survives,
/// that proper answers arrive, and that everything ends in time.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FoundationConformanceTests {
    @Test(arguments: hostilePeers.indices.filter { hostilePeers[$0].foundation != .neverEnds })
    func survives(_ index: Int) async {
        let peer = hostilePeers[index]
        await withKnownIssue("URLSession aborts: \(peer.name)", isIntermittent: true) {
            await #expect(processExitsWith: .success) { [index] in
                let peer = hostilePeers[index]
                let result = try await ask(peer, through: FoundationTransport())
                if case .answer = peer.expectation { try #require(peer.isMet(by: result), "\(result)") }
            }
        } when: {
            peer.foundation == .aborts
        }
    }
}
#endif
