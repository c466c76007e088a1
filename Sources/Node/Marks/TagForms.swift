import HotlineCore
import Storage

/// The bodies of `POST /tickets/{id}/tags/actions/…` and `POST /tags/actions/…`.
struct TagForm: Sendable {
    let names: [TagName]

    init(_ form: FormReader) {
        let typed = form.texts("tags", most: TagStore.mostOfTicket)
        for (index, text) in typed.enumerated() {
            guard let defect = TagName.defect(text) else { continue }
            form.errors.add("\(form.path(of: "tags"))[\(index)]", defect)
        }
        var seen: Set<TagName> = []
        names = typed.compactMap { TagName($0) }.filter { seen.insert($0).inserted }
    }
}

/// The same on many tickets.
struct TagManyForm: Sendable {
    let tickets: [String]
    let tags: TagForm
    let isPreview: Bool

    init(_ form: FormReader) {
        tickets = form.texts("tickets", most: 500)
        tags = TagForm(form)
        isPreview = form.optionalFlag("preview") ?? false
        if Set(tickets).count < tickets.count { form.errors.add(form.path(of: "tickets"), "同一项只应出现一次") }
    }
}
