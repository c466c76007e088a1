import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Platform
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `GET /events`: server-sent events of what changes (WHATWG HTML, section 9.2): ids and revisions, no content.
    mutating func addEvents() {
        let context = context
        get("/events", .everyone, .changes) { call in
            let place = call.request.headers["last-event-id"].flatMap { EventPlace($0) }
            let watch = try context.watch(for: call.caller)
            let stream = EventStream(feed: context.feed, watch: watch, caller: call.caller, resumeAt: place) {
                try await context.authenticator.stillAdmits(call.request)
            }
            let screen = OpenScreen(for: call.caller, on: context.openTickets)
            var response = Response(
                status: 200, headers: [
                    "content-type": "text/event-stream", "cache-control": "no-store",
                    "hotline-stream-id": String(screen.id),
                ])
            response.body = .stream { writer in
                defer { screen.end() }
                try await stream.run(writer)
            }
            return response
        }
    }
}

extension NodeContext {
    /// A watcher more for this caller; 429 where it has as many as it may.
    fileprivate func watch(for caller: Caller) throws -> ChangeFeed.Watch {
        do {
            return try feed.watch(for: caller.person, limit: EventStream.mostOfOneCaller)
        } catch let excess as ChangeFeed.TooMany {
            throw APIProblem(
                .tooManyWatchers, "\(caller.person) 已有 \(excess.limit) 个实时连接", cure: "关闭不用的连接；同一浏览器共用一个",
                retryAfter: 5)
        } catch is ChangeFeed.Closed {
            throw APIProblem(.stopping, "节点正在停止", cure: "稍后重新连接", retryAfter: 5)
        }
    }
}

/// A place in the order of changes, as `id:` gives it and `Last-Event-ID` returns it: `<epoch>.<sequence>`.
struct EventPlace: Sendable, Equatable {
    var epoch: UInt64
    var sequence: UInt64

    init(epoch: UInt64, sequence: UInt64) {
        self.epoch = epoch
        self.sequence = sequence
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let epoch = UInt64(parts[0]), let sequence = UInt64(parts[1]) else { return nil }
        self.init(epoch: epoch, sequence: sequence)
    }

    var text: String { "\(epoch).\(sequence)" }
}

/// One watcher's stream of changes.
struct EventStream: Sendable {
    /// A comment is sent when this long nothing happened, so that proxies and browsers keep the connection.
    static let heartbeat = Duration.seconds(15)

    /// A browser needs one, however many windows it has; each costs a connection and wakes at every change.
    static let mostOfOneCaller = 32

    let feed: ChangeFeed
    let watch: ChangeFeed.Watch
    let caller: Caller
    /// Where the watcher was when it lost its connection.
    let resumeAt: EventPlace?
    /// Whether the token that it was opened with is still valid. Asked before each piece: a stream outlives a request.
    let isAdmitted: @Sendable () async throws -> Bool

    /// Writes until the reader goes away, falls too far behind, its token is revoked, or the node stops.
    func run(_ writer: ResponseWriter) async throws {
        var place = feed.last
        if let resumeAt {
            if resumeAt.epoch == feed.epoch, case .items = feed.items(after: resumeAt.sequence, limit: 1) {
                place = resumeAt.sequence
            } else {
                try await writer.write(Self.reset(at: EventPlace(epoch: feed.epoch, sequence: place)))
            }
        } else {
            try await writer.write("id: \(EventPlace(epoch: feed.epoch, sequence: place).text)\nretry: 1000\n\n")
        }
        while !feed.isClosed, !Task.isCancelled {
            switch feed.items(after: place) {
            case .lost:
                // A reader this slow is told to start over, and closed.
                return try await writer.write(Self.reset(at: EventPlace(epoch: feed.epoch, sequence: feed.last)))
            case .items(let items) where items.isEmpty:
                let isWoken = await watch.wakeup.wait(until: .now + Self.heartbeat)
                guard !isWoken || watch.takeRecall(), !Task.isCancelled else { continue }
                guard try await isAdmitted() else { return }
                try await writer.write(":\n\n")
            case .items(let items):
                place = items.last?.sequence ?? place
                let bytes = items.filter { caller.mayHear($0.notice) }.flatMap { text($0) }
                guard !bytes.isEmpty else { continue }
                guard try await isAdmitted() else { return }
                try await writer.write(bytes)
            }
        }
    }

    /// Tells the reader that changes may be missing and all must be read again.
    private static func reset(at place: EventPlace) -> String { "id: \(place.text)\nevent: reset\ndata: {}\n\n" }

    /// One change as an event of the stream.
    private func text(_ item: ChangeFeed.Item) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            writer.member("ticket", item.notice.ticket.rawValue)
            writer.member("rootId", item.notice.rootId.rawValue)
            writer.member("generation", item.notice.generation)
            writer.member("revision", item.notice.revision)
            writer.member("type", item.notice.type)
            writer.member("state", item.notice.state)
            writer.member("at", item.notice.at.description)
        }
        let id = EventPlace(epoch: feed.epoch, sequence: item.sequence).text
        let head = "id: \(id)\nevent: \(item.notice.place.rawValue)\ndata: "
        return head.utf8 + writer.bytes + "\n\n".utf8
    }
}

extension Caller {
    /// A unit hears of its own share and its field (JY24-23), an overseer of nothing confidential.
    func mayHear(_ notice: ChangeNotice) -> Bool {
        switch role {
        case .auditor: return !notice.confidential
        case .unit:
            guard [.ticket, .viewers].contains(notice.place), let kind = notice.kind else { return false }
            return scope?.admits(kind: kind, category: notice.category, units: notice.units) ?? false
        default: return true
        }
    }
}

extension RouteDescription {
    fileprivate static let changes = RouteDescription(
        .events, "Changes as they happen, as server-sent events 实时变更",
        "Each event's data is a `ChangeEvent`; its `id` resumes with `Last-Event-ID`, answered by `reset` where "
            + "changes may be missing. `viewers` tells that somebody opened or left the ticket. A comment every 15 s. "
            + "At most 32 connections of one caller.")
        .query(.header("Last-Event-ID", .text("1795281466000.42"), "The `id` of the last event that was read"))
        .refuses(.tooManyWatchers, .stopping)
        .answers([("text/event-stream", .component(.change))], "A stream without end", headers: .streamID)
}
