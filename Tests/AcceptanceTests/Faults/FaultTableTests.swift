import Foundation
import Node
import Platform
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// The fault suite in its short form: every fault strikes a network of real processes, and nothing is lost or doubled.
/// `Tests/faults` runs the long form.
@Suite(.timeLimit(.minutes(5))) struct FaultTableTests {
    /// What the long form alone brings about, in namespaces of its own.
    private static let skipped = ["disk", "loss"]

    private static let topology = AcceptanceNetwork.repository.appending(path: "Topologies/shanxi.json5").path

    // proves: CARD-2, CARD-7
    @Test func `Whatever fault strikes, every matter is there once and every order was carried out once`(
    ) async throws {
        let outcome = try await BuiltProgram.run(["faults", Self.topology, "--short"])
        #expect(outcome.isSuccess, "\(outcome.errors)")
        #expect(outcome.lines.map { $0.text("fault") } == Faults.all(ownNamespaces: false).map(\.name))
        for row in outcome.lines {
            guard !Self.skipped.contains(row.text("fault")) else {
                #expect(row.text("skipped").contains("Tests/faults"), "\(row.line)")
                continue
            }
            #expect((row["strikes"]?.integer ?? 0) > 0 && (row["messages"]?.integer ?? 0) > 0, "\(row.line)")
            for finding in ["lost", "doubled", "different"] { #expect(row[finding] == .array([]), "\(row.line)") }
            #expect(row["wholeAfterSeconds"] != nil)
        }
    }

    // proves: CARD-2, CARD-7
    @Test func `A city whose disk is full makes its neighbours wait, and loses nothing`() async throws {
        let file = try NetworkOptions.load(Self.topology).faultGround()
        let trial = FaultTrial(fault: FullDatabase(), file: file, pace: .short, program: try BuiltProgram.hotline())
        let row = await trial.run(in: nil)
        #expect(row.isGood, "\(row.findings)")
        #expect(row.record["strikes"] == .integer(1), "\(row.record.line)")
    }
}

/// 磁盘写满, by SQLite's own limit on the pages of a database: needs no rights.
private struct FullDatabase: Fault {
    let name = "full-database"
    let title = "数据库写满"
    private let disk = FaultyDriver()

    func host(of member: NetworkPlan.Member) -> (any NodeHost)? {
        guard member.code == FaultGround.city else { return nil }
        let disk = disk
        var environment = NodeService.Environment(log: Log(level: .error))
        environment.database = { disk.at($0) }
        return ServiceHost(member.configuration, environment: environment)
    }

    func strike(_ ground: FaultGround, number: Int) async throws -> Int {
        disk.limit(pages: 1)
        defer { disk.limit(pages: 1_000_000) }
        let city = try ground.staged.stage.desk(FaultGround.city)
        try await city.look(for: "the disk to be full") {
            try await city.read("status").text("disk", "condition") == "full" ? true : nil
        }
        try await ground.last()
        return 1
    }
}
