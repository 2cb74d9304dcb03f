/// What the furniture of web pages says, in the big languages: how a short line begins, or what it is as a whole.
///
/// Only what no article says stands here. "Search for" opens headlines, so that it counts before a colon alone.
struct PagePhrases: Sendable {
    /// What a phrase tells of the line it stands in.
    struct Use: OptionSet, Sendable {
        let rawValue: UInt16
        /// The line is furniture when it is nothing else.
        static let whole = Use(rawValue: 1 << 0)
        /// The line is furniture when it begins so.
        static let opening = Use(rawValue: 1 << 1)
        /// The line is furniture when it begins so and a colon follows.
        static let label = Use(rawValue: 1 << 2)
        /// The line is furniture wherever this stands in it.
        static let anywhere = Use(rawValue: 1 << 3)
        /// A heading of links to other articles.
        static let teasers = Use(rawValue: 1 << 4)
        /// A heading of what comes after an article: comments, the author.
        static let closing = Use(rawValue: 1 << 5)
        /// The button below a reader's comment.
        static let reply = Use(rawValue: 1 << 6)
        /// What a teaser ends with.
        static let more = Use(rawValue: 1 << 7)
        /// The line is furniture beside furniture when it is nothing else: a name that may be a heading too.
        static let service = Use(rawValue: 1 << 8)
    }

    /// The phrases of the process.
    static let shared = PagePhrases()

    /// The most words of a phrase; a character of Chinese is one.
    static let mostWords = 10

    private var uses = HashIndex(capacity: 2_048)
    /// The first words of phrases that count anywhere.
    private var innerStarts = HashIndex(capacity: 64)

    /// Reads the lists below.
    private init() {
        for (use, text) in PagePhrases.lists {
            for phrase in text.split(separator: "\n").flatMap({ $0.split(separator: "|") }) {
                var scanner = TextScanner(Array(phrase.utf8))
                var tokens: [Token] = []
                _ = scanner.next(into: &tokens)
                let words = tokens.filter { $0.traits.contains(.word) }
                let key = words.reduce(PagePhrases.start) { PagePhrases.extend($0, $1.hash) }
                uses.set(key, (uses[key] ?? 0) | UInt32(use.rawValue))
                if use.contains(.anywhere), let first = words.first { innerStarts.set(first.hash, 1) }
            }
        }
    }

    /// The uses of a phrase by its key.
    func uses(_ key: UInt64) -> Use { Use(rawValue: UInt16(truncatingIfNeeded: uses[key] ?? 0)) }

    /// Whether a phrase that counts anywhere begins with a word.
    func opensInner(_ word: UInt64) -> Bool { innerStarts[word] != nil }

    /// The key of no words.
    static let start: UInt64 = 0x51F1_5EED_0BAD_CAFE

