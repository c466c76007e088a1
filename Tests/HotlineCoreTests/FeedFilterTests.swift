import HotlineCore
import Testing

/// Which changes a subscriber is told of.
struct FeedFilterTests {
    private let county = NodeCode(rawValue: "140525")
    private let city = NodeCode(rawValue: "140500")
    private let water = UnitID(rawValue: "water")
    private let housing = UnitID(rawValue: "housing")

    private func subject(
        _ kind: MatterKind? = .complaint, _ category: String? = "供水", _ units: [UnitID] = [],
        isConfidential: Bool = false
    ) throws -> FeedFilter.Subject {
        var subject = FeedFilter.Subject(
            owner: try #require(county), kind: kind, category: category, confidential: isConfidential)
        subject.units = units
        return subject
    }

    @Test func `A filter that says nothing admits all but what is confidential`() throws {
        let filter = FeedFilter()
        #expect(try filter.admits(subject()))
        #expect(try filter.admits(subject(nil, nil)))
        #expect(try !filter.admits(subject(isConfidential: true)))
    }

    @Test func `Confidential matters are told where that is said`() throws {
        var filter = FeedFilter()
        filter.confidential = true
        #expect(try filter.admits(subject(isConfidential: true)))
    }

    @Test func `Each list that is not empty has to admit`() throws {
        var filter = FeedFilter()
        filter.kinds = [.complaint]
        #expect(try filter.admits(subject()) && !filter.admits(subject(.consultation)) && !filter.admits(subject(nil)))
        filter.categories = ["供水", "供电"]
        #expect(try filter.admits(subject()) && !filter.admits(subject(.complaint, "教育")))
        #expect(try !filter.admits(subject(.complaint, nil)))
        let (water, housing) = (try #require(water), try #require(housing))
        filter.units = [water]
        #expect(try !filter.admits(subject()) && filter.admits(subject(.complaint, "供水", [housing, water])))
        filter.nodes = [try #require(city)]
        #expect(try !filter.admits(subject(.complaint, "供水", [water])))
    }
}
