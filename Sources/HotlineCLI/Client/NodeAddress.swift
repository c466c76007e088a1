import Foundation

/// Where a node listens: `http://host:port`, with a path in front of the API where a proxy adds one.
struct NodeAddress: OptionValue, Equatable {
    let url: URL

    init?(argument: String) {
        guard let url = URL(string: argument), let scheme = url.scheme, ["http", "https"].contains(scheme),
            let host = url.host(), !host.isEmpty, url.query() == nil, url.fragment() == nil, url.user() == nil
        else { return nil }
        self.url = url
    }

    static var expected: String { "an address such as http://127.0.0.1:8525" }

    /// The address without a slash at its end.
    var text: String {
        let text = url.absoluteString
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
