import Foundation
import TestSupport
import Topology

/// A program that stands for `hotline serve`: a shell script of a few lines.
struct FakeProgram {
    let folder: TemporaryDirectory
    let path: String

    /// Says that it takes requests, and then waits for its end.
    static let healthy = """
        printf '{"ready":{"address":"http://127.0.0.1:1",'
        printf '"node":"140525"}}\\n'
        exec cat <&3
        """

    init(_ script: String) throws {
        folder = try TemporaryDirectory()
        path = folder.file("program")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// Hands out a host of the program; stops it afterwards if it runs still.
    func run(
        startLimit: Duration = .seconds(20), stopLimit: Duration = .seconds(20),
        _ body: (ProcessHost) async throws -> Void
    ) async throws {
        let host = ProcessHost(
            code: "140525", configurationFile: folder.file("140525.json"), logFile: folder.file("140525.log"),
            program: .init(path: path, startLimit: startLimit, stopLimit: stopLimit))
        try await body(host)
        await host.kill()
        withExtendedLifetime(folder) {}
    }
}
