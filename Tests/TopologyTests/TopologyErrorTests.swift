import Node
import Testing
import Topology

/// Each mistake is named with its place, cause and cure.
@Suite struct TopologyErrorTests {
    /// One mistake in an otherwise sound file: what is replaced by what, and what the error says of it.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let original: String
        let mistaken: String
        let path: String
        let cause: String
        var testDescription: String { cause }

        init(_ original: String, _ mistaken: String, _ path: String, _ cause: String) {
            (self.original, self.mistaken, self.path, self.cause) = (original, mistaken, path, cause)
        }
    }

    static let sound = """
        {version: 1, name: "small", title: "小", nodes: [
          {code: "140000", name: "省", tier: "province", port: 1, ruleBooks: {handling: "x"}},
          {code: "140500", name: "市", tier: "city", port: 2, ruleBooks: {handling: "x"},
           units: [{id: "a", name: "甲"}, {id: "b", name: "乙"}],
           hotlines: [{number: "110", unit: "a", mode: "transfer"}],
           staff: [{id: "li", name: "李", role: "unit", unit: "a"}]},
          {code: "140500-12366", name: "税", tier: "subcentre", port: 3, ruleBooks: {handling: "x"}},
        ], links: [
          {upper: "140000", lower: "140500"},
          {upper: "140500", lower: "140500-12366", pull: true},
        ]}
        """

    static let mistakes = [
        Mistake("version: 1", "version: 2", "version", "not a version"),
        Mistake("version: 1, ", "", "version", "missing"),
        Mistake("title", "titel", "titel", "unknown key"),
        Mistake(#""140500", name"#, #""14050", name"#, "nodes[1].code", "no node code"),
        Mistake(#""140500", name"#, #""140000", name"#, "nodes[1].code", "already taken by nodes[0]"),
        Mistake("port: 2", "port: 1", "nodes[1].port", "already taken by 140000"),
        Mistake("port: 2", "port: 70000", "nodes[1].port", "not a number this setting can take"),
        Mistake("port: 2", "port: 2.5", "nodes[1].port", "not a number this setting can take"),
        Mistake(#"tier: "city""#, #"tier: "town""#, "nodes[1].tier", "\"town\" is not known"),
        Mistake(#"id: "b""#, #"id: "a""#, "nodes[1].units[1].id", "already taken by nodes[1].units[0]"),
        Mistake(#"id: "b""#, #"id: "乙""#, "nodes[1].units[1].id", "cannot be typed"),
        Mistake(#"name: "乙""#, #"name: "乙", kind: "both""#, "nodes[1].units[1].kind", "\"both\" is not known"),
        Mistake(#"name: "乙""#, #"name: " ""#, "nodes[1].units[1].name", "is empty"),
        Mistake(#"unit: "a", mode"#, #"unit: "c", mode"#, "nodes[1].hotlines[0].unit", "no unit \"c\""),
        Mistake(#"number: "110""#, #"number: "11O""#, "nodes[1].hotlines[0].number", "cannot be dialled"),
        Mistake(#"role: "unit", unit: "a""#, #"role: "unit""#, "nodes[1].staff[0].unit", "missing"),
        Mistake(#"role: "unit""#, #"role: "admin""#, "nodes[1].staff[0].unit", "does not go with this role"),
        Mistake(
            #"staff: [{id: "li""#, #"demonstrationStaff: true, staff: [{id: "a""#, "nodes[1].staff", "demonstration"),
        Mistake(#"{handling: "x"},\#n   units"#, #"{},\#n   units"#, "nodes[1].ruleBooks.handling", "missing"),
        Mistake(#"lower: "140500"}"#, #"lower: "140600"}"#, "links[0].lower", "no node 140600"),
        Mistake(#"upper: "140000""#, #"upper: "150000""#, "links[0].upper", "no node 150000"),
        Mistake(#"{upper: "140000", lower: "140500"},"#, "", "nodes[1].code", "no link to a node above"),
        Mistake(#"upper: "140500","#, #"upper: "140000","#, "links[1].lower", "no sub-centre of 140000"),
        Mistake("pull: true},", #"}, {upper: "140000", lower: "140500"}"#, "links[2].lower", "stands twice"),
        Mistake("pull: true},", #"}, {upper: "140500", lower: "140000"}"#, "links[2].lower", "closes a cycle"),
        Mistake(
            "pull: true},", #"}, {upper: "140500", lower: "140000"}"#, "links[2].upper", "a city cannot stand above"),
        Mistake("pull: true", #"secret: "short""#, "links[1].secret", "too short"),
        Mistake("pull: true", "pull: 1", "links[1].pull", "is a number"),
        Mistake("pull: true", "pul: true", "links[1].pul", "unknown key"),
        Mistake("pull: true", #"lowerAddress: "somewhere""#, "links[1].lowerAddress", "no base address"),
        Mistake("pull: true", #"lowerAddress: "http://10.0.0.1:1""#, "links[1].lowerAddress", "not on this machine"),
        Mistake("140500-12366\", name", "140501-12366\", name", "links[1].lower", "no node 140500-12366"),
        Mistake(#""subcentre""#, #""county""#, "nodes[2].code", "does not go with the tier"),
        Mistake("nodes: [", "nodes: [7,", "nodes[0]", "is a number"),
        Mistake("title: \"小\"", "title: \"小\" \"大\"", "", "a comma or } should follow"),
        Mistake("title: \"小\"", "title: \"小", "", "no closing quotation mark"),
        Mistake("title: \"小\"", "title: \"小\", title: \"大\"", "", "stands twice"),
        Mistake("port: 2", "port: two", "", "two is no value"),
    ]

    @Test func `The sound file is sound`() throws {
        let file = try TopologyFile.parse(Self.sound, named: "small.json5")
        #expect(file.subtree(of: "140000") == ["140000", "140500", "140500-12366"])
        #expect(file.ancestry(of: "140500-12366") == ["140500-12366", "140500", "140000"])
    }

    @Test(arguments: mistakes)
    func `A mistake is named with its place`(_ mistake: Mistake) throws {
        try #require(Self.sound.contains(mistake.original))
        let text = Self.sound.replacing(mistake.original, with: mistake.mistaken, maxReplacements: 1)
        let error = #expect(throws: ConfigurationError.self) { try TopologyFile.parse(text, named: "small.json5") }
        let found = error?.problems.first { $0.path == mistake.path && $0.cause.contains(mistake.cause) }
        #expect(found != nil, "\(String(describing: error))")
        #expect(found?.place != nil)
        #expect(found?.cure.isEmpty == false)
    }

    @Test func `All mistakes are named at once, each with its line`() throws {
        let text = Self.sound.replacing("port: 3", with: "port: -3").replacing("title", with: "titel")
            .replacing(#""transfer""#, with: #""transfers""#)
        let error = #expect(throws: ConfigurationError.self) { try TopologyFile.parse(text, named: "small.json5") }
        #expect(error?.problems.count == 4)
        #expect(error?.problems.compactMap(\.place?.line).sorted() == [1, 1, 5, 7])
        #expect(error?.description.contains("titel: unknown key; write \"title\"") == true)
    }

    @Test func `A file that is not there is named`() throws {
        let error = #expect(throws: ConfigurationError.self) { try TopologyFile.load("/nowhere/x.json5") }
        #expect(error?.description.hasPrefix("/nowhere/x.json5: the file cannot be read; check") == true)
    }
}
