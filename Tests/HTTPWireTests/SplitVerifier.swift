import HTTPWire
import Testing

/// What a parser made of some octets: its events with neighbouring pieces of body joined, and the error that ended it.
struct Outcome<Event: Equatable & Sendable>: Equatable, Sendable {
    var events: [Event] = []
    var error: WireError?
}

/// Feeds a message whole, octet by octet, and cut in two at every position: the outcome must not depend on it.
/// (After swift-nio's ByteToMessageDecoderVerifier.)
func verifySplits<Event>(
    _ message: [UInt8], _ run: ([ArraySlice<UInt8>]) -> Outcome<Event>, sourceLocation: SourceLocation = #_sourceLocation
) -> Outcome<Event> {
    let whole = run([message[...]])
    #expect(run(message.indices.map { message[$0...$0] }) == whole, "octet by octet", sourceLocation: sourceLocation)
    for position in message.indices.dropFirst() {
        let outcome = run([message[..<position], message[position...]])
        #expect(outcome == whole, "cut at \(position)", sourceLocation: sourceLocation)
    }
    return whole
}

/// What `RequestParser` makes of the pieces.
func parseRequests(
    _ pieces: [ArraySlice<UInt8>], limits: MessageLimits = MessageLimits()
) -> Outcome<RequestParser.Event> {
    var parser = RequestParser(limits: limits)
    var input = InputBuffer()
    var outcome = Outcome<RequestParser.Event>()
    for piece in pieces {
        piece.withUnsafeBufferPointer { input.append($0) }
        do throws(WireError) {
            while let event = try parser.next(&input) {
                if case .body(let more) = event, case .body(let before) = outcome.events.last {
                    outcome.events[outcome.events.count - 1] = .body(before + more)
                } else {
                    outcome.events.append(event)
                }
            }
        } catch {
            outcome.error = error
            // A body's octets may come before or after a later fault is seen, as the cut will have it.
            return outcome
        }
    }
    return outcome
}

/// What `ResponseParser` makes of the pieces, up to the answer's end.
func parseResponse(
    _ pieces: [ArraySlice<UInt8>], answering method: Method = .get, limits: MessageLimits = MessageLimits()
) -> Outcome<ResponseParser.Event> {
    var parser = ResponseParser(answering: method, limits: limits)
    var input = InputBuffer()
    var outcome = Outcome<ResponseParser.Event>()
    for piece in pieces {
        piece.withUnsafeBufferPointer { input.append($0) }
        do throws(WireError) {
            while outcome.events.last != .end, let event = try parser.next(&input) {
                if case .body(let more) = event, case .body(let before) = outcome.events.last {
                    outcome.events[outcome.events.count - 1] = .body(before + more)
                } else {
                    outcome.events.append(event)
                }
            }
        } catch {
            outcome.error = error
            return outcome
        }
    }
    return outcome
}

func octets(_ text: String) -> [UInt8] { Array(text.utf8) }
