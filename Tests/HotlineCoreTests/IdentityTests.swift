import Foundation
import HotlineCore
import Testing
import WorkCalendar

@Suite struct IdentityTests {
    @Test(arguments: ["140525", "419001-12366", "A"]) func nodeCodes(text: String) throws {
        let code = try #require(NodeCode(rawValue: text))
        #expect(NodeCode(source: code.source) == code)
    }

    @Test(arguments: ["", "-1", "1-", "中", "a b", String(repeating: "1", count: 33)])
    func brokenNodeCodes(text: String) {
        #expect(NodeCode(rawValue: text) == nil)
    }

    @Test func ticketIDsSplitFromTheRight() throws {
        let id = try #require(TicketID(rawValue: "419001-12366-2-42"))
        #expect(id.owner.rawValue == "419001-12366" && id.generation == 2 && id.counter == 42)
        #expect(id == TicketID(owner: id.owner, generation: 2, counter: 42))
        let assignment = AssignmentID(ticket: id, number: 3)
        #expect(AssignmentID(rawValue: assignment.rawValue) == assignment && assignment.ticket == id)
    }

    @Test(arguments: ["140525", "140525-1", "140525-0-1", "140525-1-01", "140525-1--1", "140525-1-1.1", "140525-1-x"])
    func brokenTicketIDs(text: String) {
        #expect(TicketID(rawValue: text) == nil)
    }

    @Test(arguments: ["140525-1-42", "140525-1-42.", "140525-1-42.0", "140525-1-42.x"])
    func brokenAssignmentIDs(text: String) {
        #expect(AssignmentID(rawValue: text) == nil)
    }

    @Test func numberCatchesEveryWrongDigit() throws {
        let day = try #require(Day("2026-11-21"))
        let number = TicketNumber(day: day, counter: 42)
        #expect(number.rawValue.hasPrefix("20261121-0042-"))
        #expect(TicketNumber(rawValue: "2026 1121 0042 \(number.rawValue.suffix(1))") == number)
        var caught = 0
        for index in number.rawValue.indices where number.rawValue[index] != "-" {
            for digit in "0123456789" where digit != number.rawValue[index] {
                var wrong = number.rawValue
                wrong.replaceSubrange(index...index, with: String(digit))
                #expect(TicketNumber(rawValue: wrong) == nil)
                caught += 1
            }
        }
        #expect(caught == 13 * 9)
        #expect(TicketNumber(day: day, counter: 12345).rawValue.hasPrefix("20261121-12345-"))
    }

    /// proves: ZZ23-8a
    @Test func confidentialSummaryHoldsNothing() throws {
        let personal = PersonalFields(name: "王小明", phone: "13812345678", idNumber: "1405…", address: "某村")
        let open = PetitionerSummary(Petitioner(personal: personal), reference: "r")
        #expect(open.maskedName == "王**" && open.maskedPhone == "138****5678")
        let hidden = [
            Petitioner(confidential: true, personal: personal), Petitioner(anonymous: true, personal: personal),
        ]
        for petitioner in hidden {
            let data = try JSONEncoder().encode(PetitionerSummary(petitioner, reference: "r"))
            let text = String(decoding: data, as: UTF8.self)
            #expect(text.contains("\"confidential\":true"))
            #expect(!text.contains("王") && !text.contains("138") && !text.contains("5678"))
        }
    }
}
