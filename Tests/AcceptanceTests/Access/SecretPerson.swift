import Foundation
import TestSupport

/// A petitioner nobody must know, drawn from a seed; no value of theirs stands anywhere else.
struct SecretPerson: Sendable {
    let name: String
    let phone: String
    let idNumber: String

    /// - Parameter number: tells several of one test apart: each has a family name of their own.
    init(_ random: SeededRandom, _ number: Int) {
        func draw<Value>(_ values: [Value]) -> Value { values[Int(random.next() % UInt64(values.count))] }
        func digits(_ count: Int) -> String { (0..<count).map { _ in String(random.next() % 10) }.joined() }
        // Characters that no title, place or unit of the tests is written with.
        name = ["皇甫", "澹台", "尉迟", "闾丘"][number % 4] + draw(["翀", "骉", "彧", "璟"]) + draw(["曦", "霨", "昶", "翯"])
        phone = "13" + digits(9)
        idNumber = "1405" + digits(13) + "X"
    }

    /// How people type them into a text.
    var typed: [String] {
        let number = Array(phone)
        let parted = [number[0..<3], number[3..<7], number[7...]].map { String($0) }
        let wide = String(String.UnicodeScalarView(phone.unicodeScalars.compactMap {
            Unicode.Scalar($0.value + 0xFEE0)
        }))
        return [
            name, phone, idNumber, parted.joined(separator: " "), parted.joined(separator: "-"), wide,
            name.map(String.init).joined(separator: " "), idNumber.lowercased(),
        ]
    }

    /// A text that tells everything, in every form.
    func text(_ about: String) -> String { "\(about)：\(typed.joined(separator: "，"))。" }

    /// A line that tells who it is; fits a title.
    var line: String { "\(name) \(phone) \(idNumber)" }

    /// The forms that stand in some bytes; as UTF-8, and as JSON writes what is not ASCII.
    func found(in bytes: Data) -> [String] {
        typed.filter { text in
            let escaped = text.utf16.map { unit in
                unit < 0x80 ? String(UnicodeScalar(UInt8(unit))) : String(format: "\\u%04x", unit)
            }
            return bytes.range(of: Data(text.utf8)) != nil || bytes.range(of: Data(escaped.joined().utf8)) != nil
        }
    }
}
