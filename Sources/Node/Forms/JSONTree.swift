import SyncProtocol

/// A JSON document as a request brought it (RFC 8259), with members in their order.
///
/// Foundation's decoder stops at the first wrong field and takes doubled keys; a form has to name all that is wrong.
indirect enum JSONTree: Sendable, Equatable {
    /// One member of an object.
    struct Member: Sendable, Equatable {
        var key: String
        var value: JSONTree
    }

    case null
    case flag(Bool)
    /// As written; whoever needs a number says which kind.
    case number(String)
    case text(String)
    case list([JSONTree])
    case object([Member])

    /// An object's member.
    subscript(key: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}

extension JSONTree {
    /// Deeper nesting is an attack, not a form.
    static let deepest = 64

    /// Reads all of `document` strictly: UTF-8, one value, no doubled keys, bounded nesting (RFC 8259).
    init(reading document: [UInt8]) throws(JSONSyntaxError) {
        var tape = JSONTape(limits: JSONLimits(depth: Self.deepest))
        let outcome = document.withUnsafeBytes { bytes -> Result<JSONTree, JSONFault> in
            do throws(JSONFault) {
                try tape.scan(bytes)
                return .success(JSONTree(0, on: tape, bytes))
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .success(let tree): self = tree
        case .failure(let fault): throw JSONSyntaxError(fault, in: document)
        }
    }

    /// A value of a document that was read. Its depth is bounded, and with it the depth of these calls.
    private init(_ index: Int, on tape: JSONTape, _ bytes: UnsafeRawBufferPointer) {
        let token = tape[index]
        switch token.kind {
        case .object:
            self = .object(tape.children(of: index).map { key in
                Member(key: tape.string(key, bytes: bytes) ?? "", value: JSONTree(key + 1, on: tape, bytes))
            })
        case .array: self = .list(tape.children(of: index).map { JSONTree($0, on: tape, bytes) })
        case .string, .key: self = .text(tape.string(index, bytes: bytes) ?? "")
        case .number: self = .number(String(decoding: bytes[token.range], as: UTF8.self))
        case .true: self = .flag(true)
        case .false: self = .flag(false)
        case .null: self = .null
        }
    }
}
