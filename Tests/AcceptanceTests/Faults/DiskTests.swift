import Database
import Foundation
import HotlineCore
import Node
import TestSupport
import Testing

@testable import HotlineCLI

/// A disk that is full, slow or failing: writes are refused clearly and before their bodies are read, reads go on, the
/// node says so and goes on by itself. Nothing that was acknowledged is lost.
@Suite(.timeLimit(.minutes(3))) struct DiskTests {
    private let disk = FaultyDriver()

    /// The county's network, or one with the city's disk at fault.
    private func run(faultyAt code: String, _ test: (StagedNetwork) async throws -> Void) async throws {
        let disk = disk
        let equip: @Sendable (String, inout NodeService.Environment) -> Void = { node, environment in
            if node == code { environment.database = { disk.at($0) } }
        }
        try await AcceptanceNetwork(topology: "shanxi", equip: equip, client: PersistentClient.maker()).run(test)
    }

    // proves: CARD-2, CARD-7
    @Test func `A full disk refuses what is new before reading it, and gives way by itself`() async throws {
        try await run(faultyAt: "140525") { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let door = try FrontDoor(staged, "140525")
            let first = try await county.register(.plain("磁盘已满之前"))
            disk.limit(pages: 1)
            let (last, refusal) = try await county.registerUntilRefused()
            #expect(refusal.text("type").hasSuffix("database-full"), "\(refusal.line)")
            let kept = [first] + last

            let unread = try await door.announceBody("/api/v1/tickets", octets: 400_000)
            #expect(unread.hasPrefix("HTTP/1.1 507 "), "\(unread)")
            #expect(unread.contains("cure") && unread.contains("connection: close"), "\(unread)")
            let event = try await door.announceBody("/inbox", octets: 400_000)
            let photo = try await door.announceBody("/api/v1/tickets/\(first.id)/attachments", octets: 400_000)
            #expect(event.hasPrefix("HTTP/1.1 507 ") && photo.hasPrefix("HTTP/1.1 507 "))
            #expect(try await door.get("/healthz").status == 200)
            let ready = try await door.get("/readyz")
            #expect(ready.status == 503 && ready.text.contains("disk full"), "\(ready)")
            #expect(try await door.get("/metrics").text.contains("hotline_disk_condition{condition=\"full\"} 1\n"))
            for ticket in kept { #expect(try await county.ticket(ticket).text("id") == ticket.id) }
            #expect(try await county.read("status").text("disk", "condition") == "full")
            #expect(try await door.hotline("status", "--check").isSuccess == false)

            disk.limit(pages: 1_000_000)
            try await door.untilReady()
            let next = try await county.register(.plain("空间恢复之后"))
            for ticket in kept + [next] { try await city.untilMirror(of: ticket, is: .registered) }
            #expect(try await county.alarm("disk-full").text("detail").contains("恢复"))
            #expect(try await county.read("status").text("disk", "condition") == "healthy")
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    // proves: CARD-2, CARD-7
    @Test func `A neighbour whose disk is full is waited for, not blamed`() async throws {
        try await run(faultyAt: "140500") { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            disk.limit(pages: 1)
            _ = try await city.registerUntilRefused()
            let ticket = try await county.register(.plain("上级磁盘已满时登记"))
            let waiting = try await county.look(for: "the city's refusal") {
                let peer = try await county.read("peers").list("items").first { $0.text("code") == "140500" }
                return peer?.list("streams").contains { $0.text("lastError").contains("507") } == true ? peer : nil
            }
            #expect(waiting.text("state") != "suspended")
            #expect(waiting.list("outages").allSatisfy { $0["until"] != .null }, "\(waiting.line)")
            disk.limit(pages: 1_000_000)
            try await FrontDoor(staged, "140500").untilReady()
            try await city.untilMirror(of: ticket, is: .registered)
            #expect(try await county.read("alarms").list("items").isEmpty)
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    // proves: CARD-2
    @Test func `What could not be synced is not acknowledged, and repeated once the disk is mended`() async throws {
        try await run(faultyAt: "140525") { staged in
            let county = try staged.stage.desk("140525")
            let door = try FrontDoor(staged, "140525")
            disk.failCommits(.max)
            let key = ["Idempotency-Key": "once and only once"]
            let form = MatterForm.plain("磁盘故障时登记").form
            let refused = try await door.post(["tickets"], form, headers: key)
            #expect(refused.status == 503, "\(refused)")
            #expect(refused.text.contains("database-failed"), "\(refused)")
            let again = try await door.post(["tickets"], form, headers: key)
            #expect(again.status == 503 && again.text.contains("\"disk\":\"failing\""), "\(again)")
            #expect(try await county.list("tickets").isEmpty)
            #expect(try await door.get("/readyz").text.contains("disk failing"))
            disk.failCommits(0)
            try await door.untilReady()
            #expect(try await door.post(["tickets"], form, headers: key).status == 201)
            #expect(try await door.post(["tickets"], form, headers: key).status == 201)
            #expect(try await county.list("tickets").count == 1)
            #expect(try await county.alarm("disk-failing").text("detail").contains("恢复"))
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }

    // proves: CARD-2
    @Test func `A slow disk delays who writes and nobody who reads`() async throws {
        try await run(faultyAt: "140525") { staged in
            let county = try staged.stage.desk("140525")
            let door = try FrontDoor(staged, "140525")
            let kept = try await county.register(.plain("磁盘变慢之前"))
            disk.holdCommits()
            async let slow = county.register(.plain("磁盘很慢"))
            try await county.look(for: "a COMMIT that waits") { disk.heldCommits > 0 ? true : nil }
            #expect(try await county.list("tickets").map { $0.text("id") } == [kept.id])
            #expect(try await door.get("/readyz").status == 200)
            #expect(try await county.read("status").text("disk", "condition") == "healthy")
            disk.releaseCommits()
            let ticket = try await slow
            #expect(try await county.ticket(ticket).text("state") == TicketState.registered.rawValue)
            try await staged.expectSettled()
        }
    }
}

extension Desk {
    /// Registers one matter after the other until the node refuses one; those acknowledged, and the problem.
    fileprivate func registerUntilRefused() async throws -> (kept: [TicketHandle], problem: JSONValue) {
        var kept: [TicketHandle] = []
        while true {
            do {
                kept.append(try await register(.plain("第\(kept.count + 1)件")))
            } catch let failure as Failure {
                return (kept, try #require(failure.problem))
            }
        }
    }
}
