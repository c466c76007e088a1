package import Database
package import HotlineCore
import WorkCalendar

/// What an operator knows of a matter while the petitioner is still on the line.
package struct MatterSketch: Sendable, Hashable {
    package var phone: String?
    package var idNumber: String?
    package var title: String
    package var content: String
    package var place: String
    /// The ticket that is compared itself, and is no earlier matter of its own.
    package var excluded: TicketID?

    package init(
        phone: String? = nil, idNumber: String? = nil, title: String = "", content: String = "", place: String = "",
        excluded: TicketID? = nil
    ) {
        self.phone = phone
        self.idNumber = idNumber
        self.title = title
        self.content = content
        self.place = place
        self.excluded = excluded
    }
}

/// An earlier matter that may be the same one.
package struct SimilarMatter: Sendable {
    /// Why it is offered.
    package enum Reason: String, Codable, Sendable, Hashable, CaseIterable {
        case samePetitioner, samePlace, similarText

        /// As operators read it.
        package var displayName: String {
            switch self {
            case .samePetitioner: "同一诉求人"
            case .samePlace: "同一地点"
            case .similarText: "内容相似"
            }
        }
    }

    /// Where its ticket stands.
    package enum Place: String, Codable, Sendable, Hashable { case ticket, mirror }

    /// The ticket.
    package var place: Place
    package var id: TicketID
    /// The ticket's JSON for an own one, the carrying event for a mirror.
    package var body: [UInt8]
    /// The own ticket; nil for a mirror.
    package var ticket: Ticket?
    package var rootId: String
    package var registeredAt: Int64
    /// 0 to 100: 50 for the same petitioner, 20 for the same place, up to 30 for the text.
    package var score: Int
    package var reasons: [Reason]
}

