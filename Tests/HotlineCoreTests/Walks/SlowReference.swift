import HotlineCore
import Testing
import WorkCalendar

/// What the tables of the regulations say, written down once more by hand.
struct SlowTerms {
    /// Working days by kind.
    var handling: [MatterKind: Int]
    /// Jiyuan counts from the signing, its day being the first; the others from the day after receipt.
    var fromSigning = false
    /// Working days from the redo order; nil = the kind's and two more from first receipt.
    var redo: Int?
    /// Working days that an extension may add at most; 0 = as many as the kind has, nil = no bound, or one that a
    /// person may go beyond.
    var extends: Int?

    static let books: [String: SlowTerms] = [
        "zezhou-2023": SlowTerms(
            handling: [.consultation: 2, .help: 5, .suggestion: 5, .complaint: 5, .report: 5], redo: 5, extends: 5),
        "zezhou-2020": SlowTerms(
            handling: [.consultation: 3, .help: 7, .suggestion: 3, .complaint: 10, .report: 10], redo: 5, extends: 0),
        "yuncheng-2019": SlowTerms(
            handling: [.consultation: 3, .help: 3, .suggestion: 7, .complaint: 7, .report: 7], redo: 7),
        "jiyuan-2024": SlowTerms(
            handling: [.consultation: 3, .help: 5, .suggestion: 5, .complaint: 7, .report: 7], fromSigning: true),
    ]
}

/// One share as a clerk keeps it on a card.
struct SlowShare {
    var dispatched: Int64
    var signed: Int64?
    var firstReceived: Int64?
    var round = 1
    var isOpen = true
    var isDeferred = false
    /// Time was granted to the share itself: this end stands, whatever is corrected, within the order's.
    var granted: Int64?
    /// The order's limit is the earlier one.
    var isBound = false
    var from: Int64 = 0
    /// Whether the day of `from` is the first that counts.
    var countsFirst = false
    /// When its completion was approved.
    var ended: Int64?
    var due: Int64 = 0
    var asked: Int64?
    var askedDeferral: Int64?
    /// Which limit, and its end.
    var overdue: [String] = []
    var reminders: [Int64] = []
}

/// The cards of one ticket. Told what happened and when; what the program counted is looked at only to compare.
struct SlowTicket {
    let terms: SlowTerms
    /// For the program's own count, which is compared with the cards.
    private static let calendar = try? WorkCalendar.embedded()
    private(set) var kind: MatterKind
    private(set) var arrived: Int64?
    private(set) var orderDue: Int64?
    private(set) var shares: [AssignmentID: SlowShare] = [:]

    init?(_ event: TicketEvent, _ book: String) {
        guard let terms = SlowTerms.books[book] else { return nil }
        self.terms = terms
        switch event.change {
        case .registered(let registered): kind = registered.matter.kind
        case .ordered(let ordered):
            kind = ordered.matter.kind
            arrived = max(ordered.order.receivedAt, ordered.order.issuedAt).milliseconds
            orderDue = ordered.order.due?.milliseconds
        default: return nil
        }
    }

    mutating func take(_ event: TicketEvent) {
        let now = event.at.milliseconds
        switch event.change {
        case .dispatched(let dispatched):
            for share in dispatched.assignments { shares[share.id] = handled(SlowShare(dispatched: now)) }
        case .signed(let signed):
            update(signed.assignment) { share, ticket in
                // A node below signed when it says so, within what is possible here.
                share.signed = max(share.dispatched, min(signed.below?.at.milliseconds ?? now, now))
                share.firstReceived = share.firstReceived ?? now
                if ticket.terms.fromSigning, share.round == 1 { share = ticket.handled(share) }
            }
        case .corrected(let corrected):
            let changes = kind != corrected.matter.kind
            kind = corrected.matter.kind
            if let due = corrected.due { orderDue = due.milliseconds }
            guard changes else { return }
            updateAll { $0.isOpen && $0.round == 1 && $0.granted == nil } change: { $0 = $1.handled($0) }
        case .redoOrdered(let redone): renew(redone.renewals, at: now)
        case .orderRedo(let redone):
            (orderDue, arrived) = (redone.due?.milliseconds, arrived.map { max($0, redone.issuedAt.milliseconds) })
            renew(redone.renewals, at: now)
        case .overdue(let mark): take(overdue: mark)
        case .reminded(let mark): take(reminder: mark)
        default: takeTime(event, now)
        }
    }

