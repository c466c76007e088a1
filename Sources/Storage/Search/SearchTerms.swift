/// Text as the index holds it: Chinese in overlapping two-character terms, Latin letters and digits in whole words.
///
/// 小区停水三天 3号 gives 小区 区停 停水 水三 三天 天 3 号. The last character of a run of Chinese stands alone too, so that every
/// character begins a term and one is found by its beginning. All that is neither letter nor digit parts runs.
package enum SearchTerms {
    /// Letters and digits of one sort, one after the other.
    private enum Run {
        /// Latin letters and ASCII digits, in lower case.
        case word(String)
        /// Every other script.
        case characters([Unicode.Scalar])
    }

    /// The terms of a text, parted by spaces.
    package static func index(_ text: String) -> String {
        terms(runs(text)).joined(separator: " ")
    }

    /// The terms of a text as a set, for comparing two texts.
    static func set(_ text: String) -> Set<String> { Set(terms(runs(text))) }

    /// Only what is searched of a text, without what parts it: for telling whether one text stands in another.
    static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: text.unicodeScalars.compactMap(normalised))
        return String(plain)
    }

    /// One word of a query as an expression of FTS5: its terms one after the other, the last one by its beginning. Nil
    /// where the word has nothing that is searched.
    static func phrase(_ word: String) -> String? {
        let runs = runs(word)
        guard let last = runs.last else { return nil }
        var terms = terms(runs.dropLast())
        var isBeginning = true
        switch last {
        case .word(let word): terms.append(word)
        case .characters(let scalars) where scalars.count == 1: terms.append(String(Character(scalars[0])))
        case .characters(let scalars):
            terms += pairs(scalars)
            isBeginning = false
        }
        // Terms are letters and digits alone: nothing of the query can leave the quotation marks.
        return "\"\(terms.joined(separator: " "))\"" + (isBeginning ? " *" : "")
    }

    private static func terms(_ runs: some Sequence<Run>) -> [String] {
        runs.flatMap { run -> [String] in
            switch run {
            case .word(let word): [word]
            case .characters(let scalars): pairs(scalars) + scalars.suffix(1).map { String(Character($0)) }
            }
        }
    }

    private static func pairs(_ scalars: [Unicode.Scalar]) -> [String] {
        zip(scalars, scalars.dropFirst()).map { first, second in
            var pair = String.UnicodeScalarView()
            pair.append(first)
            pair.append(second)
            return String(pair)
        }
    }

    private static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        var isOpen = false
        for scalar in text.unicodeScalars {
            guard let scalar = normalised(scalar) else {
                isOpen = false
                continue
            }
            switch (runs.last, scalar.isASCII) {
            case (.word(let word)?, true) where isOpen:
                runs[runs.count - 1] = .word(word + String(Character(scalar)))
            case (.characters(let scalars)?, false) where isOpen:
                runs[runs.count - 1] = .characters(scalars + [scalar])
            case (_, true): runs.append(.word(String(Character(scalar))))
            case (_, false): runs.append(.characters([scalar]))
            }
            isOpen = true
        }
        return runs
    }

    /// The scalar as it is compared: full-width forms as ASCII, in lower case; nil for what is not searched.
    private static func normalised(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        var scalar = scalar
        if ("\u{FF01}"..."\u{FF5E}").contains(scalar), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
            scalar = narrow
        }
        switch scalar {
        case "a"..."z", "0"..."9": return scalar
        case "A"..."Z": return Unicode.Scalar(scalar.value + 0x20)
        default: break
        }
        guard !scalar.isASCII else { return nil }
        let isSearched = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        return isSearched ? scalar : nil
    }
}

/// What people look for: words parted by spaces, all of which a ticket must hold, wherever each may stand.
struct SearchQuery {
    /// Words beyond this many, and characters beyond ``longest``, are left out: they would only cost time.
    private static let mostWords = 16
    private static let longest = 200

    /// The query as an expression of FTS5; nil where it has nothing that is searched, so that nothing is found.
    let expression: String?

    init(_ text: String) {
        let words = text.prefix(Self.longest).split(whereSeparator: \.isWhitespace).prefix(Self.mostWords)
        let phrases = words.compactMap { SearchTerms.phrase(String($0)) }
        expression = phrases.isEmpty ? nil : phrases.joined(separator: " AND ")
    }
}
