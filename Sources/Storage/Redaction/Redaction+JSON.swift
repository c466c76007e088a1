extension Redaction {
    /// JSON with every text struck clean. The bytes are our encoder's: valid JSON.
    ///
    /// Works on the encoded document rather than on chosen fields, so that no text field can be forgotten. Left as they
    /// are: keys, and what stands under keys whose values are never typed by anyone (a short name inside a state's or a
    /// kind's name would break the document).
    package func apply(toJSON bytes: [UInt8]) -> [UInt8] {
        guard mayStand(inJSON: bytes) else { return bytes }
        return JSONStrings.replacing(in: bytes, clean)
    }

    /// Whether a text of the document holds one of the values.
    package func isFound(inJSON bytes: [UInt8]) -> Bool {
        guard mayStand(inJSON: bytes) else { return false }
        var isFound = false
        _ = JSONStrings.replacing(in: bytes) { token, place in
            isFound = isFound || clean(token, at: place) != nil
            return nil
        }
        return isFound
    }

    /// Whether a value stands in the document at all, in a text or across what parts texts. What holds none, as nearly
    /// every document, needs not be taken apart.
    private func mayStand(inJSON bytes: [UInt8]) -> Bool {
        !isEmpty && bytes.withUnsafeBufferPointer { values.occur(in: ScalarText($0, isJSON: true)) }
    }

    /// A document that was struck clean, with each text in full that `known`, an earlier state of the same document,
    /// still holds in full at the same place.
    package func refill(_ struck: [UInt8], from known: [UInt8]) -> [UInt8] {
        guard mayStand(inJSON: known) else { return struck }
        var full: [[String]: (clean: [UInt8], token: [UInt8])] = [:]
        _ = JSONStrings.replacing(in: known) { token, place in
            if let clean = clean(token, at: place) { full[place.map(\.step)] = (clean, Array(token)) }
            return nil
        }
        guard !full.isEmpty else { return struck }
        return JSONStrings.replacing(in: struck) { token, place in
            guard let known = full[place.map(\.step)], token.elementsEqual(known.clean) else { return nil }
            return known.token
        }
    }

    /// Keys under which only the program writes: identifiers, moments, states, kinds.
    private static let fixedKeys: Set<String> = [
        "acceptedAt", "answerDue", "answeredAt", "archivedAt", "assignee", "assigner", "assignment", "at", "by",
        "changedAt", "channel", "closes", "completedAt", "decidedAt", "directive", "dispatchedAt", "due", "dueDate",
        "firstReceivedAt", "from", "handledAt", "id", "issuedAt", "issuedBy", "kind", "node", "number", "owner",
        "rating", "receivedAt", "reference", "registeredAt", "role", "rootId", "signedAt", "state",
        "submittedAt", "tells",
        "ticket", "type", "why",
    ]

    /// Keys of objects that name a person on duty, a unit or a node.
    private static let fixedObjects: Set<String> = ["actor", "assignee", "by", "from", "registeredBy"]

    /// Objects of which people write every text, also the ones that are named like the program's own.
    private static let typedObjects: Set<String> = ["elsewhere", "knowledge"]

    private static func isFixed(_ place: [JSONStrings.Level]) -> Bool {
        if let object = place.dropLast().last?.key, typedObjects.contains(String(decoding: object, as: UTF8.self)) {
            return false
        }
        if let key = place.last?.key, fixedKeys.contains(String(decoding: key, as: UTF8.self)) { return true }
        guard let object = place.dropLast().last?.key else { return false }
        return fixedObjects.contains(String(decoding: object, as: UTF8.self))
    }

    /// One string token, quotes included, struck clean; nil where nothing has to be struck out.
    func clean(_ token: ArraySlice<UInt8>, at place: [JSONStrings.Level]) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        return token.dropFirst().dropLast().withUnsafeBufferPointer { bytes in
            let ranges = values.ranges(in: ScalarText(bytes, isJSON: true))
            guard !ranges.isEmpty, !Redaction.isFixed(place) else { return nil }
            return struck(bytes, ranges).map { [quote] + $0 + [quote] }
        }
    }
}
