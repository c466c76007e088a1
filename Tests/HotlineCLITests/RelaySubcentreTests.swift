import Foundation
import HTTPServer
import HTTPWire
import PeerTransport
import SyncProtocol
import Synchronization
import Testing
import WorkCalendar

@testable import HotlineCLI

/// The benchmark's end of the wire, against a county that writes down what it gets.
@Suite(.timeLimit(.minutes(3))) struct RelaySubcentreTests {
    private struct County {
        let server: HTTPServer
        let received: RequestBox
        let origin: PeerOrigin

        /// Acknowledges everything but `shortBy` events.
        init(shortBy: Int = 0) throws {
            let received = RequestBox()
            var router = Router()
            router.on(.post, "/hello") { request in
                received.add(request)
                return .json(Array("{}".utf8))
            }
            router.on(.post, "/inbox") { request in
                received.add(request)
                let count = try JSONValue(parsing: Data(request.body)).array?.count ?? 0
                let header = try StreamHeader(parsing: request.headers["Hotline-Stream"] ?? "")
                let last = header.first + Int64(count - 1 - shortBy)
                let answer = Answer(generation: header.generation, epoch: header.epoch, acknowledged: last)
                return .json(Array(try JSONEncoder().encode(answer)))
            }
            server = try HTTPServer(configuration: .init(), router: router) { _ in }
            self.received = received
            origin = PeerOrigin(host: "127.0.0.1", port: try server.start())
        }
    }

    private func events(_ count: Int) throws -> [RelayEvent] {
        try RelayEvent.series(count, now: Moment(milliseconds: 1_795_248_000_000))
    }

    @Test func itSaysHelloAndDeliversBatchesInOrder() async throws {
        let county = try County()
        let subcentre = RelaySubcentre(county: county.origin, secret: "s3cret", transport: try SocketTransport())
        try await subcentre.hello()
        try await subcentre.sendAll(events(1_200))
        let requests = county.received.all
        #expect(requests.map(\.path) == [["hello"], ["inbox"], ["inbox"], ["inbox"]])
        #expect(requests.allSatisfy { $0.headers["Authorization"] == "Bearer s3cret" })
        #expect(requests.allSatisfy { $0.headers["Hotline-Node"] == "140525-bench" })
        let counts = try requests.dropFirst().map { try JSONValue(parsing: Data($0.body)).array?.count }
        #expect(counts == [500, 500, 200])
        let streams = try requests.dropFirst().map { try StreamHeader(parsing: $0.headers["Hotline-Stream"] ?? "") }
        #expect(streams.map(\.first) == [1, 501, 1_001])
        #expect(streams[0].chain == Chain.origin && streams[1].chain != streams[2].chain)
        let hello = try JSONDecoder().decode(Hello.self, from: Data(requests[0].body))
        #expect(hello.epoch == streams[0].epoch && hello.stream(.feed, .out)?.next == 1)
        #expect(requests[1].headers["Content-Type"] == "application/cloudevents-batch+json")
    }

    @Test func anEventThatWasNotMadeDurableFailsTheRun() async throws {
        let county = try County(shortBy: 1)
        let subcentre = RelaySubcentre(county: county.origin, secret: "s3cret", transport: try SocketTransport())
        let batch = try events(3)
        let failure = await #expect(throws: Failure.self) { try await subcentre.send(batch) }
        #expect(failure?.cause == "the county answers /inbox with 200")
    }
}

/// Requests as they came.
private final class RequestBox: Sendable {
    private let kept = Mutex<[Request]>([])

    func add(_ request: Request) { kept.withLock { $0.append(request) } }
    var all: [Request] { kept.withLock { $0 } }
}
