/*
 * Pack XML over random legal documents: written, read and written again it is
 * the same; what is written is valid by docs/pack.rng; random legal edits keep
 * the audit content.
 */
#include "model/check.h"
#include "xml/pack.h"
#include "xml/schema.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#define DOCUMENTS 150
#define SCHEMA "docs/pack.rng"

static GRand *rnd;

static int pick(int below)
{
    return g_rand_int_range(rnd, 0, below);
}

static bool toss(void)
{
    return pick(2) == 0;
}

/* Points with no, few, or all decimals. */
static double random_number(double below)
{
    double value = g_rand_double_range(rnd, 0, below);
    switch (pick(4)) {
    case 0:
        return (double)(int)value;
    case 1:
        return (double)(int)(value * 100) / 100;
    case 2:
        return (double)(int)(value * 1000) / 1000;
    default:
        return value;
    }
}

static MbBox random_box(void)
{
    double x = random_number(500), y = random_number(800);
    return toss() ? (MbBox){x, y, x + random_number(90), y + random_number(20)} : (MbBox){0, 0, 0, 0};
}

static const char *random_token(void)
{
    static const char *const tokens[] = {"Councillor", "N", "£250k", "<b>", "&amp;", "\"7\"", "O’Hara", "Contamlnation", "1,577",
                                         "Bethnal", "'", "]]>",     "é",   "𝔘",     "x/y@1+2", "-0"};
    return tokens[pick(G_N_ELEMENTS(tokens))];
}

/* Text with everything that XML has to escape; attribute values hold line ends too. */
static char *random_value(void)
{
    static const char *const ends[] = {"", "\n", "\t", "  ", "\r\n", "&", "<", ">"};
    return g_strconcat(random_token(), ends[pick(G_N_ELEMENTS(ends))], random_token(), NULL);
}

static void random_attrs(MbAttrs **attrs)
{
    static const char *const names[] = {"kind", "was", "value", "skew_mdeg", "from", "to"};
    for (int i = pick(4) - 1; i > 0; i--) {
        g_autofree char *value = random_value();
        mb_attrs_set(attrs, names[pick(G_N_ELEMENTS(names))], value);
    }
}

static void clear_reading(gpointer reading)
{
    g_free(((MbReading *)reading)->text);
}

static GArray *random_readings(void)
{
    GArray *readings = g_array_new(FALSE, FALSE, sizeof(MbReading));
    g_array_set_clear_func(readings, clear_reading);
    for (int i = 1 + pick(3); i > 0; i--) {
        MbReading reading = {g_strdup(random_token()), g_rand_double(rnd)};
        g_array_append_val(readings, reading);
    }
    return readings;
}

static void add_word(const MbDocument *document, MbPage *page, const MbWord *before)
{
    MbWord word = toss() && before ? *before : mb_word_init();
    word.text = random_token();
    word.readings = NULL;
    word.box = random_box();
    if (toss())
        word.baseline = random_number(800);
    if (pick(4) == 0)
        word.size = random_number(30);
    word.font = pick(4) - 1;
    word.colour = toss() ? 0 : (uint32_t)pick(0x1000000);
    word.turn = (int16_t)(pick(8) ? 0 : pick(4));
    word.region = (int16_t)(pick((int)page->regions->len + 1) - 1);
    word.link = pick((int)page->links->len + 1) - 1;
    word.tagged = pick((int)document->tagged->len + 1) - 1;
    word.origin = (uint8_t)pick(2);
    word.hidden = (uint8_t)(pick(8) ? 0 : pick(7));
    word.glued = pick(5) == 0;
    word.underlined = pick(9) == 0;
    word.conf = toss() ? 1 : (float)g_rand_double(rnd);
    if (pick(10) == 0)
        word.readings = random_readings();
    mb_page_append_word(page, &word);
}

static MbPage *random_page(const MbDocument *document, int number)
{
    MbPage *page = mb_page_new(number, random_number(900), random_number(900));
    page->label = toss() ? g_strdup(toss() ? "iv" : "") : NULL;
    page->rotate = 90 * pick(4);
    page->is_flowed = pick(5) == 0;
    page->is_tagged = toss();
    random_attrs(&page->attrs);
    for (int i = pick(3); i > 0; i--)
        mb_page_append_image(page, (MbImage){pick(5) - 1, random_box(), pick(900), pick(900), toss()});
    for (int i = pick(3); i > 0; i--)
        mb_page_append_link(page, random_box(), toss() ? "https://example.org/?a=1&b=\"2\"" : NULL, pick(9));
    for (int i = pick(3); i > 0; i--) {
        guint at = mb_page_append_region(page, (MbRegionKind)pick(6), random_box(), pick((int)page->images->len + 1) - 1,
                                         toss() ? "no text layer" : NULL);
        mb_page_region(page, at)->dpi = random_number(300);
        random_attrs(&mb_page_region(page, at)->attrs);
    }
    for (int i = pick(4); i > 0; i--) {
        MbRule rule = {random_box(), toss(), (uint32_t)pick(0x1000000), pick((int)page->regions->len + 1) - 1};
        MbShade shade = {random_box(), (uint32_t)pick(0x1000000)};
        g_array_append_val(page->rules, rule);
        g_array_append_val(page->shades, shade);
    }
    for (int i = pick(40); i > 0; i--)
        add_word(document, page, page->words->len ? mb_page_word(page, page->words->len - 1) : NULL);
    return page;
}

