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
    let asked: BulkAsked
    let tags: TagForm

    init(_ form: FormReader) {
        asked = BulkAsked(form, "tickets")
        tags = TagForm(form)
    }
}
