/*
 * Items of agendas. Their number is a label, their title a heading; what
 * follows up to the next item is theirs.
 */
#include "structure.h"

#include "model/label.h"

#include <stdlib.h>
#include <string.h>

/* Longest title that was met: 210 characters; longer texts with a number are narrative. */
#define TITLE_BYTES 260

typedef enum { IN_AGENDA, IN_LETTER, IN_MINUTES } Place;

char *mb_leaf_steal_label(MbBlock *leaf, guint bytes)
{
    char *label = g_strstrip(g_strndup(leaf->text->str, bytes));
    guint length = (guint)leaf->text->len;
    while (bytes < length && leaf->text->str[bytes] == ' ')
        bytes++;
    mb_block_replace(leaf, 0, bytes, "", NULL);
    return label;
}

/* The number that an Arabic label counts, or 0. */
static int item_number(const char *text)
{
    MbLabel label;
    bool arabic =
        text && mb_label_parse(text, false, &label) && label.reading[0].style == MB_LABEL_ARABIC && label.reading[0].parts == 1;
    return arabic ? mb_label_value(&label.reading[0]) : 0;
}

/* Numbers of items in their order: 5 is 5000, its part 5.2 is 5002. */
#define WHOLE_ITEM 1000

/* Numbers behind a letter: A5 is the fifth of the first letter. */
#define WHOLE_LETTER (100000 * WHOLE_ITEM)

/* The order of an item by the digits at the beginning of a text: "5", "5.2"; 0 when there are none. */
static gint64 item_order(const char *digits)
{
    char *end;
    gint64 number = g_ascii_strtoll(digits, &end, 10);
    gint64 part = *end == '.' && g_ascii_isdigit(end[1]) ? g_ascii_strtoll(end + 1, NULL, 10) : 0;
    return number > 0 && number < WHOLE_LETTER / WHOLE_ITEM ? number * WHOLE_ITEM + MIN(part, WHOLE_ITEM - 1) : 0;
}

/* The order of the digits in a label; the only letter before them counts: "A5", but not "PR/7". */
static gint64 printed_order(const char *label)
{
    const char *digits = label + strcspn(label, "0123456789");
    gint64 order = item_order(digits);
    bool letter = digits == label + 1 && g_ascii_isupper(*label);
    return order && letter ? (*label - '@') * (gint64)WHOLE_LETTER + order : order;
}

/* Whether an item may come after another: the next numbers, or parts of the same. */
static bool may_follow(gint64 order, gint64 before)
{
    if (order / WHOLE_LETTER != before / WHOLE_LETTER && order % WHOLE_LETTER == WHOLE_ITEM)
        return order > before; /* B1 after A5, A1 */
    if (order % WHOLE_ITEM == 0)
        return before == 0 ? order > 0 : order > before && order / WHOLE_ITEM <= before / WHOLE_ITEM + 5;
    return order / WHOLE_ITEM == before / WHOLE_ITEM && order > before && order <= before + 3;
}

/* As item_order, of a label: "5.", "5.2", "(5)". */
static gint64 label_order(const char *text)
{
    MbLabel label;
    bool counts = text && mb_label_parse(text, false, &label) && label.reading[0].style == MB_LABEL_ARABIC && label.reading[0].parts <= 2;
    return counts ? item_order(text + strcspn(text, "0123456789")) : 0;
}

static bool is_leaf(const MbBlock *block)
{
    return (block->kind == MB_BLOCK_HEADING || block->kind == MB_BLOCK_PARAGRAPH) && !block->artifact;
}

/* Sets firstPage and lastPage from "(Pages 3 - 14)". */
static void set_pages(MbBlock *item, const GMatchInfo *match)
{
    g_autofree char *first = g_match_info_fetch_named(match, "first");
    g_autofree char *last = g_match_info_fetch_named(match, "last");
    if (!first || !*first || mb_attrs_get(item->attrs, "firstPage"))
        return;
    mb_attrs_set(&item->attrs, "firstPage", first);
    mb_attrs_set(&item->attrs, "lastPage", last && *last ? last : first);
}

