#include "exempt.h"

#include "model/withhold.h"
#include "structure.h"

#include <string.h>

/* So many leaves at the top of a page speak for the paper that it belongs to: council, date, title, item number, then the mark. */
#define HEAD_LEAVES 10

/* What is known of a page. */
typedef struct {
    const MbBlock *part;   /* the part that its first block stands in, or NULL */
    const MbBlock *item;   /* agenda item whose papers it belongs to, or NULL */
    bool begins;           /* a paper begins on it */
    bool is_agenda;        /* what it says of papers is said of others */
    bool is_minutes;
    bool opens;            /* an agenda item that is listed as open begins on it */
    bool withheld;
    char *title;           /* folded text of its first heading, or NULL */
    GPtrArray *head;       /* folded texts of its first leaves and its furniture */
} Page;

typedef struct {
    MbDocument *document;
    const MbRules *rules;
    Page *pages; /* by number from 1; [0] for blocks without page */
    int count;
    bool agenda_marks; /* the agenda says of some items that they are private */
    char *private_part; /* what the agenda calls its private part ("part 2"), or NULL */
} Gate;

static Page *page_at(const Gate *gate, int number)
{
    return &gate->pages[CLAMP(number, gate->count > 1 ? 0 : 1, gate->count)];
}

static const MbBlock *part_of(const MbBlock *block)
{
    while (block && block->kind != MB_BLOCK_PART)
        block = block->parent;
    return block;
}

static bool is_kind(const Gate *gate, const MbBlock *part, const char *kind)
{
    const char *is = part ? mb_attrs_get(part->attrs, "kind") : mb_attrs_get(gate->document->facts, "kind");
    return !g_strcmp0(is, kind);
}

static void look_at_leaf(Gate *gate, const MbBlock *leaf)
{
    Page *page = page_at(gate, leaf->page);
    if (!page->head->len || !page->part)
        page->part = part_of(leaf);
    const bool furniture = leaf->artifact == MB_ARTIFACT_HEADER || leaf->artifact == MB_ARTIFACT_FOOTER;
    if (leaf->artifact ? !furniture : page->head->len >= HEAD_LEAVES)
        return;
    char *folded = mb_exempt_dup_folded(leaf->text->str);
    g_ptr_array_add(page->head, folded);
    if (leaf->kind == MB_BLOCK_HEADING && !leaf->artifact && !page->title)
        page->title = g_strdup(folded);
}

static void look_at_pages(Gate *gate)
{
    MbBlock *body = gate->document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block))
        if (block->text && block->text->len)
            look_at_leaf(gate, block);
    const MbBlock *before = NULL;
    for (int n = 1; n <= gate->count; n++) {
        Page *page = &gate->pages[n];
        page->part = page->head->len ? page->part : before;
        page->begins = n == 1 || page->part != before;
        page->is_agenda = is_kind(gate, page->part, "agenda") || is_kind(gate, page->part, "letter");
        page->is_minutes = is_kind(gate, page->part, "minutes");
        before = page->part;
    }
}

/* The text of an item's heading, folded; NULL when it has none. */
static char *dup_title(const MbBlock *item)
{
    const MbBlock *head = item->first_child;
    return head && head->kind == MB_BLOCK_HEADING ? mb_exempt_dup_folded(head->text->str) : NULL;
}

static void withhold(Gate *gate, int from, int to)
{
    for (int n = MAX(from, 1); n <= MIN(to, gate->count); n++)
        gate->pages[n].withheld = true;
}

/* Pages whose title is the item's: its papers, where the agenda tells no pages. */
static int find_titled(const Gate *gate, const MbBlock *item)
{
    g_autofree char *title = dup_title(item);
    for (int n = 1; title && strlen(title) > 5 && n <= gate->count; n++)
        if (!gate->pages[n].is_agenda && !gate->pages[n].is_minutes && !g_strcmp0(gate->pages[n].title, title))
            return n;
    return 0;
}

static void place_item(Gate *gate, const MbBlock *item, bool is_private)
{
    const char *first = mb_attrs_get(item->attrs, "firstPage"), *last = mb_attrs_get(item->attrs, "lastPage");
    int from = first ? mb_document_printed_page(gate->document, atoi(first)) : 0;
    int to = last ? mb_document_printed_page(gate->document, atoi(last)) : from;
    const bool is_told = from > 0 && !gate->pages[from].is_agenda;
    from = is_told ? from : find_titled(gate, item);
    if (from == 0)
        return;
    to = is_told ? MAX(to, from) : from;
    gate->pages[from].begins = true;
    gate->pages[from].opens = !is_private;
    for (int n = from; n <= to; n++) {
        gate->pages[n].begins = n == from; /* parts found inside a paper do not end it */
        gate->pages[n].item = item;
    }
    if (is_told && to < gate->count)
        gate->pages[to + 1].begins = true;
    if (is_private && is_told)
        withhold(gate, from, to);
}

