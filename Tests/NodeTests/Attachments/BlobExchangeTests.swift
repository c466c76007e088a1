import Foundation
import HTTPWire
import Node
import PeerTransport
import TestSupport
import Testing

/// Contents between a county and its city: brought to whoever needs them, whole or not at all.
@Suite(.timeLimit(.minutes(2))) struct BlobExchangeTests {
    static let secret = "a secret of this link"
    let city: TestNode
    let county: TestNode

    init() throws {
        let (cityPort, countyPort) = (FreePort.draw(), FreePort.draw())
        city = try TestNode({ configuration in
            configuration.code = "140500"
            configuration.name = "晋城市"
            configuration.tier = .city
            configuration.peers = [
                .init(
                    code: "140525", name: "泽州县", relation: .lower, baseURL: "http://127.0.0.1:\(countyPort)",
                    secret: Self.secret, speaksFor: ["140525"]),
            ]
        }, port: cityPort)
        county = try TestNode({ configuration in
            configuration.peers = [
                .init(
                    code: "140500", name: "晋城市", relation: .upper, baseURL: "http://127.0.0.1:\(cityPort)",
                    secret: Self.secret, speaksFor: ["140500"]),
            ]
        }, port: countyPort)
    }

    // proves: ZZ23-20
    @Test func evidenceGoesUpAndTheMattersGoDown() async throws {
        try await city.run { city in
            try await county.run { county in
                let (root, order) = try await city.order(to: county, attaching: Sample.recording(500, seed: 2))
                try await county.until("/tickets/\(order)/attachments") { $0.items.first?["isHere"] as? Bool == true }
                let recording = Sample.recording(3 << 20)
                let added = try await county.attach(recording, to: order, named: "回访.mp3")
                try await city.until("/tickets/\(root)/attachments") {
                    $0.items.count == 2 && $0.items.allSatisfy { $0["isHere"] as? Bool == true }
                }
                let content = try await city.get("/tickets/\(root)/attachments/\(added["digest"])")
                let isSame = content.body == recording
                #expect(isSame)
            }
        }
    }

    /// What is lost above is named in the next answer, and brought again.
    @Test func whatIsMissingIsBroughtAgain() async throws {
        try await city.run { city in
            try await county.run { county in
                let (root, order) = try await city.order(to: county)
                let recording = Sample.recording(10_000)
                let digest = try await county.attach(recording, to: order)["digest"]
                let path = "/tickets/\(root)/attachments"
                try await city.until(path) { $0.items.first?["isHere"] as? Bool == true }
                try FileManager.default.removeItem(atPath: city.configuration.dataFolder + "/blobs/" + digest)
                let lost = try await city.get("\(path)/\(digest)")
                #expect(lost.status == 503 && lost.problem == "attachment-missing")
                _ = try await county.register("别的事")
                try await city.until("\(path)/\(digest)") { $0.status == 200 && $0.body == recording }
            }
        }
    }

    /// A file that was exchanged for another is not passed on: the node says that it lacks it.
    @Test func whatWasSpoiledBelowIsNotTaken() async throws {
        let above = TestNode.full(city)
        let (root, digest) = try await above.run { city in
            try await county.run { county in
                let (root, order) = try await city.order(to: county)
                let digest = try await county.attach(Sample.recording(10_000), to: order)["digest"]
                try await city.until("/tickets/\(root)/attachments") { !$0.items.isEmpty }
                return (root, digest)
            }
        }
        let file = URL(filePath: county.configuration.dataFolder + "/blobs/" + digest)
        try Data(Sample.recording(10_000, seed: 3)).write(to: file)
        try await city.run { city in
            try await county.run { county in
                while FileManager.default.fileExists(atPath: file.path) { await Task.yield() }
                let items = try await city.get("/tickets/\(root)/attachments").items
                #expect(items.first?["isHere"] as? Bool == false)
                #expect(try city.files().isEmpty)
            }
        }
    }

    /// The county's own hand is played: what breaks off goes on where it was, what is wrong is thrown away.
    @Test func whatBreaksOffGoesOnAndWhatIsWrongIsRefused() async throws {
        let above = TestNode.full(city)
        let recording = Sample.recording(400_000)
        let (root, digest) = try await above.run { city in
            try await county.run { county in
                let (root, order) = try await city.order(to: county)
                let digest = try await county.attach(recording, to: order)["digest"]
                try await city.until("/tickets/\(root)/attachments") { !$0.items.isEmpty }
                return (root, digest)
            }
        }
        try await city.run { city in
            #expect(try await city.standing(digest) == 0)
            try await city.breakOff(recording.prefix(150_000), of: recording.count, digest)
            while try await city.standing(digest) != 150_000 { await Task.yield() }
            // The node may still be at the piece that broke off.
            var early = try await city.bring(recording, digest, at: 0)
            while early.problem == "attachment-arriving" { early = try await city.bring(recording, digest, at: 0) }
            #expect(early.status == 409 && early.headers["upload-offset"] == "150000")
            let wrong = try await city.bring([UInt8](repeating: 7, count: 250_000), digest, at: 150_000)
            #expect(wrong.status == 422 && wrong.problem == "attachment-differs", "\(wrong.status) \(wrong.text)")
            #expect(try await city.standing(digest) == 0)
            let first = try await city.bring(Array(recording.prefix(200_000)), digest, at: 0)
            #expect(first.status == 202 && first.headers["upload-offset"] == "200000")
            #expect(try await city.bring(Array(recording.dropFirst(200_000)), digest, at: 200_000).status == 201)
            let isSame = try await city.get("/tickets/\(root)/attachments/\(digest)").body == recording
            #expect(isSame)
        }
    }

    @Test func onlyWhatAnEventNamesIsTaken() async throws {
        try await city.run { city in
            let unnamed = "sha256-" + String(repeating: "0", count: 64)
            let statuses = [
                try await city.bring([1], unnamed, at: 0).status,
                try await city.bring([1], "..%2F..%2Fnode.sqlite", at: 0).status,
                try await city.bring([1], unnamed, at: 0, secret: "another").status,
            ]
            #expect(statuses == [404, 404, 403])
            #expect(try city.files().isEmpty)
        }
    }

    /// A county that nothing reaches fetches what the city attached.
    @Test func contentsAreFetchedWhereNothingReachesTheCounty() async throws {
        var above = city.configuration
        above.peers[0].pull = true
        above.peers[0].baseURL = nil
        var below = county.configuration
        below.peers[0].pull = true
        let city = try TestNode { $0 = above }
        let county = try TestNode { $0 = below }
        try await city.run { city in
            try await county.run { county in
                let recording = Sample.recording(3 << 20)
                let (_, order) = try await city.order(to: county, attaching: recording)
                let path = "/tickets/\(order)/attachments"
                try await county.until(path) { $0.items.first?["isHere"] as? Bool == true }
                let digest = try await county.get(path).items.first?["digest"] as? String ?? ""
                let isSame = try await county.get("\(path)/\(digest)").body == recording
                #expect(isSame)
            }
        }
    }
}

