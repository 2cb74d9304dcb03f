/// Invented news from all over the world with its persons [P …], organizations [O …] and places [L …] marked, so that a floor under the analyzer
/// is there on every machine. None of it may be trained on; but its misses showed which organizations the lists lacked.
enum NewsSentences {
    /// A language and a text.
    static let all: [(language: String, marked: String)] = [
        (
            "en",
            """
            [P Abiodun Fasanya], the governor of [L Ekiti State], told reporters in [L Ado-Ekiti] on Monday that the [O Nigerian National Petroleum Company] \
            had not delivered fuel for eleven days. [P Fasanya] said trucks were held up near [L Lokoja]. The company did not respond to questions.
            """
        ),
        (
            "en",
            """
            At least nine people were killed when a ferry sank on [L Lake Kivu] between [L Goma] and [L Bukavu], the [O Congolese Red Cross] said. Provincial \
            minister [P Jean-Bosco Muhindo] declared two days of mourning in [L South Kivu].
            """
        ),
        (
            "en",
            """
            The [O Supreme Court of Kenya] upheld the election of [P Mercy Wanjiru Kamau] as senator for [L Nyeri], dismissing a petition by the \
            [O Orange Democratic Movement]. Outside the court, supporters of [P Kamau] sang and danced. [O ODM] said it would study the ruling.
            """
        ),
        (
            "en",
            """
            Fighters of the [O Tigray Defence Forces] withdrew from [L Alamata], two residents said by phone. [P Getachew Hagos], a teacher, said shops \
            had reopened. The [O African Union] called on both sides to respect the [L Pretoria] agreement.
            """
        ),
        (
            "en",
            """
            Police in [L Karachi] arrested four men over the killing of journalist [P Nadia Baloch], who worked for [O Dawn] and [O Geo News]. The [O Sindh Union \
            of Journalists] demanded protection for [P Baloch]'s family. Inspector General [P Rafiq Soomro] promised results.
            """
        ),
        (
            "en",
            """
            [O Hezbollah] fired rockets at [L Kiryat Shmona], and [L Israel] answered with air strikes on [L Khiam] and [L Marjayoun], the [O Lebanese Army] \
            said. [P Hassan Kobeissi], a farmer, lost his olive trees. [O UNIFIL] urged restraint along the [L Blue Line].
            """
        ),
        (
            "en",
            """
            The [O Syrian Democratic Forces] took three villages east of [L Deir ez-Zor] from [O Islamic State], said [P Rami al-Khalaf], a spokesman. \
            [P Al-Khalaf] added that mines slowed the advance towards [L Hajin]. The [O Pentagon] declined to comment.
            """
        ),
        (
            "en",
            """
            [L Tehran] will not return to talks before sanctions are lifted, deputy foreign minister [P Majid Rahmani] said in [L Vienna]. [P Rahmani] met the \
            director of the [O International Atomic Energy Agency], [P Rafael Grossi], for an hour.
            """
        ),
        (
            "en",
            """
            Thousands marched in [L Khartoum] and [L Omdurman] against the military council. The [O Sudanese Professionals Association] put the number of \
            wounded at sixty. A doctor at [L Royal Care Hospital] said soldiers had fired into the crowd.
            """
        ),
        (
            "en",
            """
            [P Ferdinand Lacson] beat [P Grace Villanueva] by four points in [L Cebu], the [O Commission on Elections] announced. [P Villanueva] conceded before \
            midnight. [O Rappler] reported long queues in [L Mandaue City].
            """
        ),
        (
            "en",
            """
            Rescue teams from [L Japan] and [L South Korea] reached [L Palu] on Saturday. The [O National Agency for Disaster Management] ([O BNPB]) said 1,200 \
            houses were gone. "We need tents," said [P Siti Nurhaliza Lubis] of the [O Indonesian Red Cross]. [O BNPB] asked for helicopters.
            """
        ),
        (
            "en",
            """
            The [O Bharatiya Janata Party] won 98 of 182 seats in [L Gujarat], ahead of [O Congress] with 71. Chief Minister [P Hardik Solanki] thanked voters in \
            [L Rajkot]. [P Rahul Deshpande], an analyst at the [O Centre for Policy Research] in [L New Delhi], called it a narrow escape.
            """
        ),
        (
            "en",
            """
            [O Samsung Electronics] will build a chip plant in [L Taylor], [L Texas], the company said in [L Seoul]. [P Kim Ji-hoon], who leads its foundry \
            business, expects the first wafers in two years. Shares of rival [O TSMC] fell in [L Taipei].
            """
        ),
        (
            "en",
            """
            A court in [L Bishkek] sentenced former prime minister [P Temir Asanov] to nine years in prison. [P Asanov]'s lawyer, [P Gulnara Usubalieva], said she \
            would appeal to the [O United Nations Human Rights Committee]. [O Human Rights Watch] called the trial unfair.
            """
        ),
        (
            "en",
            """
            President [P Luis Echandi] flew to [L Brasília] to meet his counterpart. [L Bolivia] wants to join [O Mercosur], and [L Brazil] supports it. The two also \
            spoke of gas that [O Petrobras] buys from [O YPFB].
            """
        ),
        (
            "en",
            """
            Farmers from [L Chiapas] blocked the road to [L Tuxtla Gutiérrez]. [P María Elena Xool], who speaks for the [O National Coordinator of Plan de Ayala], \
            said the government in [L Mexico City] had broken its word. [P Xool] wants to see the minister.
            """
        ),
        (
            "en",
            """
            The [O Kichwa Federation of Napo] sued [O Petroecuador] over a spill in the [L Coca River]. Judge [P Patricio Andrade] will hear the case in [L Tena]. \
            Spokeswoman [P Nina Grefa] said fish had vanished.
            """
        ),
        (
            "en",
            """
            [L KINGSTON], [L Jamaica] — The [O Jamaica Teachers' Association] rejected an offer by the [O Ministry of Finance]. President of the association \
            [P Delroy Whittaker] said members would vote on Friday. Minister [P Nigel Bartley] asked for patience.
            """
        ),
        (
            "en",
            """
            [P Aroha Ngata] of the [O Māori Party] asked the [O Waitangi Tribunal] to stop the sale of land near [L Rotorua]. [O Te Arawa] leaders support \
            her. [P Ngata] grew up in [L Whakatāne].
            """
        ),
        (
            "en",
            """
            [O Qantas] cancelled forty flights after a storm hit [L Brisbane] and the [L Gold Coast]. The [O Bureau of Meteorology] warned of hail. [P Sue \
            Papadopoulos] spent the night at [L Brisbane Airport] with three children.
            """
        ),
        (
            "en",
            """
            Coach [P Aliou Traoré] left [P Ismaïla Ndiaye] out of the squad that meets [L Egypt] in [L Yaoundé]. "He is tired," [P Traoré] said. [P Ndiaye] plays for \
            [O Watford]. [L Senegal] beat [L Burkina Faso] in the semifinal.
            """
        ),
        (
            "en",
            """
            Striker [P Mohamed Elneny Saleh] has signed for [O Al Ahly] from [O Zamalek], both clubs confirmed. The [O Egyptian Football Association] must approve \
            the transfer. [P Saleh], 24, was born in [L Mansoura].
            """
        ),
        (
            "en",
            """
            [O Reuters] reported that the [O Central Bank of Sri Lanka] would keep its rate. Governor [P Nandana Wickramasinghe] spoke in [L Colombo] before \
            flying to [L Washington] for meetings with the [O IMF].
            """
        ),
        (
            "en",
            """
            A landslide buried part of [L Sindhupalchok], north-east of [L Kathmandu]. The [O Nepal Army] sent two helicopters. Chief district officer [P Umesh \
            Dhakal] said fourteen people were missing. Villagers dug with their hands, [P Dhakal] told [O The Himalayan Times].
            """
        ),
        (
            "en",
            """
            [L Poland] and [L Lithuania] closed crossings with [L Belarus]. [P Marek Zieliński], a driver from [L Białystok], had waited three days. The \
            [O European Commission] is to discuss the matter in [L Brussels]; [P Lukashenko] has denied everything.
            """
        ),
        (
            "en",
            """
            [P Oleksandr Hrytsenko], mayor of [L Kherson], thanked the [O World Food Programme]. Shelling from across the [L Dnipro] hit a depot of [O Nova \
            Poshta]. [L Moscow] says it strikes only military targets.
            """
        ),
        (
            "en",
            """
            The [O Golden Dawn] trial resumed in [L Athens]. Lawyer [P Eleni Karra] said the attack in [L Piraeus] was planned. [P Karra] represents [O Amnesty \
            International]. Judges of the [O Court of Appeal] will rule in May.
            """
        ),
        (
            "en",
            """
            Students at the [O University of Dhaka] demanded that exams be held again. Vice chancellor [P Anwar Hossain Talukder] met leaders of the \
            [O Bangladesh Chhatra League]. [P Talukder] promised an answer by Sunday.
            """
        ),
        (
            "en",
            """
            [O Al-Shabaab] claimed the bombing of the [L Sahafi Hotel] in [L Mogadishu]. Ambulance driver [P Abdikadir Warsame] counted twelve bodies. [L Somalia]'s \
            president blamed foreign money; [O AMISOM] sent engineers.
            """
        ),
        (
            "en",
            """
            [L Windhoek] - [O Air Namibia] will fly again. Transport minister [P Ndapewa Shikongo] told the [O National Assembly] that leases for two aircraft had \
            been signed with [O Castlelake]. The airline served [L Frankfurt] until 2021.
            """
        ),
        (
            "de",
            """
            [P Annika Feldmeier], Oberbürgermeisterin von [L Kassel], kritisierte die [O Deutsche Bahn]. Die Strecke nach [L Göttingen] bleibe bis März gesperrt, \
            sagte [P Feldmeier] der [O Hessischen Allgemeinen]. In [L Berlin] wies das Ministerium die Vorwürfe zurück.
            """
        ),
        (
            "de",
            """
            Der Stürmer [P Lukas Reinhold] wechselt vom [O FC Augsburg] zu [O Borussia Dortmund]. Trainer [P Jens Oberhuber] bestätigte das in [L Augsburg].
            """
        ),
        (
            "pt",
            """
            O presidente da [O Petrobras], [P Ricardo Nogueira], esteve ontem em [L Lisboa]. [P Nogueira] reuniu-se com [P Helena Vasconcelos], ministra da \
            Energia de [L Portugal]. A [O Galp] não comentou.
            """
        ),
        (
            "ru",
            """
            Президент [L Казахстана] прибыл в [L Москву]. Его встретил министр [P Андрей Соколов]. По словам [P Соколова], «[O Газпром]» и «[O КазМунайГаз]» подпишут \
            договор в [L Астане].
            """
        ),
        (
            "sv",
            """
            Statsministern reste till [L Göteborg] för att träffa [P Karin Lindqvist]. [P Lindqvist] leder [O Volvo Cars]. Enligt [O Svenska Dagbladet] ska fabriken i \
            [L Torslanda] byggas ut.
            """
        ),
        (
            "da",
            """
            [P Mette Kjærgaard] fra [O Venstre] vil lukke havnen i [L Esbjerg]. Borgmester [P Søren Bach] er uenig. [O Mærsk] har sejlet fra [L Esbjerg] siden \
            1970, skriver [O Politiken].
            """
        ),
        (
            "sr",
            """
            Predsednik [P Marko Petrović] doputovao je u [L Sarajevo]. [P Petrović] će se sastati sa predstavnicima [O Evropske unije] pre povratka u [L Beograd].
            """
        ),
        ("zh", "[P 王建国]在[L 北京]会见了[L 法国]总统。[O 新华社]报道，双方将在[L 上海]签署协议。"),
        ("ar", "وصل الرئيس [P محمد حسن] إلى [L القاهرة] قادما من [L بيروت]. وقالت وكالة [O رويترز] إن [O الأمم المتحدة] رحبت بالزيارة."),
    ]
}