/* Takes "(Pages 3 - 14)" and what follows it off the title: it becomes the item's first paragraph. */
static void split_pages(const MbRules *rules, MbBlock *item, MbBlock *title)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(rules, "pages", title->text->str, &match)) {
        g_clear_pointer(&match, g_match_info_unref);
        if (!mb_rules_find(rules, "leader", title->text->str, &match))
            return;
    }
    set_pages(item, match);
    gint start, end;
    if (!g_match_info_fetch_named_pos(match, "pages", &start, &end) || start <= 0)
        return;
    MbBlock *tail = mb_block_split(title, (guint)start);
    tail->kind = MB_BLOCK_PARAGRAPH;
    tail->level = 0;
    mb_block_insert_after(title, tail);
    guint length = (guint)(end - start);
    if (length < tail->text->len)
        mb_block_insert_after(tail, mb_block_split(tail, length));
}

/* Pages that stood in a column of their own beside the title. */
static void move_pages(MbBlock *item, MbBlock *title)
{
    static const char *const names[] = {"firstPage", "lastPage"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        mb_attrs_set(&item->attrs, names[i], mb_attrs_get(title->attrs, names[i]));
        mb_attrs_set(&title->attrs, names[i], NULL);
    }
}

/* A leaf becomes the heading of a new item that takes its place. */
static MbBlock *make_item(const MbRules *rules, MbBlock *leaf, guint label_bytes)
{
    MbBlock *item = mb_block_new(MB_BLOCK_AGENDA_ITEM);
    item->page = leaf->page;
    item->box = leaf->box;
    item->origin = leaf->origin;
    mb_block_insert_before(leaf, item);
    mb_block_unlink(leaf);
    if (leaf->kind != MB_BLOCK_HEADING) {
        leaf->kind = MB_BLOCK_HEADING;
        leaf->level = 2;
    }
    mb_block_append(item, leaf);
    if (label_bytes) {
        g_free(leaf->label);
        leaf->label = mb_leaf_steal_label(leaf, label_bytes);
    }
    move_pages(item, leaf);
    split_pages(rules, item, leaf);
    return item;
}

/* How long the item number before a title is; 0 when the leaf is no title with a number. */
static guint number_bytes(const MbRules *rules, const MbBlock *leaf, gint64 *order)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (leaf->text->len > TITLE_BYTES || !mb_rules_find(rules, "agenda-item-label", leaf->text->str, &match))
        return 0;
    gint start, end;
    g_match_info_fetch_named_pos(match, "label", &start, &end);
    *order = printed_order(leaf->text->str);
    return (guint)end;
}

static bool names_item(const MbBlock *leaf)
{
    return !g_ascii_strncasecmp(leaf->text->str, "agenda item ", 12) && g_ascii_isdigit(leaf->text->str[12]);
}

static bool is_sentence(const MbBlock *leaf)
{
    return leaf->text->len > 60 && g_str_has_suffix(leaf->text->str, ".") && !g_str_has_suffix(leaf->text->str, "..");
}

static bool is_shouted(const char *text)
{
    guint upper = 0, lower = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        upper += g_unichar_isupper(c);
        lower += g_unichar_islower(c);
    }
    return upper > 3 && lower * 4 < upper;
}

/* Whether a leaf with a number is an item here; before: the order of the item before it, or 0. */
static bool is_item(const MbBlock *leaf, Place place, gint64 order, gint64 before)
{
    if (names_item(leaf))
        return true;
    if (place == IN_LETTER || is_sentence(leaf))
        return false;
    if (!may_follow(order, before))
        return false;
    return place == IN_AGENDA || leaf->kind == MB_BLOCK_HEADING || is_shouted(leaf->text->str);
}

static bool is_item_list(const MbRules *rules, const MbBlock *list, Place place, gint64 before);

/* Items of a list become items of the agenda: number, title, rest; "5.1" and "5.2" below "5" are items too. */
static MbBlock *take_list(const MbRules *rules, MbBlock *list, gint64 *before)
{
    MbBlock *last = NULL;
    while (list->first_child) {
        MbBlock *point = list->first_child, *title = point->first_child;
        mb_block_unlink(title);
        mb_block_insert_before(list, title);
        title->label = g_steal_pointer(&point->label);
        last = make_item(rules, title, 0);
        *before = label_order(title->label);
        while (point->first_child) {
            MbBlock *child = mb_block_unlink(point->first_child);
            if (is_item_list(rules, child, IN_AGENDA, *before)) {
                mb_block_insert_before(list, child);
                last = take_list(rules, child, before);
            } else {
                mb_block_append(last, child);
            }
        }
        mb_block_free(point);
    }
    mb_block_free(list);
    return last;
}

