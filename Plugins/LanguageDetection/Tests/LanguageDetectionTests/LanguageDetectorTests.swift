import AnalyzerTesting
import ArticleAnalysis
import Testing

@testable import LanguageDetection

/// What the detector says of a body.
func detected(_ body: String, title: String? = nil, claimed: String? = nil) throws -> DetectedLanguage {
    try LanguageDetector().analyze(Article(title: title, body: body, claimedLanguage: claimed), knowing: Findings())
}

/// One sentence, its language and its script.
struct Sample: Sendable, CustomTestStringConvertible {
    var language: String
    var script: String
    var text: String
    var testDescription: String { language }
}

@Suite("The language detector")
struct LanguageDetectorTests {
    static let samples = [
        Sample(language: "en", script: "Latn", text: "The council adopted the budget for next year after a long debate on Monday."),
        Sample(language: "fr", script: "Latn", text: "Le conseil a adopté lundi le budget de l'année prochaine après un long débat."),
        Sample(
            language: "tr", script: "Latn", text: "Meclis, uzun bir tartışmanın ardından gelecek yılın bütçesini pazartesi günü kabul etti."
        ),
        Sample(language: "vi", script: "Latn", text: "Hôm thứ Hai, hội đồng đã thông qua ngân sách năm tới sau một cuộc tranh luận dài."),
        Sample(
            language: "nb", script: "Latn",
            text: "Kommunestyret vedtok mandag budsjettet for neste år etter en lang debatt, og ingen stemte imot."),
        Sample(language: "ru", script: "Cyrl", text: "В понедельник совет принял бюджет на следующий год после долгого обсуждения."),
        Sample(language: "uk", script: "Cyrl", text: "У понеділок рада ухвалила бюджет на наступний рік після тривалого обговорення."),
        Sample(language: "sr", script: "Cyrl", text: "Скупштина је у понедељак усвојила буџет за следећу годину после дуге расправе."),
        Sample(language: "el", script: "Grek", text: "Το συμβούλιο ενέκρινε τον προϋπολογισμό του επόμενου έτους."),
        Sample(language: "ar", script: "Arab", text: "أقر المجلس يوم الاثنين ميزانية العام المقبل بعد نقاش طويل."),
        Sample(language: "fa", script: "Arab", text: "شورای شهر روز دوشنبه پس از بحثی طولانی بودجه سال آینده را تصویب کرد."),
        Sample(language: "ckb", script: "Arab", text: "ئەنجومەن ڕۆژی دووشەممە دوای گفتوگۆیەکی درێژ بودجەی ساڵی داهاتووی پەسەند کرد."),
        Sample(
            language: "kmr", script: "Latn",
            text: "Meclîsê roja duşemê budceya sala bê qebûl kir û got ku ew ji bo gel û ji bo bajêr pir girîng e."),
        Sample(language: "he", script: "Hebr", text: "המועצה אישרה ביום שני את התקציב לשנה הבאה לאחר דיון ארוך."),
        Sample(language: "yi", script: "Hebr", text: "דער שטאָטראַט האָט מאָנטיק אָנגענומען דעם בודזשעט פֿאַרן קומענדיקן יאָר."),
        Sample(language: "hi", script: "Deva", text: "परिषद ने सोमवार को लंबी बहस के बाद अगले साल का बजट पारित किया।"),
        Sample(language: "ta", script: "Taml", text: "நீண்ட விவாதத்திற்குப் பிறகு மன்றம் அடுத்த ஆண்டுக்கான பட்ஜெட்டை ஏற்றது."),
        Sample(language: "th", script: "Thai", text: "สภาเมืองได้อนุมัติงบประมาณปีหน้าเมื่อวันจันทร์หลังการอภิปรายที่ยาวนาน"),
        Sample(language: "ka", script: "Geor", text: "საბჭომ ორშაბათს მომავალი წლის ბიუჯეტი დაამტკიცა."),
        Sample(language: "hy", script: "Armn", text: "Խորհուրդը երկուշաբթի օրը հաստատեց հաջորդ տարվա բյուջեն։"),
        Sample(language: "am", script: "Ethi", text: "ምክር ቤቱ ሰኞ ዕለት የሚቀጥለውን ዓመት በጀት ከረጅም ክርክር በኋላ አጸደቀ።"),
        Sample(language: "km", script: "Khmr", text: "ក្រុមប្រឹក្សាបានអនុម័តថវិកាសម្រាប់ឆ្នាំក្រោយ"),
        Sample(language: "zh", script: "Hans", text: "经过长时间的辩论，市议会于星期一通过了明年的预算，没有人反对。"),
        Sample(language: "zh", script: "Hant", text: "經過長時間的辯論，市議會於星期一通過了明年的預算，沒有人反對。"),
        Sample(language: "ja", script: "Jpan", text: "市議会は月曜日、長い議論の末に来年度の予算を可決した。"),
        Sample(language: "ko", script: "Kore", text: "시의회는 월요일 긴 토론 끝에 내년도 예산을 통과시켰다."),
    ]

