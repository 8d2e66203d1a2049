// Search that knows both languages of the book. It stands between elasticlunr and mdBook's searcher.js.
//
// mdBook indexes every book as English. Its index carries the texts, so it is built anew here when the
// reader opens the search: without accents, so that "indice" finds "índice"; without the words that
// stand everywhere; and by the stems of words, so that "hilo" finds "hilos".
'use strict';

(function () {
    const spanish = document.documentElement.lang === 'es';
    const english = elasticlunr.stemmer;

    // Without accents, as all words are here.
    const everywhere = new Set((
        'a al algo ante antes aqui asi aun aunque cada como con contra cual cuando de del desde donde '
        + 'dos e el ella ellas ellos en entre era es esa esas ese eso esos esta estas este esto estos '
        + 'fue ha hace han hasta hay la las le les lo los mas me mi mientras mismo muy nada ni no nos '
        + 'o otra otro para pero poco por porque pues que quien se sea segun ser si sin sobre solo son '
        + 'su sus tal tambien tan tanto te tiene todo todos tras tu un una unas uno unos y ya yo '
        + 'about after all also am an and any are as at be because been but by can could did do does '
        + 'either for from get got had has have he her him his how i if in into is it its just may '
        + 'might most must my neither nor not of off on only or our she should so some than that the '
        + 'their them then there these they this to too us was we were what when where which who whom '
        + 'why will with would you your'
    ).split(' '));

    function folded(word) {
        return word.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    }

    // After J. Savoy's light stemmer for Spanish, which takes off the ends for number and gender. Here
    // already words of four letters lose them, because "hilo" is one; and an English plural its "s".
    function spanishStem(word) {
        if (word.length < 4) {
            return word;
        }
        if (/[aeo]$/.test(word)) {
            return word.slice(0, -1);
        }
        if (/ces$/.test(word)) {
            return word.slice(0, -3) + 'z';
        }
        if (/[aeo]s$/.test(word)) {
            return word.slice(0, -2);
        }
        return /[^aeious]s$/.test(word) ? word.slice(0, -1) : word;
    }

    // The searcher calls this with words as they stand in the text, to find those to be marked.
    function stem(word) {
        const bare = folded(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
        return spanish ? spanishStem(bare) : english(bare);
    }

    function words(text) {
        const parts = Array.isArray(text) ? text : [text ?? ''];
        return parts.flatMap(part => folded(String(part)).split(/[^\p{L}\p{N}_]+/u)).filter(Boolean);
    }

    function meaningful(word) {
        return everywhere.has(word) ? undefined : word;
    }

    elasticlunr.tokenizer = words;
    elasticlunr.stemmer = stem;
    elasticlunr.Pipeline.registerFunction(meaningful, 'telar-meaningful');
    elasticlunr.Pipeline.registerFunction(stem, 'telar-stem');

    elasticlunr.Index.load = function (stored) {
        const index = new elasticlunr.Index();
        index.pipeline.add(meaningful, stem);
        index.setRef(stored.ref);
        stored.fields.forEach(field => index.addField(field));
        Object.values(stored.documentStore.docs).forEach(text => index.addDoc(text));
        return index;
    };
})();