/* Whether one of the points is what stands on nearly every agenda: then others may be sentences. */
static bool has_topic(const MbRules *rules, const MbBlock *list)
{
    for (const MbBlock *point = list->first_child; point; point = point->next)
        if (point->first_child && point->first_child->text && mb_rules_find(rules, "agenda-topic", point->first_child->text->str, NULL))
            return true;
    return false;
}

/* Whether the points count in letters from A on. */
static bool is_lettered(const MbBlock *list)
{
    const MbBlock *first = list->first_child, *second = first ? first->next : NULL;
    MbLabel a, b;
    if (!second || !first->label || !second->label || !mb_label_parse(first->label, false, &a) || !mb_label_parse(second->label, false, &b))
        return false;
    MbLabelStyle style = a.reading[0].style;
    return (style == MB_LABEL_ALPHA_UPPER || style == MB_LABEL_ALPHA_LOWER) && mb_label_value(&a.reading[0]) == 1 &&
           mb_label_follows(&a.reading[0], &b.reading[0]);
}

/* Whether a list is a run of agenda items: labels 1. 2. 3. (or A. B. C. where no item has a number), short titles. */
static bool is_item_list(const MbRules *rules, const MbBlock *list, Place place, gint64 before)
{
    if (list->kind != MB_BLOCK_LIST || place != IN_AGENDA)
        return false;
    bool is_known = has_topic(rules, list), has_letters = is_known && !before && is_lettered(list);
    if (is_known && label_order(list->first_child->label) == WHOLE_ITEM)
        before = 0; /* what was counted before was none: "45 Mill Road" in the letterhead */
    for (const MbBlock *point = list->first_child; point; point = point->next) {
        gint64 order = label_order(point->label);
        const MbBlock *title = point->first_child;
        bool good = (order || has_letters) && title && title->kind == MB_BLOCK_PARAGRAPH && title->text->len <= TITLE_BYTES &&
                    (is_known || !is_sentence(title)) && title->text->len > 0;
        bool part = order % WHOLE_ITEM != 0;
        if (!good || (!has_letters && before && (part ? !may_follow(order, before) : order <= before)))
            return false;
        before = order;
    }
    return list->first_child != NULL;
}

/* An unnumbered heading of an agenda ("Part 2 - Private items") belongs to no item. */
static bool closes_item(const MbBlock *block, Place place)
{
    return block->kind == MB_BLOCK_PART || (block->kind == MB_BLOCK_HEADING && place != IN_MINUTES);
}

static guint item_bytes(const MbRules *rules, MbBlock *block, Place place, gint64 *before)
{
    gint64 order = 0;
    if (!is_leaf(block))
        return 0;
    if (block->label && block->kind == MB_BLOCK_HEADING && place != IN_LETTER)
        return 0;
    guint bytes = number_bytes(rules, block, &order);
    if (!bytes || !is_item(block, place, order, *before))
        return 0;
    *before = order;
    return bytes;
}

/* A letter that encloses papers names them with their numbers and pages. */
static guint enclosed_bytes(const MbRules *rules, const MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    gint start, end;
    if (!is_leaf(leaf) || leaf->label || leaf->text->len > TITLE_BYTES || !mb_rules_find(rules, "pages", leaf->text->str, NULL) ||
        !mb_rules_find(rules, "letter-item", leaf->text->str, &match))
        return 0;
    g_match_info_fetch_named_pos(match, "label", &start, &end);
    return (guint)end;
}

/* A heading that layout gave its number as label; a part of an item (5.2) only where it follows. */
static bool is_labelled(const MbBlock *block, Place place, const MbBlock *item)
{
    if (block->kind != MB_BLOCK_HEADING || !block->label || block->artifact || place == IN_LETTER)
        return false;
    gint64 order = label_order(block->label);
    return order % WHOLE_ITEM == 0 ? order > 0 : item && may_follow(order, label_order(item->first_child->label));
}

