import Foundation

extension RuleBookFile {
    /// The rule books that come with the program, whatever they rule.
    package static let embeddedIDs = [
        "jiyuan-2024", "yuncheng-2019", "zezhou-2020", "zezhou-2023", "zezhou-enterprise-2026",
    ]

    /// An embedded rule book.
    /// - Throws: ``RuleBookFileError`` naming the known ones where `id` is not among them.
    package static func embedded(_ id: String) throws(RuleBookFileError) -> RuleBookFile {
        let bytes: [UInt8]
        switch id {
        case "jiyuan-2024": bytes = PackageResources.jiyuan_2024_json
        case "yuncheng-2019": bytes = PackageResources.yuncheng_2019_json
        case "zezhou-2020": bytes = PackageResources.zezhou_2020_json
        case "zezhou-2023": bytes = PackageResources.zezhou_2023_json
        case "zezhou-enterprise-2026": bytes = PackageResources.zezhou_enterprise_2026_json
        default:
            throw RuleBookFileError(
                file: id, path: "$", reason: "no embedded rule book of that name",
                cure: "choose \(embeddedIDs.joined(separator: ", "))")
        }
        return try RuleBookFile(Data(bytes), file: "\(id).json")
    }
}

extension RuleBook {
    /// The embedded rule books that have the section handling.
    package static let embeddedIDs = ["jiyuan-2024", "yuncheng-2019", "zezhou-2020", "zezhou-2023"]

    /// An embedded rule book.
    /// - Throws: ``RuleBookFileError`` naming the known ones where `id` is not among them.
    package static func embedded(_ id: String) throws(RuleBookFileError) -> RuleBook {
        guard let book = try RuleBookFile.embedded(id).handling else {
            throw RuleBookFileError(
                file: "\(id).json", path: "sections", reason: "the book has no section handling",
                cure: "choose \(embeddedIDs.joined(separator: ", "))")
        }
        return book
    }
}
