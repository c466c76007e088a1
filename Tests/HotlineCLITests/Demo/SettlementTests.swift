import Foundation
import Testing

@testable import HotlineCLI

/// The comparison of books finds each thing that can be wrong between two nodes.
@Suite struct SettlementTests {
    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }

    private func book(
        _ code: String, tickets: [String] = [], mirrors: [String] = [], timelines: [String: [Int]] = [:],
        peers: [String] = [], deadLetters: [String] = []
    ) throws -> NodeBook {
        NodeBook(
            code: code, name: code, tickets: try tickets.map(json), mirrors: try mirrors.map(json),
            timelines: timelines, peers: try peers.map(json), deadLetters: try deadLetters.map(json), parked: [])
    }

    private static let ticket = """
        {"id":"c-1-1","owner":"c","generation":1,"revision":2,"state":"handling","matter":{"title":"停水"},
         "petitioner":{"name":"李建国"},"actions":[],"assignments":[{"id":"c-1-1.1","state":"signed","actions":[1]}]}
        """

    @Test(arguments: [
        (#""revision":2"#, #""revision":2"#, 0, 0), (#""revision":2"#, #""revision":1"#, 1, 0),
        (#""state":"signed""#, #""state":"dispatched""#, 0, 1), ("停水", "停电", 0, 1), ("李建国", "李**", 0, 0),
        ("[1]", "[]", 0, 0), (#""id":"c-1-1","#, #""id":"c-1-9","#, 1, 1),
    ])
    func `A mirror is as new and as the ticket, but for what differs by right`(
        here: String, there: String, lost: Int, different: Int
    ) throws {
        let owner = try book("c", tickets: [Self.ticket])
        let mirror = try book("b", mirrors: [Self.ticket.replacing(here, with: there)])
        let findings = MirrorCheck(owner: owner, mirror: mirror).findings
        #expect((findings.lost.count, findings.different.count) == (lost, different))
        #expect(findings.doubled.isEmpty)
    }

    @Test(arguments: [
        ("停水，请联系张三", "停水，请联系＊＊＊", true), ("张三停水", "＊＊＊停水", true),
        ("张三和13800000000", "＊＊＊和＊＊＊", true), ("停水", "＊＊＊停水", false), ("停水，张三", "停电，＊＊＊", false),
        ("张三和李四", "＊＊＊与＊＊＊", false), ("停水", "", false),
    ])
    func `Personal values struck out of a mirror's texts are no difference, other texts are`(
        here: String, there: String, isClean: Bool
    ) throws {
        let owner = try book("c", tickets: [Self.ticket.replacing("停水", with: here)])
        let mirror = try book("b", mirrors: [Self.ticket.replacing("停水", with: there)])
        #expect(MirrorCheck(owner: owner, mirror: mirror).findings.different.isEmpty == isClean)
    }

    @Test func `A member that only the mirror has is a difference`() throws {
        let owner = try book("c", tickets: [Self.ticket])
        let more = Self.ticket.replacing(#""actions":[1]}"#, with: #""round":2,"actions":[1]}"#)
        #expect(MirrorCheck(owner: owner, mirror: try book("b", mirrors: [more])).findings.different.count == 1)
    }

    @Test func `Timelines hold every revision once`() throws {
        let owner = try book("c", tickets: [Self.ticket], timelines: ["c-1-1": [1, 2]])
        let missing = try book("b", mirrors: [Self.ticket], timelines: ["c-1-1": [2]])
        #expect(MirrorCheck(owner: owner, mirror: missing).findings.lost.count == 1)
        let twice = try book("b", mirrors: [Self.ticket], timelines: ["c-1-1": [1, 2, 2]])
        #expect(MirrorCheck(owner: owner, mirror: twice).findings.doubled.count == 1)
    }

    @Test(arguments: [(0, 1, 0), (1, 0, 0), (2, 0, 1)])
    func `Each order has made exactly one ticket below`(made: Int, lost: Int, doubled: Int) throws {
        let city = try book("b", tickets: [
            #"{"assignments":[{"id":"b-1-1.1","assignee":{"node":"c"},"state":"signed","round":1,"#
                + #""sent":1,"received":1}]}"#,
        ])
        let order = #"{"order":{"assignment":"b-1-1.1","state":"signed","round":1,"sent":1,"received":1}}"#
        let county = try book("c", tickets: Array(repeating: order, count: made))
        let findings = OrderCheck(assigner: city, all: [city, county]).findings
        #expect((findings.lost.count, findings.doubled.count, findings.different.count) == (lost, doubled, 0))
    }

    @Test(arguments: [(5, 4, 4, 0, 0), (5, 3, 3, 1, 0), (5, 4, 3, 0, 1)])
    func `A stream is acknowledged to its end, and no further than its receiver is`(
        next: Int, acknowledged: Int, highest: Int, lost: Int, different: Int
    ) throws {
        let county = try book("c", peers: ["""
            {"code":"b","streams":[{"name":"feed","direction":"out","next":\(next),"acknowledged":\(acknowledged)}]}
            """])
        let city = try book("b", peers: ["""
            {"code":"c","streams":[{"name":"feed","direction":"in","highest":\(highest)}]}
            """])
        let findings = StreamCheck(sender: county, all: [county, city]).findings
        #expect((findings.lost.count, findings.different.count) == (lost, different))
        #expect(findings.messages == acknowledged)
    }

    @Test func `A dead letter is something lost`() throws {
        let county = try book("c", deadLetters: [#"{"id":7}"#])
        #expect(StreamCheck(sender: county, all: [county]).findings.lost.count == 1)
    }

    @Test func `The summary's keys are those that are promised`() throws {
        let record = Settlement(matters: 8, messages: 203, lost: ["a"]).record(seconds: 4.51239)
        let keys = #""different":0,"doubled":0,"lost":1,"matters":8,"messages":203,"seconds":4.512"#
        #expect(record.line == #"{"summary":{"# + keys + "}}")
    }
}
