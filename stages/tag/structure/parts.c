/*
 * Kinds of document and parts of a pack, from titles, slides and the page
 * ranges of the agenda.
 */
#include "structure.h"

#include <stdlib.h>
#include <string.h>

/* What a page begins with. */
typedef struct {
    int page;
    char *item;       /* number of the agenda item that the page is stamped with or bookmarked as, or NULL; owned */
    const char *kind; /* what its title says, or NULL */
    bool slide;
    bool closes;      /* it says that a meeting closed */
    bool range;     /* an agenda item's papers begin here, as the agenda says */
    MbBlock *first; /* first block of the page at the top level */
} PageFace;

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

/* How many points of an agenda make a page one that has no such title. */
#define AGENDA_TOPICS 3

/* Whether a page lists what stands on nearly every agenda. */
static bool lists_topics(const MbDocument *document, const MbRules *rules, int page)
{
    guint topics = 0;
    for (MbBlock *block = document->body; block && topics < AGENDA_TOPICS; block = mb_block_next(document->body, block))
        if (block->text && block->page == page && !block->artifact && block->text->len < 160)
            topics += mb_rules_find(rules, "agenda-topic", block->text->str, NULL);
    return topics >= AGENDA_TOPICS;
}

static bool is_slide(const MbDocument *document, int number)
{
    const MbPage *page = mb_document_page(document, number);
    return page && !g_strcmp0(mb_attrs_get(page->attrs, "kind"), "slide");
}

static void clear_face(gpointer face)
{
    g_free(((PageFace *)face)->item);
}

/* "Agenda Item 7" on a line of its own at the head of a page: the number, or NULL. Caller frees. */
static char *find_stamp(const MbRules *rules, const PageFace *face)
{
    guint asked = 0;
    for (MbBlock *block = face->first; block && asked < FACE_LEAVES && block->page <= face->page; block = block->next) {
        g_autoptr(GMatchInfo) match = NULL;
        if (!block->text)
            continue;
        if (mb_rules_find(rules, "item-stamp", block->text->str, &match))
            return g_match_info_fetch_named(match, "number");
        asked++;
    }
    return NULL;
}

bool mb_document_has_pack_outline(const MbDocument *document, const MbRules *rules)
{
    for (guint i = 0; i < document->outline->len; i++) {
        const MbBookmark *bookmark = &g_array_index(document->outline, MbBookmark, i);
        if (bookmark->level == 1 && mb_rules_find(rules, "bookmark-agenda", bookmark->title, NULL))
            return true;
    }
    return false;
}

/* The number of the item that a pack's bookmark to this page names, or NULL. Caller frees. */
static char *find_bookmark(const MbDocument *document, const MbRules *rules, int page)
{
    for (guint i = 0; i < document->outline->len; i++) {
        const MbBookmark *bookmark = &g_array_index(document->outline, MbBookmark, i);
        g_autoptr(GMatchInfo) match = NULL;
        if (bookmark->level == 1 && bookmark->page == page && mb_rules_find(rules, "bookmark-item", bookmark->title, &match))
            return g_match_info_fetch_named(match, "number");
    }
    return NULL;
}

static bool closes_meeting(const MbRules *rules, const MbBlock *first)
{
    for (const MbBlock *block = first; block && block->page <= first->page; block = block->next)
        if (block->text && mb_rules_find(rules, "meeting-closed", block->text->str, NULL))
            return true;
    return false;
}

