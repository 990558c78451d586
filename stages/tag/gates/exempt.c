#include "exempt-gate.h"

#include <string.h>

/* In minutes only the leaves on top of the first page speak of the minutes themselves. */
#define MINUTES_LEAVES 4

/* On their later pages only what stands first does: a paper that was not told from the minutes before it. */
#define LATER_LEAVES 2

/* A file says on its first pages that it is private; later, a private pack was bound behind a public one. */
#define FRONT_PAGES 2

/* On top of an agenda such a mark alone is the agenda's own; longer ones may speak of its items. */
#define FRONT_BYTES 60

/* The first texts of a page, furniture and all: its title is among them. */
#define TITLE_TEXTS 3

void mb_exempt_withhold(MbExemptGate *gate, int from, int to)
{
    for (int n = MAX(from, 1); n <= MIN(to, gate->count); n++) {
        MbExemptPage *page = &gate->pages[n];
        page->withheld = true;
        page->from = NULL;
    }
}

/* From a leaf to the end of its page, and the pages after it. */
static void withhold_from(MbExemptGate *gate, const MbBlock *leaf, int number, int to)
{
    MbExemptPage *page = &gate->pages[number];
    if (leaf && !page->withheld) {
        page->withheld = true;
        page->from = leaf;
    } else if (!leaf) {
        mb_exempt_withhold(gate, number, number);
    }
    mb_exempt_withhold(gate, number + 1, to);
}

int mb_exempt_end_of_paper(const MbExemptGate *gate, int number)
{
    const char *appendix = gate->pages[number].appendix;
    while (number < gate->count && !gate->pages[number + 1].begins) {
        const char *next = gate->pages[number + 1].appendix;
        if (appendix && next && g_strcmp0(appendix, next))
            break; /* an appendix ends where the next one begins */
        number++;
    }
    return number;
}

/* The end of the paper that an appendix belongs to. */
static int end_of_appendices(const MbExemptGate *gate, int number)
{
    while (number < gate->count && !gate->pages[number + 1].begins)
        number++;
    return number;
}

/* Whether one of a paper's appendices says of itself that it is exempt: then it is the one that is meant where none is named. */
static bool has_marked_appendix(const MbExemptGate *gate, int number)
{
    for (int n = number + 1; n <= end_of_appendices(gate, number); n++) {
        const MbExemptPage *page = &gate->pages[n];
        for (guint i = 0; page->appendix && i < page->head->len; i++) {
            const MbExempt says = mb_exempt_read(gate->rules, page->head->pdata[i]);
            if (says == MB_EXEMPT_STAMP || says == MB_EXEMPT_PAPER || says == MB_EXEMPT_APPENDICES)
                return true;
        }
    }
    return false;
}

/* Pages after a mark whose title is that of an appendix that it names, each to the next title of an appendix that it does not. */
void mb_exempt_withhold_appendices(MbExemptGate *gate, int from, const char *mark)
{
    g_autoptr(GMatchInfo) match = NULL;
    mb_rules_find(gate->rules, "appendices", mark, &match);
    g_autofree char *labels = g_match_info_matches(match) ? g_match_info_fetch_named(match, "labels") : NULL;
    const bool is_told = !(labels && *labels) && has_marked_appendix(gate, from);
    for (int n = from + 1; !is_told && n <= end_of_appendices(gate, from); n++) {
        const char *label = gate->pages[n].appendix;
        if (label && mb_exempt_names_appendix(labels, label))
            mb_exempt_withhold(gate, n, n);
    }
}

static void withhold_next(MbExemptGate *gate, int number)
{
    if (number < gate->count)
        mb_exempt_withhold(gate, number + 1, mb_exempt_end_of_paper(gate, number + 1));
}

static bool comes_back(const MbExemptGate *gate, const MbExemptPage *page)
{
    for (guint i = 0; i < page->head->len; i++)
        if (mb_exempt_read(gate->rules, page->head->pdata[i]) == MB_EXEMPT_OPEN)
            return true;
    return false;
}

/* Until a public part begins, or papers of an item that the agenda lists among the open ones. */
static void withhold_section(MbExemptGate *gate, const MbBlock *leaf, int from)
{
    withhold_from(gate, leaf, from, from);
    for (int n = from + 1; n <= gate->count; n++) {
        const MbExemptPage *page = &gate->pages[n];
        if ((page->opens && gate->agenda_marks) || comes_back(gate, page))
            return;
        mb_exempt_withhold(gate, n, n);
    }
}

