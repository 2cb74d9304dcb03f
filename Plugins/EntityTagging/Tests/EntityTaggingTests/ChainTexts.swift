/// A short article whose mentions are marked `{chain:mention}`: mentions of one chain are one thing. The chain's first letter is its type,
/// p for a person, o for an organization, g for a place with a government, l for another place.
struct ChainText {
    var language: String
    var title: String?
    var text: String

    /// An article in a language.
    init(_ language: String, title: String? = nil, _ text: String) { (self.language, self.title, self.text) = (language, title, text) }
}

/// English articles with the difficulties of names in news, made up for this test.
let englishChains: [ChainText] = [
    // Two of one family.
    ChainText(
        "en", title: "Assad receives envoys in Damascus",
        """
        President {p1:Bashar al-Assad} received envoys in {g1:Damascus} on Sunday. His brother {p2:Maher al-Assad}, who leads the {o1:Fourth Division}, \
        was not there. {p1:Assad} said the talks went well. {p2:Maher} has not been seen for weeks. Mr. {p1:Al-Assad} will fly to {g2:Moscow}.
        """),
    ChainText(
        "en",
        """
        {p1:Hafez al-Assad} seized power in 1970. His son {p2:Bashar al-Assad} followed him in 2000. {p2:Bashar} had studied in {g1:London}. \
        When {p1:Hafez} died, parliament changed the law. Today {p2:Bashar al-Assad} rules a smaller country. {p2:Assad} denies it.
        """),
    ChainText(
        "en", title: "Clinton wins in Ohio",
        """
        {p1:Hillary Clinton} won in {g1:Ohio} on Tuesday. Her husband, former President {p2:Bill Clinton}, stood behind her. \
        Mrs. {p1:Clinton} thanked her voters. Mr. {p2:Clinton} waved. “We are going on,” {p1:Clinton} said. Ms. {p1:Clinton} leads in {g2:Texas}.
        """),
    ChainText(
        "en",
        """
        {p1:Laura Whitfield} opened the shop in 1998. {p1:Whitfield} sold flowers. Twenty years later {p2:Peter Whitfield} bought it. {p2:Whitfield} sells \
        bicycles, and {p2:Peter Whitfield} says he sleeps badly.
        """),
    ChainText(
        "en",
        """
        Former President {p1:George W. Bush} spoke in {g1:Dallas}. His father, {p2:George H. W. Bush}, was president too. {p1:George W. Bush} \
        praised {p3:Laura Bush}. Mrs. {p3:Bush} smiled. {p1:Bush} left early.
        """),
    ChainText(
        "en", title: "Kirchner to stand again",
        """
        {p1:Cristina Fernández de Kirchner} will stand again, her party said. {p1:Fernández de Kirchner} was president until 2015. Her late husband \
        {p2:Néstor Kirchner} held the office before. {p1:Kirchner} gave no interview.
        """),
    ChainText(
        "en",
        """
        {p1:Rajiv Gandhi} was killed in 1991. His widow {p2:Sonia Gandhi} led the party, and {p3:Rahul Gandhi}, their son, leads it now. \
        {p3:Rahul} spoke after {p2:Sonia} had left. Mrs. {p2:Gandhi} is ill.
        """),
    // Transliteration, articles, diacritics.
    ChainText(
        "en",
        """
        {p1:Muammar Gaddafi} ruled {g1:Libya} for 42 years. {p1:Moammar Kadhafi}, as some papers wrote, was killed near {g2:Sirte}. {p1:Qaddafi}'s son \
        {p2:Saif al-Islam Gaddafi} was caught later. {p1:Muammar al-Gaddafi} had named him his heir.
        """),
    ChainText(
        "en",
        """
        {p1:Volodymyr Zelensky} arrived in {g1:Berlin}. The visit is {p1:Zelenskyy}'s second. “Thank you,” {p1:Zelenskiy} said. {p1:Volodymyr Zelenskyy} met \
        {p2:Olaf Scholz}, and {p2:Scholz} met {p1:Zelensky}'s wife {p3:Olena Zelenska}.
        """),
    ChainText(
        "en",
        """
        {p1:Recep Tayyip Erdoğan} called the vote. {p1:Erdogan} has led {g1:Turkey} since 2003. {p1:Tayyip Erdogan}'s rival, {p2:Kemal Kılıçdaroğlu}, \
        conceded; {p2:Kilicdaroglu} had led the {o1:CHP}.
        """),
    ChainText(
        "en",
        """
        {p1:Mohammed bin Salman}, the crown prince, met {p2:King Salman}. {p1:Muhammad bin Salman} flew on to {g1:Cairo}. {p1:Mohammed} will host \
        {p3:Abdel Fattah el-Sisi}. {p3:Sisi} needs money. {p3:Abdel-Fattah al-Sissi} has been there before; {p3:El-Sisi} stayed a week.
        """),
    ChainText(
        "en",
        """
        {p1:Abdul Rahman Mustafa} ran the clinic in {g1:Idlib}. {p1:Abdulrahman Mustafa} treated children. When {p1:Abdel-Rahman Mustafa} left, his cousin \
        {p2:Khaled Mustafa} took over. {p2:Khalid Mustafa} is a surgeon.
        """),
    ChainText(
        "en",
        """
        {p1:Kim Jong Un} met {p2:Xi Jinping} in {g1:Beijing}. {p1:Kim Jong-un} travelled by train. {p2:Xi} gave a dinner; {p1:Kim} spoke of friendship. \
        {p3:Kim Yo Jong}, {p1:Kim Jong-Un}'s sister, was there. {p2:Xi Jinping} will visit {g2:Pyongyang}.
        """),
    ChainText(
        "en",
        """
        {p1:Viktor Orban} of {g1:Hungary} blocked the loan. {p1:Orbán} said so on the radio. {p1:Orbán Viktor}, as he is at home, leads {o1:Fidesz}. \
        {p2:Shinzo Abe} was shot in {g2:Nara}. {p2:Abe Shinzo} had led {g3:Japan}; {p2:Abe} was 67.
        """),
    ChainText(
        "en",
        """
        The army shelled {g1:Deir ez-Zor}. People fled from {g1:Deir al-Zor} to {g2:Raqqa}. {g2:al-Raqqa} has no room. The {o1:Al-Nusra Front} holds the road; \
        {o1:al-Nusra} denied it. {g1:Deir Ezzor} was quiet at night.
        """),
    ChainText(
        "en",
        """
        {p1:Aleksandr Lukashenko} met {p2:Vladimir Putin}. {p1:Alexander Lukashenko} owes {p2:Wladimir Putin} much. {p1:Lukashenka} smiled, {p2:Putin} did not. \
        {p3:Sviatlana Tsikhanouskaya} protested in {g1:Vilnius}; {p3:Svetlana Tikhanovskaya} has lived there since 2020.
        """),
    // Initials, titles, short forms.
    ChainText(
        "en",
        """
        {p1:J. K. Rowling} sued the paper. {p1:Rowling} lives in {g1:Edinburgh}. {p1:J.K. Rowling}'s lawyer, {p2:David Sherborne}, spoke first. \
        {p1:Joanne Rowling} won. {p2:D. Sherborne} did not comment.
        """),
    ChainText(
        "en",
        """
        Gen. {p1:David Petraeus} commands the troops. {p1:Petraeus} reports to Defense Secretary {p2:Robert Gates}. Gen. {p1:Petraeus} asked for more; \
        Secretary {p2:Gates} agreed. {p2:Bob Gates} is a patient man. {p1:David H. Petraeus} was born in {g1:New York}.
        """),
    ChainText(
        "en",
        """
        Dr. {p1:Amina Yusuf} and Dr. {p2:Ali Yusuf} work in {g1:Mogadishu}. {p1:Amina Yusuf} is a surgeon. “We have no blood,” Dr. {p1:Amina} said. \
        {p2:Ali} drove home.
        """),
    ChainText(
        "en",
        """
        {p1:Martin Luther King Jr.} spoke in {g1:Memphis}. {p1:King} was shot the next day. {p1:Martin Luther King} had been there to help. \
        {p2:Coretta Scott King} buried him. Mrs. {p2:King} marched on.
        """),
    ChainText(
        "en",
        """
        {p1:Luiz Inácio Lula da Silva} won. {p1:Lula} beat {p2:Jair Bolsonaro}. {p1:Lula da Silva} takes office in January; {p2:Bolsonaro} flew to {g1:Florida}. \
        {p1:Luiz Inacio Lula da Silva} is 77.
        """),
    ChainText(
        "en",
        """
        {p1:Pedro Sánchez Pérez-Castejón} leads {g1:Spain}. {p1:Pedro Sánchez} called an election. {p1:Sánchez} may lose to {p2:Alberto Núñez Feijóo}. \
        {p2:Feijóo} said so; {p2:Núñez Feijóo} is sure. {p2:Alberto Nunez Feijoo} leads the {o1:PP}.
        """),
    ChainText(
        "en",
        """
        The bank hired {p1:Elizabeth Warren}'s aide. {p1:Liz Warren} was furious. {p1:Warren} wrote to {p2:William Dudley}; {p2:Bill Dudley} wrote back. \
        {p3:Earl Warren} was a judge.
        """),
    ChainText(
        "en",
        """
        Police named the suspect as {p1:John Smith}, 34, of {g1:Leeds}. {p2:Jane Smith}, who is not related to him, saw it. {p1:J. Smith} fled. Ms {p2:Smith} called the police. \
        Mr {p1:Smith} was caught in {g2:York}.
        """),
    // Organizations.
    ChainText(
        "en",
        """
        The {o1:Syrian Observatory for Human Rights} ({o1:SOHR}) counted 40 dead. {o1:SOHR} has sources in {g1:Hama}. The {o1:Syrian Observatory} said more \
        would die. The {o2:White Helmets} counted 38.
        """),
    ChainText(
        "en",
        """
        {o1:Apple Inc.} sued {o2:Samsung Electronics}. {o1:Apple} says {o2:Samsung} copied its phone. {o2:Samsung Electronics Co., Ltd.} denies it. \
        {o3:Apple Records} had sued {o1:Apple Inc.} before.
        """),
    ChainText(
        "en",
        """
        The {o1:Ministry of Health} closed the schools. The {o1:Health Ministry} said the {o2:Ministry of Education} had agreed. The {o2:Education Ministry} said nothing. \
        Nurses at the {o1:ministry of health} were not asked.
        """),
    ChainText(
        "en",
        """
        {o1:FARC}, the {o1:Revolutionary Armed Forces of Colombia}, signed. The {o2:National Liberation Army} ({o2:ELN}) did not. {o2:ELN} fighters attacked \
        {g1:Arauca}; {o1:FARC} had left.
        """),
    ChainText(
        "en",
        """
        The {o1:Kurdistan Workers' Party} ({o1:PKK}) is banned in {g1:Turkey}. The {o2:PYD} is not the {o1:PKK}, says the {o2:Democratic Union Party}, known as {o2:PYD}. \
        {o3:Hay'at Tahrir al-Sham} ({o3:HTS}) fights both. {o3:HTS} holds {g2:Idlib}; {o3:Hayat Tahrir al-Sham} taxes it.
        """),
    ChainText(
        "en",
        """
        {o1:Goldman Sachs} and {o2:Morgan Stanley} fell. {o1:Goldman} lost more; {o2:Morgan Stanley} cut jobs. {o3:JPMorgan Chase & Co.} rose. {o3:JPMorgan Chase} hired. \
        {o1:Goldman Sachs Group Inc.} said little, {o3:JPMorgan} less.
        """),
    ChainText(
        "en",
        """
        {o1:Manchester United} beat {o2:Manchester City}. {o1:United} scored twice; {o2:City} once. {g1:Manchester} was full of fans. {o1:Man United} lead the table.
        """),
    ChainText(
        "en",
        """
        The {o1:University of Oxford} will test it. {o1:Oxford University} has done so before. {o2:AstraZeneca} makes it in {g1:Oxford}. {o1:Oxford University}'s \
        {p1:Sarah Gilbert} led the team. {p1:Gilbert} is glad. {o2:AstraZeneca PLC} pays.
        """),
    ChainText(
        "en",
        """
        {g1:Washington} sent help. {p1:Denzel Washington} sent money. {p1:Washington} gave a million. The {o1:Washington Post} wrote of it; the {o1:Post} is read \
        in {g1:Washington}.
        """),
    ChainText(
        "en",
        """
        The {o1:European Central Bank} raised rates. The {o1:ECB}'s {p1:Christine Lagarde} spoke of inflation. {p1:Lagarde} led the {o2:IMF} until 2019. \
        The {o2:International Monetary Fund} and the {o1:ECB} agree. The {o3:Bank of England} waits.
        """),
    ChainText(
        "en",
        """
        {o1:Al Jazeera} filmed it. The {o1:Al-Jazeera} crew was arrested. {o1:al-Jazeera} is based in {g1:Doha}. {o2:Hezbollah} let them go; {o2:Hizbullah} \
        denied it. {p1:Hassan Nasrallah} leads {o2:Hizballah}. {p1:Sayyed Hassan Nasrallah} spoke on television.
        """),
    ChainText(
        "en",
        """
        The {o1:U.S. Department of Defense} paid. The {o1:Defense Department} buys too much, the {o2:Government Accountability Office} said. {o2:GAO} asked \
        the {o1:Department of Defense} for papers. The {o2:Government Accountability Office} ({o2:GAO}) got none.
        """),
    ChainText(
        "en",
        """
        {p1:Boris Johnson} resigned. {p2:Stanley Johnson}, his father, was sorry. {p1:Johnson} stays until autumn. {p1:Boris} blamed the herd. {o1:Johnson & Johnson} \
        rose two percent. {p1:Johnson}'s friends wept.
        """),
    ChainText(
        "en",
        """
        {p1:Sheikh Hasina} fled to {g1:India}. {p1:Hasina} had ruled for 15 years. {p2:Khaleda Zia} was freed. {p2:Zia} is her rival. {p3:Ziaur Rahman} was {p2:Khaleda Zia}'s husband; \
        {p4:Sheikh Mujibur Rahman} was {p1:Hasina}'s father. {p4:Mujib} led the revolt.
        """),
    ChainText(
        "en",
        """
        {p1:Emmanuel Macron} and {p2:Brigitte Macron} visited {g1:Lebanon}. President {p1:Macron} met {p3:Michel Aoun}. {p3:Aoun} thanked {p1:Macron}. Mrs {p2:Macron} saw a school. \
        {p3:General Michel Aoun} lives in {g2:Baabda}.
        """),
    ChainText(
        "en",
        """
        In {l1:Gaza} the power failed. {l1:Gaza} has one plant. The {l2:Gaza Strip} is small. {p1:Ismail Haniyeh} of {o1:Hamas} spoke. {p1:Haniya} asked {g1:Egypt} for fuel. \
        {p1:Ismail Haniya} lives in {g2:Qatar}.
        """),
]
