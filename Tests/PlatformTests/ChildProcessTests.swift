import Foundation
import Glibc
import Platform
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct ChildProcessTests {
    /// What a shell script writes to standard output and how it ends.
    private func run(
        _ script: String, environment: [String: String]? = nil
    ) async throws -> (String, ChildProcess.ExitStatus) {
        let written = Mutex<[UInt8]>([])
        let ended = Wakeup()
        let child = try ChildProcess(
            executable: "/bin/sh", arguments: ["-c", script], environment: environment,
            output: .pieces { piece in
                if piece.isEmpty { ended.notify() } else { written.withLock { $0 += piece } }
            }, errors: .discard)
        let status = await child.wait()
        _ = await ended.wait()
        return (String(decoding: written.withLock { $0 }, as: UTF8.self), status)
    }

    @Test func outputAndExitCodeArrive() async throws {
        let (output, status) = try await run("echo 你好; echo \"$WHO\"; exit 3", environment: ["WHO": "me"])
        #expect(output == "你好\nme\n")
        #expect(status == .exited(3))
    }

    @Test func aChildThatKillsItselfIsToldApart() async throws {
        #expect(try await run("kill -9 $$").1 == .signalled(SIGKILL))
    }

    @Test func nothingIsHandedDownButTheLifeline() async throws {
        let open = open("/dev/null", O_RDONLY)
        defer { close(open) }
        let (output, _) = try await run("ls /proc/$$/fd; true")
        #expect(output == "0\n1\n2\n3\n")
    }

    @Test func theSignalMaskIsEmpty() async throws {
        let (output, _) = try await run("grep SigBlk /proc/self/status")
        #expect(output == "SigBlk:\t0000000000000000\n")
    }

    @Test func terminateAndKillEndIt() async throws {
        for (end, signal) in [(ChildProcess.terminate, SIGTERM), (ChildProcess.kill, SIGKILL)] {
            let child = try ChildProcess(executable: "/bin/sleep", arguments: ["600"])
            #expect(child.isRunning)
            end(child)()
            #expect(await child.wait() == .signalled(signal))
            #expect(!child.isRunning)
            end(child)()
        }
    }

    @Test func aGrandchildThatLivesOnDoesNotHideTheEnd() async throws {
        let pids = Mutex("")
        let child = try ChildProcess(
            executable: "/bin/sh", arguments: ["-c", "sleep 600 & echo $!"],
            output: .pieces { piece in pids.withLock { $0 += String(decoding: piece, as: UTF8.self) } })
        #expect(await child.wait() == .exited(0))
        if let grandchild = Int32(pids.withLock { $0 }.trimmingCharacters(in: .whitespacesAndNewlines)) {
            kill(grandchild, SIGKILL)
        }
    }

    @Test func theLifelineClosesWhenItsHolderLetsGo() async throws {
        let output = Mutex("")
        let ended = Wakeup()
        var child: ChildProcess? = try ChildProcess(
            executable: "/bin/sh", arguments: ["-c", "read line <&3; echo alone"],
            output: .pieces { piece in
                output.withLock { $0 += String(decoding: piece, as: UTF8.self) }
                if piece.isEmpty { ended.notify() }
            })
        #expect(child?.isRunning == true)
        child = nil
        _ = await ended.wait()
        #expect(output.withLock { $0 } == "alone\n")
    }

    @Test func outputGoesToAFile() async throws {
        let directory = try TemporaryDirectory()
        for line in ["one", "two"] {
            let child = try ChildProcess(
                executable: "/bin/echo", arguments: [line], output: .file(directory.file("log")))
            #expect(await child.wait().isSuccess)
        }
        #expect(try String(contentsOf: directory.url("log"), encoding: .utf8) == "one\ntwo\n")
    }

    @Test func aProgramThatIsNotThereIsAnError() {
        #expect(throws: SystemError("posix_spawn", code: ENOENT)) { _ = try ChildProcess(executable: "/no/such") }
    }

    @Test func memoryOfAProcessIsKnown() async throws {
        let own = try #require(ProcessMemory.residentBytes())
        #expect(own > 1 << 20)
        let child = try ChildProcess(executable: "/bin/sleep", arguments: ["600"])
        #expect(ProcessMemory.residentBytes(of: child.pid) != nil)
        child.kill()
        _ = await child.wait()
        #expect(ProcessMemory.residentBytes(of: -1) == nil)
    }

    @Test func whatAProcessTakesOfTheProcessorsIsKnown() async throws {
        let before = try #require(ProcessTime.nanoseconds())
        let child = try ChildProcess(executable: "/bin/sleep", arguments: ["600"])
        let idle = try #require(ProcessTime.nanoseconds(of: child.pid))
        #expect(idle < 1_000_000_000)
        child.kill()
        _ = await child.wait()
        #expect(ProcessTime.nanoseconds(of: child.pid) == nil)
        #expect(try #require(ProcessTime.nanoseconds()) > before)
    }
}
