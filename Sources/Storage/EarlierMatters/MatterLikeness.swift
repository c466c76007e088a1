/// How alike two matters are as they were told.
struct MatterLikeness {
    /// 0 to 1: the share of terms that two texts have in common (Dice), of the titles or of all that was told,
    /// whichever is higher: one caller tells at length what another says in a word.
    let text: Double
    /// One place names the other, 凤台小区 and 晋城市凤台小区3号楼.
    let isSamePlace: Bool

    init(_ sketch: MatterSketch, _ other: SearchText) {
        let titles = MatterLikeness.common(sketch.title, other.title)
        let whole = MatterLikeness.common(sketch.title + " " + sketch.content, other.title + " " + other.content)
        let told = MatterLikeness.common(sketch.content, other.content)
        text = max(titles, whole, told)
        isSamePlace = MatterLikeness.names(sketch.place, other.place)
    }

    /// Enough of the text is the same to say so.
    var isSimilarText: Bool { text >= 0.3 }

    /// Worth offering though the petitioner is another: like texts of one place, or texts that are nearly the same.
    var isTelling: Bool { isSamePlace ? isSimilarText : text >= 0.5 }

    private static func common(_ one: String, _ other: String) -> Double {
        let (one, other) = (SearchTerms.set(one), SearchTerms.set(other))
        guard !one.isEmpty, !other.isEmpty else { return 0 }
        return 2 * Double(one.intersection(other).count) / Double(one.count + other.count)
    }

    private static func names(_ one: String, _ other: String) -> Bool {
        let (one, other) = (SearchTerms.plain(one), SearchTerms.plain(other))
        guard min(one.count, other.count) >= 2 else { return false }
        return one.contains(other) || other.contains(one)
    }
}
