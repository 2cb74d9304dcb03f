/// Articles in other languages with the difficulties of names in news, made up for this test.
let foreignChains: [ChainText] = [
    ChainText(
        "ru",
        """
        Президент {p1:Владимир Путин} прибыл в {g1:Минск}. {p1:Путина} встретил {p2:Александр Лукашенко}. Переговоры {p1:Владимира Путина} с {p2:Лукашенко} \
        длились час. {p2:Александру Лукашенко} нужны деньги, {p1:Путину} — время.
        """),
    ChainText(
        "ru", title: "Зеленский в Берлине",
        """
        {p1:Владимир Зеленский} прилетел в {g1:Берлин}. {p2:Олаф Шольц} ждал {p1:Зеленского} два часа. Супруга президента {p3:Елена Зеленская} осталась в {g2:Киеве}. \
        С {p1:Владимиром Зеленским} говорил и {p4:Штайнмайер}. {p2:Шольцу} нечего обещать {p1:Зеленскому}.
        """),
    ChainText(
        "ru",
        """
        {o1:Министерство обороны} сообщило о потерях. В {o1:Министерстве обороны} не назвали имён. {o2:Федеральная служба безопасности} ({o2:ФСБ}) задержала двоих. \
        В {o2:ФСБ} молчат. Адвокат {p1:Мария Иванова} сказала, что {p2:Иван Петров} болен; {p1:Ивановой} не дали свидания с {p2:Петровым}.
        """),
    ChainText(
        "ru",
        """
        {p1:А. С. Пушкин} родился в {g1:Москве}. {p1:Александр Пушкин} учился в лицее. Стихи {p1:Пушкина} знают все. {p2:Наталья Пушкина} пережила его. \
        {p1:Пушкину} было 37 лет.
        """),
    ChainText(
        "uk",
        """
        {p1:Володимир Зеленський} приїхав до {g1:Харкова}. {p1:Зеленського} зустрів {p2:Ігор Терехов}. {p2:Терехов} показав {p1:Зеленському} місто.
        """),
    ChainText(
        "ar", title: "الأسد يستقبل وفدا",
        """
        استقبل الرئيس {p1:بشار الأسد} وفدا في {g1:دمشق}. وقال {p1:الأسد} إن الحوار مستمر. ولم يحضر شقيقه {p2:ماهر الأسد}. والتقى {p3:محمد جواد ظريف} \
        {p1:بشار الأسد}، وشكر {p3:ظريف} {p1:الأسد}.
        """),
    ChainText(
        "ar",
        """
        قال {p1:عبد الفتاح السيسي} إن {g1:القاهرة} تدعم الحل. وكان {p1:السيسي} قد التقى {p2:محمد بن سلمان}. وشكر {p2:بن سلمان} {p1:عبدالفتاح السيسي}.
        """),
    ChainText(
        "ar",
        """
        أعلن {o1:المرصد السوري لحقوق الإنسان} مقتل عشرة. وأضاف {o1:المرصد السوري} أن {o2:حزب الله} انسحب. ونفى {o2:حزب الله} ذلك. ويدير {p1:رامي عبد الرحمن} \
        {o1:المرصد السوري لحقوق الإنسان}، وقال {p1:عبد الرحمن} إن العدد سيرتفع.
        """),
    ChainText(
        "de",
        """
        Bundeskanzlerin {p1:Angela Merkel} reiste nach {g1:Paris}. {p1:Merkels} Gastgeber {p2:Emmanuel Macron} wartete. {p2:Macrons} Frau {p3:Brigitte Macron} \
        war krank. {p1:Merkel} dankte {p2:Macron}. Frau {p3:Macron} schickte Blumen.
        """),
    ChainText(
        "de",
        """
        Die {o1:Siemens AG} streicht Stellen. {o1:Siemens} verdient gut, sagt die {o2:IG Metall}. Die {o3:Deutsche Bahn} kauft Züge von {o1:Siemens}; die {o3:Bahn} \
        zahlt wenig. {p1:Roland Busch} führt {o1:Siemens}, {p1:Busch} schweigt.
        """),
    ChainText(
        "de",
        """
        Herr {p1:Müller} und Frau {p2:Müller} wohnen in {g1:Köln}. {p2:Sabine Müller} arbeitet bei {o1:Ford}. {p1:Peter Müller} ist Lehrer. Frau {p2:Müller} \
        sah den Brand zuerst.
        """),
    ChainText(
        "de",
        """
        Der {o1:Bundesnachrichtendienst} ({o1:BND}) warnte. {o1:BND}-Chef {p1:Bruno Kahl} sprach im {o2:Bundestag}. {p1:Kahls} Vorgänger {p2:Gerhard Schindler} \
        schwieg. Für {p2:Schindler} ist der {o1:Bundesnachrichtendienst} zu klein.
        """),
    ChainText(
        "es",
        """
        {p1:Andrés Manuel López Obrador} visitó {g1:Tijuana}. {p1:López Obrador} habló de migración. {p1:Obrador} viajará a {g2:Washington}. {p2:Claudia Sheinbaum} \
        lo acompañó; {p2:Sheinbaum} gobierna {g3:Ciudad de México}.
        """),
    ChainText(
        "es",
        """
        {p1:Cristina Kirchner} y {p2:Alberto Fernández} ganaron. {p2:Fernández} asumirá en diciembre. {p1:Cristina Fernández de Kirchner} será su vice. \
        La señora {p1:Kirchner} no habló; el señor {p2:Fernández}, sí.
        """),
    ChainText(
        "es",
        """
        El {o1:Partido Socialista Obrero Español} ({o1:PSOE}) perdió. {p1:Pedro Sánchez}, del {o1:PSOE}, convocó elecciones. {p1:Sánchez} habló con \
        {p2:Santiago Abascal}. {p2:Abascal}, de {o2:Vox}, lo celebró. El {o3:Banco de España} calla.
        """),
    ChainText(
        "fr",
        """
        {p1:François Hollande} reçoit {p2:Manuel Valls}. M. {p1:Hollande} et M. {p2:Valls} sont d'accord. L'{o1:Organisation mondiale de la santé} ({o1:OMS}) aussi. \
        L'{o1:OMS} a son siège à {g1:Genève}. {p3:Ségolène Royal} est absente; Mme {p3:Royal} est malade.
        """),
    ChainText(
        "pt",
        """
        {p1:Dilma Rousseff} sofreu o impeachment. {p2:Michel Temer} assumiu. {p1:Dilma} culpou {p2:Temer}. {p1:Rousseff} mora em {g1:Porto Alegre}. \
        A {o1:Polícia Federal} ({o1:PF}) prendeu dois; a {o1:PF} procura outros.
        """),
    ChainText(
        "pl",
        """
        {p1:Donald Tusk} spotkał się z {p2:Jarosławem Kaczyńskim}. {p2:Kaczyński} nie podał ręki {p1:Tuskowi}. Przemówienie {p1:Donalda Tuska} trwało godzinę, \
        {p2:Kaczyńskiego} krócej. {p3:Lech Kaczyński} zginął w {g1:Smoleńsku}.
        """),
    ChainText(
        "sr",
        """
        {p1:Aleksandar Vučić} je u {g1:Beogradu}. {p1:Vučića} je dočekao {p2:Ivica Dačić}. {p2:Dačić} je zahvalio {p1:Vučiću}. {p2:Ivici Dačiću} je to treći put.
        """),
    ChainText(
        "tr",
        """
        {p1:Recep Tayyip Erdoğan} {g1:Ankara}'da konuştu. {p1:Erdoğan}'ın rakibi {p2:Ekrem İmamoğlu} {g2:İstanbul}'daydı. {p2:İmamoğlu}'na göre {p1:Tayyip Erdoğan} \
        korkuyor.
        """),
    ChainText(
        "hu",
        """
        {p1:Orbán Viktor} {g1:Budapest} felé tart. {p1:Orbán} a {o1:Fidesz} elnöke. {p2:Magyar Péter} tüntet; {p2:Magyar} szerint {p1:Orbán Viktor} fél.
        """),
    ChainText(
        "zh",
        """
        {p1:习近平}主席会见了{p2:弗拉基米尔·普京}。{p2:普京}表示感谢。{p1:习近平}将访问{g1:莫斯科}。{p2:弗拉基米尔·普京}说，{p1:习}主席是朋友。
        """),
    ChainText(
        "zh",
        """
        {o1:北京大学}教授{p1:王小明}表示，{g1:美国}应当谈判。{p1:王小明}说，{p2:王大明}不同意。{o1:北大}没有回应。{p2:王大明}是律师。
        """),
    ChainText(
        "zh",
        """
        {p1:蔡英文}在{g1:台北}会见{p2:南希·佩洛西}。{p2:佩洛西}说，{p1:蔡英文}很勇敢。{p3:保罗·佩洛西}没有来。
        """),
    ChainText(
        "ja",
        """
        {p1:安倍晋三}首相は{p2:ジョー・バイデン}大統領と会談した。{p2:バイデン}氏は{g1:東京}に来た。{p1:安倍}首相は感謝した。
        """),
]
