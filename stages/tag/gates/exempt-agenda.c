/* What agendas say of papers: which pages are whose, which items are taken in private. */
#include "exempt-gate.h"
#include "../structure/structure.h"

#include <string.h>

/* What holds for the items of an agenda from some point on. */
typedef struct {
    bool in_private;
    GArray *listed; /* guint: the numbers of the only items for which the public is to be excluded; empty: all that follow */
    GPtrArray *unplaced; /* private items without page range */
    GPtrArray *partly;   /* items of which appendices are private */
    GArray *private_pages; /* int: where papers of items inside items begin that are private */
    char *mark;          /* what the agenda puts beside private items ("*", "E"), or NULL */
} Reading;

/* Whether a heading is a title, one of its languages, or all of it but a note behind it (whole: nothing may stand behind it). */
static bool is_same_title(const char *heading, const char *title, bool whole)
{
    g_auto(GStrv) languages = g_strsplit(title, " / ", -1);
    const gsize length = strlen(heading);
    for (guint i = 0; length > 5 && languages[i]; i++) {
        const char *one = g_strstrip(languages[i]);
        if (!g_str_has_prefix(one, heading))
            continue;
        if (!one[length] || (!whole && (strchr(",:", one[length]) || strstr(" ( [ - ", (char[]){one[length], one[length + 1], 0}))))
            return true;
    }
    return !strcmp(heading, title);
}

static bool bears_title(const MbExemptPage *page, const char *title, bool whole)
{
    for (guint i = 0; i < page->titles->len; i++)
        if (is_same_title(page->titles->pdata[i], title, whole))
            return true;
    return false;
}

/* Whether papers of an item may begin on a page: it is of no other item, and says no other number. */
static bool is_free(const MbExemptPage *page, const MbBlock *item, const char *number)
{
    const bool is_other = page->number && number && strcmp(page->number, number);
    return !page->is_agenda && !page->is_minutes && !is_other && (!page->item || page->item == item);
}

/* The page that bears a title, or 0. A report and its private version may bear the same one. */
static int find_title(const MbExemptGate *gate, const MbBlock *item, const char *number, const char *title)
{
    for (int whole = 1; whole >= 0; whole--)
        for (int n = 1; n <= gate->count; n++)
            if (is_free(&gate->pages[n], item, number) && bears_title(&gate->pages[n], title, whole))
                return n;
    return 0;
}

/*
 * An item's number as a page says it ("3", "2a", "p1", "3.1"): the last word of its label that has a figure; NULL when it has none.
 * Caller frees.
 */
static char *dup_number(const MbBlock *item)
{
    const MbBlock *head = item->first_child;
    const char *label = head && head->label ? head->label : "", *from = NULL, *end = NULL;
    for (const char *at = label; *at; at += *at != 0) {
        const char *word = at;
        bool has_figure = false;
        for (; g_ascii_isalnum(*at) || (*at == '.' && at > word && g_ascii_isdigit(at[1]) && at[1] != '0'); at++)
            has_figure = has_figure || g_ascii_isdigit(*at);
        from = has_figure ? word : from;
        end = has_figure ? at : end;
    }
    return from ? g_ascii_strdown(from, end - from) : NULL;
}

/* The page whose title is the item's: its papers, where the agenda tells no pages. */
static int find_titled(const MbExemptGate *gate, const MbBlock *item)
{
    const MbBlock *head = item->first_child;
    if (!head || head->kind != MB_BLOCK_HEADING)
        return 0;
    g_autofree char *title = mb_exempt_dup_title(head->text->str), *number = dup_number(item);
    return find_title(gate, item, number, title);
}

/* Notes that papers of an item begin on a page. */
static void begin_papers(MbExemptGate *gate, const MbBlock *item, int from, bool is_private)
{
    gate->pages[from].opens = !is_private;
    gate->pages[from].begins = true;
    gate->pages[from].item = item;
}

