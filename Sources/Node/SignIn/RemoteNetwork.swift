/// Whom wrong guesses from an address count against: of IPv6 the /64 network, all of which one machine may have.
enum RemoteNetwork {
    /// The name of the network of `address`, which is in figures.
    static func name(of address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let figures = address.prefix { $0 != "%" }
        var groups = figures.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if let gap = groups.firstIndex(of: "") {
            // `::` stands for as many zeros as are missing; at an end it leaves two empty groups.
            let rest = groups[gap...].filter { !$0.isEmpty }
            let head = Array(groups[..<gap])
            groups = head + Array(repeating: "0", count: max(0, 8 - head.count - rest.count)) + rest
        }
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}
