import Database
import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/subscriptions`: systems that are told of changes by HTTP push (JY24-20c, JY24-23).
    mutating func addSubscriptions() {
        let context = context
        get("/subscriptions", .watchers, .subscriptions) { try await context.subscriptions($0) }
        get("/subscriptions/{id}", .watchers, .subscription) { try await context.subscription($0) }
        get("/subscriptions/{id}/set-aside", .administrators, .setAside) { try await context.setAside($0) }
        post("/subscriptions", .administrators, .subscribe) { try await context.subscribe($0) }
        post("/subscriptions/{id}/actions/{action}", .administrators, .actions) {
            try await context.steerSubscription($0)
        }
    }
}

extension RouteDescription {
    fileprivate static let subscriptions = RouteDescription(.subscriptions, "Who is told of changes 订阅方")
        .answers(.items(.subscription))
    fileprivate static let subscription = RouteDescription(.subscriptions, "How far one has been told 推送进度")
        .answers(.component(.subscription)).refuses(.unknownItem)
    fileprivate static let setAside = RouteDescription(
        .subscriptions, "Messages that it would not take, oldest first 搁置的消息"
    )
    .query(.limit(1...500, usual: 50)).answers(.items(.messageSetAside)).refuses(.unknownItem, .invalidQuery)
    fileprivate static let subscribe = RouteDescription(
        .subscriptions, "Adds a system that is told of changes by HTTP push 新增订阅方",
        "CloudEvents 1.0, posted in order until they are taken (2xx); personal fields are masked."
    )
    .form(["id": "platform", "title": "数据平台", "address": "https://platform.example/events"]) {
        (SubscriptionForm.id($0), SubscriptionForm.order($0))
    }
    .answers(.component(.subscription), status: 201, headers: .location).refuses(.itemExists)
    fileprivate static let actions = RouteDescription(.subscriptions, "Looks after a subscriber 订阅管理")
        .answers(.component(.subscription)).refuses(.unknownItem)
        .action("change", "Changes what is said of it 修改", form: { SubscriptionForm.order($0, over: .sketch) })
        .action("suspend", "Sends nothing until it is resumed 暂停", form: { _ in })
        .action("resume", "Goes on 恢复", form: { _ in })
        .action("retry", "Tries now 立即重试", form: { _ in })
        .action("replay", "Sends again what is held from a moment on 重新推送", form: { $0.moment("since") })
        .action("requeue", "Owes a message that was set aside once more 重新入队", form: NodeContext.position)
        .action("discard", "Drops a message that was set aside 放弃", form: NodeContext.position)
        .action(
            "remove", "Removes it with all that it is owed 移除",
            answer: .removed, form: { _ in })
}

extension NodeContext {
    /// Begins to serve a subscriber.
    func serve(_ subscription: Subscription) {
        subscribers.start(subscription.ref) { [self] link in
            await SubscriberLoop(
                link: link, engine: engine, transport: transport, clock: engine.clock, random: random, log: log
            ).run()
        }
    }

    /// How far each subscriber has been told.
    func subscriptionStandings() async throws -> [SubscriptionStanding] {
        try await engine.read { view in
            try SubscriptionStore.all(in: view).map { try self.standing(of: $0, in: view) }
        }
    }

    fileprivate func subscriptions(_ call: Call) async throws -> Response {
        let rows = try await subscriptionStandings()
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(rows) { $0.subscription($1, for: call.caller) }
            writer.member("total", rows.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func subscription(_ call: Call) async throws -> Response {
        let standing = try await engine.read { view in
            try self.standing(of: self.known(call, in: view), in: view)
        }
        return .json(standing.document(for: call.caller))
    }

    fileprivate func subscribe(_ call: Call) async throws -> Response {
        let (id, order) = try call.request.form { (SubscriptionForm.id($0), SubscriptionForm.order($0)) }
        let actor = call.caller.actor(at: code)
        let added = try await engine.store { transaction, now -> Subscription in
            let added = try SubscriptionStore.add(
                id, order, by: actor.person, at: now.milliseconds, in: transaction)
            guard let added else {
                throw APIProblem(.itemExists, "已有名为 \(id) 的订阅方", cure: "另取标识，或以 change 修改原有订阅方")
            }
            try AuditStore.note(
                actor, action: "subscription.added", subject: "\(id) \(order.publicAddress)", at: now.milliseconds,
                in: transaction)
            return added
        }
        serve(added)
        let standing = try await engine.read { try self.standing(of: added, in: $0) }
        var response = Response.json(standing.document(for: call.caller), status: 201)
        response.headers["location"] = "/api/v1/subscriptions/\(id)"
        return response
    }

    /// What is done and its record are one transaction.
    fileprivate func steerSubscription(_ call: Call) async throws -> Response {
        let action = call.request.pathParameters["action"]
        let subscription = try await engine.store { [self] transaction, now in
            let subscription = try known(call, in: transaction)
            let subject = try carryOut(action, on: subscription, call, in: transaction, at: now)
            try AuditStore.note(
                call.caller.actor(at: code), action: "subscription.\(action)", subject: subject,
                at: now.milliseconds, in: transaction)
            return subscription
        }
        guard action != "remove" else {
            await subscribers.remove(subscription.ref)
            return Response(status: 204)
        }
        subscribers.link(subscription.ref)?.retry()
        return try await self.subscription(call)
    }

    /// - Returns: what the audit names.
    private func carryOut(
        _ action: String, on subscription: Subscription, _ call: Call, in transaction: Transaction, at now: Moment
    ) throws -> String {
        switch action {
        case "change":
            let order = try call.request.form { SubscriptionForm.order($0, over: subscription.order) }
            try SubscriptionStore.change(subscription, to: order, in: transaction)
            return "\(subscription.id) \(order.publicAddress)"
        case "retry", "resume", "suspend", "remove":
            _ = try call.request.form { _ in }
            try stand(subscription, action, in: transaction, at: now)
            return subscription.id
        case "replay":
            let since = try call.request.form { $0.moment("since") } ?? Moment(milliseconds: 0)
            let count = try SubscriptionOutbox.rewind(subscription.ref, to: since.milliseconds, in: transaction)
            return "\(subscription.id) \(since): \(count)"
        case "requeue", "discard":
            let position = try call.request.form(Self.position)
            let isDecided = try SubscriptionOutbox.decide(
                position, of: subscription, isDropped: action == "discard", at: now.milliseconds, in: transaction)
            guard isDecided else {
                throw APIProblem(.unknownItem, "第 \(position) 条没有被搁置", cure: "搁置的消息见 set-aside")
            }
            return "\(subscription.id) \(position)"
        default:
            throw APIProblem(
                .unknownAction, "没有名为 \(action) 的操作",
                cure: "可用：change、suspend、resume、retry、replay、requeue、discard、remove")
        }
    }

    private func stand(
        _ subscription: Subscription, _ action: String, in transaction: Transaction, at now: Moment
    ) throws {
        switch action {
        case "suspend": return try SubscriptionStore.suspend(subscription, because: "由管理员暂停", in: transaction)
        case "remove": try SubscriptionStore.remove(subscription, in: transaction)
        case "resume": try SubscriptionStore.suspend(subscription, because: nil, in: transaction)
        default: return
        }
        for kind in SubscriberAlarm.allCases {
            try AlarmStore.clear(kind: kind.name(of: subscription), peer: nil, at: now.milliseconds, in: transaction)
        }
    }

    fileprivate static func position(_ form: FormReader) -> Int64 {
        Int64(form.integer("position", in: 1...Int(Int64.max)))
    }

    fileprivate func setAside(_ call: Call) async throws -> Response {
        let limit = try call.request.query("limit", in: 1...500, default: 50)
        let (items, total) = try await engine.read { view in
            let subscription = try self.known(call, in: view)
            return (
                try SubscriptionOutbox.setAside(of: subscription, limit: limit, in: view),
                try SubscriptionOutbox.setAsideCount(subscription, in: view)
            )
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(items) { $0.setAside($1) }
            writer.member("total", total)
        }
        return .json(writer.bytes)
    }

    private func known(_ call: Call, in view: ReadTransaction) throws -> Subscription {
        let id = call.request.pathParameters["id"]
        guard let found = try SubscriptionStore.find(id, in: view) else {
            throw APIProblem(.unknownItem, "没有名为 \(id) 的订阅方", cure: "订阅方见 /api/v1/subscriptions")
        }
        return found
    }

    private func standing(of subscription: Subscription, in view: ReadTransaction) throws -> SubscriptionStanding {
        SubscriptionStanding(
            subscription: subscription, oldestOwed: try SubscriptionOutbox.oldestOwed(subscription, in: view),
            setAside: try SubscriptionOutbox.setAsideCount(subscription, in: view),
            progress: subscribers.link(subscription.ref)?.progress ?? SubscriberLink.Progress())
    }
}
