/* The document as pack XML. One line a word or block; leaves hold their text and spans inline. */
#include "xml/pack.h"

#include "base/number.h"
#include "pack-fields.h"

#include <string.h>

static void put_attrs(GString *out, const MbAttrs *attrs)
{
    for (guint i = 0; i < mb_attrs_count(attrs); i++) {
        g_string_append_printf(out, " a:%s=\"", mb_attrs_name(attrs, i));
        pack_text_write(out, mb_attrs_value(attrs, i), true);
        g_string_append_c(out, '"');
    }
}

/* The start tag without its closing bracket. */
static void put_open(GString *out, const char *name, const FieldTable *table, const void *object, const void *usual)
{
    g_string_append_c(out, '<');
    g_string_append(out, name);
    pack_fields_write(out, table, object, usual);
}

static void put_empty(GString *out, const char *name, const FieldTable *table, const void *object, const void *usual)
{
    put_open(out, name, table, object, usual);
    g_string_append(out, "/>\n");
}

static void put_text_element(GString *out, const char *name, const FieldTable *table, const void *object, const void *usual,
                             const char *text)
{
    put_open(out, name, table, object, usual);
    g_string_append_c(out, '>');
    pack_text_write(out, text ? text : "", false);
    g_string_append_printf(out, "</%s>\n", name);
}

static void put_facts(GString *out, const char *name, const MbAttrs *attrs)
{
    if (!mb_attrs_count(attrs))
        return;
    g_string_append_printf(out, "<%s", name);
    put_attrs(out, attrs);
    g_string_append(out, "/>\n");
}

static void put_head(GString *out, const MbDocument *document)
{
    static const MbFont usual_font;
    static const MbBookmark usual_bookmark;
    static const MbTagged usual_tagged;
    put_facts(out, "metadata", document->metadata);
    put_facts(out, "facts", document->facts);
    for (guint i = 0; i < document->fonts->len; i++)
        put_empty(out, "font", &pack_font_fields, &g_array_index(document->fonts, MbFont, i), &usual_font);
    for (guint i = 0; i < document->outline->len; i++) {
        const MbBookmark *bookmark = &g_array_index(document->outline, MbBookmark, i);
        put_text_element(out, "bookmark", &pack_bookmark_fields, bookmark, &usual_bookmark, bookmark->title);
    }
    for (guint i = 0; i < document->tagged->len; i++) {
        const MbTagged *tagged = &g_array_index(document->tagged, MbTagged, i);
        put_text_element(out, "tagged", &pack_tagged_fields, tagged, &usual_tagged, tagged->text);
    }
    for (guint i = 0; i < document->entities->len; i++) {
        const MbEntity *entity = document->entities->pdata[i];
        const MbEntity usual = {.kind = (MbSpanKind)-1}; /* the kind is always written */
        put_open(out, "entity", &pack_entity_fields, entity, &usual);
        put_attrs(out, entity->attrs);
        g_string_append(out, "/>\n");
    }
}

static void put_word(GString *out, const MbWord *word, const MbWord *usual)
{
    static const MbReading usual_reading;
    put_open(out, "w", &pack_word_fields, word, usual);
    g_string_append_c(out, '>');
    pack_text_write(out, word->text, false);
    for (guint i = 0; word->readings && i < word->readings->len; i++) {
        const MbReading *reading = &g_array_index(word->readings, MbReading, i);
        put_open(out, "r", &pack_reading_fields, reading, &usual_reading);
        g_string_append_c(out, '>');
        pack_text_write(out, reading->text, false);
        g_string_append(out, "</r>");
    }
    g_string_append(out, "</w>\n");
}

static void put_words(GString *out, const MbPage *page)
{
    MbWord usual = mb_word_init();
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        put_word(out, word, &usual);
        pack_word_carry(&usual, word);
    }
}

static void put_regions(GString *out, const MbPage *page)
{
    static const MbRegion usual = {.kind = (MbRegionKind)-1, .image = -1}; /* the kind is always written */
    for (guint i = 0; i < page->regions->len; i++) {
        const MbRegion *region = mb_page_region(page, i);
        put_open(out, "region", &pack_region_fields, region, &usual);
        put_attrs(out, region->attrs);
        g_string_append(out, "/>\n");
    }
}

static void put_page(GString *out, const MbPage *page)
{
    static const MbPage usual_page;
    static const MbImage usual_image = {.id = -1};
    static const MbLink usual_link;
    static const MbRule usual_rule = {.region = -1};
    static const MbShade usual_shade;
    put_open(out, "page", &pack_page_fields, page, &usual_page);
    put_attrs(out, page->attrs);
    g_string_append(out, ">\n");
    for (guint i = 0; i < page->images->len; i++)
        put_empty(out, "image", &pack_image_fields, &g_array_index(page->images, MbImage, i), &usual_image);
    for (guint i = 0; i < page->links->len; i++)
        put_empty(out, "link", &pack_link_fields, &g_array_index(page->links, MbLink, i), &usual_link);
    put_regions(out, page);
    for (guint i = 0; i < page->rules->len; i++)
        put_empty(out, "rule", &pack_rule_fields, &g_array_index(page->rules, MbRule, i), &usual_rule);
    for (guint i = 0; i < page->shades->len; i++)
        put_empty(out, "shade", &pack_shade_fields, &g_array_index(page->shades, MbShade, i), &usual_shade);
    put_words(out, page);
    g_string_append(out, "</page>\n");
}

