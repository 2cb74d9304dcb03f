import ArticleAnalysis
import Foundation
import Testing

@testable import LanguageDetection

@Suite("How often the answer is right")
struct AccuracyTests {
    /// A sentence of news in each of many languages, written for this test.
    private static let sentences: [(language: String, text: String)] = [
        ("af", "Die stadsraad het Maandag ná 'n lang debat die begroting vir volgende jaar goedgekeur."),
        ("ar", "وافق مجلس المدينة يوم الاثنين على ميزانية العام المقبل بعد نقاش طويل بين الأعضاء."),
        ("az", "Şəhər şurası uzun müzakirələrdən sonra bazar ertəsi gələn ilin büdcəsini təsdiq etdi."),
        ("be", "Гарадскі савет у панядзелак пасля доўгай дыскусіі зацвердзіў бюджэт на наступны год."),
        ("bg", "Общинският съвет прие в понеделник бюджета за следващата година след дълъг дебат."),
        ("bn", "দীর্ঘ বিতর্কের পর সোমবার নগর পরিষদ আগামী বছরের বাজেট অনুমোদন করেছে।"),
        ("ca", "L'ajuntament va aprovar dilluns el pressupost de l'any vinent després d'un llarg debat."),
        ("cs", "Zastupitelstvo města v pondělí po dlouhé debatě schválilo rozpočet na příští rok."),
        ("cy", "Cymeradwyodd y cyngor y gyllideb ar gyfer y flwyddyn nesaf ddydd Llun ar ôl dadl hir."),
        ("da", "Byrådet vedtog mandag budgettet for næste år efter en lang debat om skolernes fremtid."),
        ("de", "Der Stadtrat hat am Montag nach langer Debatte den Haushalt für das nächste Jahr beschlossen."),
        ("el", "Το δημοτικό συμβούλιο ενέκρινε τη Δευτέρα τον προϋπολογισμό του επόμενου έτους."),
        ("en", "The city council adopted the budget for next year after a long debate on Monday."),
        ("eo", "La urba konsilio aprobis lunde la buĝeton por la venonta jaro post longa debato."),
        ("es", "El ayuntamiento aprobó el lunes el presupuesto del próximo año tras un largo debate."),
        ("et", "Linnavolikogu kinnitas esmaspäeval pärast pikka arutelu järgmise aasta eelarve."),
        ("eu", "Udalbatzak astelehenean onartu zuen datorren urteko aurrekontua eztabaida luze baten ondoren."),
        ("fa", "شورای شهر روز دوشنبه پس از بحثی طولانی بودجه سال آینده را تصویب کرد."),
        ("fi", "Kaupunginvaltuusto hyväksyi maanantaina ensi vuoden talousarvion pitkän keskustelun jälkeen."),
        ("fr", "Le conseil municipal a adopté lundi le budget de l'année prochaine après un long débat."),
        ("ga", "Ghlac an chomhairle cathrach leis an mbuiséad don bhliain seo chugainn Dé Luain tar éis díospóireacht fhada."),
        ("gu", "શહેર પરિષદે સોમવારે લાંબી ચર્ચા પછી આવતા વર્ષનું બજેટ મંજૂર કર્યું."),
        ("he", "מועצת העיר אישרה ביום שני את תקציב השנה הבאה לאחר דיון ארוך."),
        ("hi", "नगर परिषद ने सोमवार को लंबी बहस के बाद अगले साल का बजट पारित किया।"),
        ("hu", "A városi közgyűlés hétfőn hosszú vita után elfogadta a jövő évi költségvetést."),
        ("hy", "Քաղաքային խորհուրդը երկուշաբթի օրը երկար քննարկումից հետո հաստատեց հաջորդ տարվա բյուջեն։"),
        (
            "id",
            "Dewan kota menyetujui anggaran tahun depan pada hari Senin setelah perdebatan yang panjang karena banyak anggota menolaknya."
        ),
        ("is", "Borgarstjórn samþykkti á mánudag fjárhagsáætlun næsta árs eftir langar umræður."),
        ("it", "Il consiglio comunale ha approvato lunedì il bilancio del prossimo anno dopo un lungo dibattito."),
        ("ja", "市議会は月曜日、長い議論の末に来年度の予算を可決した。"),
        ("ka", "საკრებულომ ორშაბათს ხანგრძლივი დებატების შემდეგ მომავალი წლის ბიუჯეტი დაამტკიცა."),
        ("kk", "Қалалық мәслихат дүйсенбіде ұзақ талқылаудан кейін келесі жылдың бюджетін бекітті."),
        ("kmr", "Meclîsa bajêr roja duşemê piştî nîqaşeke dirêj budceya sala bê qebûl kir û got ku ew ji bo gel pir girîng e."),
        ("kn", "ದೀರ್ಘ ಚರ್ಚೆಯ ನಂತರ ನಗರ ಸಭೆಯು ಸೋಮವಾರ ಮುಂದಿನ ವರ್ಷದ ಬಜೆಟ್ ಅನ್ನು ಅಂಗೀಕರಿಸಿತು."),
        ("ko", "시의회는 월요일 긴 토론 끝에 내년도 예산을 통과시켰다."),
        ("lt", "Miesto taryba pirmadienį po ilgų diskusijų patvirtino kitų metų biudžetą."),
        ("lv", "Pilsētas dome pirmdien pēc garām debatēm apstiprināja nākamā gada budžetu."),
        ("mk", "Градскиот совет во понеделникот по долга дебата го усвои буџетот за следната година."),
        ("ml", "നീണ്ട ചർച്ചയ്ക്ക് ശേഷം നഗരസഭ തിങ്കളാഴ്ച അടുത്ത വർഷത്തെ ബജറ്റ് അംഗീകരിച്ചു."),
        ("mr", "महापालिकेने सोमवारी दीर्घ चर्चेनंतर पुढील वर्षाचा अर्थसंकल्प मंजूर केला आहे."),
        ("nb", "Kommunestyret vedtok mandag budsjettet for neste år etter en lang debatt, og ingen stemte imot."),
        ("ne", "नगर परिषद्ले सोमबार लामो बहसपछि आगामी वर्षको बजेट पारित गरेको छ।"),
        ("nl", "De gemeenteraad heeft maandag na een lang debat de begroting voor volgend jaar goedgekeurd."),
        ("nn", "Kommunestyret vedtok måndag budsjettet for neste år etter ein lang debatt, fordi dei ikkje såg noko anna val."),
        ("pa", "ਨਗਰ ਕੌਂਸਲ ਨੇ ਸੋਮਵਾਰ ਨੂੰ ਲੰਬੀ ਬਹਿਸ ਤੋਂ ਬਾਅਦ ਅਗਲੇ ਸਾਲ ਦਾ ਬਜਟ ਪਾਸ ਕੀਤਾ।"),
        ("pl", "Rada miasta uchwaliła w poniedziałek budżet na przyszły rok po długiej debacie."),
        ("ps", "ښاري شورا د دوشنبې په ورځ له اوږد بحث وروسته د راتلونکي کال بودجه تصویب کړه."),
        ("pt", "A câmara municipal aprovou na segunda-feira o orçamento do próximo ano após um longo debate."),
        ("ro", "Consiliul local a adoptat luni bugetul pentru anul viitor după o dezbatere lungă."),
        ("ru", "Городской совет в понедельник после долгого обсуждения принял бюджет на следующий год."),
        ("sk", "Mestské zastupiteľstvo v pondelok po dlhej diskusii schválilo rozpočet na budúci rok."),
        ("sl", "Mestni svet je v ponedeljek po dolgi razpravi sprejel proračun za prihodnje leto."),
        ("so", "Golaha magaalada ayaa Isniintii ansixiyay miisaaniyadda sannadka soo socda ka dib dood dheer."),
        ("sq", "Këshilli i qytetit miratoi të hënën buxhetin e vitit të ardhshëm pas një debati të gjatë."),
        ("sr", "Скупштина града је у понедељак после дуге расправе усвојила буџет за следећу годину."),
        ("sv", "Kommunfullmäktige antog på måndagen budgeten för nästa år efter en lång debatt."),
        ("sw", "Baraza la jiji liliidhinisha bajeti ya mwaka ujao siku ya Jumatatu baada ya mjadala mrefu."),
        ("ta", "நீண்ட விவாதத்திற்குப் பிறகு நகர மன்றம் திங்கட்கிழமை அடுத்த ஆண்டுக்கான பட்ஜெட்டை ஏற்றது."),
        ("te", "సుదీర్ఘ చర్చ తర్వాత నగర మండలి సోమవారం వచ్చే ఏడాది బడ్జెట్‌ను ఆమోదించింది."),
        ("tl", "Inaprubahan ng konseho ng lungsod noong Lunes ang badyet para sa susunod na taon matapos ang mahabang debate."),
        ("tr", "Belediye meclisi uzun bir tartışmanın ardından gelecek yılın bütçesini pazartesi günü kabul etti."),
        ("uk", "Міська рада в понеділок після тривалого обговорення ухвалила бюджет на наступний рік."),
        ("ur", "سٹی کونسل نے طویل بحث کے بعد پیر کو اگلے سال کا بجٹ منظور کر لیا۔"),
        ("vi", "Hôm thứ Hai, hội đồng thành phố đã thông qua ngân sách năm tới sau một cuộc tranh luận dài."),
        ("zh", "经过长时间的辩论，市议会于星期一通过了明年的预算，没有人反对。"),
    ]

