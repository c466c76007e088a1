/// The `Hotline-Journal` field: how long the sender's journal was, and what its digest chain had come to, when it sent
/// this batch, the last that its feed owed. Who keeps it can tell later whether a row up to there was changed or
/// removed.
///
///     Hotline-Journal: length=1042, since=98, digest=:base64:
///
/// It counts by the generation that `Hotline-Stream` names. Nodes that do not know the field leave it unread.
package struct JournalHead: Hashable, Sendable {
    /// The field's name in lower case.
    package static let fieldName = "hotline-journal"

    /// Rows of the journal, from 1.
    package let length: Int64
    /// Rows that this generation found when it began: what an earlier one had written behind them went with a restore.
    package let since: Int64
    /// The digest of the journal's last row, which covers all before it.
    package let digest: Digest32

    package init(length: Int64, since: Int64, digest: Digest32) {
        self.length = length
        self.since = since
        self.digest = digest
    }

    /// Reads the field's value; members of later versions are passed over.
    package init(parsing value: String) throws(Problem) {
        let members = try StructuredFieldParser.dictionary(value, of: "Hotline-Journal")
        guard case .integer(let length)? = members.bare("length"), length >= 1,
            case .integer(let since)? = members.bare("since"), (0...length).contains(since),
            case .bytes(let bytes)? = members.bare("digest"), let digest = Digest32(bytes)
        else { throw Problem(.malformedHeader, detail: "Hotline-Journal needs length, since and digest") }
        self.init(length: length, since: since, digest: digest)
    }

    /// The field's value, in the order shown above.
    package var value: String { "length=\(length), since=\(since), digest=:\(digest.base64):" }
}