/*
 * What a text on a page says is done.
 *
 * leaf:     where it stands when that is not the head of the page, or NULL.
 * is_title: it stands on top of the page, where an appendix has its title and a report has no list of appendices.
 */
static void obey(MbExemptGate *gate, int number, MbExempt says, const char *folded, const MbBlock *leaf, bool is_title)
{
    const MbExemptPage *page = &gate->pages[number];
    switch (says) {
    case MB_EXEMPT_PACK:
        mb_exempt_withhold(gate, number <= FRONT_PAGES ? 1 : number, gate->count);
        break;
    case MB_EXEMPT_STAMP:
        if (page->item && gate->agenda_marks)
            break; /* fall through */
    case MB_EXEMPT_PAPER:
        withhold_from(gate, leaf, number, mb_exempt_end_of_paper(gate, number));
        break;
    case MB_EXEMPT_APPENDICES:
        if (page->appendix || leaf || is_title)
            withhold_from(gate, leaf, number, mb_exempt_end_of_paper(gate, number));
        else
            mb_exempt_withhold_appendices(gate, number, folded);
        break;
    case MB_EXEMPT_NEXT:
        withhold_next(gate, number);
        break;
    case MB_EXEMPT_SECTION:
        withhold_section(gate, leaf, number);
        break;
    default:
        break;
    }
}

/*
 * Whether the i-th text of a page's head speaks of the page's own paper. Agendas speak of others, but for one whose first lines say
 * that it is private itself; minutes speak of what was done.
 */
static bool speaks_of_itself(const MbExemptGate *gate, int number, guint i, MbExempt says)
{
    const MbExemptPage *page = &gate->pages[number];
    if (page->is_agenda)
        return says == MB_EXEMPT_PACK;
    if (page->is_minutes)
        return i < (page->begins ? MIN(page->face, MINUTES_LEAVES) : LATER_LEAVES);
    return true;
}

/* What stands beside the cell of a form that asks whether the paper is exempt; NULL when there is none. */
static const char *find_answer(const MbExemptGate *gate, const GPtrArray *texts, guint i)
{
    return i + 1 < texts->len && mb_exempt_asks(gate->rules, texts, i) ? texts->pdata[i + 1] : NULL;
}

static bool names_appendices(const MbExemptGate *gate, const char *answer)
{
    return answer && mb_rules_find(gate->rules, "answer-appendices", answer, NULL) &&
           !mb_rules_find(gate->rules, "whole-item", answer, NULL);
}

/* "Restricted report" is a mark, but for the cell of a form that says beside it that it is none, or that some appendices are. */
static bool is_denied(const MbExemptGate *gate, const MbExemptPage *page, guint i)
{
    const char *answer = find_answer(gate, page->head, i);
    return answer && (mb_rules_find(gate->rules, "answer-no", answer, NULL) || names_appendices(gate, answer));
}

static MbExempt read_head(const MbExemptGate *gate, const MbExemptPage *page, guint i)
{
    const char *folded = page->head->pdata[i];
    if (is_denied(gate, page, i) || (i && names_appendices(gate, find_answer(gate, page->head, i - 1))))
        return MB_EXEMPT_SILENT;
    if (mb_exempt_is_private_part(gate, folded))
        return MB_EXEMPT_SECTION;
    const MbExempt says = mb_exempt_read(gate->rules, folded);
    const bool is_front = page == &gate->pages[1] && page->is_agenda && i < TITLE_TEXTS;
    return says == MB_EXEMPT_PAPER && is_front && strlen(folded) <= FRONT_BYTES ? MB_EXEMPT_PACK : says;
}

