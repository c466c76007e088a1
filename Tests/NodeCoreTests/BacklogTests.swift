import HotlineCore
import NodeCore
import Storage
import Testing

/// A dead peer costs disk only, within a budget that alarms.
@Suite struct BacklogTests {
    @Test func `Beyond its budget a backlog is told of, until it has gone`() throws {
        let network = try TestNetwork(.pair)
        let node = network[Plan.county]
        var settings = node.core.settings
        settings.limits.backlogAlarmBytes = 4_000
        let core = NodeCore(settings: settings)
        func look() throws -> Int {
            try node.write { transaction in
                try core.watchBacklogs(in: transaction, at: network.now)
                return Outcome(())
            }
            return try network.alarms(Plan.county).count { $0 == "backlog-large" }
        }
        network.cut = [TestNetwork.Link(Plan.county, Plan.city)]
        _ = try network.register(Plan.county)
        #expect(try look() == 0)
        for _ in 0..<5 { _ = try network.register(Plan.county) }
        #expect(try look() == 1)
        #expect(try look() == 1)
        network.cut = []
        try network.settle()
        #expect(try look() == 0)
    }
}