    @Test("A sentence is told by language and script, in one span", arguments: samples)
    func sentences(sample: Sample) throws {
        let finding = try detected(sample.text)
        #expect(finding.language == sample.language)
        #expect(finding.script == sample.script)
        #expect(finding.candidates.first == DetectedLanguage.Candidate(language: sample.language, confidence: finding.confidence))
        #expect(finding.spans == [DetectedLanguage.Span(start: 0, end: sample.text.unicodeScalars.count, language: sample.language)])
    }

    @Test(
        "What is in no language is und",
        arguments: [
            "", " \n\t", "…", "🙂👩🏽‍🚀", "95.1% (+3.2) / 1,204", "@user123 #42 ▶ ⏸ 03:22", "0x7fff5fbff8c0 0x00 0xff", "v2.13.0-rc1 x86_64",
            "€ 1.299,00 — $ 1,450.00", "lat=33.5138 lon=36.2765", "ISBN 978-3-16-148410-0", "IBAN DE89 3704 0044 0532 0130 00",
            "https://example.org/the/council/adopted/the/budget", "someone@example.org", "d41d8cd98f00b204e9800998ecf8427e", "x",
            "\0\u{1}\u{7F}",
        ])
    func undetermined(body: String) throws {
        let finding = try detected(body)
        #expect(finding.language == "und")
        #expect(!finding.reliable)
        #expect(finding.candidates == [])
        #expect(finding.spans == [])
    }

