import HotlineCore
import SyncProtocol

/// Masks the petitioner's fields in a message between nodes, for those who look after messages and need not know whom
/// they are about (ZZ23-8a, ZZ23-47).
package enum PersonalMask {
    /// Keys of the objects in which messages carry a petitioner's fields: an order's contact, a full record.
    private static let objects: Set<String> = ["contact", "fields"]

    /// The document in canonical form, with the fields masked as a ticket shows them and their values struck out of
    /// every other text; nil for what is no JSON.
    package static func apply(toJSON bytes: [UInt8]) -> [UInt8]? {
        guard let canonical = try? JSONCanonicaliser.canonical(bytes) else { return nil }
        var found = PersonalFields()
        let masked = JSONStrings.replacing(in: canonical) { token, place in
            guard let object = place.dropLast().last?.key, objects.contains(String(decoding: object, as: UTF8.self)),
                let text = JSONStrings.text(of: token)
            else { return nil }
            return try? CanonicalJSON.encode(mask(text, of: place.last?.step ?? "", into: &found))
        }
        return Redaction(found, confidential: true).apply(toJSON: masked)
    }

    private static func mask(_ text: String, of field: String, into found: inout PersonalFields) -> String {
        switch field {
        case "name":
            found.name = text
            return PersonalFields(name: text).maskedName ?? Redaction.mark
        case "phone":
            found.phone = text
            return PersonalFields(phone: text).maskedPhone ?? Redaction.mark
        case "idNumber": found.idNumber = text
        case "address": found.address = text
        default: break
        }
        return Redaction.mark
    }
}
