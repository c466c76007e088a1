import SyncProtocol
import TestSupport

/// A JSON value that can be written canonically and in many other ways, by code that shares nothing with the target's.
indirect enum SpeltJSON {
    case word(String)
    case text([Unicode.Scalar])
    case list([SpeltJSON])
    /// Names distinct and in the order of their UTF-8.
    case object([(name: [Unicode.Scalar], value: SpeltJSON)])

    var canonical: [UInt8] {
        switch self {
        case .word(let word): Array(word.utf8)
        case .text(let scalars): Self.plain(scalars)
        case .list(let values):
            [0x5B] + Array(values.map(\.canonical).joined(separator: [0x2C])) + [0x5D]
        case .object(let members):
            [0x7B] + Array(members.map { Self.plain($0.name) + [0x3A] + $0.value.canonical }.joined(separator: [0x2C]))
                + [0x7D]
        }
    }

    /// White space, other escapes and another order of members, by chance.
    func respelt(_ random: SeededRandom) -> [UInt8] {
        func space() -> [UInt8] { random.next() % 6 == 0 ? [[0x20], [0x0A], [0x09, 0x0D]][Int(random.next() % 3)] : [] }
        switch self {
        case .word(let word): return Array(word.utf8)
        case .text(let scalars): return Self.escaped(scalars, random)
        case .list(let values):
            let written = values.map { space() + $0.respelt(random) + space() }
            return [0x5B] + Array(written.joined(separator: [0x2C])) + [0x5D]
        case .object(var members):
            if random.next() % 2 == 0, members.count > 1 { members.swapAt(0,
                Int(random.next() % UInt64(members.count))) }
            let written = members.map {
                space() + Self.escaped($0.name, random) + space() + [0x3A] + space() + $0.value.respelt(random)
            }
            return [0x7B] + Array(written.joined(separator: [0x2C])) + space() + [0x7D]
        }
    }

    private static let short: [Unicode.Scalar: String] = [
        "\"": "\\\"", "\\": "\\\\", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    ]

    private static func plain(_ scalars: [Unicode.Scalar]) -> [UInt8] {
        var text = "\""
        for scalar in scalars {
            if let escape = short[scalar] {
                text += escape
            } else if scalar.value < 0x20 {
                text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return Array((text + "\"").utf8)
    }

    private static func escaped(_ scalars: [Unicode.Scalar], _ random: SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = [0x22]
        for scalar in scalars {
            guard random.next() % 4 == 0 else {
                bytes += plain([scalar]).dropFirst().dropLast()
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16, uppercase: random.next() % 2 == 0)
                bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            }
        }
        return bytes + [0x22]
    }
}

/// Values drawn from a seed.
struct RandomJSON {
    private let random: SeededRandom

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    func value(depth: Int) -> SpeltJSON {
        switch random.next() % (depth > 0 ? 5 : 3) {
        case 0: return .word(["0", "-1.50", "1e9", "true", "false", "null", "12345678901234567890"][draw(7)])
        case 1, 2: return .text(text())
        case 3: return .list((0..<draw(5)).map { _ in value(depth: depth - 1) })
        default: return object(depth: depth)
        }
    }

    func object(depth: Int) -> SpeltJSON {
        var names: [String: [Unicode.Scalar]] = [:]
        for _ in 0..<draw(6) {
            let name = text()
            names[name.map { String($0.value) }.joined(separator: ",")] = name
        }
        let sorted = names.values.sorted { Self.bytes($0).lexicographicallyPrecedes(Self.bytes($1)) }
        return .object(sorted.map { ($0, value(depth: depth - 1)) })
    }

    private func text() -> [Unicode.Scalar] {
        let alphabet: [Unicode.Scalar] = [
            "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{7F}", "é", "中", "市", "😀", "\u{FFFF}",
        ]
        return (0..<draw(20)).map { _ in alphabet[draw(alphabet.count)] }
    }

    private static func bytes(_ scalars: [Unicode.Scalar]) -> [UInt8] { scalars.flatMap { Array(String($0).utf8) } }

    private func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
}
