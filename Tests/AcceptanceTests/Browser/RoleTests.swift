import Foundation
import Testing
import Topology

@testable import HotlineCLI

/// Each role's main job, done through the console in a browser, on a running topology of three tiers.
@Suite(.inBrowser, .timeLimit(.minutes(5))) struct RoleTests {
    // proves: CARD-3, ZZ23-23
    @Test func `A matter registered at the county reaches the archive, every role at its desk`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try #require(staged.network.plan.member("140525"))
            try await Browser.run { browser in
                let title = "咨询城乡居民医保缴费时间"
                let intake = try await ConsoleDesk("operator", at: county, in: browser)
                try await intake.register(kind: "咨询", title: title, content: "咨询明年城乡居民医保什么时候缴。")
                try await intake.confirm("受理")
                try await intake.until("待派单")

                let dispatcher = try await ConsoleDesk("dispatcher", at: county, in: browser)
                try await dispatcher.openFromDesk(title)
                try await dispatcher.dispatch(to: "县医疗保障局")
                try await dispatcher.until("办理中")
                // Who took it in sees it go on without doing anything.
                try await intake.until("办理中")

                let bureau = try await ConsoleDesk("yibaoju", at: county, in: browser)
                try await bureau.openFromDesk(title)
                try await bureau.act("签收")
                try await bureau.complete(.pick("是否解答完咨询内容", "是"))

                let reviewer = try await ConsoleDesk("reviewer", at: county, in: browser)
                try await reviewer.openFromDesk(title)
                try await reviewer.confirm("同意办结")
                try await reviewer.until("待回访")
                try await reviewer.revisitSatisfied()
                try await reviewer.until("已回访")
                try await reviewer.confirm("归档")
                try await reviewer.until("已归档")
                for other in [intake, dispatcher, bureau] { try await other.until("已归档") }

                let supervisor = try await ConsoleDesk("supervisor", at: county, in: browser)
                try await supervisor.open("/desk/tickets/\(try await intake.ticket())")
                try await supervisor.until("已归档")
            }
            try await staged.expectSettled()
        }
    }

    // proves: CARD-4
    @Test func `An order comes down and its result goes up, seen live on the other node's screen`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let city = try #require(staged.network.plan.member("140500"))
            let county = try #require(staged.network.plan.member("140525"))
            try await Browser.run { browser in
                let title = "下村镇三个自然村停水三天"
                let below = try await ConsoleDesk("dispatcher", at: county, in: browser)
                let (intake, above) = try await order(title, from: city, in: browser)

                // The county's dispatcher has the desk open: the order appears there by itself.
                try await below.takeUpWhatCame(title)
                try await below.dispatch(to: "下村镇")
                try await below.until("办理中")

                let town = try await ConsoleDesk("xiacun", at: county, in: browser)
                try await town.openFromDesk(title)
                try await town.act("签收")
                // Above, the county's share has been signed: the page that is open there says so.
                _ = try await above.page.element(.text("办理中", in: ".share .mark"))
                try await town.complete()
                let countyReviewer = try await ConsoleDesk("reviewer", at: county, in: browser)
                try await countyReviewer.openFromDesk(title)
                try await countyReviewer.confirm("同意办结")
                _ = try await above.page.element(.text("办结待审核", in: ".share .mark"))

                let cityReviewer = try await ConsoleDesk("reviewer", at: city, in: browser)
                try await cityReviewer.openFromDesk(title)
                try await cityReviewer.confirm("同意办结")
                try await cityReviewer.revisitSatisfied()
                try await cityReviewer.confirm("归档")
                for desk in [intake, above, below, town] { try await desk.until("已归档") }
            }
            try await staged.expectSettled()
        }
    }

    /// A matter that the city takes in and orders the county to handle; who took it in, and who gave the order.
    private func order(
        _ title: String, from city: NetworkPlan.Member, in browser: Browser
    ) async throws -> (intake: ConsoleDesk, above: ConsoleDesk) {
        let intake = try await ConsoleDesk("operator", at: city, in: browser)
        try await intake.register(kind: "求助", title: title, content: "自来水管道破裂，停水已三天。")
        try await intake.confirm("受理")
        try await intake.until("待派单")
        let above = try await ConsoleDesk("dispatcher", at: city, in: browser)
        try await above.openFromDesk(title)
        try await above.dispatch(to: "泽州县", isNode: true)
        return (intake, above)
    }
}

extension ConsoleDesk {
    /// Takes a matter down, and opens its ticket.
    func register(kind: String, title: String, content: String) async throws {
        try await open("/desk/register")
        let form = ".register form"
        try await enter(.text("联系电话", "13467002233"), in: form)
        try await enter(.text("姓名", "赵秀兰"), in: form)
        try await enter(.pick("诉求类型", kind), in: form)
        try await enter(.text("标题", title), in: form)
        try await enter(.text("诉求内容", content), in: form)
        try await enter(.text("地点", "泽州县巴公镇"), in: form)
        try await page.click(.button("登记").within(form))
        try await page.click(.link("打开工单"))
        _ = try await page.element(.heading(title))
    }

    /// 申请办结, with what the kind asks for beside.
    func complete(_ further: Entry...) async throws {
        try await page.click(.button("申请办结").within(".action-panel"))
        let entries: [Entry] = [
            .text("办理情况", "已核查处理。"), .text("办理结果", "问题已解决。"), .now("办理时间"), .now("回复时间"),
            .text("回复方式", "电话"), .text("回复内容", "已告知诉求人。"),
        ]
        for entry in entries + further { try await enter(entry, in: "dialog[open]") }
        try await page.click(.button("申请办结").within("dialog[open]"))
        try await page.gone(.css("dialog[open]"))
    }

    /// 回访: satisfied on all three questions (ZZ23-23).
    func revisitSatisfied() async throws {
        try await act(
            "回访", .pick("评价", "满意"), .pick("是否告知处置结果", "是"), .pick("是否依法依规合理解决", "是"),
            .pick("话务服务评价", "满意"))
    }
}
