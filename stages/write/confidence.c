/* Confidences as shares of words that are right. */
#include "package.h"

#include "base/error.h"

#include <string.h>

/* A point of the map: of words with this score that share is right. */
typedef struct {
    double score, share;
} Knot;

/* Knots by rising score, for writing on a scan and for pictures of tables, charts and text. */
typedef struct {
    GArray *scan, *picture;
} Map;

static void clear_map(Map *map)
{
    g_clear_pointer(&map->scan, g_array_unref);
    g_clear_pointer(&map->picture, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Map, clear_map)

static bool read_line(const char *line, Map *map)
{
    g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
    if (g_strv_length(fields) != 3 || (strcmp(fields[0], "scan") && strcmp(fields[0], "picture")))
        return false;
    GArray *knots = strcmp(fields[0], "scan") ? map->picture : map->scan;
    const Knot knot = {g_ascii_strtod(fields[1], NULL), g_ascii_strtod(fields[2], NULL)};
    const double last = knots->len ? g_array_index(knots, Knot, knots->len - 1).score : 0;
    g_array_append_val(knots, knot);
    return knot.score > last && knot.score <= 1 && knot.share >= 0 && knot.share <= 1;
}

static bool read_map(const char *data_dir, Map *map, GError **error)
{
    g_autofree char *path = g_build_filename(data_dir, "write", "data", "confidence.tsv", NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    map->scan = g_array_new(FALSE, FALSE, sizeof(Knot));
    map->picture = g_array_new(FALSE, FALSE, sizeof(Knot));
    for (guint i = 0; lines[i]; i++) {
        if (!*lines[i] || *lines[i] == '#' || read_line(lines[i], map))
            continue;
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "%s: line %u is no knot of the map", path, i + 1);
        return false;
    }
    return true;
}

/* Straight lines between the knots, from nothing to the first; level behind the last. */
static double find_share(const GArray *knots, double score)
{
    Knot before = {0, 0};
    for (guint i = 0; i < knots->len; i++) {
        const Knot knot = g_array_index(knots, Knot, i);
        if (score <= knot.score)
            return before.share + (knot.share - before.share) * (score - before.score) / (knot.score - before.score);
        before = knot;
    }
    return knots->len ? before.share : score;
}

static const GArray *knots_for(const Map *map, const MbPage *page, const MbWord *word)
{
    const bool is_scan = word->region >= 0 && (guint)word->region < page->regions->len &&
                         mb_page_region(page, (guint)word->region)->kind == MB_REGION_SCAN;
    return is_scan ? map->scan : map->picture;
}

/* The knots for a block, by the first word from pixels in it; NULL when there is none. */
static const GArray *knots_of_block(const Map *map, const MbDocument *document, MbBlock *block)
{
    for (MbBlock *at = block; at; at = mb_block_next(block, at))
        for (guint i = 0; at->runs && i < at->runs->len; i++) {
            const MbRun run = g_array_index(at->runs, MbRun, i);
            const MbPage *page = mb_document_page(document, run.page);
            const MbWord *word = page && run.word >= 0 && (guint)run.word < page->words->len ? mb_page_word(page, (guint)run.word) : NULL;
            if (word && word->origin == MB_ORIGIN_OCR)
                return knots_for(map, page, word);
        }
    return NULL;
}

/* What repair says of a doubtful stretch comes from its word's score. */
static void calibrate_span(MbSpan *span, const GArray *knots)
{
    const char *score = mb_attrs_get(span->attrs, "conf");
    char share[G_ASCII_DTOSTR_BUF_SIZE];
    if (score)
        mb_attrs_set(&span->attrs, "conf", g_ascii_formatd(share, sizeof share, "%.2f", find_share(knots, g_ascii_strtod(score, NULL))));
}

static void calibrate_block(const Map *map, const MbDocument *document, MbBlock *block)
{
    const GArray *knots = block->origin == MB_ORIGIN_TEXT ? NULL : knots_of_block(map, document, block);
    if (!knots)
        return;
    block->conf = find_share(knots, block->conf);
    for (guint i = 0; block->spans && i < block->spans->len; i++)
        calibrate_span(&g_array_index(block->spans, MbSpan, i), knots);
}

static void calibrate_words(const Map *map, const MbPage *page)
{
    for (guint i = 0; i < page->words->len; i++) {
        MbWord *word = mb_page_word(page, i);
        if (word->origin == MB_ORIGIN_OCR)
            word->conf = (float)find_share(knots_for(map, page, word), CLAMP(word->conf, 0, 1));
    }
}

bool mb_package_calibrate(MbDocument *document, const char *data_dir, GError **error)
{
    g_auto(Map) map = {0};
    if (!read_map(data_dir, &map, error))
        return false;
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        calibrate_block(&map, document, block);
    for (guint i = 0; i < document->pages->len; i++)
        calibrate_words(&map, document->pages->pdata[i]);
    return true;
}