static void place_item(MbExemptGate *gate, const MbBlock *item, bool is_private)
{
    const char *first = mb_attrs_get(item->attrs, "firstPage"), *last = mb_attrs_get(item->attrs, "lastPage");
    int from = first ? mb_document_printed_page(gate->document, atoi(first)) : 0;
    int to = last ? mb_document_printed_page(gate->document, atoi(last)) : from;
    const bool is_told = from > 0 && !gate->pages[from].is_agenda;
    from = is_told ? from : find_titled(gate, item);
    if (from == 0)
        return;
    to = is_told ? MAX(to, from) : from;
    begin_papers(gate, item, from, is_private);
    for (int n = from; n <= to; n++) {
        gate->pages[n].begins = n == from; /* parts found inside a paper do not end it */
        gate->pages[n].item = item;
    }
    if (is_told && to < gate->count)
        gate->pages[to + 1].begins = true;
    if (is_private && is_told)
        mb_exempt_withhold(gate, from, to);
}

/* "part 2" of "part 2 - private items"; NULL for other texts. Caller frees. */
static char *dup_part_name(const MbExemptGate *gate, const char *folded)
{
    g_autoptr(GMatchInfo) match = NULL;
    return mb_rules_find(gate->rules, "part-name", folded, &match) ? g_match_info_fetch_named(match, "name") : NULL;
}

bool mb_exempt_is_private_part(const MbExemptGate *gate, const char *folded)
{
    g_autofree char *name = dup_part_name(gate, folded);
    return name && gate->private_part && !strcmp(name, gate->private_part) && mb_rules_find(gate->rules, "bare-part", folded, NULL);
}

/* The numbers of "items 9, 10 and 12 to 14"; nothing is added for "the following items". */
static void list_numbers(const MbRules *rules, const char *folded, GArray *numbers)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(rules, "listed-items", folded, &match))
        return;
    g_autofree char *list = g_match_info_fetch_named(match, "items");
    guint before = 0;
    for (const char *at = list; *at;) {
        if (!g_ascii_isdigit(*at)) {
            at++;
            continue;
        }
        const bool is_range = before && at > list + 2 && (at[-1] == '-' || at[-2] == '-' || g_str_has_prefix(at - 3, "to "));
        const guint number = (guint)g_ascii_strtoull(at, (char **)&at, 10);
        for (guint n = is_range && number - before < 100 ? before + 1 : number; n <= number; n++)
            g_array_append_val(numbers, n);
        before = number;
    }
}

/*
 * A resolution to exclude the public that is put without an if makes what follows private; one with an if those items that it
 * names and says to hold exempt information, but not when it is for their appendices.
 */
static bool excludes_public(const MbExemptGate *gate, const char *folded)
{
    if (!mb_rules_find(gate->rules, "exclusion", folded, NULL))
        return false;
    return !mb_rules_find(gate->rules, "conditional", folded, NULL) ||
           (mb_rules_find(gate->rules, "listed-items", folded, NULL) && mb_rules_find(gate->rules, "item-mark", folded, NULL) &&
            !mb_rules_find(gate->rules, "appendices", folded, NULL));
}

/* "Items marked * are exempt": notes the mark. */
static bool read_legend(const MbExemptGate *gate, const MbBlock *leaf, Reading *reading)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(gate->rules, "legend", leaf->text->str, &match))
        return false;
    g_autofree char *mark = g_match_info_fetch_named(match, "mark");
    g_free(reading->mark);
    reading->mark = g_ascii_isalpha(*mark) ? g_strdup("*") : g_strdup(mark); /* "asterisk", "star" */
    g_strcanon(reading->mark, G_CSET_A_2_Z G_CSET_a_2_z "*#\xe2\x80\xa0\xa1\xc2\xa7", ' ');
    g_strstrip(reading->mark);
    return *reading->mark != 0;
}

/* Whether an item bears the agenda's mark: a sign anywhere in its title or number, letters in brackets or before its number ("E4"). */
static bool is_marked(const Reading *reading, const MbBlock *item)
{
    const MbBlock *head = item->first_child;
    if (!reading->mark || !head || !head->text)
        return false;
    const bool is_letter = g_ascii_isalpha(*reading->mark);
    g_autofree char *sought = is_letter ? g_strdup_printf("(%s)", reading->mark) : g_strdup(reading->mark);
    const char *label = head->label ? head->label : "";
    return strstr(head->text->str, sought) || strstr(label, sought) ||
           (is_letter && g_str_has_prefix(label, reading->mark) && g_ascii_isdigit(label[strlen(reading->mark)]));
}

