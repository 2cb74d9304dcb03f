import ArticleAnalysis
import Testing

@testable import EntityTagging

@Suite("Pages with furniture around the article")
struct PageFurnitureTests {
    /// Paragraphs of an article, so that what stands around them has something to stand around.
    private static let body = """
        The council of Oslo met on Tuesday to speak of the new harbour, which is to be built where the fish market is today.

        Ingrid Solvang, who leads the council, said that the work would begin in spring if the money came from the state.

        """

    /// The lines of a text that are furniture.
    private func furniture(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var page = PageFurniture(bytes)
        var offset = 0
        var found: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let start = offset + line.utf8.prefix { $0 == 0x20 }.count
            if !line.isEmpty, page.contains(start) { found.append(String(line)) }
            offset += line.utf8.count + 1
        }
        return found
    }

    @Test(
        "What a button, a form or a footer says is furniture in any language",
        arguments: [
            "Share on facebook", "Leave a Comment", "© 2022 Ann Whitfield. All rights reserved.", "Copyright 2021 The Nile Courier",
            "Related Posts",
            "Your email address will not be published. Required fields are marked *", "Home | World | Politics | Sport",
            "Follow us on Twitter",
            "Photo: Reuters", "Tags: Ankara, Elena Zorvath", "→ Talks in Geneva fail", "Schreibe einen Kommentar", "Teilen auf Facebook",
            "Alle Rechte vorbehalten.", "Partager sur Facebook", "Tous droits réservés – Le Courrier du Nil", "Síguenos en Instagram",
            "Compartir en Facebook", "Compartilhe no Facebook", "Читайте также:", "Поделиться в Facebook", "Все права защищены",
            "شارك على فيسبوك",
            "اقرأ أيضا", "جميع الحقوق محفوظة لصحيفة النيل", "发表评论", "相关阅读：", "分享到微博", "Paylaş",
            "SocietyElena Zorvath and Ann Whitfield27 July, 2021",
            "Ann Whitfield2021-07-27", "WorldAnn Whitfield3 hours ago", "SocietyAnn WhitfieldJuly 27, 2021",
            "Last month a study by Ann Whitfield of Oslo found that Read more",
        ])
    func furniture(line: String) {
        #expect(furniture(PageFurnitureTests.body + line + "\n\n" + PageFurnitureTests.body) == [line])
        #expect(furniture(line) == [line])
    }

    @Test(
        "What an article may say is none",
        arguments: [
            "Copyright dispute between Oracle and Google widens", "Search for survivors continues in Derna",
            "Photo exhibition opens in Berlin",
            "Related laws in Norway are stricter", "Terms of surrender signed in Kabul", "Comments on the budget by Ann Whitfield",
            "Follow the money, says Ann Whitfield.", "Share prices fall in Tokyo", "Thoughts on the war in Sudan",
            "GAZA CITY, July 27, 2021",
            "KABUL, Afghanistan (AP) — Two bombs went off", "Ann Whitfield: When did you leave?", "Ann Whitfield, 34, teacher",
            "Labour 45 | Conservatives 38 | Liberal Democrats 9", "«Nous irons à Paris», dit-elle", "Contact with the Voyager probe lost",
            "In 2019 COVID19 reached Oslo", "The Home Office said so.", "Suche nach Vermissten in Köln", "Kontakte nach Moskau",
            "The club thanked all its supporters. Video of the match was shown in Leeds.", "Комментарии Путина о Сирии",
            "Новости из Москвы",
            "• Карлос Батрес (Гватемала) • Бенито Арчундия (Мексика) • Петер Прендергаст (Ямайка)", "YouTube",
            "File photo of the interviewee, Ann Whitfield",
        ])
    func article(line: String) {
        #expect(furniture(PageFurnitureTests.body + line + "\n\n" + PageFurnitureTests.body) == [])
        #expect(furniture(line + "\n" + PageFurnitureTests.body) == [])
        #expect(furniture(line) == [])
    }

    @Test("Lists, results, interviews and poems stay, with furniture on the same page")
    func lists() {
        let list = """
            The dead of Tuesday
            Ann Whitfield, 34, teacher
            Peter Whitfield, 36, baker
            Elena Zorvath, 7
            Oslo
            Bergen 12
            Liberal Party – 12 seats
            Green Party of Norway – 3 seats
            Q: When did you leave Aleppo?
            A: In the spring
            The sea lies still before Bergen
            and nobody calls my name

            """
        let page =
            "Menu\nHome\nSearch\n" + PageFurnitureTests.body + list + PageFurnitureTests.body + "Share on facebook\nLeave a Comment\n"
        #expect(furniture(page) == ["Menu", "Home", "Search", "Share on facebook", "Leave a Comment"])
        #expect(furniture(PageFurnitureTests.body + list + list + "Share on facebook\n") == ["Share on facebook"])
    }

    @Test("The headline between the menu and the article stays, rubrics in the menu go")
    func head() {
        let page = "Menu\nHome\nWorld\nPolitics\nSport\nContact\nOslo wins\nBy Ann Whitfield\nShare on facebook\n" + PageFurnitureTests.body
        #expect(furniture(page) == ["Menu", "Home", "World", "Politics", "Sport", "Contact", "Share on facebook"])
    }

    @Test("Headlines of other articles go where a heading or buttons around them say what they are")
    func teasers() {
        let inside = "READ MORE:\nElizabeth Warren endorses Joe Biden in Ohio\n"
        #expect(furniture(PageFurnitureTests.body + inside + PageFurnitureTests.body).count == 2)
        let tail =
            "Related Posts\nElizabeth Warren endorses Joe Biden\nFire in Bergen kills two\nLeave a Comment\nName *\nThe Nile Courier\n"
        #expect(furniture(PageFurnitureTests.body + tail).count == 6)
        let glued = "Oslo has remained quiet in recent years.RELATED\n\nElizabeth Warren endorses Joe Biden\n\n"
        #expect(furniture(PageFurnitureTests.body + glued + PageFurnitureTests.body) == ["Elizabeth Warren endorses Joe Biden"])
    }

    @Test("Lists of links go, on a page that shows by three lines that it is one, the headline and lists of the article stay")
    func links() {
        let menu = "Menu\nOslo\nBergen\nSyria\nIraq\nArts\nElena Zorvath\n"
        let head = "Fire in Bergen kills two\nBy Ann Whitfield\nMonday\n"
        let counted = "Syria (12)\nAnn Whitfield (3)\nNorth Korea (1)\n"
        let tail =
            "Leave a Comment\nThe sea at Bergen, a long and winding road to Oslo, in pictures\nOslo\nBergen\nSyria\nIraq\nElena Zorvath on the budget\n"
        let list = "Ann Whitfield\nPeter Whitfield\nElena Zorvath\nKnut Vik\nKari Vik\nIda Moen\n"
        let body = PageFurnitureTests.body
        let page = menu + "Share on facebook\n" + head + body + counted + body + list + tail
        #expect(furniture(page) == (menu + "Share on facebook\n" + counted + tail).split(separator: "\n").map(String.init))
        // Without furniture they are lists of the article.
        #expect(furniture(list + head + body + counted + body + list) == [])
        #expect(furniture(list + "Share on facebook\n" + body + counted + body + list) == ["Share on facebook"])
    }

    @Test("Comments of readers go, from their heading to the last button")
    func comments() {
        let comments =
            "2 thoughts on “The harbour”\nTom says:\nI saw Joe Biden in Bergen last week, and he said so himself.\nReply\nAnn says:\nOh no.\nReply\n"
        #expect(furniture(PageFurnitureTests.body + comments).count == 7)
    }

    @Test("A page yields the names of its article and no others")
    func names() throws {
        let page =
            "Menu\nHome | World | Sport\nShare on facebook\n" + PageFurnitureTests.body
            + "SocietyAmy Whitfield and Marwa Koçak27 July, 2021\n\n" + PageFurnitureTests.body
            + "Related Posts\nElizabeth Warren endorses Joe Biden in Ohio\n© 2022 Elena Zorvath. All rights reserved.\n"
        #expect(try Set(EntityTaggingTests.names(page)) == ["GPE Oslo", "PERSON Ingrid Solvang"])
    }

    @Test("Of a long page every block of lines is judged")
    func long() {
        let line = Array("Oslo\n\nShare on facebook\n".utf8)
        let bytes = [UInt8]((0..<PageFurniture.blockLines * 3).lazy.flatMap { _ in line })
        var page = PageFurniture(bytes)
        var count = 0
        for index in 0..<PageFurniture.blockLines * 3 where page.contains(index * line.count + 6) { count += 1 }
        #expect(count == PageFurniture.blockLines * 3)
    }
}