    /// The key of a phrase with one more word.
    @inline(__always)
    static func extend(_ key: UInt64, _ word: UInt64) -> UInt64 {
        let product = (key ^ word) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 31)
    }

    /// The phrases by use; words apart from numbers and marks.
    private static let lists: [(Use, String)] = [
        (
            .whole,
            """
            menu|main menu|primary menu|home|search|video|videos|photos|gallery|news|file photo|contact|contact us|about|about us|archive|archives|newsletter
            newsletters|email|e-mail|print|tags|topics
            categories|category|website|name|comment|login|log in|sign in|sign up|log out|register|log in register|subscribe|advertisement|sponsored
            close|next|previous|next post|previous post|older posts|newer posts|back to top|more|live|listen|watch|share|share this|like this
            cancel reply|post comment|report an error|terms|terms of use|terms of service|terms conditions|terms and conditions|privacy
            privacy policy|cookie policy|cookies|sitemap|rss|faq|help|jobs|careers|imprint|on key|post navigation|pages|blogroll|submit|save
            menü|startseite|suche|suchen|suche nach|kontakt|impressum|datenschutz|datenschutzerklärung|archiv|über uns|über mich|drucken|teilen|teile
            anmelden|abmelden|registrieren|anzeige|werbung|seiten|schlagwörter|kategorien|beitragsnavigation|beitrags-navigation|gefällt mir
            abbrechen|schließen|mehr|zurück|weiter|vorheriger beitrag|nächster beitrag|toggle navigation|search for|post navigation
            accueil|rechercher|recherche|contactez-nous|mentions légales|s'abonner|imprimer|partager|publicité|connexion|plan du site
            inicio|buscar|contacto|aviso legal|suscríbete|compartir|imprimir|publicidad|etiquetas|iniciar sesión|regístrate
            início|contato|contacto|assine|publicidade|entrar|cadastre-se|compartilhar|imprensa
            главная|поиск|контакты|реклама|меню|войти|поделиться|подробнее|регистрация|о нас|подписаться|новости
            الرئيسية|بحث|اتصل بنا|إعلان|من نحن|القائمة|تسجيل الدخول|اشترك|شارك|مشاركة
            首页|首頁|搜索|搜尋|登录|登入|注册|分享|联系我们|关于我们|广告|廣告|ホーム|検索|ログイン
            ana sayfa|ara|iletişim|hakkımızda|reklam|giriş yap|abone ol|paylaş
            """
        ),
        (
            .opening,
            """
            share on|share this|share via|click to share|follow us|follow me on|like us on|your email address|required fields|sign up for
            sign up to|subscribe to|subscribe now|click here to|click here for|skip to|you are here|tagged with|filed under|posted in|posted on|posted by
            published on|save my name|notify me|powered by|comments are closed|be the first to comment|there are no comments|you must be logged in
            log in to|download our|join us on|join our|print this|email this|report an error|image caption|image source|image credit|photo credit
            ap photo|photo by|play video|listen to this article|this post was originally published|proudly powered
            klick um auf|klick um über|klicken um|zum teilen auf|teilen auf|teilen sie dies|folgen sie uns|folge uns|springe zum|zum inhalt
            sie sind hier|veröffentlicht am|abgelegt unter|veröffentlicht unter|benachrichtige mich|stolz präsentiert|melde dich an|du kommentierst mit
            deine e-mail-adresse|erforderliche felder|facebook'ta paylaş|twitter'da paylaş|partager sur|suivez-nous|votre adresse e-mail|abonnez-vous
            compartir en|síguenos|tu dirección de correo|publicado en|suscríbete a|compartilhe|compartilhar no|siga-nos|o seu endereço de e-mail
            publicado em|поделиться в|подписывайтесь на|подпишитесь на|ваш адрес|condividi su|seguici su|il tuo indirizzo email
            شارك على|تابعنا|لن يتم نشر|اشترك في النشرة|分享到|关注我们|責任編輯|责任编辑
            """
        ),
        (
            .label,
            """
            tags|photo|photos|file photo|foto|fotos|image|images|category|categories|topics|bildnachweis|bildquelle|credit|search for|suche nach|kategorien|schlagwörter
            schlagworte|kategorie|étiquettes|catégories|etiquetas|categorías|categorias|теги|метки|фото|рубрика|الوسوم|كلمات مفتاحية|标签|編輯|编辑|來源
            watch|read more|read also|share|follow
            """
        ),
        (
            .anywhere,
            """
            all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados
            tutti i diritti riservati|все права защищены|جميع الحقوق محفوظة|版权所有|版權所有|tüm hakları saklıdır|wszelkie prawa zastrzeżone
            your email address will not be published|uses cookies|use cookies|verwendet cookies|utilise des cookies|utiliza cookies
            unter einer creative commons|unter der creative commons|licensed under a creative commons|follow us on|wird in neuem fenster geöffnet
            opens in new window|follow our channel
            """
        ),
        (
            .teasers,
            """
            related|related articles|related posts|related stories|related news|related topics|related content|recommended|recommended for you
            you may also like|you might also like|read more|read also|also read|see also|don't miss|more from|more on this|more on this story|more stories
            latest news|recent posts|recent comments|popular posts|most read|most popular|trending|trending now|editor's picks|top stories
            ähnliche beiträge|ähnliche artikel|lesen sie auch|mehr zum thema|das könnte sie auch interessieren|neueste beiträge|letzte beiträge
            neueste kommentare|zuletzt kommentiert|meistgelesen|à lire aussi|articles similaires|lire aussi|articles récents|sur le même sujet|lee también
            lea también|lea además|artículos relacionados|noticias relacionadas|entradas recientes|te puede interesar|leia também|leia mais|saiba mais
            notícias relacionadas|posts relacionados|leggi anche|articoli correlati|читайте также|похожие статьи|материалы по теме|по теме|смотрите также
            اقرأ أيضا|اقرأ أيضًا|مقالات ذات صلة|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|相关阅读|相关新闻|推荐阅读|延伸阅读|相關新聞|関連記事|ilgili haberler|çok okunanlar
            """
        ),
        (
            .closing,
            """
            leave a comment|leave a reply|post a comment|write a comment|about the author|about the authors|related posts|related articles|related stories
            comments|schreibe einen kommentar|kommentar verfassen|kommentar hinterlassen|ähnliche beiträge|ähnliche artikel|kommentare
            kommentar verfassen antwort abbrechen|thoughts on|gedanken zu|responses to|laisser un commentaire|commentaires|deja un comentario|deja una respuesta|comentarios
            deixe um comentário|comentários|lascia un commento|commenti|оставить комментарий|добавить комментарий|комментарии|اترك تعليقا|اترك تعليقًا
            تعليقات|التعليقات|发表评论|评论|コメント|yorum yap|yorumlar
            """
        ),
        (.service, "twitter|facebook|instagram|youtube|linkedin|whatsapp|telegram|pinterest|reddit|tumblr|vk|tiktok|flickr"),
        (.reply, "reply|antworten|répondre|responder|rispondi|ответить|yanıtla|رد|回复|回覆|返信"),
        (.more, "read more|continue reading|weiterlesen|lire la suite|leer más|seguir leyendo|leia mais|читать далее|اقرأ المزيد|阅读更多"),
    ]
}
