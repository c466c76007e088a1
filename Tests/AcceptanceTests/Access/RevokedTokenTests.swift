import Crypto
import HotlineCore
import Node
import Storage
import Synchronization
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

/// A token that was revoked opens nothing, and what it had opened before ends.
@Suite(.timeLimit(.minutes(2))) struct RevokedTokenTests {
    // proves: ZZ23-46
    @Test func `A feed ends before it tells a revoked token anything`() async throws {
        let folder = try TemporaryDirectory()
        let kept = Mutex<NodeConfiguration?>(nil)
        let keep = { (configuration: inout NodeConfiguration) in
            let copy = configuration
            kept.withLock { $0 = copy }
        }
        try await SingleNode.run(at: 1_772_413_200_000, in: folder.path, keep, { node in
            let database = try NodeData(of: #require(kept.withLock { $0 }))
            try await database.write { transaction, now in
                let token = TokenStore.Token(id: "t-1", person: "wang", role: .operator, createdAt: now.milliseconds)
                try TokenStore.add(token, digest: SHA256.hash("token-wang").bytes, in: transaction)
            }
            let feed = try await EventReader(node.address, token: "token-wang")
            let before = try await node.register()
            #expect(try await feed.tickets(until: before) == [before])
            let other = try await EventReader(node.address, token: "token-wang")
            let revoked = try await database.write { transaction, now in
                try TokenStore.revoke("t-1", at: now.milliseconds, in: transaction)
            }
            #expect(revoked)
            let after = try await node.register()
            #expect(try await other.tickets(until: after) == [])
        })
        withExtendedLifetime(folder) {}
    }
}