static void add_spans(const MbDocument *document, MbBlock *leaf)
{
    for (int i = pick(4); i > 0 && leaf->text->len; i--) {
        guint start = (guint)pick((int)leaf->text->len), end = start + 1 + (guint)pick(20);
        while (start > 0 && (leaf->text->str[start] & 0xC0) == 0x80)
            start--;
        while (end < leaf->text->len && (leaf->text->str[end] & 0xC0) == 0x80)
            end++;
        const MbEntity *entity = document->entities->len ? document->entities->pdata[0] : NULL;
        MbSpan *span = mb_block_add_span(leaf, start, end, (MbSpanKind)pick(MB_SPAN_KINDS), entity && toss() ? entity->id : NULL);
        if (span)
            random_attrs(&span->attrs);
    }
}

static void fill_leaf(const MbDocument *document, MbBlock *leaf)
{
    const MbPage *page = document->pages->pdata[pick((int)document->pages->len)];
    for (guint i = 0; i < page->words->len && i < 12; i++) {
        if (pick(6) == 0)
            mb_block_consume_word(leaf, page, i);
        else
            mb_block_append_word(leaf, page, i, pick(5) ? MB_JOIN_SPACE : MB_JOIN_NONE);
    }
    if (!leaf->text->len)
        mb_block_append_text(leaf, "Minutes: <none>");
    add_spans(document, leaf);
}

static void add_block(MbDocument *document, MbBlock *parent, int depth);

/* Lists, tables and rows may not be empty. */
static void fill_block(MbDocument *document, MbBlock *block, int depth)
{
    bool needs_child = block->kind == MB_BLOCK_LIST || block->kind == MB_BLOCK_TABLE || block->kind == MB_BLOCK_ROW;
    for (int i = pick(4); depth < 6 && i > 0; i--)
        add_block(document, block, depth + 1);
    for (int tries = 0; needs_child && !block->first_child && tries < 200; tries++)
        add_block(document, block, depth + 1);
}

static void add_block(MbDocument *document, MbBlock *parent, int depth)
{
    MbBlockKind kind = (MbBlockKind)pick(MB_BLOCK_KINDS);
    if (!mb_block_can_contain(parent->kind, kind) || depth > 9)
        return;
    MbBlock *block = mb_block_new(kind);
    mb_block_append(parent, block);
    block->page = pick((int)document->pages->len + 1) ? ((const MbPage *)document->pages->pdata[0])->number : 0;
    block->box = random_box();
    block->artifact = pick(6) ? MB_ARTIFACT_NOT : (MbArtifact)pick(7);
    block->label = toss() ? g_strdup(toss() ? "(i)" : "") : NULL;
    random_attrs(&block->attrs);
    if (kind == MB_BLOCK_HEADING)
        block->level = 1 + pick(6);
    if (kind == MB_BLOCK_CELL) {
        block->row_span = 1 + pick(3);
        block->col_span = 1 + pick(3);
        block->scope = (MbScope)pick(5);
        block->check = (MbCheck)pick(5);
    }
    if (block->text)
        fill_leaf(document, block);
    else
        fill_block(document, block, depth);
    bool is_bare = (kind == MB_BLOCK_LIST || kind == MB_BLOCK_TABLE || kind == MB_BLOCK_ROW) && !block->first_child;
    if (is_bare)
        mb_block_free(block);
}

static void add_head(MbDocument *document)
{
    static const char *const fonts[] = {"ABCDEF+Arial-BoldMT", "Wingdings", "Courier"};
    document->sha256 = toss() ? g_strdup("00ff") : NULL;
    document->size_bytes = pick(100000);
    document->media_type = toss() ? g_strdup("application/pdf") : NULL;
    random_attrs(&document->metadata);
    random_attrs(&document->facts);
    for (guint i = 0; i < G_N_ELEMENTS(fonts); i++)
        mb_document_intern_font(document, fonts[i]);
    for (int i = pick(3); i > 0; i--) {
        g_autofree char *text = random_value();
        mb_document_add_bookmark(document, random_token(), 1 + pick(4), pick(9), random_number(800));
        mb_document_add_tagged(document, "LI", text, pick(9), pick(3));
        g_array_index(document->tagged, MbTagged, document->tagged->len - 1).row = pick(3);
        mb_document_add_issue(document, (MbIssueTag)pick(MB_ISSUE_TAGS), pick(9), random_box(), toss() ? text : NULL);
        mb_document_add_event(document, "extract", "1", toss() ? text : "");
        mb_document_note_tools(document, toss() ? text : "");
        random_attrs(&mb_document_intern_entity(document, text, (MbSpanKind)pick(MB_SPAN_KINDS), text)->attrs);
    }
}

