/// What a text that somebody typed may be: how long, and of which characters.
package enum FormText {
    /// The most characters (Unicode code points) that a field takes, by its name in the form; fields that are not
    /// listed are notes.
    private static let limits: [String: Int] = [
        // One line of a list.
        "title": 200, "place": 500, "occurredAt": 100, "category": 100, "externalNumber": 100,
        "name": 100, "phone": 50, "idNumber": 50, "address": 500,
        "to": 200, "knowledge": 200, "id": 200, "means": 200, "unit": 200, "person": 200, "directive": 200,
        "section": 200, "channel": 200, "reportedBy": 200,
        // What the matter is, and what became of it.
        "content": 20_000, "text": 20_000, "handling": 20_000, "result": 20_000, "stageResult": 20_000,
        "followUp": 20_000,
    ]

    private static let note = 4_000

    /// The most characters that a field takes; of a path, `reply.content`, the last step counts.
    package static func limit(of field: String) -> Int {
        guard let point = field.utf8.lastIndex(of: UInt8(ascii: ".")) else { return limits[field] ?? note }
        return limits[String(field[field.index(after: point)...])] ?? note
    }

    /// What is wrong with a text, as operators read it; nil where it can be taken.
    package static func defect(_ text: String, in field: String) -> String? {
        characterDefect(text) ?? lengthDefect(text, in: field)
    }

    /// Only characters are judged: texts that other nodes put together may be longer than one person's.
    package static func characterDefect(_ text: String) -> String? {
        var previous: Unicode.Scalar = " "
        for (index, scalar) in text.unicodeScalars.enumerated() {
            // A carriage return is half of a line break or none.
            let isBroken = previous == "\r" && scalar != "\n"
            guard !isBroken, !isForbidden(scalar) else {
                return defect(isBroken ? "\r" : scalar, at: isBroken ? index : index + 1)
            }
            previous = scalar
        }
        return previous == "\r" ? defect("\r", at: text.unicodeScalars.count) : nil
    }

    private static func lengthDefect(_ text: String, in field: String) -> String? {
        let limit = limit(of: field)
        // No text has more characters than bytes: most need not be counted.
        guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return nil }
        return "最多\(limit)字，收到\(text.unicodeScalars.count)字；请精简，详细材料另行补充"
    }

    private static func defect(_ scalar: Unicode.Scalar, at place: Int) -> String {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
        return "第\(place)个字符是不可用的控制字符（\(name)）；请删去后重新提交"
    }

    /// What no one types, and what makes a text look other than it is: control characters but for line break and tab,
    /// overrides of the writing direction, code points that are no characters.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
