import Foundation
import HotlineCore
import WorkCalendar

/// The city supervises what the county handles: the directive goes down, its answer comes up (JY24-29, ZZ23-31.3).
struct SupervisedOrder: MatterScript {
    let title = "市级督办函下达县级，县级答复后办结"
    let nodes = ["140500", "140525"]
    let matter = MatterForm(
        kind: .help, title: "高都镇通村公路塌陷一个月未修",
        content: "高都镇东元庆村通村公路路基塌陷一个多月，校车无法通行，多次反映无人处理。",
        place: "泽州县高都镇东元庆村", occurredAt: "上月", petitioner: .init(name: "赵建平", phone: "13603560077"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let city = try stage.desk("140500"), county = try stage.desk("140525")
        let town = try county.unit("gaodu")

        let ticket = try await city.register(matter)
        try await city.dispatch(ticket, to: county.assignee)
        let order = try await county.received(ticket, from: city)
        try await county.signOrder(order)
        try await city.until(ticket, try county.assignee, is: .signed)
        let due = Moment(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000)).day + 3
        try await city.supervise(ticket, county.assignee, "请三日内修复，并书面反馈整改情况。", answerDue: due)
        try await county.answerDirective(order, "已责成高都镇当日封闭、次日修复，分管副县长现场督办。")
        try await city.wait(for: "the county's answer") {
            try await city.ticket(ticket).list("supervisions").first?["answer"]
        }

        try await stage.handle(order, at: county, by: town, ResultForm(
            handling: "回填路基 120 方，铺设钢筋混凝土路面 40 米。", result: "道路恢复通行，校车已正常。",
            reply: .init(content: "电话告知诉求人道路已修复。")))
        try await city.until(ticket, try county.assignee, is: .submitted)
        try await city.approveCompletion(of: ticket, from: county.assignee)
        try await stage.close(ticket, at: city, below: [(county, order)])
        return ticket
    }
}

extension Desk {
    /// 督办函 to the assignee of a share.
    fileprivate func supervise(
        _ ticket: TicketHandle, _ assignee: Assignee, _ text: String, answerDue: Day
    ) async throws {
        try await act(.supervise, on: ticket, as: "supervisor", .object([
            "means": .string("letter"), "assignment": .string(try await assignment(of: ticket, to: assignee)),
            "text": .string(text), "answerDue": .string(answerDue.description),
        ]))
    }

    /// 答复督办, once it has come.
    fileprivate func answerDirective(_ ticket: TicketHandle, _ text: String) async throws {
        let directive = try await wait(for: "a directive on \(ticket.id)") {
            try await self.ticket(ticket).list("directives").first?.text("directive", "id")
        }
        try await act(.answerDirective, on: ticket, as: "supervisor", .object([
            "directive": .string(directive), "text": .string(text),
        ]))
    }
}
