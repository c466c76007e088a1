import Foundation
import Node
import PeerTransport
import Testing
import Topology

@testable import HotlineCLI

/// A copy of a stopped node's data, to be put back later.
struct DataCopy: Sendable {
    /// What is put back.
    enum Extent: Sendable, CaseIterable {
        /// Every file, the identity file among them: the database looks as it was left.
        case folder
        /// The database beside the newer identity file, which tells at once that it is older.
        case database
    }

    private static let identity = "node.identity"
    private let folder: String
    private var copy: String { folder + ".copy" }

    init(of member: NetworkPlan.Member) throws {
        folder = member.configuration.dataFolder
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
    }

    func putBack(_ extent: Extent) throws {
        let files = FileManager.default
        if extent == .database {
            try files.removeItem(atPath: "\(copy)/\(Self.identity)")
            try files.copyItem(atPath: "\(folder)/\(Self.identity)", toPath: "\(copy)/\(Self.identity)")
        }
        try files.removeItem(atPath: folder)
        try files.moveItem(atPath: copy, toPath: folder)
    }
}

extension StagedNetwork {
    /// Copies a node's data while it is stopped for a moment.
    func backUp(_ desk: Desk) async throws -> DataCopy {
        let member = try #require(network.plan.member(desk.code))
        try await network.stop(desk.code)
        let copy = try DataCopy(of: member)
        try await restart(desk)
        return copy
    }

    /// Puts an older copy in the place of a node's data.
    func restore(_ copies: (desk: Desk, copy: DataCopy)..., extent: DataCopy.Extent) async throws {
        for (desk, _) in copies { try await network.stop(desk.code) }
        for (_, copy) in copies { try copy.putBack(extent) }
        for (desk, _) in copies { try await network.start(desk.code) }
    }

    /// Starts a node that was stopped; returns once it takes commands.
    func restart(_ desk: Desk) async throws {
        try await network.start(desk.code)
        let member = try #require(network.plan.member(desk.code))
        try await Readiness.wait(for: try #require(PeerOrigin(member.address)), over: SocketTransport())
    }
}