    /// How many of some texts are told right, of 100.
    private func accuracy(_ texts: [(language: String, text: String)]) throws -> Int {
        let right = try texts.filter { try detected($0.text).language == $0.language }.count
        return right * 100 / max(1, texts.count)
    }

    @Test("Every sentence of news is told", arguments: sentences.indices)
    func sentence(index: Int) throws {
        #expect(try detected(Self.sentences[index].text).language == Self.sentences[index].language)
    }

    @Test("Nine of ten halves of sentences are told, eight of ten pairs of words, six of ten long words")
    func pieces() throws {
        let words = Self.sentences.map { ($0.language, $0.text.split(separator: " ").map(String.init)) }
        let halves = words.flatMap { language, words in
            [words.prefix(words.count / 2), words.suffix(words.count - words.count / 2)].map { (language, $0.joined(separator: " ")) }
        }
        #expect(try accuracy(halves) >= 90)
        let pairs = words.flatMap { language, words in zip(words, words.dropFirst()).map { (language, "\($0) \($1)") } }
        #expect(try accuracy(pairs) >= 80)
        #expect(try accuracy(words.flatMap { language, words in words.filter { $0.count > 5 }.map { (language, $0) } }) >= 60)
    }

    static let data: URL? = {
        let root = URL(filePath: ProcessInfo.processInfo.environment["DRAGOMAN_TEST_DATA"] ?? "../shared/data")
        return FileManager.default.fileExists(atPath: root.appending(path: "langid-flores/all.tsv").path) ? root : nil
    }()

