/* The page numbers that a document prints, and pages that say they are blank. */
#include "structure.h"

#include <string.h>

/*
 * In a pack each paper prints its own numbers and the pack its own beside them. A pack's numbers run on through the file,
 * so their distance from the page of the file is the same everywhere: this share of the pages must agree on one distance.
 */
#define AGREEING_SHARE 0.3
#define AGREEING_PAGES 2

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

typedef struct {
    int page, number;
} Printed;

static GArray *list_printed(const MbDocument *document)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Printed));
    MbBlock *body = document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block)) {
        Printed printed = {block->page, block->artifact == MB_ARTIFACT_PAGE_NUMBER && block->text ? number_of(block->text->str) : 0};
        if (printed.number && mb_document_page(document, printed.page))
            g_array_append_val(all, printed);
    }
    return all;
}

/* The distance on which most pages agree; false when too few do. */
static bool find_distance(const MbDocument *document, const GArray *all, int *distance)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    int most = 0;
    for (guint i = 0; i < all->len; i++) {
        const Printed *printed = &g_array_index(all, Printed, i);
        gpointer key = GINT_TO_POINTER(printed->number - printed->page);
        int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, key)) + 1;
        g_hash_table_insert(counts, key, GINT_TO_POINTER(count));
        if (count > most) {
            most = count;
            *distance = GPOINTER_TO_INT(key);
        }
    }
    return most >= AGREEING_PAGES && most >= AGREEING_SHARE * document->pages->len;
}

static void set_printed(MbPage *page, int number)
{
    g_autofree char *value = g_strdup_printf("%d", number);
    mb_attrs_set(&page->attrs, "printed", value);
}

/* The page between pages of one run has its number though it does not print it: it is blank, a picture, or was cut off. */
static void fill_gaps(MbDocument *document, int distance)
{
    int last = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        const char *printed = mb_attrs_get(page->attrs, "printed");
        if (!printed || number_of(printed) != page->number + distance)
            continue;
        for (int gap = last + 1; last && gap < page->number; gap++) {
            MbPage *between = mb_document_page(document, gap);
            if (between)
                set_printed(between, gap + distance);
        }
        last = page->number;
    }
}

void mb_tag_printed_numbers(MbDocument *document)
{
    g_autoptr(GArray) all = list_printed(document);
    int distance = 0;
    bool is_run = find_distance(document, all, &distance);
    for (int pass = is_run ? 0 : 1; pass < 2; pass++)
        for (guint i = 0; i < all->len; i++) {
            const Printed *printed = &g_array_index(all, Printed, i);
            MbPage *page = mb_document_page(document, printed->page);
            if (!mb_attrs_get(page->attrs, "printed") && (pass || printed->number == printed->page + distance))
                set_printed(page, printed->number);
        }
    if (is_run)
        fill_gaps(document, distance);
}

/* Whether a leaf is all that its page says, furniture left out. */
static bool is_alone(const MbBlock *leaf)
{
    const MbBlock *before = leaf->prev, *after = leaf->next;
    while (before && before->artifact)
        before = before->prev;
    while (after && after->artifact)
        after = after->next;
    return (!before || before->page < leaf->page) && (!after || after->page > leaf->page);
}

void mb_tag_blank_pages(MbDocument *document, const MbRules *rules)
{
    for (MbBlock *block = document->body->first_child; block; block = block->next) {
        MbPage *page = block->text && !block->artifact ? mb_document_page(document, block->page) : NULL;
        if (!page || !is_alone(block) || !mb_rules_find(rules, "blank-page", block->text->str, NULL))
            continue;
        mb_attrs_set(&page->attrs, "kind", "blank");
        block->kind = MB_BLOCK_PARAGRAPH; /* large and in the middle, but no title of what follows */
        block->level = 0;
    }
}
