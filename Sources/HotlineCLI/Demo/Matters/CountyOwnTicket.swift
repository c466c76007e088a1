import HotlineCore

/// A matter that the county takes in and handles itself; city and province follow each step (CARD-3).
struct CountyOwnTicket: MatterScript {
    let title = "县级自办工单，实时推送市、省"
    let nodes = ["140000", "140500", "140525"]
    let matter = MatterForm(
        kind: .consultation, title: "咨询城乡居民医保缴费时间",
        content: "户口在巴公镇，人在外地打工，咨询明年城乡居民医保什么时候缴、在手机上怎么缴。",
        place: "泽州县巴公镇", petitioner: .init(name: "赵秀兰", phone: "13467002233"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let province = try stage.desk("140000"), city = try stage.desk("140500"), county = try stage.desk("140525")
        let bureau = try county.unit("yibaoju")

        let ticket = try await county.register(matter)
        try await county.accept(ticket)
        try await stage.handle(ticket, at: county, by: bureau, ResultForm(
            handling: "核对参保信息，说明缴费期限和手机缴费办法。", result: "集中缴费期至 12 月 31 日，可在“山西医保”缴纳。",
            reply: .init(content: "电话答复，诉求人已会操作。"), items: ["answeredInFull": "true"]))
        try await stage.close(ticket, at: county)

        try await city.untilMirror(of: ticket, is: .archived)
        try await province.untilMirror(of: ticket, is: .archived)
        return ticket
    }
}
