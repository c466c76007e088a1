import Foundation

extension RuleBook {
    /// The rule books that come with the program.
    package static let embeddedIDs = ["jiyuan-2024", "yuncheng-2019", "zezhou-2020", "zezhou-2023"]

    /// An embedded rule book.
    /// - Throws: ``RuleBookFileError`` naming the known ones where `id` is not among them.
    package static func embedded(_ id: String) throws(RuleBookFileError) -> RuleBook {
        let bytes: [UInt8]
        switch id {
        case "jiyuan-2024": bytes = PackageResources.jiyuan_2024_json
        case "yuncheng-2019": bytes = PackageResources.yuncheng_2019_json
        case "zezhou-2020": bytes = PackageResources.zezhou_2020_json
        case "zezhou-2023": bytes = PackageResources.zezhou_2023_json
        default:
            throw RuleBookFileError(
                file: id, path: "$", reason: "no embedded rule book of that name",
                cure: "choose \(embeddedIDs.joined(separator: ", "))")
        }
        return try RuleBook(Data(bytes), file: "\(id).json")
    }
}
