import Node
import Testing
import Topology

/// The files hold what the regulations' annexes print; the lists here were copied from those by hand.
@Suite struct AnnexTests {
    @Test func `Zezhou has every unit of its annex, in its order, and no other`() throws {
        let zezhou = try #require(try TopologyFiles.load("shanxi").node("140525"))
        let printed: [(group: String, kind: NodeConfiguration.Unit.Kind, names: String)] = [
            ("乡镇人民政府", .handling, "下村镇 大东沟镇 川底镇 周村镇 南岭镇 犁川镇 山河镇 晋庙铺镇 大箕镇 金村镇 柳树口镇 高都镇 北义城镇 巴公镇 大阳镇 北石店镇"),
            ("政府组成部门", .handling, """
                县政府办公室、县发展和改革局、县教育局、县工业和信息化局、县公安局、县民政局、县司法局、县财政局、县人力资源和社会保障局、\
                县自然资源局、县住房和城乡建设管理局、县交通运输局、县水务局、县农业农村局、县林业局、县文化和旅游局、县卫生健康和体育局、\
                县退役军人事务局、县应急管理局、县审计局、县市场监督管理局、县统计局、县医疗保障局、县行政审批服务管理局、县信访局、县能源局
                """),
            ("县属事业单位", .handling, """
                县融媒体中心、县投资促进中心、县中小企业发展促进中心、县乡村振兴中心、县医疗集团、县住房公积金管理中心、\
                县供销合作社联合社、县城镇集体工业联合社
                """),
            ("驻县单位", .handling, "国家税务总局泽州县税务局、晋城市生态环境局泽州分局"),
            ("其他单位", .handling, "县消防救援大队"),
            ("县属企业", .handling, """
                泽州县国有资本投资运营有限公司、泽州县天泰能源有限公司、泽州县泽鑫资产经营有限公司、晋城市丹河天云智慧科技有限公司、\
                泽州县天瑞产业运营平台有限公司、泽州县文化旅游产业集团有限公司、泽州县天煜热力有限公司、泽州县金村新区建设发展有限公司
                """),
            ("县委直属事业单位", .linked, "县机关事务服务中心、县档案馆"),
            ("群团组织", .linked, """
                县总工会、中国共产主义青年团泽州县委员会、县妇女联合会、县残疾人联合会、县红十字会、县文学艺术工作者联合会
                """),
        ]
        #expect(printed.map { $0.names.split(whereSeparator: "、 ".contains).count } == [16, 26, 8, 2, 1, 8, 2, 6])
        let expected = printed.flatMap { row in
            row.names.split(whereSeparator: "、 ".contains).map { "\(row.group) \(row.kind) \($0)" }
        }
        #expect(zezhou.units.map { "\($0.group ?? "") \($0.kind) \($0.name)" } == expected)
    }

    @Test func `Yuncheng has the 54 hotlines of its annex`() throws {
        let yuncheng = try #require(try TopologyFiles.load("shanxi").node("140800"))
        let counts = NodeConfiguration.Hotline.Mode.allCases.map { mode in
            yuncheng.hotlines.filter { $0.mode == mode }.count
        }
        #expect(counts == [7, 16, 19, 5, 7])
        #expect(yuncheng.hotlines.flatMap(\.formerNumbers) == ["12358", "12365", "12331", "12330"])
        #expect(yuncheng.units.count == 46)
        let named = Set(yuncheng.hotlines.map(\.unit))
        #expect(yuncheng.units.filter { !named.contains($0.id) }.isEmpty, "a unit of the annex without its number")
    }

    @Test(arguments: [("12312", "市商务局"), ("2160001", "市热力公司"), ("2551315", "运城开发区"), ("12371", "市委组织部")])
    func `A hotline is found by its number`(number: String, unit: String) throws {
        let yuncheng = try #require(try TopologyFiles.load("shanxi").node("140800"))
        let hotline = try #require(yuncheng.hotlines.first { $0.number == number })
        #expect(yuncheng.units.first { $0.id == hotline.unit }?.name == unit)
    }

    @Test func `Jiyuan stands between the province and two sub-centres of ministries`() throws {
        let henan = try TopologyFiles.load("henan")
        #expect(henan.uppers(of: "419001") == ["410000"])
        #expect(henan.lowers(of: "419001") == ["419001-12366", "419001-12305"])
        #expect(henan.nodes.filter { $0.tier == .subcentre }.count == 2)
        #expect(henan.node("419001")?.units.filter { $0.group == "镇人民政府" }.count == 11)
        #expect(henan.node("419001")?.units.filter { $0.group == "街道办事处" }.count == 5)
    }
}
