/// Articles that were written after the grouper, and measured at first sight.
let laterChains: [ChainText] = [
    ChainText(
        "en", title: "Bhutto's widower sworn in",
        """
        {p1:Asif Ali Zardari} was sworn in as president of {g1:Pakistan}. {p1:Zardari}'s wife, {p2:Benazir Bhutto}, was killed last year. {p3:Bilawal Bhutto Zardari}, their son, \
        watched. {p1:Asif Zardari} thanked the {o1:Pakistan People's Party}. The {o1:PPP} rules with {p4:Nawaz Sharif}. {p4:Sharif} was absent. {p2:Bhutto} would \
        have been proud, said {p3:Bilawal}.
        """),
    ChainText(
        "en",
        """
        {p1:Barack Obama} and {p2:Michelle Obama} bought a house. {p1:Obama} wants to write. Mrs. {p2:Obama} has a garden. The {o1:Obama Foundation} will open in {g1:Chicago}. \
        {p1:Barack} plays golf, {p2:Michelle} does not. Former President {p1:Obama} declined to comment.
        """),
    ChainText(
        "en",
        """
        Police arrested {p1:Ayman al-Zawahiri}'s brother, {p2:Mohamed al-Zawahiri}, in {g1:Giza}. {p1:Zawahiri} leads {o1:al-Qaeda}. {p2:Mohammed Zawahri} denies any link to \
        {o1:Al Qaeda}. {p1:Ayman al-Zawahri} fled to {g2:Afghanistan}.
        """),
    ChainText(
        "en",
        """
        The {o1:Food and Drug Administration} approved the drug. {o2:Pfizer Inc.} makes it with {o3:BioNTech SE}. The {o1:FDA} asked {o2:Pfizer} for more. {o3:BioNTech}'s \
        {p1:Uğur Şahin} was glad; {p1:Sahin} founded it with {p2:Özlem Türeci}. Dr. {p2:Tureci} is his wife.
        """),
    ChainText(
        "en",
        """
        {p1:Lee Jae-yong} of {o1:Samsung Electronics} was jailed. {p1:Lee} bribed {p2:Park Geun-hye}. {p2:Park} was removed. {p3:Lee Kun-hee}, his father, died in {g1:Seoul}. \
        {p1:Jae-yong} runs {o1:Samsung Electronics} now. {p2:Park Geun Hye} is free.
        """),
    ChainText(
        "en",
        """
        Senator {p1:Edward Kennedy} died at 77. {p1:Ted Kennedy} was the brother of {p2:John F. Kennedy}. {p1:Kennedy} served for 47 years. {p2:J. F. Kennedy} was shot in {g1:Dallas}. \
        {p3:Caroline Kennedy} spoke. Ms. {p3:Kennedy} wept.
        """),
    ChainText(
        "en",
        """
        {o1:Boko Haram} attacked {g1:Maiduguri}. {p1:Abubakar Shekau} leads {o1:Boko Haram}; {p1:Shekau} swore loyalty to the {o2:Islamic State}. {o2:Islamic State}'s {o3:West Africa Province} \
        disagreed. The {o4:Nigerian Army} is weak; the {o5:Cameroonian Army} helps. The {o4:Army of Nigeria} has no boots.
        """),
    ChainText(
        "en",
        """
        {p1:Rami Abdul Rahman} of the {o1:Syrian Observatory for Human Rights} said six died. {p1:Rami Abdurrahman} lives in {g1:Coventry}. {p1:Abdulrahman}, who runs the {o1:Observatory}, \
        gave no source. {o1:SOHR} reported more. {p1:Abdel Rahman} stood by it.
        """),
    ChainText(
        "en",
        """
        {p1:Ursula von der Leyen} leads the {o1:European Commission}. {p1:Von der Leyen} is German. Her husband {p2:Heiko von der Leyen} is a doctor. {p1:von der Leyen} met {p3:Charles Michel}. \
        The {o1:Commission}'s offer failed, {p3:Michel} said.
        """),
    ChainText(
        "en",
        """
        {p1:Tariq Aziz} surrendered. {p2:Aziz Mohammed} did not. {p1:Tarek Aziz} was the face of {p3:Saddam Hussein}'s rule. {p3:Saddam} hid near {g1:Tikrit}. {p4:Qusay Hussein} and {p5:Uday Hussein} \
        died in {g2:Mosul}. {p3:Hussein} wrote poems.
        """),
    ChainText(
        "de",
        """
        {p1:Robert Habeck} und {p2:Christian Lindner} streiten. {p1:Habecks} Ministerium will Geld, {p2:Lindners} Haus gibt keines. {p2:Christian Lindner} sprach mit {p3:Olaf Scholz}. \
        Der Kanzler schwieg, {p3:Scholz} sei müde. Die {o1:Freie Demokratische Partei} ({o1:FDP}) tagt; die {o1:FDP} zögert.
        """),
    ChainText(
        "ru",
        """
        {p1:Алексей Навальный} вернулся в {g1:Москву}. {p1:Навального} задержали. {p2:Юлия Навальная} улетела; с {p2:Юлией Навальной} летела {p3:Любовь Соболь}. {p1:Навальному} дали \
        три года. Адвокат {p1:Алексея Навального} подал жалобу. {p3:Соболь} плакала.
        """),
    ChainText(
        "es",
        """
        {p1:Nicolás Maduro} viajó a {g1:La Habana}. {p1:Maduro} se reunió con {p2:Raúl Castro}. {p3:Fidel Castro} murió en 2016. {p2:Castro} lo despidió. La {o1:Organización de los Estados Americanos} \
        ({o1:OEA}) protestó. {p4:Cilia Flores}, esposa de {p1:Maduro}, no viajó.
        """),
    ChainText(
        "ar",
        """
        وصل {p1:عبد الله الثاني} إلى {g1:عمّان}. والتقى {p2:سعد الحريري} نظيره. وقال {p2:الحريري} إن {g1:عمان} ترحب. وكان {p3:رفيق الحريري} قد اغتيل في {g2:بيروت}. وزار {p2:سعد الحريري} قبره.
        """),
    ChainText(
        "zh",
        """
        {p1:安格拉·默克尔}会见{p2:埃马纽埃尔·马克龙}。{p1:默克尔}说，{p2:马克龙}是朋友。{o1:世界卫生组织}（{o1:世卫组织}）发表声明。{o1:世卫组织}在{g1:日内瓦}。
        """),
]
