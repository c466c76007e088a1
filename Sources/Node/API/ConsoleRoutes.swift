import Console

extension RouteBuilder {
    /// The console, for whoever opens the node's address in a browser; it signs in through the API.
    mutating func addConsole() {
        for page in Console.pages { self.page(page.pattern, page.answer) }
    }
}
