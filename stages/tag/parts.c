/*
 * Kinds of document and parts of a pack, from titles, slides and the page
 * ranges of the agenda.
 */
#include "structure.h"

#include <string.h>

/* What a page begins with. */
typedef struct {
    int page;
    const char *kind; /* what its title says, or NULL */
    bool slide;
    bool range;     /* an agenda item's papers begin here */
    MbBlock *first; /* first block of the page at the top level */
} PageFace;

static int number_of(const char *text)
{
    while (*text && !g_ascii_isdigit(*text))
        text++;
    return g_ascii_isdigit(*text) ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
}

int mb_document_printed_page(const MbDocument *document, int printed)
{
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        const char *number = mb_attrs_get(page->attrs, "printed");
        if (number ? number_of(number) == printed : page->label && number_of(page->label) == printed)
            return page->number;
    }
    return 0;
}

/* Keeps on each page the number that its furniture prints. */
static void read_printed_numbers(MbDocument *document)
{
    MbBlock *body = document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block)) {
        MbPage *page = block->artifact == MB_ARTIFACT_PAGE_NUMBER && block->text ? mb_document_page(document, block->page) : NULL;
        int number = page ? number_of(block->text->str) : 0;
        if (!number || mb_attrs_get(page->attrs, "printed"))
            continue;
        g_autofree char *value = g_strdup_printf("%d", number);
        mb_attrs_set(&page->attrs, "printed", value);
    }
}

/* What a leaf at the head of a page says about the paper that begins with it. */
static const char *title_kind(const MbRules *rules, const char *text)
{
    static const char *const kinds[] = {"agenda", "minutes", "letter", "decisionNotice", "report"};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *rule = g_strdup_printf("title-%s", kinds[i]);
        if (mb_rules_find(rules, rule, text, NULL))
            return kinds[i];
    }
    return NULL;
}

/* The first leaves of a page speak for it: at most this many are asked. */
#define FACE_LEAVES 8

static void look_at(const MbRules *rules, PageFace *face)
{
    guint asked = 0;
    for (MbBlock *block = face->first; block && asked < FACE_LEAVES && block->page <= face->page; block = block->next) {
        if (block->artifact || !block->text)
            continue;
        const char *kind = title_kind(rules, block->text->str);
        bool title = block->kind == MB_BLOCK_HEADING || block->text->len < 120;
        if (kind && title && !face->kind)
            face->kind = kind;
        asked++;
    }
}

static bool is_slide(const MbDocument *document, int number)
{
    const MbPage *page = mb_document_page(document, number);
    return page && !g_strcmp0(mb_attrs_get(page->attrs, "kind"), "slide");
}

static GArray *list_faces(const MbDocument *document, const MbRules *rules)
{
    GArray *faces = g_array_new(FALSE, TRUE, sizeof(PageFace));
    int page = -1;
    for (MbBlock *block = document->body->first_child; block; block = block->next) {
        if (block->page <= page && faces->len)
            continue;
        page = block->page;
        PageFace face = {.page = page, .first = block, .slide = is_slide(document, page)};
        look_at(rules, &face);
        g_array_append_val(faces, face);
    }
    return faces;
}

/* Marks the pages on which papers of agenda items begin. */
static void mark_ranges(const MbDocument *document, const MbRules *rules, GArray *faces)
{
    MbBlock *body = document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block)) {
        g_autoptr(GMatchInfo) match = NULL;
        if (!block->text || block->text->len > 400 || !strstr(block->text->str, "age") ||
            !mb_rules_find(rules, "pages", block->text->str, &match))
            continue;
        g_autofree char *first = g_match_info_fetch_named(match, "first");
        int page = first ? mb_document_printed_page(document, number_of(first)) : 0;
        for (guint i = 0; i < faces->len; i++)
            if (page && g_array_index(faces, PageFace, i).page == page)
                g_array_index(faces, PageFace, i).range = true;
    }
}