static GArray *list_faces(const MbDocument *document, const MbRules *rules)
{
    GArray *faces = g_array_new(FALSE, TRUE, sizeof(PageFace));
    g_array_set_clear_func(faces, clear_face);
    bool has_outline = mb_document_has_pack_outline(document, rules);
    int page = -1;
    for (MbBlock *block = document->body->first_child; block; block = block->next) {
        if (block->page <= page && faces->len)
            continue;
        page = block->page;
        PageFace face = {.page = page, .first = block, .slide = is_slide(document, page)};
        look_at(rules, &face);
        if (!faces->len && !face.kind && !face.slide && lists_topics(document, rules, page))
            face.kind = "agenda";
        face.closes = closes_meeting(rules, block);
        face.item = find_stamp(rules, &face);
        if (!face.item && has_outline)
            face.item = find_bookmark(document, rules, page);
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
        int page = first ? mb_document_printed_page(document, atoi(first)) : 0;
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

/* The same stamp on every page of a paper begins it once. */
static void keep_first_stamps(GArray *faces)
{
    const char *current = NULL;
    for (guint i = 0; i < faces->len; i++) {
        PageFace *face = &g_array_index(faces, PageFace, i);
        if (face->item && current && !g_ascii_strcasecmp(face->item, current))
            g_clear_pointer(&face->item, g_free);
        current = face->item ? face->item : current;
    }
}

/* The kind of the part that a page belongs to; is_over: the page before closes a meeting; before: its kind, or NULL; new_part: out. */
static const char *settle(const MbRules *rules, const PageFace *face, bool is_over, const char *before, bool *new_part)
{
    *new_part = !before;
    if (face->item && before && !face->slide) {
        *new_part = true;
        return face->kind ? face->kind : "report";
    }
    if (face->slide) {
        *new_part = *new_part || strcmp(before, "presentation") || face->item || (face->range && !begins_appendix(rules, face));
        return "presentation";
    }
    if (face->kind && (!before || strcmp(before, face->kind) || !strcmp(face->kind, "minutes") || face->range)) {
        *new_part = true;
        return face->kind;
    }
    bool left_slides = before && !strcmp(before, "presentation"), left_minutes = before && !strcmp(before, "minutes") && is_over;
    if ((face->range && !begins_appendix(rules, face)) || left_slides || left_minutes) {
        *new_part = true;
        return "report";
    }
    return before;
}

/* What layout carried on from the end of a paper into the page where the next one begins: stamps stand there. NULL: nothing. */
static MbBlock *cut_carried(const MbBlock *part, int page)
{
    MbBlock *leaf = part->last_child;
    while (leaf && leaf->artifact)
        leaf = leaf->prev;
    for (guint i = 1; leaf && leaf->runs && i < leaf->runs->len; i++) {
        const MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        if (run->page >= page && run->start > 0 && run->start < leaf->text->len)
            return mb_block_split(leaf, run->start);
    }
    return NULL;
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
                MbBlock *carried = part ? cut_carried(part, block->page) : NULL;
                part = mb_block_new(MB_BLOCK_PART);
                part->page = block->page;
                mb_attrs_set(&part->attrs, "kind", kinds->pdata[at] ? kinds->pdata[at] : "report");
                mb_block_append(body, part);
                if (carried)
                    mb_block_append(part, carried);
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
        const bool is_item = block->parent && block->parent->kind == MB_BLOCK_ITEM; /* an agenda has an item "Minutes of ..." */
        const char *kind = is_item ? NULL : title_kind(rules, block->text->str);
        bool titled = !found && !is_item &&
                      mb_rules_find(rules, "minutes-title", block->text->str, NULL);
        const bool is_agenda_point = is_item && !g_strcmp0(found, "agenda"); /* and one "Sederunt" */
        if (titled || (!is_agenda_point && mb_rules_find(rules, "minutes-mark", block->text->str, NULL)))
            return "minutes";
        if (kind && block->text->len < 200 && !found && asked < FACE_LEAVES)
            found = kind;
        asked++;
    }
    return found;
}

void mb_tag_parts(MbDocument *document, const MbRules *rules)
{
    mb_tag_printed_numbers(document);
    mb_tag_blank_pages(document, rules);
    g_autoptr(GArray) faces = list_faces(document, rules);
    keep_first_stamps(faces);
    mark_ranges(document, rules, faces);
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autofree bool *starts = g_new0(bool, faces->len + 1);
    const char *before = NULL;
    guint parts = 0;
    bool slides = faces->len > 0;
    for (guint i = 0; i < faces->len; i++) {
        const PageFace *face = &g_array_index(faces, PageFace, i);
        const char *kind = settle(rules, face, i && face[-1].closes, before, &starts[i]);
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
