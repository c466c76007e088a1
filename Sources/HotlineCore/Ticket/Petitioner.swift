/// 诉求人类型.
package enum PetitionerType: String, Codable, Hashable, Sendable, CaseIterable {
    case naturalPerson, legalPerson, unincorporatedOrganisation
}

/// A petitioner's personal data. Never inside a ticket or an event: stored apart, so that retention and erasure do not
/// touch the journal (design section 4).
package struct PersonalFields: Codable, Hashable, Sendable {
    package var name: String?
    package var phone: String?
    package var idNumber: String?
    package var address: String?

    package init(name: String? = nil, phone: String? = nil, idNumber: String? = nil, address: String? = nil) {
        self.name = name
        self.phone = phone
        self.idNumber = idNumber
        self.address = address
    }

    package var isEmpty: Bool { name == nil && phone == nil && idNumber == nil && address == nil }

    /// 张**: the family name only.
    package var maskedName: String? {
        guard let name, let first = name.first else { return nil }
        return String(first) + String(repeating: "*", count: min(max(name.count - 1, 1), 3))
    }

    /// 138****5678: first three and last four digits; short numbers keep the last two.
    package var maskedPhone: String? {
        guard let phone, !phone.isEmpty else { return nil }
        let digits = phone.filter { $0.isASCII && $0.isNumber }
        guard digits.count >= 11 else { return String(repeating: "*", count: 4) + digits.suffix(min(2, digits.count / 2)) }
        return digits.prefix(3) + String(repeating: "*", count: digits.count - 7) + digits.suffix(4)
    }
}

/// A petitioner as given at intake: what the commands carry.
package struct Petitioner: Codable, Hashable, Sendable {
    package var type: PetitionerType
    package var anonymous: Bool
    package var confidential: Bool
    package var personal: PersonalFields

    package init(
        type: PetitionerType = .naturalPerson, anonymous: Bool = false, confidential: Bool = false,
        personal: PersonalFields = PersonalFields()
    ) {
        self.type = type
        self.anonymous = anonymous
        self.confidential = confidential
        self.personal = personal
    }
}

/// What a ticket and its events may say of the petitioner. A confidential one has no masked values either: not even a
/// family name leaves the accepting node (ZZ23-8a).
package struct PetitionerSummary: Codable, Hashable, Sendable {
    package var type: PetitionerType
    package var anonymous: Bool
    package var confidential: Bool
    package var maskedName: String?
    package var maskedPhone: String?
    /// An opaque key to the personal fields, drawn by the accepting node.
    package var reference: String?

    package init(_ petitioner: Petitioner, reference: String?) {
        type = petitioner.type
        anonymous = petitioner.anonymous
        // ZZ23-8a: asking for anonymity is asking for confidentiality.
        confidential = petitioner.confidential || petitioner.anonymous
        maskedName = confidential ? nil : petitioner.personal.maskedName
        maskedPhone = confidential ? nil : petitioner.personal.maskedPhone
        self.reference = reference
    }
}
