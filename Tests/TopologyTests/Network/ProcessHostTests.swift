import Foundation
import Testing
import Topology

@Suite(.timeLimit(.minutes(3))) struct ProcessHostTests {
    @Test func `A node has started once it says so, and ends in order`() async throws {
        try await FakeProgram(FakeProgram.healthy).run { host in
            try await host.start()
            let pid = try #require(host.pid)
            #expect(kill(pid, 0) == 0)
            await host.stop()
            #expect(host.pid == nil)
            #expect(kill(pid, 0) == -1)
        }
    }

    @Test func `A killed node is another process when it is started again`() async throws {
        try await FakeProgram(FakeProgram.healthy).run { host in
            try await host.start()
            let first = host.pid
            await host.kill()
            try await host.start()
            #expect(host.pid != nil && host.pid != first)
        }
    }

    @Test func `A node that is not stopped in time is killed`() async throws {
        try await FakeProgram("trap '' TERM\n" + FakeProgram.healthy).run(stopLimit: .milliseconds(50)) { host in
            try await host.start()
            let pid = try #require(host.pid)
            await host.stop()
            #expect(kill(pid, 0) == -1)
        }
    }

    @Test func `A node that ends while it starts leaves its last words`() async throws {
        try await FakeProgram("echo 'no such rule book' >&2; exit 5").run { host in
            await #expect(throws: NetworkError.endedAtStart(node: "140525", log: ["no such rule book"])) {
                try await host.start()
            }
        }
    }

    @Test func `A node that never takes requests is given up`() async throws {
        try await FakeProgram("echo starting; exec cat <&3").run(startLimit: .milliseconds(50)) { host in
            await #expect(throws: NetworkError.notReady(node: "140525", seconds: 0, log: [])) { try await host.start() }
            #expect(host.pid == nil)
        }
    }

    @Test func `A program that is not there is said to be missing`() async throws {
        let host = ProcessHost(
            code: "140525", configurationFile: "", logFile: "/dev/null", program: .init(path: "/no/such/program"))
        let error = await #expect(throws: NetworkError.self) { try await host.start() }
        #expect("\(try #require(error))".contains("No such file"))
    }
}
