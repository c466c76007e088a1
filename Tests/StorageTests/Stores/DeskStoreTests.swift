import Database
import HotlineCore
import Storage
import Testing

/// What people keep at their desks.
@Suite struct DeskStoreTests {
    @Test func settingsAreOnesOwnAndBounded() throws {
        let store = try Store()
        try store.write { (transaction: Transaction) throws in
            for number in 0..<PersonSettings.mostKeys {
                #expect(try PersonSettings.save([49], under: "k\(number)", of: "a", at: 0, in: transaction))
            }
            #expect(try !PersonSettings.save([49], under: "more", of: "a", at: 0, in: transaction))
            #expect(try PersonSettings.save([50], under: "k0", of: "a", at: 1, in: transaction))
            #expect(try PersonSettings.save([51], under: "k0", of: "b", at: 1, in: transaction))
            #expect(try PersonSettings.find("k0", of: "a", in: transaction) == [50])
            #expect(try PersonSettings.find("more", of: "a", in: transaction) == nil)
        }
    }

    @Test func viewsAreSharedAmongThoseBesideThem() throws {
        let store = try Store()
        let water = UnitID(rawValue: "water")
        func view(_ person: String, _ title: String, unit: UnitID? = nil, shared: Bool) -> ViewStore.View {
            ViewStore.View(
                person: person, unit: unit, title: title, list: "tickets", query: "state=accepted", isShared: shared,
                isPinned: title == "钉")
        }
        try store.write { (transaction: Transaction) throws in
            for view in [
                view("a", "私", shared: false), view("a", "共", shared: true), view("b", "钉", shared: true),
                view("c", "水", unit: water, shared: true),
            ] {
                #expect(try ViewStore.save(view, at: 0, in: transaction)?.id != nil)
            }
            #expect(try ViewStore.list(for: "a", unit: nil, in: transaction).map(\.title).sorted() == ["共", "私", "钉"])
            #expect(try ViewStore.list(for: "b", unit: nil, in: transaction).map(\.title).sorted() == ["共", "钉"])
            #expect(try ViewStore.list(for: "d", unit: water, in: transaction).map(\.title) == ["水"])
            #expect(try ViewStore.list(for: "a", unit: nil, in: transaction).first?.title == "钉")
            let all = try ViewStore.list(for: "d", unit: nil, ofAll: true, in: transaction)
            #expect(all.map(\.title).sorted() == ["共", "水", "钉"])
        }
    }

    /// A change that comes behind a removal says so.
    @Test func whatIsGoneIsNotChanged() throws {
        let store = try Store()
        try store.write { (transaction: Transaction) throws in
            let view = ViewStore.View(
                person: "a", unit: nil, title: "共", list: "tickets", query: "", isShared: true, isPinned: false)
            let kept = try #require(try ViewStore.save(view, at: 0, in: transaction))
            #expect(try ViewStore.save(kept, at: 1, in: transaction) == kept)
            try ViewStore.remove(try #require(kept.id), in: transaction)
            #expect(throws: ItemGone.self) { try ViewStore.save(kept, at: 2, in: transaction) }
            let text = CannedTextStore.Text(title: "甲", text: "通用")
            let said = try #require(try CannedTextStore.save(text, by: "a", at: 0, in: transaction))
            try CannedTextStore.remove(try #require(said.id), in: transaction)
            #expect(throws: ItemGone.self) { try CannedTextStore.save(said, by: "a", at: 1, in: transaction) }
        }
    }

    @Test func textsServeTheirKindStateAndAction() throws {
        let store = try Store()
        let water = UnitID(rawValue: "water")
        try store.write { (transaction: Transaction) throws in
            for text in [
                CannedTextStore.Text(title: "甲", text: "通用"),
                CannedTextStore.Text(kind: .help, title: "乙", text: "求助"),
                CannedTextStore.Text(unit: water, state: .handling, action: "complete", title: "丙", text: "供水"),
            ] {
                #expect(try CannedTextStore.save(text, by: "a", at: 0, in: transaction)?.id != nil)
            }
            func titles(_ unit: UnitID?, _ kind: MatterKind?, _ state: TicketState?) throws -> [String] {
                try CannedTextStore.list(unit: unit, kind: kind, state: state, action: nil, in: transaction)
                    .map(\.title).sorted()
            }
            #expect(try titles(nil, nil, nil) == ["乙", "甲"].sorted())
            #expect(try titles(nil, .complaint, nil) == ["甲"])
            #expect(try titles(water, .help, .handling).count == 3)
            #expect(try titles(water, .help, .accepted).count == 2)
        }
    }
}
