#include "personal.h"

#include "model/withhold.h"

#include <string.h>

/* A signature stands beside or below its word, within three lines, or above it. */
#define SIGNED_NEAR 50

/* Signatures as pictures, in points: larger ones are maps and scans, smaller ones icons. */
#define SIGNED_WIDE 250
#define SIGNED_HIGH 100
#define SIGNED_LEAST 12

/* The place of a stretch of a leaf on the page where it begins; page: out. */
static MbBox find_place(const MbDocument *document, const MbBlock *leaf, guint start, guint end, int *page)
{
    MbBox box = {0, 0, 0, 0};
    *page = 0;
    for (guint i = 0; i < leaf->runs->len; i++) {
        const MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        const MbPage *source = mb_document_page(document, run->page);
        const bool is_inside = run->start < end && run->start + run->length > start;
        if (!is_inside || !source || (guint)run->word >= source->words->len || (*page && *page != run->page))
            continue;
        *page = run->page;
        box = mb_box_union(box, mb_page_word(source, (guint)run->word)->box);
    }
    *page = *page ? *page : leaf->page;
    return *page == leaf->page && mb_box_is_empty(box) ? leaf->box : box;
}

static void list_finds(MbDocument *document, const MbRules *rules, const MbBlock *leaf, const char *rule, const char *what)
{
    g_autoptr(GMatchInfo) match = NULL;
    for (mb_rules_find(rules, rule, leaf->text->str, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
        gint start, end;
        int page;
        g_match_info_fetch_pos(match, 0, &start, &end);
        const MbBox box = find_place(document, leaf, (guint)start, (guint)end, &page);
        mb_document_add_issue(document, MB_ISSUE_PERSONAL_DATA, page, box, what);
    }
}

static bool is_signature(const MbImage *image, MbBox word)
{
    const double width = mb_box_width(image->box), height = mb_box_height(image->box);
    const double across = MAX(word.y0 - image->box.y1, image->box.y0 - word.y1);
    const double along = MAX(word.x0 - image->box.x1, image->box.x0 - word.x1);
    return width >= SIGNED_LEAST && height >= SIGNED_LEAST && width <= SIGNED_WIDE && height <= SIGNED_HIGH && across < SIGNED_NEAR &&
           along < SIGNED_NEAR;
}

static void list_signatures(MbDocument *document, const MbRules *rules, const MbBlock *leaf)
{
    const MbPage *page = mb_document_page(document, leaf->page);
    if (!page || !page->images->len || !mb_rules_find(rules, "signed", leaf->text->str, NULL))
        return;
    for (guint i = 0; i < page->images->len; i++) {
        const MbImage *image = &g_array_index(page->images, MbImage, i);
        if (is_signature(image, leaf->box))
            mb_document_add_issue(document, MB_ISSUE_PERSONAL_DATA, page->number, image->box, "signature");
    }
}

void mb_tag_personal(MbDocument *document, const MbRules *rules)
{
    for (MbBlock *leaf = document->body; leaf; leaf = mb_block_next(document->body, leaf)) {
        if (!leaf->text || !leaf->text->len || mb_block_is_withheld(leaf))
            continue;
        list_finds(document, rules, leaf, "private-mail", "e-mail address");
        list_finds(document, rules, leaf, "mobile", "telephone number");
        if (!mb_rules_find(rules, "office", leaf->text->str, NULL))
            list_finds(document, rules, leaf, "home", "home address");
        list_signatures(document, rules, leaf);
    }
}