    /// More time, and the end of shares.
    private mutating func takeTime(_ event: TicketEvent, _ now: Int64) {
        switch event.change {
        case .extensionAsked(let asked):
            update(asked.assignment) { share, _ in share.asked = SlowClock.end(of: asked.request.until.description) }
        case .extensionApproved(let granted):
            update(granted.assignment) { share, ticket in
                if let latest = ticket.latestExtension(of: share) { #expect(share.asked ?? 0 <= latest) }
                share.grant(\.asked)
            }
        case .extensionRefused(let decided): update(decided.assignment) { share, _ in share.asked = nil }
        case .deferralAsked(let asked):
            let until = SlowClock.end(of: asked.deferral.until.description)
            update(asked.assignment) { share, _ in share.askedDeferral = until }
        case .deferralApproved(let granted):
            update(granted.assignment) { share, _ in
                share.grant(\.askedDeferral)
                (share.isDeferred, share.asked) = (true, nil)
            }
        case .struckOff(let struckOff): update(struckOff.assignment) { share, _ in share.isDeferred = false }
        case .deferralRefused(let decided): update(decided.assignment) { share, _ in share.askedDeferral = nil }
        case .orderExtensionApproved(let granted), .orderDeferralApproved(let granted):
            move(orderDue: granted.due)
            for id in granted.reopened { update(id) { share, _ in (share.isOpen, share.ended) = (true, nil) } }
        case .orderLimitMoved(let moved): move(orderDue: moved.due)
        default: takeEnd(event, now)
        }
    }

    /// The order's limit is another one: shares that it does not bound may be bound now, those that it bounded get what
    /// they have without it.
    private mutating func move(orderDue due: Moment?) {
        orderDue = due?.milliseconds
        updateAll(where: \.isOpen) { share, ticket in
            if !share.isBound {
                share = ticket.limited(share, share.due, share.from)
            } else if let granted = share.granted {
                share = ticket.limited(share, granted, share.from)
            } else {
                share = share.round == 1 ? ticket.handled(share) : ticket.redone(share)
            }
        }
    }

    private mutating func takeEnd(_ event: TicketEvent, _ now: Int64) {
        switch event.change {
        case .completionSubmitted(let submitted) where submitted.isFinal:
            update(submitted.assignment) { share, _ in
                (share.isOpen, share.ended) = (false, now)
                #expect(submitted.late == (now > share.due))
            }
        case .completionApproved(let decided):
            update(decided.assignment) { share, _ in
                (share.isOpen, share.ended) = (false, now)
                #expect(decided.late == (now > share.due))
            }
        case .returnApproved(let decided): update(decided.assignment) { share, _ in share.isOpen = false }
        case .withdrawn(let withdrawn): close(withdrawn.assignments)
        case .archived(let archived): close(archived.closes)
        case .orderCompletionRefused(let reopened):
            for id in reopened.assignments { update(id) { share, _ in (share.isOpen, share.ended) = (true, nil) } }
        default: break
        }
    }

    private mutating func close(_ ids: [AssignmentID]) {
        for id in ids { update(id) { share, _ in share.isOpen = false } }
    }

    private mutating func renew(_ renewals: [Renewal], at now: Int64) {
        for renewal in renewals {
            update(renewal.assignment) { share, ticket in
                var next = SlowShare(dispatched: now, firstReceived: share.firstReceived ?? share.dispatched)
                next.round = share.round + 1
                (next.overdue, next.reminders) = (share.overdue, share.reminders)
                share = ticket.redone(next)
            }
        }
    }

    private mutating func update(_ id: AssignmentID, _ change: (inout SlowShare, SlowTicket) -> Void) {
        guard var share = shares[id] else { return }
        change(&share, self)
        shares[id] = share
    }

    private mutating func updateAll(
        where concerns: (SlowShare) -> Bool, change: (inout SlowShare, SlowTicket) -> Void
    ) {
        for id in shares.keys.sorted() where shares[id].map(concerns) ?? false { update(id, change) }
    }
}

extension SlowShare {
    /// The day that was asked for stands from now on.
    fileprivate mutating func grant(_ asked: WritableKeyPath<SlowShare, Int64?>) {
        (due, granted, isBound) = (self[keyPath: asked] ?? 0, self[keyPath: asked] ?? 0, false)
        countsFirst = false
        self[keyPath: asked] = nil
    }
}

extension SlowTicket {
    /// The card with the limit of a first round.
    private func handled(_ share: SlowShare) -> SlowShare {
        let days = terms.handling[kind] ?? 0
        guard terms.fromSigning else {
            let from = arrived ?? share.dispatched
            return limited(share, days, from, countingFirst: false)
        }
        let latest = SlowClock.hoursOfWorkedDays(24, from: share.dispatched)
        let from = min(share.signed ?? latest, latest)
        return limited(share, days, from, countingFirst: true)
    }

