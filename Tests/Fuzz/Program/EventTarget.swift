import Crypto
import Foundation
import SyncProtocol

/// Events in all three modes: a batch passed on as it was received reads the same; an event written anew has the same
/// digest; a refusal says what kind it is and what is wrong.
enum EventTarget {
    static func run(_ input: [UInt8]) {
        if input.starts(with: Array("ce-".utf8)) { return binary(input) }
        checkCanonical(input)
        var decoder = EventDecoder(hashing: FuzzHash.self)
        do throws(Problem) {
            let received = try decoder.batch(input)
            received.forEach(check)
            passOn(received.compactMap(\.event))
        } catch {
            check(error)
        }
        do throws(Problem) { check(try decoder.single(input)) } catch { check(error) }
    }

    /// Lines `name: value`, an empty line, the body.
    private static func binary(_ input: [UInt8]) {
        let parts = String(decoding: input, as: UTF8.self).split(separator: "\n\n", maxSplits: 1)
        let headers = (parts.first ?? "").split(separator: "\n").map { line in
            let pair = line.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(pair[0]), value: String(pair.dropFirst().first ?? ""))
        }
        do throws(Problem) {
            let event = try BinaryEvent(headers: headers, body: Array((parts.dropFirst().first ?? "").utf8))
            let structured = try event.structured()
            require((try? JSONCanonicaliser.canonical(structured)) == structured, "binary mode becomes canonical JSON")
            var decoder = EventDecoder(hashing: FuzzHash.self)
            check(try decoder.single(structured))
        } catch {
            check(error)
        }
    }

    private static func checkCanonical(_ input: [UInt8]) {
        guard let canonical = try? JSONCanonicaliser.canonical(input) else { return }
        require((try? JSONCanonicaliser.canonical(canonical)) == canonical, "canonical JSON stays as it is")
        require(canonical.count <= 6 * input.count, "canonical JSON is no longer than its escapes")
    }

    private static func check(_ received: ReceivedEvent) {
        switch received {
        case .fault(let fault): check(fault.problem)
        case .event(let event):
            require(!event.id.isEmpty && !event.source.isEmpty && !event.type.isEmpty, "an event has its key and type")
            var decoder = EventDecoder(hashing: FuzzHash.self)
            require((try? decoder.single(Array(event.json))) == received, "its bytes are the event")
            writeAnew(event)
        }
    }

    private static func check(_ problem: Problem) {
        require(problem.known != nil && (400..<500).contains(problem.status), "a refusal has a known type: \(problem)")
        require(problem.cure?.isEmpty == false, "a refusal names its cure: \(problem)")
    }

    private static func writeAnew(_ event: Event) {
        let builder = EventBuilder(
            key: event.key, type: event.type, subject: event.subject, time: event.time,
            dataContentType: event.dataContentType, dataSchema: event.dataSchema, extensions: event.extensions,
            data: event.data.map(Array.init), dataBase64: event.dataBase64)
        var decoder = EventDecoder(hashing: FuzzHash.self)
        guard let written = try? builder.encoded(), case .event(let read)? = try? decoder.single(written) else {
            return require(false, "an event can be written")
        }
        require(read.digest == event.digest && read.key == event.key, "an event written anew has its digest")
        let attributes = { (event: Event) in
            [event.type, event.subject, event.time, event.dataSchema, event.dataBase64]
        }
        require(attributes(read) == attributes(event), "an event written anew has its attributes")
    }

    private static func passOn(_ events: [Event]) {
        var decoder = EventDecoder(hashing: FuzzHash.self)
        let joined = EventBatch.joined(events.map(\.json))
        require((try? decoder.batch(joined)) == events.map(ReceivedEvent.event), "a batch passed on reads the same")
    }
}

extension ReceivedEvent {
    /// The event, where it is one.
    fileprivate var event: Event? {
        guard case .event(let event) = self else { return nil }
        return event
    }
}

/// The digest of `Crypto`, as the nodes use it.
enum FuzzHash: Hashing {
    static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
        SHA256.hash(bytes).withUnsafeBytes { Digest32(loading: $0) }
    }
}
