/// The canonical form of an event, over which its digest goes: two encodings of one event have one digest.
///
/// Left out are members that say the same by their absence (attributes of value null, `datacontenttype` of
/// `application/json`) and hop attributes: `traceparent` and `tracestate`, which a client draws anew when it sends
/// again, and every extension whose name begins with `hop`. Extension integers and booleans are written as their text,
/// which is what binary mode makes of them. Numbers inside `data` stay as written.
package enum CanonicalEvent {
    /// What an absent `datacontenttype` means (CloudEvents JSON format 1.0.2, section 3.1).
    package static let defaultContentType = "application/json"

    /// Whether an extension attribute belongs to the hop, not to the event.
    package static func isHopAttribute(_ name: String) -> Bool {
        name == "traceparent" || name == "tracestate" || name.hasPrefix("hop")
    }

    /// The digest of the event object at `event`.
    /// - Parameters:
    ///   - keys: the members that belong to the canonical form, in the order of the bytes.
    ///   - asText: those of them whose value is an integer or boolean to be written as text.
    ///   - isWhole: whether `keys` are all members of the object.
    static func digest<H: Hashing>(
        event: Int, keys: [Int], asText: [Int], isWhole: Bool, tape: JSONTape, bytes: UnsafeRawBufferPointer,
        scratch: inout JSONCanonicaliser, hashing: H.Type
    ) -> Digest32 {
        let object = tape[event]
        if object.isCanonical, isWhole, asText.isEmpty {
            return H.sha256(UnsafeRawBufferPointer(rebasing: bytes[object.range]))
        }
        scratch.output.removeAll(keepingCapacity: true)
        if asText.isEmpty, object.isCanonical {
            scratch.copyMembers(keys, of: tape, bytes: bytes)
        } else if asText.isEmpty {
            scratch.writeMembers(tape.sortedKeys(keys, bytes: bytes), of: tape, bytes: bytes)
        } else {
            writeMembers(tape.sortedKeys(keys, bytes: bytes), asText: asText, tape: tape, bytes: bytes, to: &scratch)
        }
        return scratch.output.withUnsafeBytes { H.sha256($0) }
    }

    private static func writeMembers(
        _ keys: [Int], asText: [Int], tape: JSONTape, bytes: UnsafeRawBufferPointer, to scratch: inout JSONCanonicaliser
    ) {
        for (number, key) in keys.enumerated() {
            scratch.output.append(number == 0 ? 0x7B : 0x2C)
            scratch.write(key, of: tape, bytes: bytes)
            scratch.output.append(0x3A)
            if asText.contains(key) {
                scratch.write(EventReader.text(key + 1, tape: tape, bytes: bytes) ?? "")
            } else {
                scratch.write(key + 1, of: tape, bytes: bytes)
            }
        }
        scratch.output.append(0x7D)
    }
}