    /// The end of the longest extension; nil where there is none to keep to.
    private func latestExtension(of share: SlowShare) -> Int64? {
        guard let days = terms.extends else { return nil }
        return SlowClock.workingDays(days > 0 ? days : terms.handling[kind] ?? 0, from: share.due, countingFirst: false)
    }

    /// The card with the limit of a redo.
    private func redone(_ share: SlowShare) -> SlowShare {
        if let days = terms.redo {
            return limited(share, days, share.dispatched, countingFirst: false)
        }
        let (first, days) = (share.firstReceived ?? share.dispatched, (terms.handling[kind] ?? 0) + 2)
        let due = SlowClock.workingDays(days, from: first, countingFirst: true)
        guard due < share.dispatched else { return limited(share, days, first, countingFirst: true) }
        return limited(share, 1, share.dispatched, countingFirst: false)
    }

    private func limited(_ share: SlowShare, _ days: Int, _ from: Int64, countingFirst: Bool) -> SlowShare {
        var share = share
        share.countsFirst = countingFirst
        return limited(share, SlowClock.workingDays(days, from: from, countingFirst: countingFirst), from)
    }

    private func limited(_ share: SlowShare, _ due: Int64, _ from: Int64) -> SlowShare {
        var share = share
        share.isBound = orderDue.map { $0 < due } ?? false
        (share.due, share.from) = (min(due, orderDue ?? due), from)
        return share
    }
}

extension SlowTicket {
    private mutating func take(overdue mark: TimerMark) {
        guard [.handling, .redo, .deferral].contains(mark.of), let id = mark.assignment, let share = shares[id] else {
            return
        }
        #expect(share.isOpen && mark.due.milliseconds == share.due && mark.noticedAt.milliseconds > share.due)
        #expect(mark.of == (share.isDeferred ? .deferral : share.round == 1 ? .handling : .redo))
        // What is deferred has a limit of its own; struck off on the day, the same day binds the handling.
        let marked = "\(mark.of) \(share.due)"
        #expect(!share.overdue.contains(marked))
        shares[id]?.overdue.append(marked)
    }

    private mutating func take(reminder mark: TimerMark) {
        guard mark.of == .handling || mark.of == .redo, let id = mark.assignment, let share = shares[id] else { return }
        let at = SlowClock.reminder(before: share.due, from: share.from)
        #expect(mark.at.milliseconds == at && mark.noticedAt >= mark.at)
        #expect(!share.reminders.contains(mark.at.milliseconds) || share.round > 1)
        shares[id]?.reminders.append(mark.at.milliseconds)
    }

    /// 用时 to the approval, or to now while the share is open; of what ended otherwise there is none.
    private func compareTime(
        _ ticket: Ticket, _ assignment: Assignment, _ share: SlowShare, at now: Moment, _ seed: String
    ) {
        let limits = ticket.limits.filter { $0.name == .handling || $0.name == .redo }
        guard let item = limits.first(where: { $0.assignment == assignment.id }), let calendar = Self.calendar else {
            return
        }
        let used = ticket.timeUsed(of: item, isRunning: share.isOpen, at: now, calendar)
        let end = share.ended ?? (share.isOpen ? now.milliseconds : nil)
        let expected = end.map {
            SlowClock.workingDays(from: share.from, to: $0, countingFirst: share.countsFirst)
        }
        if used?.amount != expected {
            Issue.record("\(assignment.id): \(used as Any) is not \(expected as Any), \(seed)")
        }
    }

    /// The program holds the limits that the cards say; where its clock has just gone on, the marks, too.
    func compare(_ ticket: Ticket, hasFired: Bool, at now: Moment, _ seed: String) {
        for assignment in ticket.assignments {
            guard let share = shares[assignment.id] else {
                Issue.record("no card for \(assignment.id), \(seed)")
                continue
            }
            if assignment.handlingLimit?.due.milliseconds != share.due || assignment.state.isOpen != share.isOpen {
                Issue.record("\(assignment) is not \(share), \(seed)")
            }
            compareTime(ticket, assignment, share, at: now, seed)
            guard hasFired, share.isOpen else { continue }
            let name = share.isDeferred ? Timed.deferral : share.round == 1 ? .handling : .redo
            if share.due < now.milliseconds { #expect(share.overdue.contains("\(name) \(share.due)"), "\(seed)") }
            guard assignment.state == .dispatched || assignment.state == .signed,
                let at = SlowClock.reminder(before: share.due, from: share.from), at <= now.milliseconds
            else { continue }
            #expect(share.reminders.contains(at), "\(assignment.id), \(seed)")
        }
    }
}
