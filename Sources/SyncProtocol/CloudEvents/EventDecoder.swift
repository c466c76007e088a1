/// Reads events as they arrive: batches and single structured events (CloudEvents 1.0 HTTP binding).
/// Reusable: it keeps the memory of its tape.
package struct EventDecoder<H: Hashing> {
    private let limits: EventLimits
    private var tape: JSONTape
    private var scratch = JSONCanonicaliser()

    package init(limits: EventLimits = EventLimits(), hashing: H.Type) {
        self.limits = limits
        tape = JSONTape(limits: limits.json)
    }

    /// A batch (`application/cloudevents-batch+json`). Faults of single events are in the result; what is thrown
    /// concerns the whole body: malformed JSON, no array, too many events.
    package mutating func batch(_ body: [UInt8]) throws(Problem) -> [ReceivedEvent] {
        try batch(body) { event, _ in event }
    }

    /// The same, each event made into something with its data at hand: what is already on the tape is not scanned
    /// again.
    package mutating func batch<Value>(
        _ body: [UInt8], _ transform: (ReceivedEvent, EventData?) -> Value
    ) throws(Problem) -> [Value] {
        try scan(body)
        guard tape[0].kind == .array else { throw Problem(.malformedRequest, detail: "a batch is a JSON array") }
        let elements = Array(tape.children(of: 0))
        guard elements.count <= limits.events else {
            throw Problem(.batchTooLarge, detail: "\(elements.count) events, at most \(limits.events) are taken")
        }
        return body.withUnsafeBytes { bytes in
            var values: [Value] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(read(element, of: body, bytes: bytes, transform)) }
            return values
        }
    }

    /// A single structured event (`application/cloudevents+json`).
    package mutating func single(_ body: [UInt8]) throws(Problem) -> ReceivedEvent {
        try single(body) { event, _ in event }
    }

    /// The same, made into something with its data at hand.
    package mutating func single<Value>(
        _ body: [UInt8], _ transform: (ReceivedEvent, EventData?) -> Value
    ) throws(Problem) -> Value {
        try scan(body)
        return body.withUnsafeBytes { bytes in read(0, of: body, bytes: bytes, transform) }
    }

    private mutating func scan(_ body: [UInt8]) throws(Problem) {
        var fault: JSONFault?
        body.withUnsafeBytes { bytes in
            do throws(JSONFault) { try tape.scan(bytes) } catch { fault = error }
        }
        if let fault { throw fault.problem }
    }

    private mutating func read<Value>(
        _ index: Int, of body: [UInt8], bytes: UnsafeRawBufferPointer, _ transform: (ReceivedEvent, EventData?) -> Value
    ) -> Value {
        guard tape[index].kind == .object else {
            let problem = Problem(.malformedRequest, detail: "an event is a JSON object")
            return transform(.fault(EventFault(key: EventKey(source: "", id: ""), problem: problem)), nil)
        }
        let reader = EventReader(event: index, tape: tape, bytes: bytes, limits: limits)
        if let problem = reader.defects.problem {
            return transform(.fault(EventFault(key: reader.key, problem: problem)), nil)
        }
        let digest = CanonicalEvent.digest(
            event: index, keys: reader.kept, asText: reader.asText, isWhole: reader.isWhole, tape: tape, bytes: bytes,
            scratch: &scratch, hashing: H.self)
        let data = reader.data.map { body[tape[$0].range] }
        let event = reader.event(json: body[tape[index].range], data: data, digest: digest)
        return transform(.event(event), reader.data.map { EventData(tape: tape, bytes: bytes, value: $0) })
    }
}

/// An event's `data` on the tape of its request. Lent: it is worth nothing once the call that lends it has returned.
package struct EventData {
    package let tape: JSONTape
    package let bytes: UnsafeRawBufferPointer
    /// The token of the value.
    package let value: Int
}
