/// The digest of a body as it stands on the wire: `Content-Digest` (RFC 9530, section 2).
package enum ContentDigest {
    /// The field's name in lower case.
    package static let fieldName = "content-digest"

    /// The algorithm's name in the registry of RFC 9530; one of another kind is a further member beside it.
    private static let algorithm = "sha-256"

    /// The field's value for a body.
    package static func value<H: Hashing>(of body: UnsafeRawBufferPointer, hashing: H.Type) -> String {
        StructuredField.Dictionary([
            (algorithm, .item(StructuredField.Item(.bytes(H.sha256(body).bytes)))),
        ]).description
    }

    /// Whether a field's value holds this body's digest. Digests of algorithms that this node does not know are passed
    /// over; one that it knows must be there.
    package static func matches<H: Hashing>(
        _ value: String, body: UnsafeRawBufferPointer, hashing: H.Type
    ) throws(Problem) -> Bool {
        let digests = try StructuredFieldParser.dictionary(value, of: "Content-Digest")
        guard case .bytes(let stated)? = digests.bare(algorithm) else { return false }
        return Digest32(stated) == H.sha256(body)
    }
}
