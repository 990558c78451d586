/* What the exempt gate knows of each page, from the leaves at its head and its furniture. */
#include "exempt-gate.h"

#include <math.h>
#include <string.h>

/* So many leaves at the top of a page speak for the paper that it belongs to: council, date, title, item number, then the mark. */
#define HEAD_LEAVES 10

/* Forms ask below subject, date and officers, each a cell with its answer beside it, whether the report is exempt. */
#define FORM_LEAVES 24

/* The first of them, in which a paper says which item or appendix it is. */
#define TITLE_LEAVES 4

/* Titles of appendices are short; longer leaves speak of appendices. */
#define TITLE_BYTES 100

MbExemptPage *mb_exempt_page(const MbExemptGate *gate, int number)
{
    return &gate->pages[CLAMP(number, gate->count > 1 ? 0 : 1, gate->count)];
}

bool mb_exempt_is_kind(const MbExemptGate *gate, const MbBlock *part, const char *kind)
{
    const char *is = part ? mb_attrs_get(part->attrs, "kind") : mb_attrs_get(gate->document->facts, "kind");
    return !g_strcmp0(is, kind);
}

static const MbBlock *part_of(const MbBlock *block)
{
    while (block && block->kind != MB_BLOCK_PART)
        block = block->parent;
    return block;
}

static char *dup_named(const MbRules *rules, const char *rule, const char *folded, const char *name)
{
    g_autoptr(GMatchInfo) match = NULL;
    return mb_rules_find(rules, rule, folded, &match) ? g_match_info_fetch_named(match, name) : NULL;
}

/* Which item or appendix a page says that it is. */
static void read_title(const MbExemptGate *gate, MbExemptPage *page, const MbBlock *leaf, const char *folded)
{
    if (!page->number)
        page->number = dup_named(gate->rules, "item-number", folded, "label");
    const gsize length = strlen(folded);
    if (leaf->artifact || page->is_filled)
        return;
    page->is_filled = length > TITLE_BYTES || (leaf->kind != MB_BLOCK_HEADING && folded[length - 1] == '.') ||
                      mb_rules_find(gate->rules, "appendix-list", folded, NULL);
    if (!page->appendix && !page->is_filled)
        page->appendix = dup_named(gate->rules, "appendix-title", folded, "label");
}

static bool is_shouted(const char *text)
{
    bool has_capital = false;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        if (g_unichar_islower(g_utf8_get_char(at)))
            return false;
        has_capital = has_capital || g_unichar_isupper(g_utf8_get_char(at));
    }
    return has_capital;
}

/* "82. Parking charges": a numbered title, or whatever stands in an item. */
static bool begins_item(const MbBlock *leaf, const char *folded)
{
    while (g_ascii_isdigit(*folded))
        folded++;
    const MbBlockKind kind = leaf->parent->kind;
    return leaf->label || kind == MB_BLOCK_AGENDA_ITEM || kind == MB_BLOCK_ITEM || *folded == '.';
}

/* Folding takes the tick before an answer away. */
static char *dup_ticked(const char *text, const char *folded)
{
    static const gunichar ticks[] = {0x2610, 0x2611, 0x2612, 0x2713, 0x2714, 0x25A1};
    for (guint i = 0; i < G_N_ELEMENTS(ticks); i++)
        if (g_utf8_get_char(text) == ticks[i])
            return g_strdup_printf("%.*s %s", (int)(g_utf8_next_char(text) - text), text, folded);
    return g_strdup(folded);
}

/* Whether a page's next text says, beside the cell of a form that asks whether the paper is exempt, that appendices are. */
static bool is_answer(const MbExemptGate *gate, const MbExemptPage *page, const char *folded)
{
    const char *before = page->form->len ? page->form->pdata[page->form->len - 1] : "";
    return mb_rules_find(gate->rules, "answer-appendices", folded, NULL) &&
           (mb_rules_find(gate->rules, "question", before, NULL) || mb_rules_find(gate->rules, "field", before, NULL));
}

/* Takes up the stretch of a leaf that stands on one page. */
static void look_at_stretch(MbExemptGate *gate, const MbBlock *leaf, int number, const char *text)
{
    MbExemptPage *page = mb_exempt_page(gate, number);
    const guint body = page->head->len - page->furniture;
    if (!page->head->len || !page->part)
        page->part = part_of(leaf);
    if (leaf->artifact == MB_ARTIFACT_FIGURE_TEXT || leaf->artifact == MB_ARTIFACT_NAVIGATION)
        return;
    g_autofree char *folded = mb_exempt_dup_folded(text);
    if (!*folded)
        return;
    if (!leaf->artifact && mb_exempt_names_secret_parts(gate->rules, folded))
        g_ptr_array_add(page->named, g_strdup(folded));
    if (leaf->artifact || (body < TITLE_LEAVES && !is_answer(gate, page, folded)))
        read_title(gate, page, leaf, folded);
    if (leaf->kind == MB_BLOCK_HEADING && !leaf->artifact && page->titles->len < TITLE_LEAVES)
        g_ptr_array_add(page->titles, mb_exempt_dup_title(text));
    if (!leaf->artifact && page->form->len < FORM_LEAVES)
        g_ptr_array_add(page->form, dup_ticked(text, folded));
    if (!leaf->artifact && body >= HEAD_LEAVES) {
        MbExemptCall call = {leaf, folded};
        if (leaf->kind == MB_BLOCK_HEADING || is_shouted(text)) {
            g_array_append_val(page->calls, call);
            folded = NULL;
        }
        return;
    }
    if (leaf->parent->kind == MB_BLOCK_CELL && mb_exempt_read(gate->rules, folded) == MB_EXEMPT_SECTION)
        return; /* what a cell is about, and no section */
    if (page->face == page->head->len && !begins_item(leaf, folded))
        page->face++;
    page->furniture += leaf->artifact != MB_ARTIFACT_NOT;
    g_ptr_array_add(page->head, g_steal_pointer(&folded));
}