/// Finds earlier matters: by the petitioner's digests, and by the rarest terms of what was told (ZZ23-9.6).
package struct SimilarSearch {
    /// Who is asking.
    package struct Reader: Sendable, Hashable {
        /// May know that a confidential petitioner is the same person.
        package var seesConfidential: Bool

        package init(seesConfidential: Bool) { self.seesConfidential = seesConfidential }
    }

    /// Terms that are looked up, and of the rare ones those that are searched by.
    private static let termsLookedUp = 40
    private static let termsSearched = 8
    /// A term that this many rows hold is a common one: it tells little, and to rank by it costs most. Common ones are
    /// searched by together, the newest matters first.
    private static let rowsOfRare = 2_000
    private static let commonTogether = 3
    /// Candidates by text, of each table.
    private static let candidates = 60
    /// Matters of one petitioner.
    private static let matters = 50

    private let sketch: MatterSketch
    private let reader: Reader
    private let transaction: ReadTransaction

    package init(_ sketch: MatterSketch, for reader: Reader, in transaction: ReadTransaction) {
        self.sketch = sketch
        self.reader = reader
        self.transaction = transaction
    }

    /// The earlier matters, those of the same petitioner first, then by score, then newest first; one line a matter.
    package func run(limit: Int) throws -> [SimilarMatter] {
        let same = try samePetitioners()
        var found: [String: SimilarMatter] = [:]
        let excluded = try sketch.excluded.flatMap { try MatterLinks.rootId(of: $0, in: transaction) }
        for candidate in try same.compactMap(candidate(id:)) + byText() where candidate.rootId != excluded {
            guard let judged = judge(candidate, isSamePetitioner: same.contains(candidate.id)) else { continue }
            // Of one matter's tickets the best stands for it, an own one before a mirror.
            if let known = found[judged.rootId], !SimilarSearch.precedes(judged, known) { continue }
            found[judged.rootId] = judged
        }
        return Array(found.values.sorted(by: SimilarSearch.precedes).prefix(limit))
    }

    private static func precedes(_ one: SimilarMatter, _ other: SimilarMatter) -> Bool {
        if one.score != other.score { return one.score > other.score }
        if one.place != other.place { return one.place == .ticket }
        return (one.registeredAt, one.id.rawValue) > (other.registeredAt, other.id.rawValue)
    }

    private func samePetitioners() throws -> [TicketID] {
        let fields = PersonalFields(phone: sketch.phone, idNumber: sketch.idNumber)
        return try IdentityDigest.all(of: fields, in: transaction).flatMap { digest in
            try PetitionerIdentity.tickets(
                of: digest, withConfidential: reader.seesConfidential, limit: Self.matters, in: transaction)
        }
    }

    private func judge(_ candidate: Candidate, isSamePetitioner: Bool) -> SimilarMatter? {
        let likeness = MatterLikeness(sketch, candidate.text)
        guard isSamePetitioner || likeness.isTelling else { return nil }
        var matter = candidate.matter
        if isSamePetitioner { matter.reasons.append(.samePetitioner) }
        if likeness.isSamePlace { matter.reasons.append(.samePlace) }
        if likeness.isSimilarText { matter.reasons.append(.similarText) }
        matter.score = (isSamePetitioner ? 50 : 0) + (likeness.isSamePlace ? 20 : 0) + Int(likeness.text * 30)
        return matter
    }

    /// A ticket to be compared.
    private struct Candidate {
        var matter: SimilarMatter
        var text: SearchText
        var id: TicketID { matter.id }
        var rootId: String { matter.rootId }
    }

    private func byText() throws -> [Candidate] {
        try SearchIndex.allCases.flatMap { index -> [Candidate] in
            let (rare, common) = try terms(in: index)
            let anyRare = rare.prefix(Self.termsSearched).map(Self.quoted).joined(separator: " OR ")
            let allCommon = common.prefix(Self.commonTogether).map(Self.quoted).joined(separator: " AND ")
            let ids = try ids(anyRare, order: "rank", in: index) + ids(allCommon, order: "rowid DESC", in: index)
            return try ids.compactMap(candidate(id:))
        }
    }

    private static func quoted(_ term: String) -> String { "\"\(term)\"" }

    private func ids(_ expression: String, order: String, in index: SearchIndex) throws -> [TicketID] {
        guard !expression.isEmpty else { return [] }
        let (table, search) = (index.rawValue, "\(index.rawValue)_search")
        let sql = SQL(composed: """
            SELECT \(table).id FROM (
              SELECT rowid AS found FROM \(search) WHERE \(search) MATCH ? ORDER BY \(order) LIMIT ?)
            JOIN \(table) ON \(table).rowid = found
            """)
        return try transaction.query(sql, expression, Self.candidates) { TicketID(rawValue: $0.text(0)) }
            .compactMap(\.self)
    }

    /// The terms of the sketch that some row holds: rare ones, the rarest first, and common ones as they were told.
    private func terms(in index: SearchIndex) throws -> (rare: [String], common: [String]) {
        var seen: Set<String> = []
        let terms = [sketch.title, sketch.place, sketch.content]
            .flatMap { SearchTerms.index($0).split(separator: " ").map(String.init) }
            .filter { $0.count > 1 && seen.insert($0).inserted }
        let search = "\(index.rawValue)_search"
        let sql = SQL(composed: """
            SELECT count(*) FROM (SELECT 1 FROM \(search) WHERE \(search) MATCH ? LIMIT \(Self.rowsOfRare))
            """)
        let held = try terms.prefix(Self.termsLookedUp).map { term in
            (term: term, rows: try transaction.first(sql, Self.quoted(term)) { $0.int(0) } ?? 0)
        }
        let rare = held.filter { (1..<Self.rowsOfRare).contains($0.rows) }
            .sorted { ($0.rows, $0.term) < ($1.rows, $1.term) }
        return (rare.map(\.term), held.filter { $0.rows >= Self.rowsOfRare }.map(\.term))
    }

    private func candidate(id: TicketID) throws -> Candidate? {
        if let stored = try TicketStore.find(id, in: transaction) {
            let body = try TicketStore.body(of: id, in: transaction)
            return Candidate(
                matter: SimilarMatter(
                    place: .ticket, id: id, body: body, ticket: stored.ticket, rootId: stored.ticket.rootId.rawValue,
                    registeredAt: stored.ticket.registeredAt.milliseconds, score: 0, reasons: []),
                text: try SearchText(stored.ticket, in: transaction))
        }
        guard let summary = try MirrorStore.summary(id, in: transaction),
            let mirror = try MirrorStore.find(id, in: transaction),
            let event = try MirrorStore.event(of: id, in: transaction),
            let text = SearchText(event: event)
        else { return nil }
        return Candidate(
            matter: SimilarMatter(
                place: .mirror, id: id, body: event, ticket: nil, rootId: summary.rootId,
                registeredAt: mirror.registeredAt.milliseconds, score: 0, reasons: []),
            text: text)
    }
}
