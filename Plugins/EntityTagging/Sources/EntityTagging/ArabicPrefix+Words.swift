/// Words that tell written-on letters from a word's own, beside those of the tables.
extension ArabicPrefix {
    /// Nouns with which names of bodies, places and buildings begin: behind a letter they are words still, and those that begin with one stay whole.
    static let nouns = hashes(
        """
        وزارة هيئة جهاز بنك مصرف معهد مركز جمعية تلفزيون اتحاد إدارة أمانة جامعة كلية مدرسة شركة مجلس حزب منظمة مؤسسة قناة صحيفة جريدة مجلة نادي منتخب \
        فريق لجنة وكالة محكمة نيابة نقابة دائرة مديرية رابطة حركة جبهة كتلة كتيبة لواء فرقة قوات جيش شرطة بلدية برلمان بورصة صندوق برنامج مكتب متحف كنيسة \
        ولاية محافظة مدينة قرية بلدة بلاد إقليم منطقة حي جبل وادي نهر بحر بحيرة خليج جزيرة جزر سهل صحراء مضيق عين بيت دير تل واحة جنوب شمال شرق غرب وسط \
        شارع ساحة ميدان جسر سد برج بوابة باب قصر قلعة مسجد جامع مستشفى مطار ميناء معبر محطة ملعب استاد فندق مخيم مصنع حديقة سوق وحدة وثيقة وظيفة ورشة
        """)

    /// Names that begin with such a letter, and would seem another name without it.
    static let names = hashes(
        """
        باسل باسم بادي بابا باهر بدر براء برهان بسام بسمة بسيوني بشار بشرى بشير بطرس بكر بكري بلال بلقيس بندر بهاء بهيج بولس بوتين بايدن باراك بلير بلينكن \
        برنارد بروس بريان بيتر بيرت بالي باليرمو بالمر فاتح فاتن فادي فارس فاروق فاضل فاطمة فايز فتحي فخري فدوى فراس فرانك فرج فرح فرحات فريد فريدا فكري فهد \
        فهمي فواز فوزي فؤاد فيصل فيليب فالنسيا فالون كارل كارم كاظم كامل كامران كايد كرم كريم كريستيان كلارا كلثوم كمال كمارا كنعان كيفن كوثر كاميرون لارا \
        لبنى لبيب لجين لحسن لطفي لطيفة لقمان لورا لورنس لؤي لويس ليث ليلى لينا ليندا لافروف لوكاس وائل والتر والاس وجدان وجدي وجيه وحيد وداد وديع وردة وسام \
        وسيم وصفي وضاح وفاء وفيق ولاء وليد وليم وهبة وهبي وهيب ونيس ورقلة وهران وزان وجدة ودان
        """)

    /// The hashes of words, folded as the scanner folds them.
    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(
            words.split(separator: " ").map { word in
                word.unicodeScalars.reduce(Scalars.seed) { hash, scalar in
                    Scalars.fold(scalar.value).map { Scalars.mix(hash, $0) } ?? hash
                }
            })
    }
}
