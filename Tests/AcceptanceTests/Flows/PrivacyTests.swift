import Foundation
import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

/// What nodes above learn of a petitioner whose matter they only watch.
@Suite(.timeLimit(.minutes(2))) struct PrivacyTests {
    /// How operators type what they are told over the telephone.
    private static let typed = [
        "13987654321", "139 8765 4321", "139-8765-4321", "１３９８７６５４３２１", "诸葛孟起", "诸 葛 孟 起",
    ]

    /// The county's link carries the full record as it stands: beside the texts, not in them.
    @Sendable private static func maskEveryLink(_ file: inout TopologyFile) {
        for index in file.links.indices { file.links[index].personalData = .masked }
    }

    // proves: ZZ23-8a, JY24-6.4
    @Test func `Texts go up without the petitioner's name and telephone, however they were typed`() async throws {
        try await AcceptanceNetwork(topology: "shanxi", adapt: Self.maskEveryLink).run { staged in
            let stage = staged.stage
            let (province, city) = (try stage.desk("140000"), try stage.desk("140500"))
            let county = try stage.desk("140525")
            var matter = MatterForm.plain("诸葛孟起反映停水，回电13987654321")
            matter.content = Self.typed.joined(separator: "；")
            matter.petitioner = .init(name: "诸葛孟起", phone: "13987654321")
            let ticket = try await county.register(matter)
            for text in Self.typed { try await county.supplement(ticket, "补充：\(text)。") }
            try await stage.handle(ticket, at: county, by: county.unit("bagong"), ResultForm(
                handling: "已联系诸葛孟起。", result: "139 8765 4321 确认已通水。", reply: .init(content: "回电 13987654321。")))
            try await stage.close(ticket, at: county)
            try await province.untilMirror(of: ticket, is: .archived)

            for desk in [city, province] {
                let mirror = try await desk.read("mirror", "tickets", ticket.id)
                let timeline = try await desk.read("mirror", "tickets", ticket.id, "timeline")
                #expect(mirror.text("matter", "title") == "＊＊＊反映停水，回电＊＊＊")
                let bytes = Data((mirror.line + timeline.line).utf8) + (try staged.files(of: desk))
                for text in Self.typed { #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text) at \(desk.name)") }
            }
            let own = try await county.ticket(ticket)
            #expect(own.text("matter", "content") == matter.content)
            #expect(try staged.files(of: county).range(of: Data(Self.typed[0].utf8)) != nil)
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }
}

extension StagedNetwork {
    /// Everything in a node's data folder.
    fileprivate func files(of desk: Desk) throws -> Data {
        let folder = URL(filePath: try #require(network.plan.member(desk.code)).configuration.dataFolder)
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
    }
}