/* What a text of an agenda means for the items after it. */
static void read_text(MbExemptGate *gate, const MbBlock *leaf, Reading *reading)
{
    if (read_legend(gate, leaf, reading))
        return;
    g_autofree char *folded = mb_exempt_dup_folded(leaf->text->str);
    const MbExempt says = mb_exempt_read(gate->rules, folded);
    const bool is_bare = mb_rules_find(gate->rules, "bare-part", folded, NULL);
    if ((says == MB_EXEMPT_SECTION || is_bare) && !gate->private_part)
        gate->private_part = dup_part_name(gate, folded);
    const bool is_own = leaf->parent->kind == MB_BLOCK_AGENDA_ITEM && leaf == leaf->parent->first_child; /* "2. Restricted item" */
    const bool begins = says == MB_EXEMPT_SECTION || (says == MB_EXEMPT_STAMP && !is_own) || says == MB_EXEMPT_NEXT || is_bare;
    reading->in_private = begins || (reading->in_private && says != MB_EXEMPT_OPEN);
    if (begins)
        g_array_set_size(reading->listed, 0);
    if (says == MB_EXEMPT_OPEN || !excludes_public(gate, folded))
        return;
    reading->in_private = true;
    list_numbers(gate->rules, folded, reading->listed);
}

static bool is_listed(const Reading *reading, const char *label)
{
    for (guint i = 0; label && i < reading->listed->len; i++)
        if (g_array_index(reading->listed, guint, i) == (guint)g_ascii_strtoull(label, NULL, 10))
            return true;
    return reading->listed->len == 0;
}

/* Whether an item is about keeping the public out: an if in any of its texts but the title of a section makes all of it one. */
static bool is_conditional(const MbExemptGate *gate, const MbBlock *item)
{
    for (MbBlock *block = item->first_child; block; block = mb_block_next(item, block)) {
        g_autofree char *folded = block->text ? mb_exempt_dup_folded(block->text->str) : NULL;
        const bool has_if = folded && mb_rules_find(gate->rules, "conditional", folded, NULL);
        if (has_if && !mb_rules_find(gate->rules, "private-section", folded, NULL))
            return true;
    }
    return false;
}

/* The title of an item inside an item ("2a. Lease", "(b) Lease"), or NULL. Caller frees. */
static char *dup_inner_title(const MbExemptGate *gate, const MbBlock *leaf)
{
    g_autofree char *folded = mb_exempt_dup_title(leaf->text->str);
    g_autoptr(GMatchInfo) match = NULL;
    if (leaf->parent->kind == MB_BLOCK_ITEM)
        return g_steal_pointer(&folded);
    return mb_rules_find(gate->rules, "inner-item", folded, &match) ? g_match_info_fetch_named(match, "title") : NULL;
}

/* An item inside an item, with a paper of its own; false when a text is none. */
static bool read_inner_item(MbExemptGate *gate, const MbBlock *item, const MbBlock *leaf, Reading *reading)
{
    g_autofree char *title = dup_inner_title(gate, leaf);
    const int from = title ? find_title(gate, NULL, NULL, title) : 0;
    if (!from)
        return title != NULL;
    begin_papers(gate, item, from, reading->in_private);
    if (reading->in_private)
        g_array_append_val(reading->private_pages, from);
    return true;
}

/* Reads what stands in an item. Returns whether it is titled as private and holds items ("2. Restricted items"): it speaks of them. */
static bool read_inside(MbExemptGate *gate, const MbBlock *item, Reading *reading)
{
    const MbBlock *head = item->first_child;
    g_autofree char *title = mb_exempt_dup_folded(head && head->text ? head->text->str : "");
    bool has_items = false;
    for (MbBlock *block = item->first_child; block; block = mb_block_next(item, block)) {
        if (!block->text || block->artifact)
            continue;
        if (block->parent == item)
            read_text(gate, block, reading);
        has_items = (block != head && read_inner_item(gate, item, block, reading)) || has_items;
    }
    return has_items && mb_exempt_read(gate->rules, title) == MB_EXEMPT_SECTION;
}

static void read_item(MbExemptGate *gate, const MbBlock *item, Reading *reading)
{
    char *number = dup_number(item);
    const bool is_private =
        (reading->in_private && is_listed(reading, number)) || is_marked(reading, item) || mb_exempt_item_is_private(gate->rules, item);
    gate->agenda_marks = gate->agenda_marks || is_private;
    place_item(gate, item, is_private);
    if (number)
        g_hash_table_insert(gate->numbers, number, GINT_TO_POINTER(is_private ? 2 : 1));
    if (is_private && !mb_attrs_get(item->attrs, "firstPage"))
        g_ptr_array_add(reading->unplaced, (gpointer)item);
    else if (!is_private)
        g_ptr_array_add(reading->partly, (gpointer)item);
    const bool was_private = reading->in_private;
    const bool is_of_its_own = read_inside(gate, item, reading);
    if (!was_private && reading->in_private && reading->listed->len == 0 && (is_of_its_own || is_conditional(gate, item)))
        reading->in_private = false;
}

