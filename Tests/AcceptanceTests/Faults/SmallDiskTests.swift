import Foundation
import Node
import Platform
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// A real file system that runs full, in a mount namespace of its own: only where the machine lets us mount one.
@Suite(.timeLimit(.minutes(3))) struct SmallDiskTests {
    // proves: CARD-2, CARD-7
    @Test(.enabled("this machine lets nobody mount a file system: run as root with CAP_SYS_ADMIN") {
        try await SmallDisk.isAllowed()
    })
    func `A node on a file system that runs full keeps what it acknowledged, and goes on when there is space`()
        async throws
    {
        let disk = try await SmallDisk(megabytes: 24)
        let door = disk.door
        var kept: [String] = []
        for number in 1...5 { kept.append(try await disk.register("满之前第\(number)件").text("id")) }
        try disk.fill()
        try await door.until { $0.status == 503 && $0.text.contains("disk") }
        let refused = try await door.post(["tickets"], MatterForm.plain("已满").form)
        #expect(refused.status == 507 && refused.text.contains("cure"), "\(refused)")
        for id in kept { #expect(try await disk.ticket(id).text("id") == id) }
        #expect(try await door.get("/healthz").status == 200)
        try disk.empty()
        try await door.untilReady()
        kept.append(try await disk.register("有空间之后").text("id"))
        for id in kept { #expect(try await disk.ticket(id).text("id") == id) }
        let verified = try await disk.verify()
        #expect(verified.code == 0, "\(verified.output) \(verified.errors)")
        await disk.stop()
    }
}

/// A node on a file system in memory that is its own.
private final class SmallDisk: Sendable {
    let door: FrontDoor
    private let program: RunningProgram
    private let folder: TemporaryDirectory
    private let operatorToken = "token-operator"

    /// Whether a file system can be mounted here.
    static func isAllowed() async throws -> Bool {
        let place = try TemporaryDirectory()
        let attempt = try ChildProcess(
            executable: "/usr/bin/unshare",
            arguments: ["--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "none", place.path])
        return await attempt.wait().isSuccess
    }

    init(megabytes: Int) async throws {
        folder = try TemporaryDirectory()
        let mount = folder.path + "/disk"
        try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: true)
        var configuration = NodeConfiguration(
            code: "140525", name: "泽州县", tier: .county, listen: .init(port: 0), dataFolder: mount + "/data",
            ruleBooks: .init(handling: "zezhou-2023"))
        configuration.limits.diskReserveBytes = 1 << 20
        configuration.staff = [
            .init(id: "op", name: "坐席", role: .operator, token: operatorToken),
            .init(id: "adm", name: "管理", role: .admin, token: "token-admin"),
        ]
        let file = folder.path + "/node.json"
        try configuration.save(to: file)
        let hotline = try BuiltProgram.hotline().path
        let script = "mount -t tmpfs -o size=\(megabytes)m none '\(mount)' && exec '\(hotline)' serve --json"
            + " --config '\(file)'"
        program = try RunningProgram(["--mount", "sh", "-c", script], program: "/usr/bin/unshare")
        door = FrontDoor(address: try await program.record("ready").text("address"), token: "token-admin")
    }

    /// The mount as the node's process sees it.
    private var root: String { "/proc/\(program.pid)/root\(folder.path)/disk" }
    private var ballast: String { root + "/ballast" }

    /// Takes all the space there is.
    func fill() throws {
        #expect(FileManager.default.createFile(atPath: ballast, contents: nil))
        let handle = try FileHandle(forWritingTo: URL(filePath: ballast))
        defer { try? handle.close() }
        for size in [1 << 20, 1 << 12] {
            let piece = Data(count: size)
            while (try? handle.write(contentsOf: piece)) != nil {}
        }
    }

    /// Gives the space back.
    func empty() throws { try FileManager.default.removeItem(atPath: ballast) }

    func register(_ title: String) async throws -> JSONValue {
        let form = MatterForm.plain(title).form
        return try await URLSessionClient.client(door.address, token: operatorToken)
            .value(.post(["tickets"], body: form))
    }

    func ticket(_ id: String) async throws -> JSONValue {
        try await URLSessionClient.client(door.address, token: operatorToken).value(.get(["tickets", id]))
    }

    /// What `hotline verify` says where the mount is seen.
    func verify() async throws -> ProgramOutcome {
        let words = ["--target", "\(program.pid)", "--mount", try BuiltProgram.hotline().path, "verify", "--data"]
        return try await RunningProgram(words + [folder.path + "/disk/data"], program: "/usr/bin/nsenter").end()
    }

    func stop() async {
        program.interrupt()
        _ = try? await program.end()
    }
}