static MbDocument *random_document(guint seed)
{
    rnd = g_rand_new_with_seed(seed);
    MbDocument *document = mb_document_new("pack & \"more\".pdf");
    add_head(document);
    int number = 0;
    for (int i = 1 + pick(3); i > 0; i--)
        mb_document_take_page(document, random_page(document, number += 1 + pick(2)));
    for (int i = pick(12); i > 0; i--)
        add_block(document, document->body, 0);
    return document;
}

static void expect_legal(const MbDocument *document, guint seed)
{
    g_autoptr(GError) error = NULL;
    if (!mb_document_check(document, &error))
        fail_msg("seed %u: %s", seed, error->message);
}

static void expect_same_after_reading(const MbDocument *document, guint seed)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) once = mb_pack_write(document);
    g_autoptr(MbDocument) again = mb_pack_read(once, &error);
    if (!again)
        fail_msg("seed %u: %s", seed, error->message);
    g_autoptr(GBytes) twice = mb_pack_write(again);
    if (!g_bytes_equal(once, twice))
        fail_msg("seed %u: written again it differs", seed);
}

static void written_and_read_a_document_is_the_same(void **state)
{
    (void)state;
    for (guint seed = 1; seed <= DOCUMENTS; seed++) {
        g_autoptr(MbDocument) document = random_document(seed);
        expect_legal(document, seed);
        expect_same_after_reading(document, seed);
        g_rand_free(rnd);
    }
}

static void what_is_written_is_valid_by_the_schema(void **state)
{
    (void)state;
    for (guint seed = 1; seed <= 20; seed++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MbDocument) document = random_document(seed);
        g_autoptr(GBytes) bytes = mb_pack_write(document);
        if (!mb_xml_check_relaxng(bytes, SCHEMA, &error))
            fail_msg("seed %u: %s", seed, error->message);
        g_rand_free(rnd);
    }
}

static MbBlock *random_leaf(const MbDocument *document)
{
    MbBlock *found = NULL;
    guint seen = 0;
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->text && pick((int)++seen) == 0)
            found = block;
    return found;
}

/* A byte offset at the border of two characters. */
static guint random_offset(const MbBlock *leaf)
{
    guint at = (guint)pick((int)leaf->text->len + 1);
    while (at > 0 && (leaf->text->str[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void split_leaf(MbBlock *leaf)
{
    MbBlock *tail = mb_block_split(leaf, random_offset(leaf));
    mb_block_insert_after(leaf, tail);
}

static void join_leaf(MbBlock *leaf)
{
    if (leaf->next && leaf->next->text)
        mb_block_join(leaf, leaf->next, toss() ? MB_JOIN_SPACE : MB_JOIN_HYPHEN);
}

static void replace_in_leaf(MbBlock *leaf)
{
    guint a = random_offset(leaf), b = random_offset(leaf);
    guint start = MIN(a, b), end = MAX(a, b);
    while (start < end && leaf->text->str[start] == ' ')
        start++;
    while (end > start && leaf->text->str[end - 1] == ' ')
        end--;
    if (start < end)
        mb_block_replace(leaf, start, end, random_token(), toss() ? "dictionary" : NULL);
}

static void edit(MbDocument *document)
{
    static void (*const edits[])(MbBlock *) = {split_leaf, join_leaf, replace_in_leaf};
    MbBlock *leaf = random_leaf(document);
    if (leaf)
        edits[pick(G_N_ELEMENTS(edits))](leaf);
}

static void legal_edits_keep_a_document_legal(void **state)
{
    (void)state;
    for (guint seed = 1; seed <= DOCUMENTS; seed++) {
        g_autoptr(MbDocument) document = random_document(seed);
        for (int i = 0; i < 30; i++) {
            edit(document);
            expect_legal(document, seed);
        }
        expect_same_after_reading(document, seed);
        g_rand_free(rnd);
    }
}

static void coverage_of_one_page_equals_that_of_all(void **state)
{
    (void)state;
    for (guint seed = 1; seed <= DOCUMENTS; seed++) {
        g_autoptr(MbDocument) document = random_document(seed);
        g_autoptr(GPtrArray) all = mb_document_uncovered_all(document);
        for (guint i = 0; i < document->pages->len; i++) {
            const MbPage *page = document->pages->pdata[i];
            const GArray *listed = all->pdata[i];
            g_autoptr(GArray) alone = NULL;
            assert_int_equal(mb_document_uncovered(document, page->number, &alone), listed->len);
            assert_memory_equal(alone->data, listed->data, listed->len * sizeof(guint));
        }
        g_rand_free(rnd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_and_read_a_document_is_the_same),
        cmocka_unit_test(what_is_written_is_valid_by_the_schema),
        cmocka_unit_test(legal_edits_keep_a_document_legal),
        cmocka_unit_test(coverage_of_one_page_equals_that_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
