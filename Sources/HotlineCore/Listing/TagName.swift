/// A tag (标签): a word that people of a node put on tickets to find them again.
package struct TagName: Hashable, Sendable {
    /// The most characters (Unicode code points).
    package static let longest = 24
    /// Digits in a row from which on a number may be a person's, as where texts are struck.
    private static let fewestDigits = 6
    /// They part tags where several are given.
    private static let separators: Set<Unicode.Scalar> = [",", "，", "、", ";", "；"]

    /// As it is shown.
    package let text: String
    /// As two are compared: `Gas` and `gas` are one.
    package let folded: String

    /// Reads what somebody typed; nil where ``defect(_:)`` says why.
    package init?(_ typed: String) {
        guard Self.defect(typed) == nil else { return nil }
        text = Self.trimmed(typed)
        folded = text.lowercased()
    }

    /// A tag as it is kept.
    package init(stored text: String) {
        self.text = text
        folded = text.lowercased()
    }

    /// What is wrong with a tag, as operators read it; nil where it can be taken.
    package static func defect(_ typed: String) -> String? {
        if let defect = FormText.characterDefect(typed) { return defect }
        let text = trimmed(typed)
        let scalars = text.unicodeScalars
        guard scalars.contains(where: isWordPart) else { return "标签应含文字或数字" }
        guard scalars.count <= longest else { return "标签最多\(longest)字，收到\(scalars.count)字" }
        if let sign = scalars.first(where: separators.contains) { return "标签中不能有“\(sign)”；几个标签请分开填写" }
        guard !scalars.contains(where: isUnseen) else { return "标签中有看不见的字符；请删去后重新提交" }
        guard !holdsNumber(scalars) else { return "标签中不能有电话、证件等长号码" }
        return nil
    }

    /// Without white space at its ends, and with one space in the place of any between words.
    private static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// What makes two tags look alike that are none.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint
    }

    /// Digits of any script with no letter between them.
    private static func holdsNumber(_ scalars: String.UnicodeScalarView) -> Bool {
        var digits = 0
        for scalar in scalars {
            if scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit {
                digits += 1
                if digits >= fewestDigits { return true }
            } else if scalar.properties.isAlphabetic {
                digits = 0
            }
        }
        return false
    }
}
