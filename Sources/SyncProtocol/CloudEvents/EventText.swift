internal import Foundation

/// What the attributes of CloudEvents may hold.
enum EventText {
    /// Section "Naming conventions": lower-case letters and digits. The specification advises 20; we bound at 64.
    static func isAttributeName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }

    /// No white space and none of the delimiters that RFC 3986 bars from every URI reference.
    static func isReference(_ text: UnsafeRawBufferPointer) -> Bool {
        text.allSatisfy { byte in
            switch byte {
            case 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7F: false
            default: true
            }
        }
    }

    /// Section "Type system": strings hold no U+0000–001F and U+007F–009F.
    static func hasControls(_ text: UnsafeRawBufferPointer) -> Bool {
        var previous: UInt8 = 0
        for byte in text {
            if byte < 0x20 || byte == 0x7F || (previous == 0xC2 && byte < 0xA0) { return true }
            previous = byte
        }
        return false
    }

    static func isBase64(_ text: String?) -> Bool {
        guard let text else { return false }
        return Data(base64Encoded: text) != nil
    }

    /// RFC 6901 section 3.
    static func pointerToken(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

/// All defects of an event; the first type of this order names the problem.
struct EventDefects {
    private var found: [(type: ProblemType, defect: Problem.Defect)] = []

    mutating func add(_ type: ProblemType, _ pointer: String, _ detail: String) {
        found.append((type, Problem.Defect(pointer: pointer, detail: detail)))
    }

    /// Nil where nothing is wrong.
    var problem: Problem? {
        guard !found.isEmpty else { return nil }
        let order: [ProblemType] = [
            .eventTooLarge, .missingAttribute, .unsupportedSpecVersion, .ambiguousData, .invalidAttribute,
        ]
        let type = order.first { type in found.contains { $0.type == type } } ?? .invalidAttribute
        let detail = found.map { "\($0.defect.pointer) \($0.defect.detail)" }.joined(separator: "; ")
        return Problem(type, detail: detail, errors: found.map(\.defect))
    }
}