    @Test(
        "A script that writes one language tells it in a single word",
        arguments: [("สวัสดี", "th"), ("Γεια", "el"), ("中", "zh"), ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "zgh")])
    func soleScripts(word: String, language: String) throws {
        #expect(try detected(word).language == language)
    }

    @Test("A short body is helped by its title, a clear one is not overridden by it")
    func titles() throws {
        #expect(try detected("Nein.", title: "Der Stadtrat hat am Montag den Haushalt für das nächste Jahr beschlossen").language == "de")
        #expect(try detected("Совет принял бюджет на следующий год.", title: "The council adopted the budget").language == "ru")
    }

    @Test("The source's claim never overrides the text")
    func claims() throws {
        for claim in ["zh-Hant", "fr", "\0,;'", String(repeating: "x", count: 100)] {
            #expect(try detected("The council adopted the budget for next year.", claimed: claim).language == "en")
        }
    }

    @Test("Longer text is given more confidence, and close relatives less")
    func confidence() throws {
        let sentence = "Der Stadtrat hat am Montag den Haushalt für das nächste Jahr beschlossen. "
        let brief = try detected("Der Stadtrat tagt")
        let long = try detected(String(repeating: sentence, count: 20))
        #expect(brief.confidence < long.confidence)
        #expect(long.confidence > 0.98)
        let croatian = try detected(String(repeating: "Gradsko vijeće usvojilo je u ponedjeljak proračun za sljedeću godinu. ", count: 20))
        #expect(croatian.confidence < long.confidence)
    }

    @Test("Confidences are probabilities, candidates come best first")
    func candidates() throws {
        let finding = try detected(
            "The council adopted the budget for next year.\nأقر المجلس يوم الاثنين ميزانية العام المقبل بعد نقاش طويل.")
        #expect(Set(finding.candidates.map(\.language)) == ["en", "ar"])
        #expect(finding.candidates.map(\.confidence) == finding.candidates.map(\.confidence).sorted(by: >))
        #expect(finding.candidates.reduce(0) { $0 + $1.confidence } <= 1.001)
    }

    @Test("Every Unicode scalar can be read")
    func allScalars() throws {
        let scalars = (UInt32(0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init)
        var text = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            text.append(scalar)
            if index % 7 == 6 { text.append(" ") }
        }
        let finding = try detected(String(text))
        let (end, count) = (finding.spans.last?.end ?? 0, text.count)
        #expect(end <= count)
    }

    @Test("A text of several windows is read to its end, and stops when cancelled")
    func windows() throws {
        let german = String(repeating: "Der Stadtrat hat am Montag den Haushalt beschlossen.\n", count: 30_000)
        let arabic = String(repeating: "أقر المجلس يوم الاثنين ميزانية العام المقبل.\n", count: 20_000)
        let finding = try detected(german + arabic)
        let border = german.unicodeScalars.count
        #expect(
            finding.spans == [
                DetectedLanguage.Span(start: 0, end: border - 1, language: "de"),
                DetectedLanguage.Span(start: border, end: border + arabic.unicodeScalars.count, language: "ar"),
            ])
        let flag = Cancellation.Flag()
        flag.raise()
        #expect(throws: CancellationError.self) { try Cancellation.$current.withValue(flag) { try detected(german) } }
    }

    @Test("A line of any length is read to its end, and a language in the midst of it found")
    func longLine() throws {
        let german = String(repeating: "Der Stadtrat hat am Montag den Haushalt beschlossen und ", count: 3_000)
        let clause = "the council adopted the budget for next year after a long debate because nobody was against it, "
        let english = String(repeating: clause, count: 4)
        let finding = try detected(german + english + german)
        #expect(finding.spans.map(\.language) == ["de", "en", "de"])
        let borders = [german.unicodeScalars.count, german.unicodeScalars.count + english.unicodeScalars.count]
        for (span, border) in zip(finding.spans.dropFirst(), borders) { #expect(abs(span.start - border) <= 40) }
    }

    @Test("Addresses and numbers beside a sentence do not hide its language")
    func addresses() throws {
        let address = "https://example.org/news/2005.09/20050920111900_21big.html "
        let sentence = "I took these pictures in town, look at them if you have time."
        #expect(try detected(String(repeating: address, count: 20) + sentence).language == "en")
        #expect(try detected("Die Ergebnisse vom Wochenende: 3:1 2:2 0:4 1:1 5:3 12:20 90 17 33 28 41 09 55 63 71").language == "de")
        #expect(try detected("Tel. 030 2093 0815").language == "und")
    }

    @Test("Traditional and simplified characters are told apart in a word", arguments: [("計劃經濟", "Hant"), ("计划经济", "Hans")])
    func characters(word: String, script: String) throws {
        #expect(try detected(word).script == script)
    }

    @Test("Menus and buttons of a page have no say in its language")
    func shortLines() throws {
        let menu = ["Home", "News", "Share", "Read more", "Sign in", "Subscribe", "Contact us", "Privacy", "Terms", "Cookies"]
        let body =
            "Radnici su u ponedjeljak prekinuli štrajk nakon što je uprava pristala na veće plaće i kraće radno vrijeme za sve zaposlene."
        let finding = try detected((menu + [body] + menu).joined(separator: "\n"))
        #expect(["hr", "bs", "sr"].contains(finding.language))
    }

    @Test("Sixty-four mebibytes in one line are read")
    func large() throws {
        #expect(try detected(String(repeating: "0123456789 ", count: 6_000_000) + "Der Stadtrat tagt heute.").language == "de")
    }

    @Test("It keeps the promises of an analyzer")
    func conformance() async {
        #expect(LanguageDetector.key == "language")
        #expect(LanguageDetector.revision == 3)
        let faults = await AnalyzerChecks(stopsWhenCancelled: true).faults(in: LanguageDetector())
        #expect(faults == [])
    }
}