static void find_page_range(const MbRules *rules, MbBlock *item, const MbBlock *block)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (block->kind == MB_BLOCK_PARAGRAPH && mb_rules_find(rules, "pages", block->text->str, &match))
        set_pages(item, match);
}

/* Where the next number stands inside a line that holds several items: "1. Apologies 2. Roads"; 0 when nowhere. */
static guint next_number(const MbBlock *leaf, int number)
{
    g_autofree char *mark = g_strdup_printf(" %d. ", number + 1);
    const char *at = strstr(leaf->text->str, mark);
    gsize length = strlen(mark);
    return at && g_unichar_isupper(g_utf8_get_char(at + length)) ? (guint)(at - leaf->text->str) + 1 : 0;
}

/* Cuts lines of an agenda that layout took for one paragraph, so that each begins with its own number. */
static void split_run_on(const MbRules *rules, MbBlock *container)
{
    for (MbBlock *block = container->first_child; block; block = block->next) {
        g_autoptr(GMatchInfo) match = NULL;
        gint start, end;
        bool has_heads = is_leaf(block) && mb_rules_find(rules, "agenda-columns", block->text->str, &match);
        if (has_heads && g_match_info_fetch_pos(match, 0, &start, &end))
            mb_block_insert_after(block, mb_block_split(block, (guint)end));
        int number = is_leaf(block) && !block->label ? item_number(block->text->str) : 0;
        guint cut = number ? next_number(block, number) : 0;
        if (cut)
            mb_block_insert_after(block, mb_block_split(block, cut));
    }
}

/* A web page of all items prints each number on a line of its own, the title on the next. */
static void join_numbers(const MbRules *rules, MbBlock *container)
{
    for (MbBlock *block = container->first_child; block; block = block->next) {
        MbBlock *title = block->next;
        bool alone = block->kind == MB_BLOCK_PARAGRAPH && !block->artifact && mb_rules_find(rules, "number-alone", block->text->str, NULL);
        if (!alone || !title || !is_leaf(title) || title->label || title->text->len > TITLE_BYTES || is_sentence(title))
            continue;
        mb_block_join(block, mb_block_unlink(title), MB_JOIN_SPACE);
        block->kind = MB_BLOCK_HEADING;
        block->level = 2;
    }
}

/* "09/41 Apologies for absence: Mr Wells": a minute number; what follows its title is cut off. */
static guint minute_bytes(const MbRules *rules, MbBlock *leaf, Place place)
{
    g_autoptr(GMatchInfo) match = NULL;
    gint start, end, title_end;
    if (place != IN_MINUTES || !is_leaf(leaf) || leaf->label || !mb_rules_find(rules, "minute-number", leaf->text->str, &match))
        return 0;
    g_match_info_fetch_named_pos(match, "label", &start, &end);
    g_match_info_fetch_named_pos(match, "title", NULL, &title_end);
    bool mark = leaf->text->str[title_end] == '.' || leaf->text->str[title_end] == ':';
    guint cut = (guint)title_end + (mark ? 1 : 0);
    if (mark && cut < leaf->text->len) {
        MbBlock *rest = mb_block_split(leaf, cut);
        rest->kind = MB_BLOCK_PARAGRAPH;
        rest->level = 0;
        mb_block_insert_after(leaf, rest);
    }
    return (guint)end;
}

/* The number after a minute's, as it would be printed: "23/90" after "23/89"; NULL for plain numbers. Caller frees. */
static char *dup_next_number(const char *label)
{
    gsize end = strlen(label);
    while (end > 0 && !g_ascii_isdigit(label[end - 1]))
        end--;
    gsize start = end;
    while (start > 0 && g_ascii_isdigit(label[start - 1]))
        start--;
    bool counts = start > 0 && end > start && end - start < 6 && strchr("/.", label[start - 1]);
    return counts ? g_strdup_printf("%.*s%0*d", (int)start, label, (int)(end - start), atoi(label + start) + 1) : NULL;
}