extension TestNode {
    /// The same node on a disk that has no room for attachments.
    fileprivate static func full(_ node: TestNode) -> TestNode {
        do {
            return try TestNode { configuration in
                configuration = node.configuration
                configuration.limits.attachmentReserveBytes = 1 << 50
            }
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Registers a matter here, orders it to the county, and returns both tickets.
    fileprivate func order(
        to county: TestNode, attaching file: [UInt8]? = nil
    ) async throws -> (root: String, order: String) {
        try await county.untilWritable()
        try await untilWritable()
        let root = try await register("市里来的事")
        if let file { _ = try await attach(file, to: root, class: "site") }
        let dispatch = #"{"assignments":[{"assignee":{"node":"140525"}}]}"#
        _ = try await post("/tickets/\(root)/actions/dispatch", dispatch, as: "token-dispatcher")
        try await county.until("/tickets") { !$0.items.isEmpty }
        let order = try await county.get("/tickets").items.first { $0["rootId"] as? String == root }
        return (root, order?["id"] as? String ?? "")
    }

    /// A piece of a content as the county brings it.
    fileprivate func bring(
        _ piece: [UInt8], _ digest: String, at offset: Int, secret: String = BlobExchangeTests.secret
    ) async throws -> APIAnswer {
        try await send(
            .put, "/blobs/\(digest)", as: secret,
            headers: ["hotline-node": "140525", "upload-offset": String(offset)], bytes: piece)
    }

    /// How much of a content is here.
    fileprivate func standing(_ digest: String) async throws -> Int? {
        let answer = try await send(
            .head, "/blobs/\(digest)", as: BlobExchangeTests.secret, headers: ["hotline-node": "140525"])
        return answer.headers["upload-offset"].flatMap { Int($0) }
    }

    /// Brings the beginning of a content and breaks off.
    fileprivate func breakOff(_ piece: ArraySlice<UInt8>, of length: Int, _ digest: String) async throws {
        guard let port = service.port else { throw NotRunning() }
        try await onThread {
            let socket = try RawSocket(port: port)
            try socket.send("""
                PUT /blobs/\(digest) HTTP/1.1\r\nHost: a\r\nHotline-Node: 140525\r\n\
                Authorization: Bearer \(BlobExchangeTests.secret)\r\nUpload-Offset: 0\r\n\
                Content-Length: \(length)\r\n\r\n
                """)
            try socket.send(Array(piece))
            socket.endSending()
            _ = try socket.receiveAll()
        }
    }
}
