import Foundation
import PeerTransport
import Platform
import TestSupport
import Testing

@testable import HotlineCLI

/// Debian's chromedriver, a child of the tests for as long as one test needs it. The browsers that it starts end with
/// it: they hold the other end of a pipe.
final class BrowserDriver: Sendable {
    /// What may be wrong before a browser is there.
    struct StartError: Error, CustomStringConvertible {
        let description: String
    }

    private static let program = "/usr/bin/chromedriver"
    private static let browser = "/usr/bin/chromium"

    /// Whether both packages are here; `Tests/run` installs them where it can.
    static var isInstalled: Bool { [program, browser].allSatisfy(FileManager.default.isExecutableFile(atPath:)) }

    /// Runs chromedriver until told to end, or until the tests have died, however they did: descriptor 3 is the pipe
    /// that closes with them.
    private static let keeper = """
        "$@" 3<&- & driver=$!
        trap 'kill "$driver"' TERM
        read -r _ <&3
        kill "$driver"
        wait "$driver"
        """

    let driver: WebDriver
    private let process: ChildProcess
    private let transport: SocketTransport

    init() async throws {
        let (pieces, sink) = AsyncStream.makeStream(of: [UInt8].self)
        process = try ChildProcess(
            executable: "/bin/sh", arguments: ["-c", Self.keeper, "sh", Self.program, "--port=0"],
            output: .pieces { piece in
                sink.yield(piece)
                if piece.isEmpty { sink.finish() }
            }, errors: .discard)
        transport = try SocketTransport()
        guard let port = await Self.port(in: pieces) else {
            process.terminate()
            throw StartError(description: "chromedriver ended before it told its port")
        }
        driver = WebDriver(origin: PeerOrigin(host: "127.0.0.1", port: port), transport: transport)
    }

    /// Ends it and waits until it has.
    func end() async {
        process.terminate()
        _ = await process.wait()
        transport.shutDown()
    }

    private static func port(in pieces: AsyncStream<[UInt8]>) async -> UInt16? {
        var said: [UInt8] = []
        for await piece in pieces {
            said += piece
            if let match = String(decoding: said, as: UTF8.self).firstMatch(of: /successfully on port (\d+)\./) {
                return UInt16(match.1)
            }
        }
        return nil
    }
}

extension Trait where Self == ConditionTrait {
    /// Tests in a browser are skipped, and say so, where there is none.
    static var inBrowser: Self {
        .enabled(
            if: BrowserDriver.isInstalled,
            "THERE IS NO BROWSER HERE: apt-get install chromium chromium-driver fonts-noto-cjk")
    }
}
