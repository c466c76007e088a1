import Foundation
import Platform
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

@Suite(.timeLimit(.minutes(3))) struct ServeTests {
    // proves: CARD-2
    @Test func `A node that is asked to end does so in order, with exit code 0`() async throws {
        let folder = try TemporaryDirectory()
        let file = try TopologyFile.load(AcceptanceNetwork.repository.appending(path: "Topologies/shanxi.json5").path)
        let ports = Dictionary(uniqueKeysWithValues: zip(file.nodes.map(\.code), try Ports.free(file.nodes.count)))
        let plan = try NetworkOptions.plan(file, folder: folder.path, ports: ports)
        _ = try Network.processes(plan, program: BuiltProgram.hotline())
        let node = try RunningProgram(["serve", "--config", plan.configurationFile(of: "140000"), "--json"])
        #expect(try await node.record("ready").text("node") == "140000")
        node.interrupt()
        #expect(try await node.end().code == 0)
    }
}