static bool begins_appendix(const MbRules *rules, const PageFace *face)
{
    for (const MbBlock *block = face->first; block && block->page <= face->page; block = block->next)
        if (!block->artifact && block->text)
            return mb_rules_find(rules, "title-appendix", block->text->str, NULL);
    return false;
}

/* The kind of the part that a page belongs to; before: that of the page before, or NULL; new_part: out. */
static const char *settle(const MbRules *rules, const PageFace *face, const char *before, bool *new_part)
{
    *new_part = !before;
    if (face->slide) {
        *new_part = *new_part || strcmp(before, "presentation") || (face->range && !begins_appendix(rules, face));
        return "presentation";
    }
    if (face->kind && (!before || strcmp(before, face->kind) || !strcmp(face->kind, "minutes") || face->range)) {
        *new_part = true;
        return face->kind;
    }
    bool left_slides = before && !strcmp(before, "presentation");
    if ((face->range && !begins_appendix(rules, face)) || left_slides) {
        *new_part = true;
        return "report";
    }
    return before;
}

/* Cuts the flow into parts; the kinds of all pages are known. */
static void make_parts(MbDocument *document, GArray *faces, GPtrArray *kinds, const bool *starts)
{
    MbBlock *part = NULL, *body = document->body;
    guint at = 0;
    GPtrArray *blocks = g_ptr_array_new();
    for (MbBlock *block = body->first_child; block; block = block->next)
        g_ptr_array_add(blocks, block);
    for (guint i = 0; i < blocks->len; i++) {
        MbBlock *block = blocks->pdata[i];
        while (at < faces->len && g_array_index(faces, PageFace, at).first == block) {
            if (starts[at] || !part) {
                part = mb_block_new(MB_BLOCK_PART);
                part->page = block->page;
                mb_attrs_set(&part->attrs, "kind", kinds->pdata[at] ? kinds->pdata[at] : "report");
                mb_block_append(body, part);
            }
            at++;
        }
        mb_block_append(part, mb_block_unlink(block));
    }
    g_ptr_array_unref(blocks);
}

/* A document without pages, or of one page: its first leaves say what it is. */
static const char *only_kind(const MbDocument *document, const MbRules *rules)
{
    guint asked = 0;
    const char *found = NULL;
    MbBlock *body = document->body;
    for (MbBlock *block = body; block && asked < 60; block = mb_block_next(body, block)) {
        if (!block->text)
            continue;
        const char *kind = title_kind(rules, block->text->str);
        if (mb_rules_find(rules, "minutes-mark", block->text->str, NULL))
            return "minutes";
        if (kind && block->text->len < 200 && !found && asked < FACE_LEAVES)
            found = kind;
        asked++;
    }
    return found;
}

void mb_tag_parts(MbDocument *document, const MbRules *rules)
{
    read_printed_numbers(document);
    g_autoptr(GArray) faces = list_faces(document, rules);
    mark_ranges(document, rules, faces);
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autofree bool *starts = g_new0(bool, faces->len + 1);
    const char *before = NULL;
    guint parts = 0;
    bool slides = faces->len > 0;
    for (guint i = 0; i < faces->len; i++) {
        const PageFace *face = &g_array_index(faces, PageFace, i);
        const char *kind = settle(rules, face, before, &starts[i]);
        parts += starts[i] && kind;
        slides = slides && face->slide;
        before = kind;
        g_ptr_array_add(kinds, (gpointer)kind);
    }
    const char *kind = NULL;
    bool flowed = document->pages->len < 2;
    if (parts > 1 && !flowed) {
        make_parts(document, faces, kinds, starts);
        kind = "pack";
    } else if (slides) {
        kind = "presentation";
    } else {
        kind = only_kind(document, rules);
        kind = kind ? kind : faces->len ? kinds->pdata[0] : NULL;
    }
    mb_attrs_set(&document->facts, "kind", kind);
}
