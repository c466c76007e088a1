import Foundation
import SyncProtocol
import Testing

@Suite struct ProblemTests {
    @Test(arguments: ProblemType.allCases)
    func everyTypeHasItsRow(_ type: ProblemType) {
        #expect(ProblemType(urn: type.urn) == type)
        #expect((400...599).contains(type.status))
        #expect(!type.title.isEmpty && type.cure.hasSuffix("."))
    }

    @Test func titlesAreDistinct() {
        #expect(Set(ProblemType.allCases.map(\.title)).count == ProblemType.allCases.count)
    }

    @Test func travelsAsJSON() throws {
        var problem = Problem(.streamGap, detail: "x", errors: [Problem.Defect(pointer: "/a", detail: "b")])
        problem.wanted = 7
        #expect(try JSONDecoder().decode(Problem.self, from: JSONEncoder().encode(problem)) == problem)
    }

    @Test func keepsTypesOfNewerPeers() throws {
        let text = #"{"type":"urn:hotline:problem:of-tomorrow","title":"T","status":422,"new":1}"#
        let problem = try JSONDecoder().decode(Problem.self, from: Data(text.utf8))
        #expect(problem.known == nil)
        #expect(problem.type == "urn:hotline:problem:of-tomorrow")
    }
}
