import Database
import Foundation
import HotlineCore
import Storage
import SyncProtocol
import TestSupport
import Testing
import WorkCalendar

/// How the search does with a hundred thousand tickets. Not part of the gate, which times nothing:
/// `HOTLINE_MEASURE=1 swift test --filter SearchScaleTests`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["HOTLINE_MEASURE"] != nil)) struct SearchScaleTests {
    private static let tickets = 100_000
    private static let places = ["凤台小区", "和平路", "下村镇", "巴公镇", "泽州公园", "城东社区", "北石店", "周村镇", "大箕镇", "金村"]
    private static let things = ["停水", "停电", "路灯不亮", "垃圾堆放", "噪音扰民", "道路破损", "物业收费", "供暖不热", "违章停车", "井盖缺失"]
    private static let rest = ["三天", "无人处理", "影响出行", "夜间", "多次反映", "请尽快", "居民", "施工", "老人", "学校门口", "下雨后", "一直"]

    @Test func searchesStayFast() throws {
        let store = try Store()
        let sample = try store.ticket(1, title: "样本")
        try fill(store, like: sample)
        for text in ["停水", "水", "金村 井盖缺失", "20260914-0777", "停水三天", "凤台小区 停水 夜间", "绝无此词", "2"] {
            try measure("q=\(text)") {
                var filter = TicketFilter()
                filter.text = text
                return try store.write { try TicketStore.list(filter, in: $0) }.total
            }
        }
        let sketch = MatterSketch(
            phone: "13800000777", title: "小区停水", content: "凤台小区停水三天无人处理，居民多次反映，老人出行不便", place: "凤台小区7号楼")
        try measure("similar") {
            try store.write {
                try SimilarSearch(sketch, for: .init(seesConfidential: true), in: $0).run(limit: 10)
            }.count
        }
    }

    private func fill(_ store: Store, like sample: Ticket) throws {
        let random = SeededRandom(seed: 7)
        let began = ContinuousClock.now
        for first in stride(from: 2, to: Self.tickets, by: 1_000) {
            try store.write { transaction in
                for number in first..<first + 1_000 {
                    func pick(_ words: [String]) -> String { words[Int(random.next() % UInt64(words.count))] }
                    var ticket = sample
                    ticket.id = TicketID(owner: Store.home, generation: 1, counter: Int64(number))
                    ticket.rootId = ticket.id
                    ticket.number = TicketNumber(day: ticket.registeredAt.day, counter: number)
                    ticket.registeredAt = ticket.registeredAt.adding(milliseconds: Int64(number))
                    ticket.matter.place = "\(pick(Self.places))\(number % 40)号楼"
                    ticket.matter.title = pick(Self.places) + pick(Self.things)
                    ticket.matter.content = (0..<12).map { _ in pick(Self.rest) + pick(Self.things) }
                        .joined(separator: "，")
                    let body = try CanonicalJSON.encode(ticket)
                    try TicketStore.save(
                        ticket, body: body, digest: StorageHash.sha256(body), replacing: nil, in: transaction)
                }
            }
        }
        print("filled in \(ContinuousClock.now - began)")
    }

    private func measure(_ name: String, _ work: () throws -> Int) throws {
        var best = Duration.seconds(999)
        var found = 0
        for _ in 1...5 {
            let began = ContinuousClock.now
            found = try work()
            best = min(best, ContinuousClock.now - began)
        }
        print("\(name): \(found) found, best of 5 \(best)")
    }
}
