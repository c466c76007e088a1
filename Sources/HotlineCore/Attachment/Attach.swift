/// 添加附件: the content is held here already.
package struct Attach: Codable, Hashable, Sendable {
    package var digest: BlobDigest
    /// In bytes.
    package var size: Int
    package var mediaType: String
    package var kind: Attachment.Kind
    package var name: String
    /// The assignment whose work it proves; for a unit its own where it names none.
    package var assignment: AssignmentID?
    package var cleared: Bool
    /// The photo as it was taken.
    package var original: BlobDigest?

    package init(
        digest: BlobDigest, size: Int, mediaType: String, kind: Attachment.Kind, name: String,
        assignment: AssignmentID? = nil, cleared: Bool = false, original: BlobDigest? = nil
    ) {
        self.digest = digest
        self.size = size
        self.mediaType = mediaType
        self.kind = kind
        self.name = name
        self.assignment = assignment
        self.cleared = cleared
        self.original = original
    }
}

/// An attachment was added; these assignments of peer nodes are sent it.
package struct Attached: Codable, Hashable, Sendable {
    package var attachment: Attachment
    package var tells: [AssignmentID]
}
