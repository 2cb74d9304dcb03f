/// What given names and forms of address say of persons: who is a man or a woman, and which short names are whose.
enum GivenNames {
    /// The sex of the bearers of a given name, by the hash of its plain letters.
    static func gender(of name: UInt64) -> Gender? { genders[name] }

    /// The sex of the person whose name follows a form of address.
    static func gender(addressed word: UInt64) -> Gender? { addresses[word] }

    /// Whether a word names a relative: a person named after "his brother" is seldom the one an article calls by the surname.
    static func isRelative(_ word: UInt64) -> Bool { relatives.contains(word) }

    /// Whether two given names are short forms of one.
    static func areShortForms(_ one: UInt64, _ other: UInt64) -> Bool {
        guard let first = shortForms[one], let second = shortForms[other] else { return false }
        return first == second
    }

    /// The hash of a word's plain letters.
    private static func hash(_ word: Substring) -> UInt64 { NameWord.hash(NameParts.plainLetters(String(word))) }

    /// The hashes of words.
    private static func hashes(_ text: String) -> [UInt64] { text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(hash) }

    /// Names of men and women that are common in the news of the world.
    private static let genders: [UInt64: Gender] = {
        var result: [UInt64: Gender] = [:]
        for name in hashes(men) { result[name] = .male }
        for name in hashes(women) { result[name] = .female }
        return result
    }()

    private static let men = """
        james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth
        kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory
        frank alexander raymond patrick jack dennis jerry peter bill bob joe jim tom mike tony steve dick barack boris bernie rudy mitt ted rand marco jeb al
        vladimir dmitry sergei sergey alexei aleksandr mikhail nikolai ivan igor oleg viktor boris yuri andrei pavel anton maxim volodymyr petro oleksandr
        владимир дмитрий сергей алексей александр михаил николай иван игорь олег виктор борис юрий андрей павел антон максим евгений петр
        володимир сергій олексій олександр микола ігор юрій андрій
        mohammed muhammad mohamed ahmed ali hassan hussein omar khaled ibrahim mahmoud mustafa abdullah yusuf yasser saddam bashar hafez maher rami hamid
        محمد احمد علي حسن حسين عمر خالد ابراهيم محمود مصطفي عبدالله يوسف ياسر بشار حافظ ماهر رامي
        hans peter klaus wolfgang jurgen gunther heinz helmut gerhard karl franz stefan andreas markus olaf frank-walter joschka horst dieter uwe bernd
        jose juan carlos luis miguel pedro antonio francisco manuel javier alberto fernando jorge nestor hugo evo rafael mariano pablo diego andres
        jean pierre jacques francois nicolas emmanuel michel philippe alain gerard marc laurent olivier giuseppe silvio matteo mario giorgio sergio
        joao paulo luiz jair michel lech donald jaroslaw andrzej aleksandar slobodan ivica viktor janos recep tayyip mehmet ahmet kemal
        narendra rahul rajiv sanjay manmohan atal imran nawaz asif pervez xi kim shinzo junichiro
        """
    private static let women = """
        mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda
        dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine
        christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith
        hillary chelsea melania ivanka jill kamala condoleezza coretta theresa liz kate jane jacinda julia ann anne alice sophie rosa
        svetlana olga tatiana yelena elena natalia natalya irina maria yulia ludmila lyudmila olena sviatlana marina
        светлана ольга татьяна елена наталья ирина мария юлия людмила марина анна екатерина валентина
        fatima aisha khadija mariam maryam zainab asma leila layla nadia huda amina khaleda hasina benazir malala
        فاطمه عائشه خديجه مريم زينب اسماء ليلي ناديه هدي امينه
        angela ursula annalena sabine petra monika ingrid brigitte claudia katrin heike gudrun annegret sahra alice franziska
        cristina dilma michelle isabel carmen ana lucia marta pilar beatriz gloria claudia xiomara
        marine segolene martine valerie nathalie francoise simone giorgia sonia indira priyanka smriti sushma mamata
        gro erna mette sanna magdalena helle agnes beata ewa anita kolinda zuzana
        """

    /// "Mr", "Mrs" and their like.
    private static let addresses: [UInt64: Gender] = {
        var result: [UInt64: Gender] = [:]
        let men =
            "mr mister sir lord king prince sultan herr herrn senor sr don monsieur m signor senhor pan gospodin господин господина господину السيد الملك الامير"
        let women =
            "mrs ms miss lady dame queen princess madam frau senora sra dona madame mme mlle signora senhora pani gospoda госпожа госпожи госпоже السيده الملكه الاميره"
        for word in hashes(men) { result[word] = .male }
        for word in hashes(women) { result[word] = .female }
        return result
    }()

    /// Words for relatives, as they stand beside names.
    private static let relatives = Set(
        hashes(
            """
            brother brothers sister sisters wife husband son daughter father mother cousin uncle aunt nephew niece widow widower grandson granddaughter grandfather
            grandmother stepson stepdaughter half-brother half-sister ex-wife ex-husband bruder schwester frau ehefrau ehemann sohn tochter vater mutter witwe gattin
            hermano hermana esposa esposo hijo hija padre madre viuda marido mujer frere soeur epouse epoux fils fille pere mere veuve mari
            irmao irma filho filha pai mae viuva брат брата сестра сестры жена жены муж мужа сын сына дочь дочери отец отца мать супруга супруги вдова
            brat siostra zona maz syn corka ojciec matka sin supruga otac
            شقيقه شقيق شقيقته زوجته زوجه زوجها نجله ابنه ابنته والده والدته ارمله اخوه اخيه
            """))

    /// Short forms, a line of them for each name.
    private static let shortForms: [UInt64: Int] = {
        let lines = """
            william bill will billy|robert bob rob bobby|richard dick rick|james jim jimmy|joseph joe|michael mike mick|thomas tom tommy|anthony tony
            elizabeth liz beth betty|catherine katherine kathryn kate kathy cathy|alexander alex sasha|daniel dan danny|benjamin ben|christopher chris
            edward ed eddie ted|nicholas nick nicolas|samuel sam|steven stephen steve|charles charlie chuck|david dave|andrew andy|matthew matt|gregory greg
            ronald ron|donald don|kenneth ken|timothy tim|patrick pat|peter pete|jeffrey jeff|lawrence larry|gerald jerry|rudolph rudy|bernard bernie
            deborah debbie|susan sue|margaret maggie peggy|jennifer jen|rebecca becky|barbara barb|alfred al|albert al|zachary zach|joshua josh|jonathan jon
            francisco paco|jose pepe|mikhail misha|vladimir volodymyr wladimir|sergei sergey|aleksandr alexander oleksandr|dmitry dmitri dmitriy|mohammed muhammad
            """
        var result: [UInt64: Int] = [:]
        for (index, line) in lines.split(whereSeparator: { $0 == "|" || $0 == "\n" }).enumerated() {
            for name in hashes(String(line)) where result[name] == nil { result[name] = index }
        }
        return result
    }()
}
