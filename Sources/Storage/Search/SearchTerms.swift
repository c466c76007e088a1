/// Text as the index holds it: Chinese in overlapping two-character terms, Latin letters and digits in whole words.
///
/// 小区停水三天 3号 gives 小区 区停 停水 水三 三天 天 3 号. The last character of a run of Chinese stands alone too, so that every
/// character begins a term and one is found by its beginning. All that is neither letter nor digit parts runs.
package enum SearchTerms {
    /// Letters and digits of one sort, one after the other.
    private struct Run {
        /// Latin letters and ASCII digits, in lower case; else every other script.
        let isWord: Bool
        var scalars: [Unicode.Scalar]
    }

    /// The terms of a text, parted by spaces.
    package static func index(_ text: String) -> String {
        // Bytes: appending to a `String.UnicodeScalarView` costs several times as much, in every registration.
        var all: [UInt8] = []
        for run in runs(text) {
            for term in terms(run) {
                if !all.isEmpty { all.append(UInt8(ascii: " ")) }
                for scalar in term { all += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
            }
        }
        return String(decoding: all, as: UTF8.self)
    }

    /// The terms of a text as a set, for comparing two texts.
    static func set(_ text: String) -> Set<String> { Set(runs(text).flatMap(terms).map(string)) }

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
        // The lone last character of a run is no condition: what is looked for may go on behind it.
        let isBeginning = last.isWord || last.scalars.count == 1
        let terms = runs.dropLast().flatMap(terms) + (isBeginning ? [last.scalars[...]] : pairs(last.scalars))
        // Terms are letters and digits alone: nothing of the query can leave the quotation marks.
        return "\"\(terms.map(string).joined(separator: " "))\"" + (isBeginning ? " *" : "")
    }

    private static func string(_ term: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: term)
        return String(text)
    }

    private static func terms(_ run: Run) -> [ArraySlice<Unicode.Scalar>] {
        run.isWord ? [run.scalars[...]] : pairs(run.scalars) + [run.scalars.suffix(1)]
    }

    private static func pairs(_ scalars: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
        scalars.indices.dropLast().map { scalars[$0...($0 + 1)] }
    }

    private static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        var isOpen = false
        for scalar in text.unicodeScalars {
            guard let scalar = normalised(scalar) else {
                isOpen = false
                continue
            }
            if isOpen, runs[runs.count - 1].isWord == scalar.isASCII {
                runs[runs.count - 1].scalars.append(scalar)
            } else {
                runs.append(Run(isWord: scalar.isASCII, scalars: [scalar]))
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
        // Nearly all there is; the tables of Unicode cost far more.
        if ("\u{4E00}"..."\u{9FFF}").contains(scalar) { return scalar }
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

    /// Places of which one must stand in the matter's own.
    init(places: [String]) {
        let phrases = places.prefix(Self.mostWords).compactMap { SearchTerms.phrase(String($0.prefix(Self.longest))) }
        expression = phrases.isEmpty ? nil : "place : (\(phrases.joined(separator: " OR ")))"
    }
}