/* What a page of a paper says below its head. */
static void read_body(MbExemptGate *gate, int number)
{
    const MbExemptPage *page = &gate->pages[number];
    for (guint i = 0; i < page->form->len; i++)
        if (names_appendices(gate, find_answer(gate, page->form, i)))
            mb_exempt_withhold_appendices(gate, number, page->form->pdata[i + 1]);
        else if (mb_exempt_is_answered(gate->rules, page->form, i))
            mb_exempt_withhold(gate, number, mb_exempt_end_of_paper(gate, number));
    for (guint i = 0; i < page->calls->len; i++) {
        const MbExemptCall *call = &g_array_index(page->calls, MbExemptCall, i);
        const MbExempt says = mb_exempt_read_call(gate->rules, call->folded);
        if (says != MB_EXEMPT_SILENT)
            obey(gate, number, says, call->folded, call->leaf, true);
    }
    for (guint i = 0; i < page->named->len; i++)
        if (!mb_exempt_withhold_sections(gate, number, end_of_appendices(gate, number), page->named->pdata[i]))
            mb_exempt_withhold_appendices(gate, number, page->named->pdata[i]);
}

static void read_page(MbExemptGate *gate, int number)
{
    const MbExemptPage *page = &gate->pages[number];
    for (guint i = 0; i < page->head->len; i++) {
        const char *folded = page->head->pdata[i];
        const MbExempt says = read_head(gate, page, i);
        if (says != MB_EXEMPT_SILENT && speaks_of_itself(gate, number, i, says))
            obey(gate, number, says, folded, NULL, i < TITLE_TEXTS && mb_exempt_read_call(gate->rules, folded) == MB_EXEMPT_APPENDICES);
    }
    if (!page->is_agenda && !page->is_minutes)
        read_body(gate, number);
}

static bool bears_mark(const MbExemptGate *gate, const MbExemptPage *page, const char *mark)
{
    guint i;
    return g_ptr_array_find_with_equal_func(page->head, mark, g_str_equal, &i) && !is_denied(gate, page, i);
}

/* A mark that every page bears is of the file, its agenda too. */
static void read_running_marks(MbExemptGate *gate)
{
    const GPtrArray *first = gate->pages[1].head;
    for (guint i = 0; gate->count > 1 && i < first->len; i++) {
        const MbExempt says = mb_exempt_read(gate->rules, first->pdata[i]);
        const bool is_mark = says == MB_EXEMPT_STAMP || says == MB_EXEMPT_PAPER;
        int n = is_mark ? 2 : gate->count + 2;
        while (n <= gate->count && bears_mark(gate, &gate->pages[n], first->pdata[i]))
            n++;
        if (n == gate->count + 1)
            mb_exempt_withhold(gate, 1, gate->count);
    }
}

static void report(const MbExemptGate *gate)
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

static void clear_call(gpointer call)
{
    g_free(((MbExemptCall *)call)->folded);
}

static void init_gate(MbExemptGate *gate, MbDocument *document, const MbRules *rules)
{
    *gate = (MbExemptGate){.document = document, .rules = rules, .count = MAX(1, (int)document->pages->len)};
    gate->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gate->pages = g_new0(MbExemptPage, gate->count + 1);
    for (int n = 0; n <= gate->count; n++) {
        gate->pages[n].head = g_ptr_array_new_with_free_func(g_free);
        gate->pages[n].titles = g_ptr_array_new_with_free_func(g_free);
        gate->pages[n].form = g_ptr_array_new_with_free_func(g_free);
        gate->pages[n].named = g_ptr_array_new_with_free_func(g_free);
        gate->pages[n].calls = g_array_new(FALSE, FALSE, sizeof(MbExemptCall));
        g_array_set_clear_func(gate->pages[n].calls, clear_call);
    }
}

static void clear_gate(MbExemptGate *gate)
{
    for (int n = 0; n <= gate->count; n++) {
        MbExemptPage *page = &gate->pages[n];
        g_ptr_array_unref(page->head);
        g_ptr_array_unref(page->form);
        g_array_unref(page->calls);
        g_ptr_array_unref(page->titles);
        g_ptr_array_unref(page->named);
        g_free(page->number);
        g_free(page->appendix);
    }
    g_free(gate->pages);
    g_free(gate->private_part);
    g_hash_table_unref(gate->numbers);
}

void mb_tag_exempt(MbDocument *document, const MbRules *rules)
{
    MbExemptGate gate;
    init_gate(&gate, document, rules);
    mb_exempt_look_at_pages(&gate);
    mb_exempt_read_agendas(&gate);
    for (int n = 1; n <= gate.count; n++)
        read_page(&gate, n);
    read_running_marks(&gate);
    mb_exempt_mark_minutes(&gate);
    mb_exempt_mark_blocks(&gate);
    report(&gate);
    clear_gate(&gate);
}
