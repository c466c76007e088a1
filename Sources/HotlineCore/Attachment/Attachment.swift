package import WorkCalendar

/// 附件: a recording, photo or document of a matter (ZZ23-20), told by its content's digest. The content itself lies
/// beside the database and travels by itself.
package struct Attachment: Codable, Hashable, Sendable {
    /// What an attachment shows, and so who needs it.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// 身份
        case identity
        /// 联系凭证: recordings, call logs and messages that prove a reply (ZZ23-20)
        case contact
        /// 办理
        case handling
        /// 现场
        case site

        /// As operators read it.
        package var displayName: String {
            switch self {
            case .identity: "身份"
            case .contact: "联系凭证"
            case .handling: "办理"
            case .site: "现场"
            }
        }
    }

    /// Names the content.
    package var digest: BlobDigest
    /// In bytes.
    package var size: Int
    /// Judged by the content, not by what its sender says.
    package var mediaType: String
    package var kind: Kind
    /// The file's name without any path.
    package var name: String
    /// The assignment whose work it proves; nil for one of the matter itself.
    package var assignment: AssignmentID?
    /// A person has seen that it does not tell who a confidential petitioner is.
    package var cleared: Bool
    /// The photo as it was taken, with what was stripped from this one; held only where it was uploaded.
    package var original: BlobDigest?
    package var by: Actor
    package var at: Moment

    private enum CodingKeys: String, CodingKey {
        case digest, size, mediaType, name, assignment, cleared, original, by, at
        case kind = "class"
    }
}

extension Ticket {
    /// The attachment with that content.
    package func attachment(_ digest: BlobDigest) -> Attachment? { attachments?.first { $0.digest == digest } }

    /// Whether an attachment goes down to assignee nodes: what belongs to the matter does, of a confidential
    /// petitioner only what was cleared and cannot name anyone (ZZ23-8a).
    package func goesDown(_ attachment: Attachment) -> Bool {
        guard attachment.assignment == nil else { return false }
        return !petitioner.confidential || (attachment.cleared && attachment.kind.mayBeCleared)
    }
}

extension Attachment {
    /// As it is told to other nodes: the photo as it was taken stays here.
    var leaving: Attachment {
        var attachment = self
        attachment.original = nil
        return attachment
    }
}

extension Attachment.Kind {
    /// Proofs of identity and recordings of the petitioner's voice always tell who it is.
    package var mayBeCleared: Bool { self == .handling || self == .site }
}