/* "... to the owner. 23/90 Finance": the next minute's title, which layout took for the end of a paragraph, begins a leaf. */
static void split_next_minute(const MbBlock *item, MbBlock *leaf)
{
    g_autofree char *number = item && item->first_child->label ? dup_next_number(item->first_child->label) : NULL;
    g_autofree char *mark = number && leaf->kind == MB_BLOCK_PARAGRAPH ? g_strdup_printf(". %s ", number) : NULL;
    const char *at = mark ? strstr(leaf->text->str, mark) : NULL;
    if (!at || !g_unichar_isupper(g_utf8_get_char(at + strlen(mark))) || strlen(at) > 80 || g_str_has_suffix(at, "."))
        return;
    MbBlock *title = mb_block_split(leaf, (guint)(at - leaf->text->str) + 2);
    title->kind = MB_BLOCK_HEADING;
    title->level = 2;
    mb_block_insert_after(leaf, title);
}

static bool ends_clause(const MbBlock *point)
{
    const MbBlock *leaf = point->first_child;
    const char *text = leaf && leaf->text ? leaf->text->str : "";
    gsize length = strlen(text);
    return (length > 0 && strchr(".;:", text[length - 1])) || g_str_has_suffix(text, " and") || g_str_has_suffix(text, " or");
}

/* The last point of a list and of the lists in it. */
static MbBlock *last_point(MbBlock *list)
{
    MbBlock *point = list->last_child;
    while (point && point->last_child && point->last_child->kind == MB_BLOCK_LIST && point->last_child->last_child)
        point = point->last_child->last_child;
    return point;
}

/* Whether a point is a title without mark at its end and the one before it is a clause with one. */
static bool is_title_point(const MbBlock *point)
{
    const MbBlock *title = point->first_child, *up = point->parent->parent;
    const MbBlock *before = point->prev ? point->prev : up->kind == MB_BLOCK_ITEM ? up : NULL;
    bool plain = title && title == point->last_child && title->kind == MB_BLOCK_PARAGRAPH && title->text->len <= TITLE_BYTES;
    return plain && g_unichar_isupper(g_utf8_get_char(title->text->str)) && !ends_clause(point) && (!before || ends_clause(before));
}

/*
 * Minutes whose titles layout took for points: "1) APOLOGIES" alone, or the
 * last point of a decision that goes on counting where the next minute begins
 * ("3. note the costs." "4. Sale of the depot"). The title becomes a heading
 * behind the list.
 *
 * Returns the heading, or the list.
 */
static MbBlock *free_title(MbBlock *list, gint64 before)
{
    MbBlock *last = list->kind == MB_BLOCK_LIST ? last_point(list) : NULL;
    bool follows = last && last->label && *last->label != '(' &&
                   (item_number(last->label) == before + 1 || (!before && !last->prev && is_shouted(last->first_child->text->str)));
    bool text_follows = list->next && list->next->kind == MB_BLOCK_PARAGRAPH;
    if (!follows || (!last->prev && !text_follows) || !is_title_point(last))
        return list;
    MbBlock *leaf = mb_block_unlink(last->first_child), *inner = last->parent;
    leaf->kind = MB_BLOCK_HEADING;
    leaf->level = 2;
    leaf->label = g_steal_pointer(&last->label);
    mb_block_insert_after(list, leaf);
    mb_block_free(mb_block_unlink(last));
    if (inner != list && !inner->first_child)
        mb_block_free(mb_block_unlink(inner));
    if (list->first_child)
        return list;
    mb_block_free(mb_block_unlink(list));
    return leaf;
}

/* "* PR/7. Minutes": a title with a minute number behind a mark that layout took for a bullet. Returns it, or the list. */
static MbBlock *free_marked(const MbRules *rules, MbBlock *list)
{
    MbBlock *point = list->kind == MB_BLOCK_LIST ? list->first_child : NULL, *leaf = point ? point->first_child : NULL;
    gint64 order;
    bool alone = leaf && !point->next && !point->label && !leaf->next && leaf->kind == MB_BLOCK_PARAGRAPH && !is_sentence(leaf);
    guint bytes = alone ? number_bytes(rules, leaf, &order) : 0;
    if (!bytes || !memchr(leaf->text->str, '/', bytes))
        return list;
    mb_block_unlink(leaf);
    leaf->kind = MB_BLOCK_HEADING;
    leaf->level = 2;
    mb_block_insert_before(list, leaf);
    mb_block_free(mb_block_unlink(list));
    return leaf;
}

