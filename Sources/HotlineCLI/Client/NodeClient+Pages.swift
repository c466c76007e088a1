import Foundation

/// Part of a list, and what is known of the whole.
struct ListedItems: Sendable {
    var items: [JSONValue] = []
    /// As the node counts them; nil where it does not.
    var total: Int?
    /// Where the next page begins; nil at the end.
    var next: String?
}

extension NodeClient {
    /// Walks a list page by page.
    /// - Parameter limit: how many items at most; nil for all there are.
    func list(_ steps: String..., query: [URLQueryItem], limit: Int?) async throws -> ListedItems {
        var listed = ListedItems()
        repeat {
            var page = query
            let wanted = min(Self.pageSize, limit.map { $0 - listed.items.count } ?? Self.pageSize)
            page.append(URLQueryItem(name: "limit", value: String(wanted)))
            if let next = listed.next { page.append(URLQueryItem(name: "cursor", value: next)) }
            let request = APIRequest(method: .get, steps: steps, query: page, headers: [:], body: nil)
            let answer = try await value(request)
            let items = answer["items"]?.array ?? []
            listed.items += items.prefix(wanted)
            listed.total = answer["total"]?.integer ?? listed.total
            listed.next = items.isEmpty ? nil : answer["next"]?.string
        } while listed.next != nil && listed.items.count < limit ?? .max
        return listed
    }

    /// The most items asked for in one request.
    private static let pageSize = 200
}
