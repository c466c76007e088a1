/// The `Hotline-Stream` field: position and epoch belong to the hop, not to the event (design section 5).
///
///     Hotline-Stream: name="feed", generation=3, epoch="k7…", first=1042, chain=:base64:
package struct StreamHeader: Equatable, Sendable {
    /// The field's name in lower case.
    package static let fieldName = "hotline-stream"

    /// The stream of which the batch is a part.
    package let name: StreamName
    /// The sender's generation, from 1.
    package let generation: Int64
    /// Drawn afresh with each generation; 1 to 64 letters, digits, `-`, `_`.
    package let epoch: String
    /// The position of the batch's first event, from 1.
    package let first: Int64
    /// chain_(first-1), see `Chain`.
    package let chain: Digest32

    package init(name: StreamName, generation: Int64, epoch: String, first: Int64, chain: Digest32) {
        self.name = name
        self.generation = generation
        self.epoch = epoch
        self.first = first
        self.chain = chain
    }

    /// Reads the field's value strictly: every member once, no unknown member, no parameters.
    package init(parsing value: String) throws(Problem) {
        let members = try StructuredFieldParser.dictionary(value, of: "Hotline-Stream")
        guard members.members.count == 5,
            case .string(let rawName)? = members.bare("name"), let name = StreamName(rawValue: rawName),
            case .integer(let generation)? = members.bare("generation"), generation >= 1,
            case .string(let epoch)? = members.bare("epoch"), Epoch.isValid(epoch),
            case .integer(let first)? = members.bare("first"), first >= 1,
            case .bytes(let bytes)? = members.bare("chain"), let chain = Digest32(bytes)
        else {
            throw Problem(
                .malformedHeader, detail: "Hotline-Stream needs exactly name, generation, epoch, first and chain")
        }
        self.init(name: name, generation: generation, epoch: epoch, first: first, chain: chain)
    }

    /// The field's value, in the order shown above.
    package var value: String {
        "name=\"\(name.rawValue)\", generation=\(generation), epoch=\"\(epoch)\", first=\(first), "
            + "chain=:\(chain.base64):"
    }
}

/// What makes two databases of one node and generation different.
package enum Epoch {
    /// 1 to 64 letters, digits, `-` and `_`.
    package static func isValid(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
    }
}
