import Foundation
import SyncProtocol
import TestSupport
import Testing

@Suite struct ReconciliationTests {
    private func item(_ id: String, _ generation: Int64 = 1, _ revision: Int64 = 1,
        state: String = "") -> ReconciliationItem {
        ReconciliationItem(id: id, generation: generation, revision: revision, state: SHA.sha256(Array(state.utf8)))
    }

    @Test func hashesExactlyTheseBytes() {
        #expect(
            item("T1", 3, 7).digest(hashing: SHA.self).hex
                == "4e8f817462664080832f04815d56f601efe6ab825fcac8a512a703f6b3622970")
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func keepsTheSumIncrementally(_ seed: UInt64) {
        let random = SeededRandom(seed: seed)
        var (kept, items) = (ReconciliationSum(), [Int: ReconciliationItem]())
        for step in 0..<200 {
            let number = Int(random.next() % 20)
            let new = item("T\(number)", 1, Int64(step))
            switch (items[number], random.next() % 3) {
            case (nil, _):
                kept.add(new.digest(hashing: SHA.self))
                items[number] = new
            case (let old?, 0):
                kept.remove(old.digest(hashing: SHA.self))
                items[number] = nil
            case (let old?, _):
                kept.replace(old.digest(hashing: SHA.self), with: new.digest(hashing: SHA.self))
                items[number] = new
            }
        }
        var fresh = ReconciliationSum()
        for number in items.keys.sorted(by: >) {
            if let item = items[number] { fresh.add(item.digest(hashing: SHA.self)) }
        }
        #expect(kept == fresh)
    }

    @Test func listsDifferencesFromTheCopysView() {
        let owner = [item("a"), item("c", 2, 1), item("b", 1, 5), item("d", 1, 2), item("e", state: "x"), item("z")]
        let copy = [item("e", state: "y"), item("b", 1, 4), item("c", 1, 9), item("d", 2, 1), item("f"), item("z")]
        let difference = ReconciliationDifference.between(owner: owner, copy: copy)
        #expect(difference.missing == ["a"])
        #expect(difference.older == ["b", "c"])
        #expect(difference.newer == ["d", "f"])
        #expect(difference.different == ["e"])
        #expect(ReconciliationDifference.between(owner: owner, copy: owner).isEmpty)
    }

    @Test func narrowsToDaysAndHours() throws {
        let one = ReconciliationSum(count: 1, sum: SHA.sha256([1]))
        let days = (0..<4).map { RegistrationDay(ordinal: 20_000 + $0) }
        let owner = [DaySummary(day: days[0], one), DaySummary(day: days[1], one), DaySummary(day: days[3],
            ReconciliationSum())]
        let copy = [DaySummary(day: days[0], one), DaySummary(day: days[2], one)]
        #expect(Reconciliation.differing(owner: owner, copy: copy) == [days[1], days[2]])
        #expect(Reconciliation.differing(owner: [HourSummary(hour: 7, one)], copy: []) == [7])
    }

    @Test(arguments: [
        (0, "1970-01-01", 8), (57_599_999, "1970-01-01", 23), (57_600_000, "1970-01-02", 0), (-28_800_001,
        "1969-12-31", 23),
        (1_795_226_400_123, "2026-11-21", 10), (951_840_000_000, "2000-03-01", 0), (951_753_600_000, "2000-02-29", 0),
    ] as [(Int64, String, Int)])
    func countsDaysAtPlusEight(_ milliseconds: Int64, _ day: String, _ hour: Int) throws {
        let moment = RegistrationHour(milliseconds: milliseconds)
        #expect(moment.day.description == day)
        #expect(moment.hour == hour)
        #expect(RegistrationDay(day) == moment.day)
        #expect(RegistrationDay(milliseconds: milliseconds) == moment.day)
    }

    @Test func everyDayReadsBack() {
        for ordinal in stride(from: Int64(-200_000), to: 200_000, by: 37) {
            let day = RegistrationDay(ordinal: ordinal)
            #expect(RegistrationDay(day.description) == day)
        }
    }

    @Test func comparesOnlyAtTheStatedPosition() {
        let feed = StreamPosition(generation: 2, epoch: "e", highest: 10)
        func response(_ generation: Int64, _ epoch: String, _ position: Int64) -> ReconciliationResponse {
            ReconciliationResponse(source: "s", generation: generation, epoch: epoch, position: position,
                content: .days([]))
        }
        #expect(ReconciliationStep.decide(response(2, "e", 10), feed: feed) == .compare)
        #expect(ReconciliationStep.decide(response(2, "e", 11), feed: feed) == .waitFor(position: 11))
        #expect(ReconciliationStep.decide(response(1, "e", 10), feed: feed) == .askAgain)
        #expect(ReconciliationStep.decide(response(2, "f", 10), feed: feed) == .askAgain)
    }

    @Test func travelsAsJSON() throws {
        let day = RegistrationDay(ordinal: 20_000)
        for scope in [.days(from: day, through: day), .hours(of: day), .items(day: day, hour: 3), .resend(ids: ["a"])]
            as [ReconciliationRequest.Scope] {
            let request = ReconciliationRequest(source: "urn:hotline:140525", scope: scope)
            #expect(try JSONDecoder().decode(ReconciliationRequest.self,
                from: JSONEncoder().encode(request)) == request)
        }
    }
}
