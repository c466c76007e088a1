import HotlineCore
import Storage
package import SyncProtocol
import WorkCalendar

/// Reads what a request holds before its transaction: envelopes, digests, and what each event asks this node to do.
package struct InboundReader {
    private var decoder: EventDecoder<StorageHash>

    package init(limits: EventLimits = EventLimits()) {
        decoder = EventDecoder(limits: limits, hashing: StorageHash.self)
    }

    /// The events of a batch; throws where the body as a whole is none.
    package mutating func batch(_ body: [UInt8]) throws(Problem) -> [InboundEvent] {
        try decoder.batch(body, InboundReader.interpret)
    }

    /// One structured event.
    package mutating func single(_ body: [UInt8]) throws(Problem) -> InboundEvent {
        try decoder.single(body, InboundReader.interpret)
    }

    /// What an event asks this node to do.
    package static func interpret(_ received: ReceivedEvent, _ data: EventData?) -> InboundEvent {
        switch received {
        case .fault(let fault):
            InboundEvent(
                key: MessageKey(fault.key), chainKey: received.chainKey, digest: .zero, bytes: [],
                content: .unacceptable(fault.problem))
        case .event(let event):
            InboundEvent(
                key: MessageKey(event.key), chainKey: received.chainKey, subject: event.subject,
                traceparent: event.value(ofExtension: "traceparent"), digest: event.digest, bytes: event.json,
                content: content(of: event, data))
        }
    }

    private static func content(of event: Event, _ onTape: EventData?) -> InboundEvent.Content {
        guard let data = event.data else {
            return .unacceptable(Problem(.invalidData, detail: "the event \(event.id) has no JSON data"))
        }
        do {
            switch event.type {
            case MessageType.feed:
                let fields = try onTape.map(FeedFields.init) ?? { throw Problem(.invalidData) }()
                return .feed(try fields.mirrorState(source: event.source), change: fields.change)
            case MessageType.directive: return .directive(try decode(data))
            case MessageType.escalation: return .escalation(try decode(data))
            case PetitionerRecord.type: return .petitioner(try decode(data))
            case SubmittedMatter.type: return .matter(try decode(data))
            case Withheld.type: return .withheld
            case let type where MessageType.orders.contains(type): return .order(try decode(data))
            case let type where MessageType.reports.contains(type): return .report(try decode(data))
            default: return .unknown(type: event.type)
            }
        } catch let problem as Problem {
            return .unacceptable(problem)
        } catch let error as DecodingError {
            return .unacceptable(Problem(.invalidData, detail: error.place))
        } catch {
            return .unacceptable(Problem(.invalidData, detail: "\(error)"))
        }
    }

    private static func decode<Value: Decodable>(_ data: ArraySlice<UInt8>) throws -> Value {
        try CanonicalJSON.decode(Value.self, from: data)
    }
}

/// The fields of a feed event's `data` that a mirror is listed by.
private struct FeedFields {
    private let tape: JSONTape
    private let bytes: UnsafeRawBufferPointer
    private let data: Int

    init(_ data: EventData) {
        tape = data.tape
        bytes = data.bytes
        self.data = data.value
    }

    /// The name of the change: the one key of `event.change`.
    var change: String {
        guard let event = tape.value(of: "event", in: data, bytes: bytes),
            let change = tape.value(of: "change", in: event, bytes: bytes),
            let key = tape.children(of: change).first(where: { _ in true })
        else { return "" }
        return tape.string(key, bytes: bytes) ?? ""
    }

    func mirrorState(source: String) throws -> MirrorState {
        guard let ticket = tape.value(of: "ticket", in: data, bytes: bytes) else {
            throw Problem(.invalidData, detail: "ticket is missing")
        }
        guard let id = TicketID(rawValue: try text("id", in: ticket)) else {
            throw Problem(.invalidData, detail: "ticket.id is no ticket id")
        }
        guard let registeredAt = Moment(try text("registeredAt", in: ticket)) else {
            throw Problem(.invalidData, detail: "ticket.registeredAt is no moment")
        }
        guard let matter = tape.value(of: "matter", in: ticket, bytes: bytes) else {
            throw Problem(.invalidData, detail: "ticket.matter is missing")
        }
        let petitioner = tape.value(of: "petitioner", in: ticket, bytes: bytes)
        let confidential = petitioner.flatMap { tape.value(of: "confidential", in: $0, bytes: bytes) }
        let due = tape.value(of: "due", in: data, bytes: bytes).flatMap { tape.integer($0, bytes: bytes) }
        return MirrorState(
            id: id, source: source, rootId: try text("rootId", in: ticket), number: try text("number", in: ticket),
            generation: try number("generation", in: ticket), revision: try number("revision", in: ticket),
            kind: try text("kind", in: matter), category: optionalText("category", in: matter),
            state: try text("state", in: ticket),
            title: try text("title", in: matter),
            // Whoever does not say so in so many words is taken to ask for it.
            confidential: confidential.map { tape[$0].kind != .false } ?? true,
            relatedTo: optionalText("relatedTo", in: ticket).flatMap(TicketID.init(rawValue:)),
            registeredAt: registeredAt, due: due.map(Moment.init(milliseconds:)),
            digest: StorageHash.sha256(UnsafeRawBufferPointer(rebasing: bytes[tape[ticket].range])))
    }

    private func text(_ key: StaticString, in object: Int) throws -> String {
        guard let value = tape.value(of: key, in: object, bytes: bytes), let text = tape.string(value, bytes: bytes)
        else { throw Problem(.invalidData, detail: "\(key) is missing or no text") }
        return text
    }

    private func optionalText(_ key: StaticString, in object: Int) -> String? {
        tape.value(of: key, in: object, bytes: bytes).flatMap { tape.string($0, bytes: bytes) }
    }

    private func number(_ key: StaticString, in object: Int) throws -> Int64 {
        guard let value = tape.value(of: key, in: object, bytes: bytes), let number = tape.integer(value, bytes: bytes),
            number > 0
        else { throw Problem(.invalidData, detail: "\(key) is missing or no number above zero") }
        return number
    }
}

extension DecodingError {
    /// Which field is wrong, and how, without its value.
    package var place: String {
        switch self {
        case .keyNotFound(let key, let context): "\(DecodingError.path(context.codingPath + [key])) is missing"
        case .typeMismatch(let type, let context): "\(DecodingError.path(context.codingPath)) is no \(type)"
        case .valueNotFound(let type, let context): "\(DecodingError.path(context.codingPath)) is null, not a \(type)"
        case .dataCorrupted(let context): "\(DecodingError.path(context.codingPath)) has a value that cannot be"
        @unknown default: "the data does not fit its type"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "data" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
