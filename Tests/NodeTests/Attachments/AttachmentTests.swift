import Foundation
import HTTPWire
import Node
import TestSupport
import Testing

/// Attachments at one node: taken as they come, judged by content, given out to whoever may see the ticket.
@Suite(.timeLimit(.minutes(3))) struct AttachmentTests {
    // proves: ZZ23-20
    @Test func aRecordingComesBackAsItWas() async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            let recording = Sample.recording(3 << 20)
            let added = try await node.attach(recording, to: ticket)
            #expect(added.status == 201, "\(added.text)")
            #expect(added["mediaType"] == "audio/mpeg" && added["name"] == "录音.mp3" && added["class"] == "contact")
            #expect(added.object["size"] as? Int == recording.count && added.object["isHere"] as? Bool == true)
            let path = "/api/v1/tickets/\(ticket)/attachments/\(added["digest"])"
            #expect(added.headers["location"] == path)
            let content = try await node.send(.get, path, as: "token-reviewer")
            // Compared outside the macro, which would look for every difference of two long files.
            let isSame = content.body == recording
            #expect(content.status == 200 && isSame)
            #expect(content.headers["content-length"] == String(recording.count))
            #expect(content.headers["x-content-type-options"] == "nosniff")
            let disposition = "attachment; filename=\"__.mp3\"; filename*=UTF-8''%E5%BD%95%E9%9F%B3.mp3"
            #expect(content.headers["content-disposition"] == disposition)

            let part = try await node.send(.get, path, headers: ["range": "bytes=1000000-1999999"])
            let isPart = part.body == Array(recording[1_000_000..<2_000_000])
            #expect(part.status == 206 && isPart)
            #expect(part.headers["content-range"] == "bytes 1000000-1999999/\(recording.count)")
            #expect(try await node.send(.get, path, headers: ["range": "bytes=9999999-"]).status == 416)

            let again = try await node.attach(recording, to: ticket, named: "again.mp3")
            #expect(again.status == 200 && again["name"] == "录音.mp3")
            #expect(try await node.attached(to: ticket) == ["录音.mp3"])
            let timeline = try await node.get("/tickets/\(ticket)/timeline").items
            #expect(timeline.filter { $0["type"] as? String == "attachment.added" }.count == 1)
        }
    }

    @Test(arguments: [
        ("a program", [0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), ("an archive", [0x50, 0x4b, 3, 4, 0, 0]),
        ("nothing", []), ("text in another code", [0xc4, 0xe3, 0xba, 0xc3]),
        ("a broken photo", [0xff, 0xd8, 0xff, 0xe1, 9]),
    ] as [(String, [UInt8])])
    func otherTypesAreRefusedWhateverTheySay(_ what: String, _ bytes: [UInt8]) async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            let answer = try await node.attach(bytes, to: ticket, named: "a.jpg", type: "image/jpeg")
            #expect(answer.status == 415 && answer.problem == "unsupported-attachment", "\(answer.text)")
            #expect(try await node.attached(to: ticket).isEmpty)
            #expect(try node.files().isEmpty)
        }
    }

    @Test func whatPretendsToBeAPhotoIsServedAsText() async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            let page = Array("<script>alert(1)</script>".utf8)
            let added = try await node.attach(page, to: ticket, named: "a.jpg", type: "image/jpeg")
            #expect(added["mediaType"] == "text/plain; charset=utf-8")
        }
    }

    @Test func sizesAndNumbersHaveLimits() async throws {
        let node = try TestNode { configuration in
            configuration.limits.attachmentBytes = 2_048
            configuration.limits.attachmentsPerTicket = 2
        }
        try await node.run { node in
            let ticket = try await node.register()
            #expect(try await node.attach(Sample.recording(2_049), to: ticket).status == 413)
            #expect(try await node.attach(Sample.recording(2_048), to: ticket).status == 201)
            #expect(try await node.attach(Sample.recording(2_047), to: ticket).status == 201)
            let third = try await node.attach(Sample.recording(2_046), to: ticket)
            #expect(third.status == 409 && third.problem == "too-many-attachments")
            #expect(try node.files().count == 2)
        }
    }

    @Test func theDisksLastSpaceIsNotTaken() async throws {
        let node = try TestNode { $0.limits.attachmentReserveBytes = 1 << 50 }
        try await node.run { node in
            let ticket = try await node.register()
            let answer = try await node.attach(Sample.recording(100), to: ticket)
            #expect(answer.status == 507 && answer.problem == "database-full", "\(answer.text)")
            #expect(try await node.get("/tickets/\(ticket)").status == 200)
        }
    }

    @Test(arguments: [
        ("../../../etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("a\r\nX-Evil: 1.mp3", "aX-Evil: 1.mp3"),
        ("\u{202e}3pm.exe", "3pm.exe"), (".hidden", "hidden"), ("a\"; b=\".mp3", "a\"; b=\".mp3"),
    ])
    func namesAreNamesOnly(_ given: String, _ kept: String) async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            let added = try await node.attach(Sample.recording(100), to: ticket, named: given)
            #expect(added["name"] == kept, "\(added.text)")
            let path = "/api/v1/tickets/\(ticket)/attachments/\(added["digest"])"
            let content = try await node.send(.get, path)
            #expect(content.headers["x-evil"] == nil)
            let disposition = content.headers["content-disposition"] ?? ""
            #expect(disposition.filter { $0 == "\"" }.count == 2 && disposition.filter { $0 == ";" }.count == 2)
            #expect(try node.files() == [added["digest"]])
        }
    }

    @Test func aNamelessOneOrOneOfNoClassIsRefused() async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            let answer = try await node.attach(Sample.recording(9), to: ticket, named: "../", class: "other")
            #expect(answer.status == 422 && answer.fields == ["class", "name"])
        }
    }

    @Test func accessIsAsStrictAsTheTickets() async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            _ = try await node.post("/tickets/\(ticket)/actions/accept", as: "token-operator")
            let dispatch = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
            _ = try await node.post("/tickets/\(ticket)/actions/dispatch", dispatch, as: "token-dispatcher")
            let evidence = try await node.attach(Sample.recording(100), to: ticket, as: "token-water")
            #expect(evidence.status == 201 && evidence["assignment"] == "\(ticket).1")
            let path = "/api/v1/tickets/\(ticket)/attachments/\(evidence["digest"])"
            #expect(try await node.send(.get, path, as: "token-water").status == 200)
            #expect(try await node.send(.get, path, as: "token-housing").status == 404)
            #expect(try await node.send(.get, path, as: nil).status == 401)
            let other = try await node.attach(Sample.recording(101), to: ticket, as: "token-housing")
            #expect(other.status == 404)
            #expect(try await node.attach(Sample.recording(102), to: ticket, as: "token-auditor").status == 403)
        }
    }

    // proves: ZZ23-8a
    @Test func aConfidentialPetitionersProofIsNotForTheUnit() async throws {
        try await TestNode().run { node in
            let matter = TestNode.matter().replacingOccurrences(
                of: #""name":"张三""#, with: #""name":"张三","confidential":true"#)
            let ticket = try await node.post("/tickets", matter, as: "token-operator")["id"]
            let dispatch = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
            _ = try await node.post("/tickets/\(ticket)/actions/dispatch", dispatch, as: "token-dispatcher")
            let proof = try await node.attach(Sample.recording(100), to: ticket, class: "identity")
            let site = try await node.attach(Sample.photo, to: ticket, class: "site", more: "&cleared=true")
            #expect(proof.status == 201 && site.status == 201)
            let seen = try await node.send(.get, "/api/v1/tickets/\(ticket)/attachments", as: "token-water").items
            #expect(seen.compactMap { $0["digest"] as? String } == [site["digest"]])
            let path = "/api/v1/tickets/\(ticket)/attachments/\(proof["digest"])"
            #expect(try await node.send(.get, path, as: "token-water").status == 404)
            #expect(try await node.send(.get, path, as: "token-auditor").status == 404)
            #expect(try await node.send(.get, path, as: "token-operator").fields == ["reveal"])
            #expect(try await node.send(.get, path + "?reveal=callback", as: "token-operator").status == 200)
        }
    }

    @Test(arguments: [(Sample.photo, Sample.strippedPhoto), (Sample.png, Sample.strippedPNG)])
    func photosDoNotTellWhereTheyWereTaken(_ taken: [UInt8], _ stripped: [UInt8]) async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            let added = try await node.attach(taken, to: ticket, class: "site")
            let path = "/api/v1/tickets/\(ticket)/attachments/\(added["digest"])"
            #expect(try await node.send(.get, path).body == stripped)
            #expect(try await node.send(.get, path + "?original=true").body == taken)
            #expect(try await node.attach(taken, to: ticket, class: "site").status == 200)
            #expect(try await node.attach(stripped, to: ticket, class: "site").status == 200)
        }
    }

    @Test func halfUploadsLeaveNothingBehind() async throws {
        try await TestNode().run { node in
            let ticket = try await node.register()
            let port = try #require(node.service.port)
            try await onThread {
                let socket = try RawSocket(port: port)
                try socket.send("""
                    POST /api/v1/tickets/\(ticket)/attachments?name=a.mp3&class=site HTTP/1.1\r\nHost: a\r\n\
                    Authorization: Bearer token-operator\r\nContent-Length: 1000\r\n\r\nID3
                    """)
                socket.endSending()
                _ = try socket.receiveAll()
            }
            while try !node.files(in: "/incoming").isEmpty { await Task.yield() }
            #expect(try await node.attached(to: ticket).isEmpty)
        }
    }
}

extension TestNode {
    /// The files of the node's attachments.
    func files(in folder: String = "") throws -> [String] {
        let path = configuration.dataFolder + "/blobs" + folder
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0 != "incoming" }.sorted()
    }
}
