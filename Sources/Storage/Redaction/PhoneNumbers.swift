/// The telephone numbers that a text holds, however they are written: `+86 138-…`, `138…转8001`, `17951 138…`, two of
/// them in one field.
enum PhoneNumbers {
    /// Longer ones are no telephone numbers of any country, prefixes included (ITU-T E.164: 15 digits).
    private static let longest = 20

    /// Each number without the prefixes that say no more than it: the mobiles and landlines; where there are none, all
    /// digits together as one number of at least three.
    static func all(in text: String) -> [String] {
        let lists = groups(text)
        var seen: Set<String> = []
        let found = lists.flatMap(numbers).filter { seen.insert($0).inserted }
        let whole = lists.joined().joined()
        return found.isEmpty && whole.count >= 3 ? [whole] : found
    }

    /// What a petitioner's number is struck out by: each number, each run of digits as it was typed, a landline also
    /// without its area.
    static func forms(_ phone: String) -> [String] {
        let numbers = all(in: phone)
        return numbers + runs(phone) + numbers.filter(isLandline).flatMap { [String($0.dropFirst()), local($0)] }
    }

    /// The runs of digits in a text, with the marks inside a number left out.
    static func runs(_ text: String) -> [String] {
        let scalars = text.unicodeScalars.compactMap { PlainScalar.of($0, inNumber: false) }
        return scalars.split { !(0x30...0x39).contains($0) }.map(string)
    }

    /// Groups of digits, parted by anything; those between two letters together.
    private static func groups(_ text: String) -> [[String]] {
        var lists: [[String]] = [[]]
        var group: [UInt32] = []
        func close() {
            if !group.isEmpty { lists[lists.count - 1].append(string(group[...])) }
            group = []
        }
        for scalar in text.unicodeScalars {
            switch PlainScalar.of(scalar, inNumber: true) {
            case let digit? where (0x30...0x39).contains(digit): group.append(digit)
            case .some:
                close()
                if lists.last?.isEmpty == false { lists.append([]) }
            // What is not seen parts nothing.
            case nil where scalar.properties.isDefaultIgnorableCodePoint: break
            case nil: close()
            }
        }
        close()
        return lists
    }

    private static func numbers(_ groups: [String]) -> [String] {
        var found: [String] = []
        for first in groups.indices {
            var digits = ""
            for group in groups[first...] {
                digits += group
                guard digits.count <= longest else { break }
                if let number = wellFormed(digits) {
                    found.append(number)
                    break
                }
            }
        }
        // 17951138…: a prefix of a carrier right before a mobile.
        return found + groups.filter { $0.count > 11 }.map { String($0.suffix(11)) }.filter(isMobile)
    }

    /// A mobile or a landline with its area, without +86, 0086 and the 0 before a mobile; nil for anything else.
    private static func wellFormed(_ digits: String) -> String? {
        for prefix in ["0086", "86", "0", ""] where digits.hasPrefix(prefix) {
            let rest = String(digits.dropFirst(prefix.count))
            if isMobile(rest) { return rest }
        }
        for prefix in ["0086", "86"] where digits.hasPrefix(prefix) {
            let rest = String(digits.dropFirst(prefix.count))
            if let number = [rest, "0" + rest].first(where: isLandline) { return number }
        }
        return isLandline(digits) ? digits : nil
    }

    private static func isMobile(_ digits: String) -> Bool {
        digits.count == 11 && digits.hasPrefix("1") && digits.dropFirst().first.map { "3" <= $0 } ?? false
    }

    /// An area of three or four digits and seven or eight more.
    private static func isLandline(_ digits: String) -> Bool {
        digits.hasPrefix("0") && !digits.hasPrefix("00") && (10...12).contains(digits.count)
    }

    /// A landline without its area: 010 and 02x have three digits, all others four.
    private static func local(_ landline: String) -> String {
        let isShort = landline.hasPrefix("01") || landline.hasPrefix("02")
        return String(landline.dropFirst(isShort ? 3 : 4))
    }

    private static func string(_ digits: ArraySlice<UInt32>) -> String {
        String(String.UnicodeScalarView(digits.compactMap(Unicode.Scalar.init)))
    }
}