static int end_of_paper(const Gate *gate, int number)
{
    while (number < gate->count && !gate->pages[number + 1].begins)
        number++;
    return number;
}

/* A private item without page range: the paper that its title begins. */
static void withhold_titled(Gate *gate, const MbBlock *item)
{
    const int from = find_titled(gate, item);
    if (from > 0)
        withhold(gate, from, end_of_paper(gate, from));
}

/* "part 2" of "part 2 - private items"; NULL for other texts. Caller frees. */
static char *dup_part_name(const Gate *gate, const char *folded)
{
    g_autoptr(GMatchInfo) match = NULL;
    return mb_rules_find(gate->rules, "part-name", folded, &match) ? g_match_info_fetch_named(match, "name") : NULL;
}

/* Whether the items after a text of an agenda are private; before: whether those before it are. */
static bool read_section(Gate *gate, const MbBlock *block, bool before)
{
    g_autofree char *folded = mb_exempt_dup_folded(block->text->str);
    const MbExempt says = mb_exempt_read(gate->rules, folded);
    const bool is_bare = mb_rules_find(gate->rules, "bare-part", folded, NULL);
    if ((says == MB_EXEMPT_SECTION || is_bare) && !gate->private_part)
        gate->private_part = dup_part_name(gate, folded);
    return says == MB_EXEMPT_SECTION || says == MB_EXEMPT_STAMP || says == MB_EXEMPT_NEXT || is_bare || (before && says != MB_EXEMPT_OPEN);
}

/* A page that bears the name of the agenda's private part alone. */
static bool is_private_part(const Gate *gate, const char *folded)
{
    g_autofree char *name = dup_part_name(gate, folded);
    return name && gate->private_part && !strcmp(name, gate->private_part) && mb_rules_find(gate->rules, "bare-part", folded, NULL);
}

/* The items of an agenda: which papers are whose, which are private. */
static void read_agenda(Gate *gate, const MbBlock *flow, GPtrArray *private_items)
{
    bool in_private = false;
    for (MbBlock *block = flow->first_child; block; block = block->next) {
        if (block->text && !block->artifact)
            in_private = read_section(gate, block, in_private);
        if (block->kind != MB_BLOCK_AGENDA_ITEM)
            continue;
        const bool is_private = in_private || mb_exempt_item_is_private(gate->rules, block);
        gate->agenda_marks = gate->agenda_marks || is_private;
        place_item(gate, block, is_private);
        if (is_private && !mb_attrs_get(block->attrs, "firstPage"))
            g_ptr_array_add(private_items, block);
        for (MbBlock *below = block->first_child; below; below = below->next)
            if (below->text && !below->artifact && below->kind == MB_BLOCK_PARAGRAPH)
                in_private = read_section(gate, below, in_private);
    }
}

static void read_agendas(Gate *gate)
{
    g_autoptr(GPtrArray) private_items = g_ptr_array_new();
    MbBlock *body = gate->document->body;
    for (MbBlock *part = body->first_child; part; part = part->next)
        if (part->kind == MB_BLOCK_PART && is_kind(gate, part, "agenda"))
            read_agenda(gate, part, private_items);
    if (is_kind(gate, NULL, "agenda"))
        read_agenda(gate, body, private_items);
    for (guint i = 0; i < private_items->len; i++)
        withhold_titled(gate, private_items->pdata[i]);
}

/* Pages after a mark whose title is that of an appendix that it names, each to the next title of an appendix that it does not. */
static void withhold_appendices(Gate *gate, int from, const char *mark)
{
    g_autoptr(GMatchInfo) match = NULL;
    mb_rules_find(gate->rules, "appendices", mark, &match);
    g_autofree char *labels = g_match_info_matches(match) ? g_match_info_fetch_named(match, "labels") : NULL;
    bool inside = false;
    for (int n = from + 1; n <= end_of_paper(gate, from); n++) {
        const Page *page = &gate->pages[n];
        for (guint i = 0; i < MIN(page->head->len, 4); i++)
            if (mb_exempt_is_appendix(gate->rules, page->head->pdata[i], NULL)) {
                inside = mb_exempt_is_appendix(gate->rules, page->head->pdata[i], labels);
                break;
            }
        if (inside)
            withhold(gate, n, n);
    }
}

static void withhold_next(Gate *gate, int number)
{
    if (number < gate->count)
        withhold(gate, number + 1, end_of_paper(gate, number + 1));
}

