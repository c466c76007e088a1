extension Terminal {
    /// A list as a table with its totals below, or as one JSON line an item and a last line `{"summary":{…}}`.
    func printList(_ listed: ListedItems, as table: @autoclosure () -> Table) {
        let shown = listed.items.count
        switch language {
        case .json:
            for item in listed.items { print(record: item) }
            print(record: .object(["summary": .object([
                "next": listed.next.map(JSONValue.string) ?? .null, "shown": .integer(shown),
                "total": listed.total.map(JSONValue.integer) ?? .null,
            ])]))
        case .text:
            if shown > 0 { print(table()) }
            let total = listed.total.map { "共 \($0) 条" } ?? ""
            let rest = listed.next == nil ? "" : "，显示前 \(shown) 条（--all 显示全部）"
            print(styled(shown == 0 ? "没有符合条件的记录" : total + rest, .faint))
        }
    }
}
