import HotlineCore
import PeerTransport
import Storage

/// What an administrator says of a subscriber, read from a form.
struct SubscriptionForm {
    /// Secrets that fit a header and are no single word to guess.
    private static let secretLength = 16...512
    private static let mostInBatch = 500

    /// - Parameter known: what was said before, which stands where the form is silent; nil for a new one.
    static func order(_ form: FormReader, over known: Subscription.Order? = nil) -> Subscription.Order {
        let title = known == nil ? form.text("title") : form.optionalText("title")
        let address = known == nil ? form.text("address") : form.optionalText("address")
        if let address, !address.isEmpty {
            do throws(SubscriberAddress.Unusable) {
                _ = try SubscriberAddress(address)
            } catch {
                form.errors.add(form.path(of: "address"), error.reason)
            }
        }
        return Subscription.Order(
            title: title ?? known?.title ?? "", address: address ?? known?.address ?? "",
            secret: secret(form, address: address, over: known),
            filter: form.optionalObject("filter", filter) ?? known?.filter ?? FeedFilter(),
            batch: form.optionalInteger("batch", in: 1...mostInBatch) ?? known?.batch ?? mostInBatch)
    }

    /// A word that addresses name it by.
    static func id(_ form: FormReader) -> String {
        let id = form.text("id")
        if !id.isEmpty, id.wholeMatch(of: /[a-z][a-z0-9-]{0,63}/) == nil {
            form.errors.add(form.path(of: "id"), "应以小写字母开头，由小写字母、数字和连字符组成，至多 64 个")
        }
        return id
    }

    /// What was known stays for the host that it was given for; an empty one takes it away.
    private static func secret(
        _ form: FormReader, address: String?, over known: Subscription.Order?
    ) -> String? {
        guard let secret = form.optionalText("secret") else {
            let isSameHost = address.map { origin(of: $0) == origin(of: known?.address ?? "") } ?? true
            return isSameHost ? known?.secret : nil
        }
        guard !secret.isEmpty else { return nil }
        let isToken = secret.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isToken, secretLength.contains(secret.utf8.count) else {
            form.errors.add(form.path(of: "secret"), "应为 16 至 512 个可见的 ASCII 字符，不含空格")
            return nil
        }
        return secret
    }

    private static func origin(of address: String) -> PeerOrigin? { try? SubscriberAddress(address).origin }

    private static func filter(_ form: FormReader) -> FeedFilter {
        var filter = FeedFilter()
        let kinds = MatterKind.allCases.map(\.rawValue).joined(separator: "、")
        filter.kinds = form.names("kinds", MatterKind.init(rawValue:), expected: "以下之一：\(kinds)")
        filter.categories = form.names("categories", { $0.isEmpty ? nil : $0 }, expected: "事项类别")
        filter.units = form.names("units", UnitID.init(rawValue:), expected: "单位标识")
        filter.nodes = form.names("nodes", NodeCode.init(rawValue:), expected: "节点代码")
        filter.confidential = form.optionalFlag("confidential") ?? false
        return filter
    }
}

extension Subscription.Order {
    /// Nobody's: a form over it may leave out every field.
    static let sketch = Self(title: "", address: "", secret: nil, filter: FeedFilter(), batch: 1)
}