    @Test(
        "Labelled texts are told as often as when the model was trained",
        .enabled(if: data != nil, "set DRAGOMAN_TEST_DATA to a folder with langid-flores/all.tsv and the like"),
        arguments: [
            ("langid-lingua", ["word": 75, "pair": 90, "sentence": 97]), ("langid-flores", ["sentence": 97]),
            ("langid-udhr", ["paragraph": 97]),
        ])
    func labelled(folder: String, floors: [String: Int]) throws {
        let lines = try String(contentsOf: #require(Self.data).appending(path: "\(folder)/all.tsv"), encoding: .utf8).split(separator: "\n")
        let all = lines.map { $0.split(separator: "\t", maxSplits: 2).map(String.init) }
        // Every eleventh, of the languages that articles are expected in.
        let expected = Set(LanguageModel.shared?.classes.lazy.filter { !$0.isRare }.map(\.tag) ?? [])
        for (kind, floor) in floors {
            let texts = all.filter { $0[1] == kind && expected.contains(String($0[0].prefix { $0 != "-" })) }.enumerated()
                .filter { $0.offset % 11 == 0 }.map { (String($0.element[0].prefix { $0 != "-" }), $0.element[2]) }
            #expect(try accuracy(texts) >= floor, "\(kind) of \(folder)")
        }
    }
}
