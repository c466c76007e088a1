import Foundation
import Node
import PeerTransport
import Platform
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// A network of the repository's own topology files, on free ports and in a folder of its own, for one test.
struct AcceptanceNetwork: Sendable {
    /// How the nodes are run.
    enum Way: Sendable, CaseIterable {
        /// Inside the test's process: quick to start.
        case services
        /// Each as a process of the program that was built beside the tests: can be killed.
        case processes
    }

    var topology: String
    var way = Way.services
    /// Links that the test cuts, upper node first.
    var cuts: [(upper: String, lower: String)] = []
    /// Nodes that are not started with the others.
    var absent: [String] = []
    /// Further changes to the file before it is started.
    var adapt: @Sendable (inout TopologyFile) -> Void = { _ in }
    /// What single nodes are given beside their configuration; of services only.
    var equip: @Sendable (String, inout NodeService.Environment) -> Void = { _, _ in }
    /// Changes what was derived from the file, in the network's folder; what the desks' watches then go over.
    var secure: @Sendable (inout NetworkPlan) throws -> SocketTransport = { _ in try SocketTransport() }
    /// How the people at the desks reach their node.
    var client: @Sendable (NetworkPlan.Member, String) throws -> NodeClient = URLSessionClient.make

    /// Starts the network, hands it to the test, and stops it again whatever the test does.
    func run(_ test: (StagedNetwork) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        var file = try TopologyFile.load(Self.repository.appending(path: "Topologies/\(topology).json5").path)
        adapt(&file)
        let ports = Dictionary(uniqueKeysWithValues: zip(file.nodes.map(\.code), try Ports.free(file.nodes.count)))
        let (routed, links) = try StagedNetwork.laying(cuts, in: file, ports: ports)
        var plan = try NetworkOptions.plan(routed, folder: folder.path, ports: ports)
        let transport = try secure(&plan)
        let network = try made(plan)
        do {
            for member in plan.members where !absent.contains(member.code) { try await network.start(member.code) }
            for member in plan.members where !absent.contains(member.code) {
                let origin = try #require(PeerOrigin(member.address))
                try await Readiness.wait(for: origin, over: transport)
            }
            let staged = try await StagedNetwork(
                network, of: file, links: links, absent: absent, transport: transport, client: client)
            try await test(staged)
        } catch {
            await network.stop()
            try Self.keep(folder.path)
            throw error
        }
        await network.stop()
        withExtendedLifetime(folder) {}
    }

    /// Copies what a failed test leaves, logs and databases, into the folder that `HOTLINE_TEST_KEEP` names.
    private static func keep(_ folder: String) throws {
        guard let place = ProcessInfo.processInfo.environment["HOTLINE_TEST_KEEP"] else { return }
        let copy = URL(filePath: place).appending(path: URL(filePath: folder).lastPathComponent)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: URL(filePath: folder), to: copy)
    }

    private func made(_ plan: NetworkPlan) throws -> Network {
        switch way {
        case .services: .services(plan, log: Log(level: .error), equip: equip)
        case .processes: try .processes(plan, program: BuiltProgram.hotline())
        }
    }

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}

/// The program that was built with the tests.
enum BuiltProgram {
    /// - Throws: where it was not built: `swift build` builds it.
    static func hotline() throws -> ProcessHost.Program {
        // The tests' own executable lies in the folder of all products.
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let beside = [CommandLine.arguments[0], tests].map { URL(filePath: $0).deletingLastPathComponent() }
        let places = beside.map { $0.appending(path: "hotline").path }
            + [AcceptanceNetwork.repository.appending(path: ".build/debug/hotline").path]
        guard let path = places.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: places[0]])
        }
        return ProcessHost.Program(path: path)
    }
}