static void read_agenda(MbExemptGate *gate, const MbBlock *flow, Reading *reading)
{
    reading->in_private = false;
    g_array_set_size(reading->listed, 0);
    for (MbBlock *block = flow->first_child; block; block = block->next) {
        if (!mb_exempt_page(gate, block->page)->is_agenda)
            break; /* papers that were not told from the agenda */
        if (block->text && !block->artifact)
            read_text(gate, block, reading);
        else if (block->kind == MB_BLOCK_AGENDA_ITEM)
            read_item(gate, block, reading);
    }
    g_clear_pointer(&reading->mark, g_free);
}

/* A private item without page range: the paper that its title begins. */
static void withhold_titled(MbExemptGate *gate, const MbBlock *item)
{
    const int from = find_titled(gate, item);
    if (from > 0)
        mb_exempt_withhold(gate, from, mb_exempt_end_of_paper(gate, from));
}

/* "Appendix 2 not for publication", said of an item that is open itself. */
static void withhold_told_appendices(MbExemptGate *gate, const MbBlock *item)
{
    int from = 1;
    while (from <= gate->count && gate->pages[from].item != item)
        from++;
    for (MbBlock *block = item->first_child; block && from <= gate->count; block = mb_block_next(item, block)) {
        g_autofree char *folded = block->text && !block->artifact ? mb_exempt_dup_folded(block->text->str) : NULL;
        if (folded && mb_exempt_names_private_appendices(gate->rules, folded))
            mb_exempt_withhold_appendices(gate, from, folded);
    }
}

/* Which item a page says that it belongs to, and which appendix, holds for the pages that follow in the same paper. */
static void carry_titles(MbExemptGate *gate)
{
    for (int n = 1; n <= gate->count; n++) {
        MbExemptPage *page = &gate->pages[n], *before = &gate->pages[n - 1];
        const bool is_known = page->number && (g_hash_table_size(gate->numbers) == 0 || g_hash_table_contains(gate->numbers, page->number));
        if (page->is_agenda || !is_known)
            g_clear_pointer(&page->number, g_free);
        page->begins = page->begins || (page->number && g_strcmp0(page->number, before->number));
        if (page->begins)
            continue;
        page->number = page->number ? page->number : g_strdup(before->number);
        page->appendix = page->appendix ? page->appendix : g_strdup(before->appendix);
    }
}

void mb_exempt_read_agendas(MbExemptGate *gate)
{
    g_autoptr(GPtrArray) unplaced = g_ptr_array_new(), partly = g_ptr_array_new();
    g_autoptr(GArray) listed = g_array_new(FALSE, FALSE, sizeof(guint)), inner = g_array_new(FALSE, FALSE, sizeof(int));
    Reading reading = {.listed = listed, .unplaced = unplaced, .partly = partly, .private_pages = inner};
    MbBlock *body = gate->document->body;
    for (MbBlock *part = body->first_child; part; part = part->next)
        if (part->kind == MB_BLOCK_PART && mb_exempt_is_kind(gate, part, "agenda"))
            read_agenda(gate, part, &reading);
    if (mb_exempt_is_kind(gate, NULL, "agenda"))
        read_agenda(gate, body, &reading);
    carry_titles(gate);
    for (guint i = 0; i < unplaced->len; i++)
        withhold_titled(gate, unplaced->pdata[i]);
    for (guint i = 0; i < inner->len; i++) {
        const int from = g_array_index(inner, int, i);
        mb_exempt_withhold(gate, from, mb_exempt_end_of_paper(gate, from));
    }
    for (guint i = 0; i < partly->len; i++)
        withhold_told_appendices(gate, partly->pdata[i]);
    for (int n = 1; n <= gate->count; n++) {
        const MbExemptPage *page = &gate->pages[n];
        if (page->number && GPOINTER_TO_INT(g_hash_table_lookup(gate->numbers, page->number)) == 2)
            mb_exempt_withhold(gate, n, n);
    }
}
