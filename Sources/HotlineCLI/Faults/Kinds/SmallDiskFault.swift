import Foundation
import Node
import Synchronization
import Topology

/// 磁盘写满: the city's data lies on a small file system, which something else fills to the last byte.
struct SmallDiskFault: Fault {
    let name = "disk"
    let title = "磁盘写满"
    private static let megabytes = 48
    private let isAllowed: Bool
    private let place = Place()

    /// - Parameter isAllowed: whether this process may mount a file system without anybody else seeing it.
    init(isAllowed: Bool) { self.isAllowed = isAllowed }

    func obstacle() async throws -> String? {
        guard isAllowed else { return "需要独立的挂载命名空间：以 root 运行 Tests/faults" }
        let folder = try BenchFolder(in: nil)
        defer { folder.remove() }
        let outcome = try await Self.mount(megabytes: 1, at: folder.path)
        if outcome.isSuccess { _ = try await SystemCommand.run("/usr/bin/umount", [folder.path]) }
        return outcome.isSuccess ? nil : outcome.reason
    }

    func prepare(_ plan: inout NetworkPlan) async throws {
        guard let index = plan.members.firstIndex(where: { $0.code == FaultGround.city }) else { return }
        let folder = plan.members[index].configuration.dataFolder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let outcome = try await Self.mount(megabytes: Self.megabytes, at: folder)
        guard outcome.isSuccess else { throw Failure(.failed, outcome.reason) }
        place.folder.withLock { $0 = folder }
        // The usual reserve is larger than this disk.
        plan.members[index].configuration.limits.diskReserveBytes = 1 << 20
    }

    func strike(_ ground: FaultGround, number: Int) async throws -> Int {
        guard let folder = place.folder.withLock({ $0 }) else { return 0 }
        let ballast = "\(folder)/ballast"
        defer { try? FileManager.default.removeItem(atPath: ballast) }
        try Self.fill(ballast)
        try await ground.last()
        return 1
    }

    func clear() async {
        guard let folder = place.folder.withLock({ $0.take() }) else { return }
        // The namespace takes it along where this fails.
        _ = try? await SystemCommand.run("/usr/bin/umount", [folder])
    }

    private static func mount(megabytes: Int, at folder: String) async throws -> SystemCommand.Outcome {
        try await SystemCommand.run("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "none", folder])
    }

    /// Takes all the space there is.
    private static func fill(_ file: String) throws {
        guard FileManager.default.createFile(atPath: file, contents: nil) else {
            throw Failure(.failed, "\(file) cannot be written")
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        defer { try? handle.close() }
        for size in [1 << 20, 1 << 12] {
            let piece = Data(count: size)
            while (try? handle.write(contentsOf: piece)) != nil {}
        }
    }

    /// Where the small file system is mounted.
    private final class Place: Sendable {
        let folder = Mutex<String?>(nil)
    }
}