/* Until a public part begins, or papers of an item that the agenda lists among the open ones. */
static void withhold_section(Gate *gate, int from)
{
    for (int n = from; n <= gate->count; n++) {
        const Page *page = &gate->pages[n];
        bool ends = n > from && page->opens && gate->agenda_marks;
        for (guint i = 0; n > from && i < page->head->len; i++)
            ends = ends || mb_exempt_read(gate->rules, page->head->pdata[i]) == MB_EXEMPT_OPEN;
        if (ends)
            return;
        withhold(gate, n, n);
    }
}

static bool is_appendix_page(const Gate *gate, const Page *page)
{
    for (guint i = 0; i < page->head->len; i++)
        if (mb_exempt_is_appendix(gate->rules, page->head->pdata[i], NULL))
            return true;
    return false;
}

static void obey(Gate *gate, int number, const char *folded)
{
    const Page *page = &gate->pages[number];
    switch (is_private_part(gate, folded) ? MB_EXEMPT_SECTION : mb_exempt_read(gate->rules, folded)) {
    case MB_EXEMPT_PACK:
        withhold(gate, 1, gate->count);
        break;
    case MB_EXEMPT_STAMP:
        if (!page->item || !gate->agenda_marks)
            withhold(gate, number, end_of_paper(gate, number));
        break;
    case MB_EXEMPT_PAPER:
        withhold(gate, number, end_of_paper(gate, number));
        break;
    case MB_EXEMPT_APPENDICES:
        if (is_appendix_page(gate, page))
            withhold(gate, number, end_of_paper(gate, number));
        else
            withhold_appendices(gate, number, folded);
        break;
    case MB_EXEMPT_NEXT:
        withhold_next(gate, number);
        break;
    case MB_EXEMPT_SECTION:
        withhold_section(gate, number);
        break;
    default:
        break;
    }
}

/* Agendas speak of others. Minutes speak of what was done: only a mark on the page on which they begin makes them exempt. */
static void read_marks(Gate *gate)
{
    for (int n = 1; n <= gate->count; n++) {
        const Page *page = &gate->pages[n];
        for (guint i = 0; i < page->head->len; i++) {
            const bool counts = !page->is_agenda && (!page->is_minutes || (page->begins && i < 4));
            if (counts || mb_exempt_read(gate->rules, page->head->pdata[i]) == MB_EXEMPT_PACK)
                obey(gate, n, page->head->pdata[i]);
        }
    }
}

static bool is_on_withheld_page(const Gate *gate, const MbBlock *top)
{
    for (MbBlock *block = (MbBlock *)top; block; block = mb_block_next(top, block)) {
        if ((block->text || !block->first_child) && page_at(gate, block->page)->withheld)
            return true;
        for (guint i = 0; block->runs && i < block->runs->len; i++)
            if (page_at(gate, g_array_index(block->runs, MbRun, i).page)->withheld)
                return true;
    }
    return false;
}

/* Returns whether everything in the flow is marked now. */
static bool mark_blocks(const Gate *gate, MbBlock *flow)
{
    bool all = true;
    for (MbBlock *block = flow->first_child; block; block = block->next) {
        const bool is_part = block->kind == MB_BLOCK_PART;
        const bool marked = is_part ? mark_blocks(gate, block) : is_on_withheld_page(gate, block);
        if (marked)
            mb_block_withhold(block, "exempt");
        all = all && marked;
    }
    return all && flow->first_child;
}

static void report(const Gate *gate)
{
    for (int n = 1; n <= gate->count; n++) {
        if (!gate->pages[n].withheld)
            continue;
        const int from = n;
        while (n < gate->count && gate->pages[n + 1].withheld)
            n++;
        g_autofree char *subject = from == n ? g_strdup_printf("page %d", n) : g_strdup_printf("pages %d to %d", from, n);
        mb_document_add_issue(gate->document, MB_ISSUE_TEXT_EXEMPT, from, (MbBox){0}, subject);
    }
}

static void init_gate(Gate *gate, MbDocument *document, const MbRules *rules)
{
    *gate = (Gate){.document = document, .rules = rules, .count = MAX(1, (int)document->pages->len)};
    gate->pages = g_new0(Page, gate->count + 1);
    for (int n = 0; n <= gate->count; n++)
        gate->pages[n].head = g_ptr_array_new_with_free_func(g_free);
}

static void clear_gate(Gate *gate)
{
    for (int n = 0; n <= gate->count; n++) {
        g_ptr_array_unref(gate->pages[n].head);
        g_free(gate->pages[n].title);
    }
    g_free(gate->pages);
    g_free(gate->private_part);
}

void mb_tag_exempt(MbDocument *document, const MbRules *rules)
{
    Gate gate;
    init_gate(&gate, document, rules);
    look_at_pages(&gate);
    read_agendas(&gate);
    read_marks(&gate);
    mark_blocks(&gate, document->body);
    report(&gate);
    clear_gate(&gate);
}
