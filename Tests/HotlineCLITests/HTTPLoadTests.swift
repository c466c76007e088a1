import Foundation
import HTTPServer
import HTTPWire
import Synchronization
import TestSupport
import Testing

@testable import HotlineCLI

/// The load client of `bench http`, against a server of ours.
@Suite(.timeLimit(.minutes(3))) struct HTTPLoadTests {
    private static let duration = Duration.milliseconds(100)

    private func loaded(
        _ exchange: @escaping @Sendable (UInt16) -> HTTPExchange, connections: Int = 4,
        answer: @escaping @Sendable (Request) -> Response
    ) async throws -> (HTTPLoad.Sample, sent: Int) {
        var router = Router()
        router.onLoop(.get, "/thing") { request, reply in reply(answer(request)) }
        router.onLoop(.post, "/api/v1/tickets") { request, reply in reply(answer(request)) }
        let server = try HTTPServer(configuration: .init(), router: router, onError: { _ in })
        let port = try server.start()
        let result: Result<(HTTPLoad.Sample, sent: Int), any Error>
        do {
            result = .success(try await onThread {
                try HTTPLoad(connections: connections).run(exchange(port), for: Self.duration, from: 7)
            })
        } catch {
            result = .failure(error)
        }
        await server.stop(grace: .zero)
        return try result.get()
    }

    @Test func `Every answer is counted, and none before its request`() async throws {
        let asked = Mutex(0)
        let (sample, sent) = try await loaded({ .get("/thing", port: $0) }) { _ in
            asked.withLock { $0 += 1 }
            return .text("thing")
        }
        #expect(sample.perSecond > 0)
        #expect((sample.latencies.p50 ?? 0) > 0 && (sample.latencies.p50 ?? 0) <= (sample.latencies.p99 ?? 0))
        #expect(asked.withLock { $0 } <= sent && sent - asked.withLock { $0 } <= 4)
        #expect(sample.perSecond * 0.1 <= Double(sent))
    }

    @Test func `Each registration is another matter of another person, with a token`() async throws {
        let bodies = Mutex<[String]>([])
        _ = try await loaded({ .registrations(port: $0, token: "secret") }, connections: 1) { request in
            guard request.headers["authorization"] == "Bearer secret" else { return .text("who?", status: 401) }
            bodies.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
            return Response(status: 201, body: .bytes(Array(repeating: 0x61, count: 100_000)))
        }
        let forms = try bodies.withLock { $0 }.map { try JSONValue(parsing: Data($0.utf8)) }
        try #require(forms.count > 1)
        #expect(forms[0].text("petitioner", "phone") == "13800000007")
        #expect(Set(forms.map { $0.text("petitioner", "phone") }).count == forms.count)
    }

    @Test func `Another answer than the expected one ends the load and is shown`() async throws {
        let failure = await #expect(throws: Failure.self) {
            try await loaded({ .get("/thing", port: $0) }) { _ in .text("too busy", status: 503) }
        }
        #expect(failure?.details.first == "HTTP/1.1 503 Service Unavailable")
        #expect(failure?.details.last == "too busy")
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc", 41), ("HTTP/1.1 200 OK\r\nContent-Length:12\r\n\r\n", 50),
        ("HTTP/1.1 200 OK\r\nx: y\r\nCONTENT-LENGTH: 0\r\ndate: z\r\n\r\n", 53), ("HTTP/1.1 200 OK\r\ncontent-le", nil),
        ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n", nil), ("", nil),
    ] as [(String, Int?)])
    func `An answer's end is told by its head`(text: String, length: Int?) throws {
        #expect(try HTTPCaller.length(of: Array(text.utf8)[...]) == length)
    }

    @Test func `An answer without a length is refused`() {
        #expect(throws: Failure.self) { try HTTPCaller.length(of: Array("HTTP/1.1 200 OK\r\n\r\n".utf8)[...]) }
    }

    @Test func `The report has the keys of its contract`() throws {
        let limits = MachineLimits(
            sqliteCommitsPerSecond: 1, sqliteGroupedRowsPerSecond: 2, fdatasyncPerSecond: 3, roundTripMicroseconds: 4)
        let sample = { (rate: Double) in HTTPLoad.Sample(perSecond: rate, latencies: Percentiles([0.5, 1.234])) }
        var samples = Dictionary(uniqueKeysWithValues: HTTPWork.allCases.map { ($0, sample(100)) })
        samples[.constant] = sample(50)
        let report = HTTPReport(connections: 64, samples: samples, limits: limits)
        let own = #"{"latencyMs":{"p50":0.5,"p99":1.23},"ofConstant":2,"ofNginx":1,"perSecond":100}"#
        #expect(report.record["read"]?.line == own && report.record["nginx"]?.line == own)
        #expect(report.record["constant"]?["ofNginx"] == .number(0.5))
        samples[.nginx] = nil
        let without = HTTPReport(connections: 64, samples: samples, limits: limits).record
        #expect(without["nginx"] == .null && without["read"]?["ofNginx"] == .null)
        guard case .object(let members) = without else {
            Issue.record("the report is an object")
            return
        }
        #expect(members.keys.sorted() == [
            "benchmark", "connections", "constant", "limits", "list", "nginx", "read", "register",
        ])
    }

    @Test func `A program that is not there is named, and nothing is made of it`() throws {
        let folder = try TemporaryDirectory()
        let failure = #expect(throws: Failure.self) {
            try NginxServer(program: folder.file("nginx"), in: folder.path)
        }
        #expect(failure?.exitCode == .usage)
    }
}
