import Database
import HTTPWire
import NodeCore
import PeerTransport
import Platform
import Storage
import SyncProtocol
import WorkCalendar

/// Tells one subscriber what it is owed, in order, until it was taken: runs the steps of a ``PushSender``.
struct SubscriberLoop: Sendable {
    private static let maxBytes = 1 << 20
    /// How long a subscriber may take to answer.
    private static let timeout = Duration.seconds(60)
    /// After a failure of this node's own, such as a full disk: nothing is known to be delivered, and comes again.
    private static let ownPatience = Duration.seconds(1)
    /// An administrator hears of what waits for longer, in milliseconds.
    private static let longestDelay: Int64 = 86_400_000

    let link: SubscriberLink
    let engine: Engine
    let transport: any PeerTransport
    let clock: any Clock
    let random: any RandomSource
    let log: Log

    /// Runs until the subscriber is removed or the node stops.
    func run() async {
        var sender: PushSender?
        var said: Subscription.Order?
        while !link.isStopped, !Task.isCancelled {
            do {
                guard let subscription = try await find() else { return }
                if said != subscription.order {
                    said = subscription.order
                    sender = PushSender(most: subscription.order.batch)
                }
                guard subscription.suspended == nil, var next = sender else {
                    _ = await link.wakeup.wait()
                    sender = PushSender(most: subscription.order.batch)
                    continue
                }
                try await take(&next, subscription)
                sender = next
                note(next)
            } catch {
                log.error("subscriber.failed", ["subscriber": .int(link.ref), "error": .text("\(error)")])
                _ = await link.wakeup.wait(until: .now + Self.ownPatience)
            }
        }
    }

    private func find() async throws -> Subscription? {
        try await engine.read { [ref = link.ref] view in
            try SubscriptionStore.all(in: view).first { $0.ref == ref }
        }
    }

    private func take(_ sender: inout PushSender, _ subscription: Subscription) async throws {
        switch sender.step {
        case .send(let max): try await send(&sender, subscription, max)
        case .rest:
            note(sender)
            _ = await link.wakeup.wait()
            sender.goOn()
        case .wait(let until):
            note(sender)
            await pause(until: until)
            sender.goOn()
        }
    }

    /// Commits do not shorten the wait for one that does not answer.
    private func pause(until moment: Int64) async {
        let deadline = ContinuousClock.now + .milliseconds(max(0, moment - clock.wallMilliseconds))
        while !link.isStopped, !link.takeRetry(), await link.wakeup.wait(until: deadline) {}
    }

    private func send(_ sender: inout PushSender, _ subscription: Subscription, _ max: Int) async throws {
        let items = try await engine.read { view in
            try SubscriptionOutbox.batch(of: subscription, limit: max, maxBytes: Self.maxBytes, in: view)
        }
        guard let last = items.last else { return sender.nothingOwed() }
        let answer = await post(items, to: subscription)
        let hadFailed = sender.failures > 0
        let verdict = sender.answered(
            answer, count: items.count, now: clock.wallMilliseconds, jitter: random.next())
        switch verdict {
        case .again: try await noteDelay(items[0], subscription)
        case .delivered: try await confirm(last, hadFailed: hadFailed, subscription)
        case .setAside(let cause):
            try await setAside(last, cause, subscription)
        case .suspend(let cause):
            try await suspend(cause, subscription)
        }
    }

    private func post(_ items: [SubscriptionOutbox.Item], to subscription: Subscription) async -> PushSender.Answer {
        let address: SubscriberAddress
        do throws(SubscriberAddress.Unusable) {
            address = try SubscriberAddress(subscription.order.address)
        } catch {
            return .failed(error.reason)
        }
        let isAlone = subscription.order.batch == 1
        var headers: Headers = [
            "content-type": (isAlone ? EventMediaType.structured : .batch).rawValue, "user-agent": "Hotline",
        ]
        if let secret = subscription.order.secret { headers.append("authorization", "Bearer \(secret)") }
        do throws(TransportError) {
            let response = try await transport.send(PeerRequest(
                .post, address.origin, address.target, headers: headers,
                body: isAlone ? items[0].body : Self.batch(items), isRepeatable: true, totalTime: Self.timeout))
            return .status(
                response.status, retryAfter: response.headers["retry-after"].flatMap { Int64($0) })
        } catch {
            return .failed(error.description)
        }
    }

    private static func batch(_ items: [SubscriptionOutbox.Item]) -> [UInt8] {
        var bytes = [UInt8(ascii: "[")]
        for item in items {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes += item.body
        }
        return bytes + [UInt8(ascii: "]")]
    }

    private func confirm(
        _ last: SubscriptionOutbox.Item, hadFailed: Bool, _ subscription: Subscription
    ) async throws {
        try await engine.store(lane: .bulk) { transaction, now in
            try SubscriptionOutbox.delivered(
                through: last.position, to: subscription, at: now.milliseconds, in: transaction)
            guard hadFailed else { return }
            try AlarmStore.clear(
                kind: SubscriberAlarm.behind.name(of: subscription), peer: nil, at: now.milliseconds, in: transaction)
        }
    }

    private func setAside(
        _ item: SubscriptionOutbox.Item, _ cause: String, _ subscription: Subscription
    ) async throws {
        try await engine.store { transaction, now in
            let isAside = try SubscriptionOutbox.setAside(
                item.position, of: subscription, because: cause, in: transaction)
            guard isAside else { return }
            try SubscriberAlarm.refuses.raise(about: subscription, cause, at: now, in: transaction)
        }
    }

    /// Not where an administrator has changed or resumed it since the request went out.
    private func suspend(_ cause: String, _ sent: Subscription) async throws {
        try await engine.store { transaction, now in
            guard let current = try SubscriptionStore.find(sent.id, in: transaction), current.order == sent.order else {
                return
            }
            try SubscriptionStore.suspend(current, because: cause, in: transaction)
            try SubscriberAlarm.suspended.raise(about: current, cause, at: now, in: transaction)
        }
    }

    /// One that has not been reached for long is told of: what it is owed is kept, and takes up space.
    private func noteDelay(_ item: SubscriptionOutbox.Item, _ subscription: Subscription) async throws {
        guard clock.wallMilliseconds - item.owedAt > Self.longestDelay else { return }
        try await engine.store { transaction, now in
            try SubscriberAlarm.behind.raise(about: subscription, nil, at: now, in: transaction)
        }
    }

    private func note(_ sender: PushSender) {
        var progress = SubscriberLink.Progress(failures: sender.failures, lastError: sender.lastError)
        if case .wait(let until) = sender.step { progress.nextTryAt = until }
        link.note(progress)
    }
}
