import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// An older copy of a database in the place of the running one: found, said, healed; nothing lost or masked
/// (design section 5, "Hello").
@Suite(.timeLimit(.minutes(3))) struct RestoreTests {
    private let city = Plan.city
    private let county = Plan.county

    /// The sender is restored: the lost states come back from the mirror, and its numbers go on behind them.
    @Test(arguments: TestNode.IdentityFile.allCases, [false, true])
    func senderIsRestored(file: TestNode.IdentityFile, hasWrittenPast: Bool) throws {
        let network = try TestNetwork(.pair)
        let kept = try network.register(county)
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        try network.act(county, kept, .accept(Accept()))
        let lost = try network.register(county)
        try network.settle()
        let lostNumber = try network.ticket(county, lost).number
        _ = try network[county].restore(copy, file: file, at: network.now)
        var later: [TicketID] = []
        if hasWrittenPast {
            network.cut = [.init(city, county)]
            try network.settle()
            for _ in 0..<5 { later.append(try network.register(county)) }
            network.cut = []
        }
        try network.settle()
        #expect(try network.alarms(county).contains("restored"))
        #expect(try network.generation(county) == 2)
        // The lost ticket's id may have been drawn again by then: both are on record.
        #expect(try network.ticket(county, kept).state == .accepted)
        #expect(try network.mirrored(city, kept)?.state == .accepted)
        if hasWrittenPast {
            for id in later { #expect(try network.mirrored(city, id)?.state == .registered) }
        } else {
            #expect(try network.ticket(county, lost).recoveries.map(\.from) == [city])
        }
        try expectEqual(network)
        let next = try network.register(county)
        #expect(try network.ticket(county, next).number > lostNumber)
        try network.settle()
        #expect(try network.deadLetters(county).isEmpty)
        try expectEqual(network)
    }

    /// An answer to a hello that a batch of the same stream overtakes is no sign of a restore: the link stays open.
    @Test func aHelloThatWasOvertakenProvesNothing() throws {
        let network = try TestNetwork(.pair)
        try network.settle()
        let (below, above) = (network[county], network[city])
        let hello = try below.read { try below.core.hello(to: city, in: $0) }
        let answer = try above.write {
            try above.core.answerHello(hello, from: county, freshEpoch: "unused", in: $0, at: network.now)
        }.get()
        let order = try network.register(city)
        try network.act(city, order, .accept(Accept()))
        _ = try network.order(city, order, to: county)
        try network.settle()
        let result = try below.write {
            try below.core.helloAnswered(answer, by: city, freshEpoch: "unused", in: $0, at: network.now)
        }
        if case .standDown(let problem) = result { Issue.record("nothing flows any more: \(problem)") }
        #expect(try network.alarms(county).isEmpty)
        #expect(try network.generation(city) == 1)
    }

    /// An answer that was given before the peer took a new generation, and comes after its next hello, is no sign of
    /// two living incarnations; one that comes much later is.
    @Test(arguments: [false, true]) func anAnswerOfAnOlderGeneration(isMuchLater: Bool) throws {
        let network = try TestNetwork(.pair)
        try network.settle()
        let (below, above) = (network[county], network[city])
        let hello = try below.read { try below.core.hello(to: city, in: $0) }
        let answer = try above.write {
            try above.core.answerHello(hello, from: county, freshEpoch: "unused", in: $0, at: network.now)
        }.get()
        let copy = try above.backUp(at: network.now)
        _ = try network.register(city)
        try network.settle()
        _ = try above.restore(copy, file: .kept, at: network.now)
        try network.settle()
        if isMuchLater { network.advance(milliseconds: 60_000) }
        let result = try below.write {
            try below.core.helloAnswered(answer, by: city, freshEpoch: "unused", in: $0, at: network.now)
        }
        #expect(try network.generation(city) == 2)
        #expect(try network.alarms(county).contains("two-incarnations") == isMuchLater)
        if case .again = result { #expect(!isMuchLater) } else { #expect(isMuchLater) }
    }

    /// A peer refuses a generation that this node has left meanwhile, on another peer's word: it says hello anew, and
    /// its link stays open.
    @Test func aRefusalOfAGenerationThatWasLeftProvesNothing() throws {
        let network = try TestNetwork(.pair)
        try network.settle()
        let node = network[county]
        let copy = try node.backUp(at: network.now)
        _ = try network.register(county)
        try network.settle()
        _ = try node.restore(copy, file: .kept, at: network.now)
        try network.settle()
        #expect(try network.generation(county) == 2)
        var refusal = Problem(.generationTaken)
        (refusal.generation, refusal.epoch) = (1, "another")
        let result = try node.write {
            try node.core.helloRefused(refusal, by: city, freshEpoch: "unused", in: $0, at: network.now)
        }
        guard case .again = result else {
            Issue.record("nothing flows any more: \(result)")
            return
        }
    }

    /// What went up was struck clean of personal values: taken back, it replaces no text that this database still has
    /// in full, and what was typed since the backup is listed.
    @Test(arguments: [false, true]) func fullTextsOutliveTheRestore(hasTypedSince: Bool) throws {
        let network = try TestNetwork(.pair)
        var register = Register.sample()
        register.matter.content = "请打13812345678找王小明"
        let id = try network.register(county, register)
        try network.act(county, id, .supplement(AddSupplement(text: "电话又是１３８ 1234 5678")))
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        let before = try network.ticket(county, id)
        if hasTypedSince {
            try network.act(county, id, .supplement(AddSupplement(text: "回电13812345678")))
        }
        try network.act(county, id, .accept(Accept()))
        try network.settle()
        _ = try network[county].restore(copy, file: .restored, at: network.now)
        try network.settle()
        let after = try network.ticket(county, id)
        #expect(after.state == .accepted && after.matter == before.matter)
        #expect(after.supplements.first == before.supplements.first)
        #expect(after.supplements.last?.text == (hasTypedSince ? "回电＊＊＊" : before.supplements.last?.text))
        #expect(try network.unrecovered(county).contains { $0.ticket == id.rawValue } == hasTypedSince)
        #expect(try network.mirrored(city, id)?.matter.content == "请打＊＊＊找＊＊＊")
        try expectEqual(network)
    }

    /// Histories that differ after the fork: ours stays, the other is listed and on the ticket, and mirrors converge.
    @Test(arguments: [0, 2]) func conflictingHistoriesAreListed(further: Int) throws {
        let network = try TestNetwork(.pair)
        let id = try network.register(county)
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        try network.act(county, id, .accept(Accept()))
        try network.settle()
        _ = try network[county].restore(copy, file: .restored, at: network.now)
        network.cut = [.init(city, county)]
        try network.act(county, id, .refuse(Refuse(reason: "jurisdiction", guidance: "另行反映")))
        for number in 0..<further {
            _ = number
            _ = try network.register(county)
        }
        try network.settle()
        network.cut = []
        try network.settle()
        #expect(try network.ticket(county, id).state == .refused)
        #expect(try network.ticket(county, id).recoveries.map { $0.lost?.state } == [.accepted])
        #expect(try network.unrecovered(county).contains { $0.ticket == id.rawValue })
        #expect(try network.mirrored(city, id)?.state == .refused)
        try expectEqual(network)
    }

    /// The receiver is restored: the sender goes back to where it stands and sends again what it holds.
    @Test(arguments: TestNode.IdentityFile.allCases) func receiverIsRestored(file: TestNode.IdentityFile) throws {
        let network = try TestNetwork(.pair)
        _ = try network.register(county)
        try network.settle()
        let copy = try network[city].backUp(at: network.now)
        try network.settle()
        for _ in 0..<5 { try network.act(county, try network.register(county), .accept(Accept())) }
        try network.settle()
        _ = try network[city].restore(copy, file: file, at: network.now)
        try network.settle()
        try expectEqual(network)
        _ = try network.register(county)
        try network.settle()
        try expectEqual(network)
        #expect(try network.deadLetters(county).isEmpty)
    }

    /// Owner and middle are restored; the owner looks at the middle before the middle has heard the province. When the
    /// mirrors come back there, the owner hears of it and looks again, be it called or calling.
    @Test(arguments: [Plan.three, Plan.fetching]) func ownerHearsOfMirrorsThatCameBack(plan: Plan) throws {
        let network = try TestNetwork(plan)
        let id = try network.register(county)
        try network.settle()
        let copies = try [city, county].map { ($0, try network[$0].backUp(at: network.now)) }
        try network.settle()
        try network.act(county, id, .accept(Accept()))
        let own = try network.register(city)
        try network.settle()
        network.cut = [.init(city, Plan.province)]
        for (code, copy) in copies { _ = try network[code].restore(copy, file: .kept, at: network.now) }
        try network.settle()
        #expect(try network.ticket(county, id).state == .registered)
        #expect(try network.alarms(city).contains("recovery-incomplete"))
        // Writes are open meanwhile, and stay so.
        let meanwhile = try network.register(city)
        network.cut = []
        network[city].greet(Plan.province)
        try network.settle()
        if plan.links.contains(where: \.fetches) {
            // In service its next question comes by itself; here it asks once something waits.
            _ = try network.order(city, try network.register(city), to: county)
            try network.settle()
        }
        #expect(try network.ticket(county, id).state == .accepted)
        #expect(try network.mirrored(city, id)?.state == .accepted)
        #expect(try network.ticket(city, own).recoveries.map(\.from) == [Plan.province])
        #expect(try network.mirrored(Plan.province, meanwhile)?.state == .registered)
        for code in network.codes { #expect(try !network.alarms(code).contains("recovery-incomplete")) }
        try network.checkMirrors("after the restore")
        try network.checkStreams("after the restore")
    }

    /// A generation far above the known one is remembered nowhere, until an administrator says that it is right.
    @Test func generationMayNotJump() throws {
        let network = try TestNetwork(.pair)
        func hear(_ generation: Int64) throws -> Problem? {
            let hello = Hello(node: county.rawValue, generation: generation, epoch: "e\(generation)", streams: [])
            let answer = try network[city].write {
                try network[city].core.answerHello(hello, from: county, freshEpoch: "x", in: $0, at: network.now)
            }
            guard case .failure(let problem) = answer else { return nil }
            return problem
        }
        #expect(try hear(1_000_000)?.known == .generationJump)
        #expect(try network.alarms(city).contains("generation-jump"))
        #expect(try hear(2) == nil, "the jump must not have been remembered")
        try network[city].write {
            try network[city].core.acceptGeneration(
                1_000_000, of: county, by: .system(of: city), in: $0, at: network.now)
        }
        #expect(try !network.alarms(city).contains("generation-jump"))
        #expect(try hear(1_000_000) == nil)
        #expect(try hear(2)?.known == .olderGeneration)
        try network[city].write {
            try network[city].core.acceptGeneration(2, of: county, by: .system(of: city), in: $0, at: network.now)
        }
        #expect(try hear(2) == nil)
    }

    /// Two neighbours tell a restored node of two generations: it is one restore, and one alarm.
    @Test func restoreThatTwoPeersFindIsOneAlarm() throws {
        let network = try TestNetwork(.three)
        let node = network[city]
        _ = try network.register(city)
        try network.settle()
        let copy = try node.backUp(at: network.now)
        try network.settle()
        _ = try network.register(city)
        try network.settle()
        _ = try node.restore(copy, file: .lost, at: network.now)
        for (peer, seen) in [(Plan.province, 5), (county, 9)] as [(NodeCode, Int64)] {
            let hello = Hello(
                node: peer.rawValue, generation: 1, epoch: nil, streams: [], peerGeneration: seen, peerEpoch: "other")
            _ = try node.write {
                try node.core.answerHello(hello, from: peer, freshEpoch: "f\(seen)", in: $0, at: network.now)
            }
        }
        #expect(try network.generation(city) == 10)
        #expect(try network.alarms(city).filter { $0 == "restored" }.count == 1)
    }

    /// An upper node that calls and cannot be called, before the rest is taken back there: writes stay open.
    @Test func hellosOfAnUnreachableUpperNodeCloseNothing() throws {
        let network = try TestNetwork(.pair)
        let id = try network.register(county)
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        try network.act(county, id, .accept(Accept()))
        try network.settle()
        network.weather = { [county] in $0.from == county ? .lost : .none }
        _ = try network[county].restore(copy, file: .kept, at: network.now)
        #expect(try network.recoverOne())
        for number in 1...3 {
            try network.greet(city, county)
            _ = try network.register(county, .sample("第\(number)件"))
            #expect(try network.alarms(county).filter { $0 == "recovery-incomplete" }.count == 1)
        }
        network.weather = { _ in .none }
        try network.settle()
        #expect(try network.ticket(county, id).state == .accepted)
        #expect(try !network.alarms(county).contains("recovery-incomplete"))
        try expectEqual(network)
    }

    /// Both are restored to different moments: what either still holds is everywhere, the rest is gone on both.
    @Test(arguments: TestNode.IdentityFile.allCases, TestNode.IdentityFile.allCases)
    func bothAreRestored(file: TestNode.IdentityFile, other: TestNode.IdentityFile) throws {
        let network = try TestNetwork(.pair)
        _ = try network.register(county)
        try network.settle()
        let older = try network[county].backUp(at: network.now)
        try network.settle()
        let second = try network.register(county)
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let newer = try network[city].backUp(at: network.now)
        try network.settle()
        _ = try network.register(county)
        try network.settle()
        _ = try network[county].restore(older, file: file, at: network.now)
        _ = try network[city].restore(newer, file: other, at: network.now)
        try network.settle()
        #expect(try network.ticket(county, second).recoveries.count == 1)
        #expect(try network.ordered(county, order).rootId == top)
        try expectEqual(network)
        try network.act(county, try network.ordered(county, order).id, .accept(Accept()))
        try network.settle()
        #expect(try network.ticket(city, top).assignments[0].state == .signed)
        try expectEqual(network)
    }

    /// An order that the restored assignee had taken makes no second ticket, and its next report counts on.
    @Test(arguments: TestNode.IdentityFile.allCases) func assigneeIsRestored(file: TestNode.IdentityFile) throws {
        let network = try TestNetwork(.pair)
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let bottom = try network.ordered(county, order).id
        try network.act(county, bottom, .accept(Accept()))
        try network.settle()
        _ = try network[county].restore(copy, file: file, at: network.now)
        try network.settle()
        #expect(try network.ordered(county, order).id == bottom)
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "恢复之后"))))
        try network.settle()
        #expect(try network.ticket(city, top).assignments[0].progress.map(\.text) == ["恢复之后"])
        try expectEqual(network)
    }

    /// What the restored assignee says under an ordinal that its lost history had used does not vanish as a duplicate.
    @Test func usedOrdinalIsNoDuplicate() throws {
        let network = try TestNetwork(.pair)
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let bottom = try network.ordered(county, order).id
        try network.act(county, bottom, .accept(Accept()))
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        // The report arrives, the feed that would bring it back does not.
        network.weather = { $0.kind == .stream(.feed) ? .lost : .none }
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "失去的"))))
        for _ in 0..<20 { _ = try network.stepOnce() }
        #expect(try network.ticket(city, top).assignments[0].progress.map(\.text) == ["失去的"])
        network.weather = { _ in .none }
        _ = try network[county].restore(copy, file: .kept, at: network.now)
        try network.settle()
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "新的"))))
        try network.settle()
        let letter = try #require(try network.deadLetters(county).first)
        let problem = try CanonicalJSON.decode(Problem.self, from: letter.problem)
        #expect(problem.type == "urn:hotline:problem:ordinal-used")
    }

    /// The restored assigner counts on behind what its lost history had sent, and says so.
    @Test func assignerIsRestored() throws {
        let network = try TestNetwork(.pair)
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let copy = try network[city].backUp(at: network.now)
        try network.settle()
        try network.act(city, top, .supplement(AddSupplement(text: "一")))
        try network.act(city, top, .supplement(AddSupplement(text: "二")))
        try network.settle()
        _ = try network[city].restore(copy, file: .kept, at: network.now)
        try network.settle()
        let bottom = try network.ordered(county, order).id
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "在办"))))
        try network.settle()
        #expect(try network.timeline(city, top).contains("history.lost"))
        #expect(try network.unrecovered(city).contains { $0.ticket == top.rawValue })
        try network.act(city, top, .supplement(AddSupplement(text: "三")))
        try network.settle()
        #expect(try network.ticket(county, bottom).supplements.map(\.text) == ["一", "二", "三"])
    }

    /// What was written after the fork under ids that name other events elsewhere goes out under new ones.
    @Test func unacknowledgedIsSentUnderNewIds() throws {
        let network = try TestNetwork(.pair)
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let bottom = try network.ordered(county, order).id
        try network.act(county, bottom, .accept(Accept()))
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        for _ in 0..<4 { _ = try network.register(county) }
        try network.settle()
        _ = try network[county].restore(copy, file: .restored, at: network.now)
        network.cut = [.init(city, county)]
        try network.act(county, bottom, .assignment(order, .progress(Progress(text: "分叉之后"))))
        try network.settle()
        network.cut = []
        try network.settle()
        #expect(try network.ticket(city, top).assignments[0].progress.map(\.text) == ["分叉之后"])
        #expect(try network.alarms(city).allSatisfy { ["peer-restored", "journal-replaced"].contains($0) })
        #expect(try network.deadLetters(county).isEmpty)
        try expectEqual(network)
    }

    /// Two living incarnations: the lower generation is refused, and both sides are told.
    @Test func twoIncarnationsAlarmBothSides() throws {
        let network = try TestNetwork(.pair)
        _ = try network.register(county)
        try network.settle()
        let original = try network[county].backUp(at: network.now)
        // The copy runs elsewhere without its file, and is accepted as the newer one.
        _ = try network[county].restore(original, file: .lost, at: network.now)
        try network.settle()
        #expect(try network.generation(county) == 2)
        // The original goes on meanwhile.
        _ = try network[county].restore(original, file: .restored, at: network.now)
        let id = try network.register(county)
        try network.settle()
        #expect(try network.alarms(city).contains("two-incarnations"))
        #expect(try network.alarms(county).contains("two-incarnations"))
        #expect(try network.generation(county) == 1 && network.mirror(city, id) == nil)
        #expect(network[county].loops.values.allSatisfy { $0.sender.suspension != nil })
    }

    /// A peer that was out of reach during recovery is asked when it is back, before anything new can hide what it
    /// holds.
    @Test func unheardPeerIsAskedLater() throws {
        let network = try TestNetwork(.pair)
        let id = try network.register(county)
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        try network.act(county, id, .accept(Accept()))
        let lost = try network.register(county)
        try network.settle()
        network.cut = [.init(city, county)]
        _ = try network[county].restore(copy, file: .kept, at: network.now)
        try network.settle()
        try network.act(county, id, .supplement(AddSupplement(text: "恢复之后")))
        let fresh = try network.register(county)
        try network.settle()
        network.cut = []
        try network.settle()
        #expect(try network.ticket(county, lost).state == .registered)
        #expect(try network.ticket(county, id).recoveries.map { $0.lost?.state } == [.accepted])
        // Its number was given out before and after.
        #expect(try network.ticket(county, fresh).number == network.ticket(county, lost).number)
        #expect(try network.unrecovered(county).contains { $0.ticket == lost.rawValue })
        try expectEqual(network)
        try network.act(county, id, .accept(Accept()))
    }

    /// Mirrors above hold exactly what their owners hold.
    private func expectEqual(_ network: TestNetwork, _ location: SourceLocation = #_sourceLocation) throws {
        let difference = try network.compare(source: county, owner: county, copy: city)
        #expect(difference.isEmpty, "\(difference)", sourceLocation: location)
    }
}