/* A paragraph may go on over the page's end: each page has its own stretch. */
static void look_at_leaf(MbExemptGate *gate, const MbBlock *leaf)
{
    guint start = 0;
    for (guint i = 0, end; i < leaf->runs->len; i = end) {
        const int number = g_array_index(leaf->runs, MbRun, i).page;
        for (end = i + 1; end < leaf->runs->len && g_array_index(leaf->runs, MbRun, end).page == number; end++)
            ;
        const guint stop = end < leaf->runs->len ? g_array_index(leaf->runs, MbRun, end).start : (guint)leaf->text->len;
        g_autofree char *text = g_strndup(leaf->text->str + start, stop - start);
        look_at_stretch(gate, leaf, number, text);
        start = stop;
    }
    if (!leaf->runs->len)
        look_at_stretch(gate, leaf, leaf->page, leaf->text->str);
}

/* Whether two words follow each other on a slope, as those of a stamp across the page do. */
static bool is_on_slope(const MbWord *a, const MbWord *b)
{
    const double dx = b->box.x0 + b->box.x1 - a->box.x0 - a->box.x1, dy = b->box.y0 + b->box.y1 - a->box.y0 - a->box.y1;
    /* twice the shift: letters are 0.2 sizes wide at least, pieces of stamps 4 at most */
    const double least = 0.4 * a->size, most = 8 * a->size;
    return a->size >= 20 && fabs(a->size - b->size) < 1 && fabs(dx) > least && fabs(dy) > least && fabs(dx) < most && fabs(dy) < most;
}

/* "EXEMPT" printed across a page comes in pieces, since its letters share no line. */
static void look_for_stamp(MbExemptPage *page, const MbPage *source)
{
    for (guint i = 0, end; i + 1 < source->words->len; i = end) {
        GString *stamp = g_string_new(mb_page_word(source, i)->text);
        for (end = i + 1; end < source->words->len && is_on_slope(mb_page_word(source, end - 1), mb_page_word(source, end)); end++)
            g_string_append(stamp, mb_page_word(source, end)->text);
        if (end > i + 1) {
            page->furniture++;
            g_ptr_array_add(page->head, mb_exempt_dup_folded(stamp->str));
        }
        g_string_free(stamp, TRUE);
    }
}

/* Number of the last page on which an item of an agenda begins; items are counted upwards. */
static int find_last_item_page(const MbBlock *flow)
{
    int last = flow->first_child ? flow->first_child->page : 0;
    gint64 before = 0;
    for (const MbBlock *block = flow->first_child; block; block = block->next) {
        if (block->kind != MB_BLOCK_AGENDA_ITEM || !block->first_child)
            continue;
        const char *label = block->first_child->label;
        while (label && *label && !g_ascii_isdigit(*label))
            label++;
        const gint64 number = label ? g_ascii_strtoll(label, NULL, 10) : 0;
        if (number && number < before)
            break;
        before = number ? number : before;
        last = block->page;
    }
    return last;
}

/* A sederunt makes minutes of a file, but for one that calls itself an agenda. */
static bool is_titled_agenda(const MbExemptPage *page)
{
    for (guint i = 0; i < page->titles->len; i++)
        if (g_str_has_suffix(page->titles->pdata[i], "agenda"))
            return true;
    return false;
}

/* A page that lists apologies and declarations is an agenda, whatever its title. */
static bool looks_like_agenda(const MbExemptGate *gate, const MbExemptPage *page)
{
    if (is_titled_agenda(page))
        return true;
    for (guint i = 0; i < page->head->len; i++)
        if (mb_rules_find(gate->rules, "agenda-item", page->head->pdata[i], NULL))
            return true;
    return false;
}

/* Forms ask on their first page whether the report is exempt. */
static bool is_form(const MbExemptGate *gate, const MbExemptPage *page)
{
    for (guint i = 0; i < page->form->len; i++)
        if (mb_exempt_asks(gate->rules, page->form, i))
            return true;
    return false;
}

static bool is_agenda_page(const MbExemptGate *gate, const MbExemptPage *page, int number, const MbBlock **part, int *last)
{
    const bool is_letter = mb_exempt_is_kind(gate, page->part, "letter");
    if (!is_letter && !mb_exempt_is_kind(gate, page->part, "agenda"))
        return number <= 2 && !page->is_minutes && looks_like_agenda(gate, page);
    const MbBlock *flow = page->part ? page->part : gate->document->body;
    if (flow != *part)
        *last = find_last_item_page(flow);
    *part = flow;
    return number <= *last;
}

void mb_exempt_look_at_pages(MbExemptGate *gate)
{
    MbBlock *body = gate->document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block))
        if (block->text && block->text->len)
            look_at_leaf(gate, block);
    const MbBlock *before = NULL, *flow = NULL;
    int last = 0;
    for (int n = 1; n <= gate->count; n++) {
        MbExemptPage *page = &gate->pages[n];
        const MbPage *source = mb_document_page(gate->document, n);
        page->part = page->head->len ? page->part : before;
        if (source)
            look_for_stamp(page, source);
        page->begins = n == 1 || page->part != before || is_form(gate, page);
        page->is_minutes = mb_exempt_is_kind(gate, page->part, "minutes") && (page->part || !is_titled_agenda(&gate->pages[1]));
        page->is_agenda = is_agenda_page(gate, page, n, &flow, &last);
        before = page->part;
    }
}
