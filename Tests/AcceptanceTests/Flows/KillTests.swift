import Platform
import Synchronization
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// `kill -9` at any moment: real processes, real databases.
@Suite(.timeLimit(.minutes(5))) struct KillTests {
    // proves: CARD-2, CARD-7
    @Test(arguments: [1, 2] as [UInt64])
    func `Nodes killed while matters run lose and double nothing`(seed: UInt64) async throws {
        let network = AcceptanceNetwork(topology: "shanxi", way: .processes, client: try PersistentClient.maker())
        try await network.run { staged in
            let scripts: [any MatterScript] = [
                CityOrderToTown(), ProvinceOrderThroughTiers(), CountyOwnTicket(), LeadWithAssisting(),
                RedoOfCityOrder(),
            ]
            try await withThrowingTaskGroup(of: Void.self) { group in
                let isOver = Mutex(false)
                let killer = Task {
                    try await kill(staged, SeededRandom(seed: seed)) { isOver.withLock { $0 } }
                }
                for script in scripts { group.addTask { _ = try await script.run(on: staged.stage) } }
                try await group.waitForAll()
                isOver.withLock { $0 = true }
                // It may be waiting for a change that does not come any more.
                for desk in staged.stage.desks { await desk.watch.wake() }
                let kills = try await killer.value
                #expect(kills > 0, "seed \(seed)")
            }
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    /// Kills one node after the other and starts it again, until it is over; how many it killed.
    private func kill(
        _ staged: StagedNetwork, _ random: SeededRandom, until isOver: @Sendable () -> Bool
    ) async throws -> Int {
        // Those that the scripts keep busy.
        let codes = ["140000", "140500", "140525"]
        var kills = 0
        while !isOver() {
            let code = codes[Int(random.next(below: UInt64(codes.count)))]
            // Some changes at the node are let through, so that it dies amid work and not only at its start.
            let watch = try staged.stage.desk(code).watch
            for _ in 0..<random.next(below: 12) {
                // Before it is asked whether all is over: the last wake-up may come in between.
                let now = await watch.now
                if isOver() { break }
                await watch.change(after: now)
            }
            try await staged.network.kill(code)
            try await staged.network.start(code)
            kills += 1
        }
        return kills
    }
}