static void make_items(const MbRules *rules, MbBlock *container, Place place)
{
    MbBlock *item = NULL;
    gint64 before = 0;
    for (MbBlock *block = container->first_child; block && place == IN_AGENDA; block = block->next)
        if (block->kind == MB_BLOCK_TABLE)
            block = mb_agenda_unfold_table(rules, block);
    if (place == IN_AGENDA)
        split_run_on(rules, container);
    join_numbers(rules, container);
    for (MbBlock *block = container->first_child, *next; block; block = next) {
        if (place == IN_MINUTES)
            block = free_title(free_marked(rules, block), item ? item_number(item->first_child->label) : 0);
        if (place == IN_MINUTES)
            split_next_minute(item, block);
        guint bytes = minute_bytes(rules, block, place);
        next = block->next;
        bytes = bytes ? bytes : item_bytes(rules, block, place, &before);
        bytes = bytes || place != IN_LETTER ? bytes : enclosed_bytes(rules, block);
        if (bytes || is_labelled(block, place, item)) {
            item = make_item(rules, block, bytes);
        } else if (is_item_list(rules, block, place, before)) {
            item = take_list(rules, block, &before);
        } else if (closes_item(block, place)) {
            item = NULL;
        } else if (item && mb_block_can_contain(MB_BLOCK_AGENDA_ITEM, block->kind)) {
            find_page_range(rules, item, block);
            mb_block_append(item, mb_block_unlink(block));
        }
    }
}

/* Whether the minutes of several items stand below their own "Minutes:". */
static bool has_many_minutes(const MbBlock *body)
{
    guint count = 0;
    for (const MbBlock *block = body->first_child; block; block = block->next)
        count += block->text && !g_ascii_strcasecmp(block->text->str, "minutes:");
    return count > 1;
}

/* Whether the document is the web page of one item: "Minutes:" or "Agenda item" stand alone in it. */
static MbBlock *find_web_title(const MbBlock *body)
{
    if (has_many_minutes(body))
        return NULL;
    bool minutes = false;
    MbBlock *title = NULL;
    for (MbBlock *block = body->first_child; block && !minutes; block = block->next) {
        if (!block->text)
            continue;
        minutes = !block->label && (!g_ascii_strcasecmp(block->text->str, "minutes:") || !strcmp(block->text->str, "Minutes"));
        bool head = block->kind == MB_BLOCK_HEADING && !block->artifact && g_ascii_strcasecmp(block->text->str, "agenda item");
        if (!minutes && !title && head)
            title = block;
    }
    return minutes ? title : NULL;
}

static void make_web_item(const MbRules *rules, MbBlock *title)
{
    gint64 number;
    guint bytes = title->label ? 0 : number_bytes(rules, title, &number);
    MbBlock *item = make_item(rules, title, bytes);
    while (item->next && mb_block_can_contain(MB_BLOCK_AGENDA_ITEM, item->next->kind))
        mb_block_append(item, mb_block_unlink(item->next));
}

void mb_tag_agenda(MbDocument *document, const MbRules *rules)
{
    const char *kind = mb_attrs_get(document->facts, "kind");
    bool parts = document->body->first_child && document->body->first_child->kind == MB_BLOCK_PART;
    for (MbBlock *part = parts ? document->body->first_child : NULL; part; part = part->next) {
        const char *is = mb_attrs_get(part->attrs, "kind");
        if (!g_strcmp0(is, "agenda") || !g_strcmp0(is, "letter"))
            make_items(rules, part, strcmp(is, "agenda") ? IN_LETTER : IN_AGENDA);
    }
    if (parts || !kind)
        return;
    MbBlock *title = strcmp(kind, "minutes") ? NULL : find_web_title(document->body);
    if (title)
        make_web_item(rules, title);
    else if (!strcmp(kind, "minutes"))
        make_items(rules, document->body, IN_MINUTES);
    else if (!strcmp(kind, "agenda") || !strcmp(kind, "letter"))
        make_items(rules, document->body, strcmp(kind, "agenda") ? IN_LETTER : IN_AGENDA);
}