/* Whether a run covers the next token of the text, so that its place need not be written. */
static bool is_plain(const MbBlock *leaf, guint i)
{
    const MbRun *run = &g_array_index(leaf->runs, MbRun, i);
    guint end = i ? run[-1].start + run[-1].length : 0, start, length;
    return pack_run_next(leaf->text, end, &start, &length) && run->start == start && run->length == length;
}

/* The last run of the group that starts at i: plain runs over words that follow each other. */
static guint group_end(const MbBlock *leaf, guint i)
{
    while (i + 1 < leaf->runs->len) {
        const MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        if (run[1].page != run->page || run[1].word - 1 != run->word || !is_plain(leaf, i + 1))
            break;
        i++;
    }
    return i;
}

/* "3/0-11" for plain runs, "3/12@70+4" for others. */
static void put_runs(GString *out, const MbBlock *leaf)
{
    if (!leaf->runs->len)
        return;
    g_string_append(out, " runs=\"");
    for (guint i = 0; i < leaf->runs->len; i++) {
        const MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        g_string_append_printf(out, "%s%d/%d", i ? " " : "", run->page, run->word);
        if (!is_plain(leaf, i)) {
            g_string_append_printf(out, "@%u+%u", run->start, run->length);
            continue;
        }
        guint last = group_end(leaf, i);
        if (last > i)
            g_string_append_printf(out, "-%d", run->word + (int)(last - i));
        i = last;
    }
    g_string_append_c(out, '"');
}

/* Writes the text up to `to`, closing the spans that end on the way. */
static void put_text_until(GString *out, const MbBlock *leaf, guint *at, guint to, GArray *open)
{
    for (;;) {
        const MbSpan *top = open->len ? &g_array_index(leaf->spans, MbSpan, g_array_index(open, guint, open->len - 1)) : NULL;
        guint stop = top && top->end <= to ? top->end : to;
        if (stop > *at) {
            g_autofree char *piece = g_strndup(leaf->text->str + *at, stop - *at);
            pack_text_write(out, piece, false);
            *at = stop;
        }
        if (!top || top->end > to)
            return;
        g_string_append_printf(out, "</%s>", mb_span_kind_name(top->kind));
        g_array_set_size(open, open->len - 1);
    }
}

static void put_content(GString *out, const MbBlock *leaf)
{
    if (!leaf->spans || !leaf->spans->len) {
        pack_text_write(out, leaf->text->str, false);
        return;
    }
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    guint at = 0;
    static const MbSpan usual_span;
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        put_text_until(out, leaf, &at, span->start, open);
        put_open(out, mb_span_kind_name(span->kind), &pack_span_fields, span, &usual_span);
        put_attrs(out, span->attrs);
        g_string_append_c(out, '>');
        g_array_append_val(open, i);
    }
    put_text_until(out, leaf, &at, (guint)leaf->text->len, open);
}

static void put_block(GString *out, const MbBlock *block)
{
    static const MbBlock usual = {.conf = 1, .row_span = 1, .col_span = 1};
    put_open(out, mb_block_kind_name(block->kind), pack_block_table(block->kind), block, &usual);
    put_attrs(out, block->attrs);
    if (block->text) {
        put_runs(out, block);
        g_string_append_c(out, '>');
        put_content(out, block);
        g_string_append_printf(out, "</%s>\n", mb_block_kind_name(block->kind));
    } else {
        g_string_append(out, block->first_child ? ">\n" : "/>\n");
    }
}

/* Without recursion: end tags are written on the way up. */
static void put_body(GString *out, const MbBlock *body)
{
    const MbBlock *at = body;
    put_block(out, at);
    while (at) {
        if (at->first_child) {
            at = at->first_child;
        } else {
            while (at != body && !at->next) {
                at = at->parent;
                g_string_append_printf(out, "</%s>\n", mb_block_kind_name(at->kind));
            }
            at = at == body ? NULL : at->next;
        }
        if (at)
            put_block(out, at);
    }
}

static void put_tail(GString *out, const MbDocument *document)
{
    static const MbIssue usual_issue = {.tag = (MbIssueTag)-1}; /* the tag is always written */
    static const MbEvent usual_event;
    for (guint i = 0; i < document->issues->len; i++)
        put_empty(out, "issue", &pack_issue_fields, &g_array_index(document->issues, MbIssue, i), &usual_issue);
    for (guint i = 0; i < document->history->len; i++)
        put_empty(out, "event", &pack_event_fields, &g_array_index(document->history, MbEvent, i), &usual_event);
}

/* A guess that saves most of the growing: a word takes some 60 bytes here and about 20 in its block. */
static gsize guess_size(const MbDocument *document)
{
    gsize size = 4096;
    for (guint i = 0; i < document->pages->len; i++)
        size += 200 + 80 * (gsize)((const MbPage *)document->pages->pdata[i])->words->len;
    return size;
}

GBytes *mb_pack_write(const MbDocument *document)
{
    static const MbDocument usual;
    GString *out = g_string_sized_new(guess_size(document));
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<pack xmlns=\"" MB_PACK_NAMESPACE "\" xmlns:a=\"" MB_PACK_ATTRS_NAMESPACE "\" format=\"" PACK_FORMAT "\"");
    pack_fields_write(out, &pack_document_fields, document, &usual);
    g_string_append(out, ">\n");
    put_head(out, document);
    for (guint i = 0; i < document->pages->len; i++)
        put_page(out, document->pages->pdata[i]);
    put_body(out, document->body);
    put_tail(out, document);
    g_string_append(out, "</pack>\n");
    return g_string_free_to_bytes(out);
}
