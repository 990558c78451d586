/*
 * The papers of a pack: which part belongs to which item of the agenda, and
 * where one paper ends and the next begins.
 */
#include "structure.h"

#include "model/withhold.h"

#include <stdlib.h>
#include <string.h>

#define FACE_LEAVES 8  /* as in parts.c: the first leaves of a page speak for it */
#define TITLE_BYTES 10 /* shorter titles ("Minutes") stand at the head of many pages */
#define REPEATED_WORDS 4 /* a title of fewer words stands in many sentences */
#define SHORT_TITLE_PLACE 3 /* and is that of the page only when it is among its first texts */

/* An item of the agenda; borrowed but for its folded title. */
typedef struct {
    const MbBlock *block;
    char *number; /* "7", "7a" */
    char *title;  /* folded */
    char *bare;   /* folded, without what the agenda puts before it */
    int first, last; /* pages of the file, 0 unknown */
} Item;

typedef struct {
    MbDocument *document;
    const MbRules *rules;
    GArray *items;
    bool has_outline;
} Pack;

static void clear_item(gpointer data)
{
    Item *item = data;
    g_free(item->number);
    g_free(item->title);
    g_free(item->bare);
}

/* What stands after a label of a rule ("Subject: "), or the text as it is; caller frees. */
static char *dup_without(const MbRules *rules, const char *rule, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    return mb_rules_find(rules, rule, text, &match) ? g_match_info_fetch_named(match, "title") : g_strdup(text);
}

/* Letters and digits in lower case, single spaces between; caller frees. */
static char *dup_folded(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalnum(c))
            g_string_append_unichar(out, g_unichar_tolower(c));
        else if (out->len && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_strchomp(g_string_free(out, FALSE));
}

/* "Agenda Item 7." counts as "7". Caller frees. */
static char *dup_number(const char *label)
{
    const char *from = label ? label + strcspn(label, "0123456789") : "";
    gsize length = strspn(from, "0123456789");
    if (g_ascii_islower(from[length]) && !g_ascii_isalpha(from[length + 1]))
        length++;
    return g_strndup(from, length);
}

static const char *kind_of(const MbBlock *part)
{
    const char *kind = mb_attrs_get(part->attrs, "kind");
    return kind ? kind : "";
}

static bool is_agenda(const MbBlock *part)
{
    return !strcmp(kind_of(part), "agenda") || !strcmp(kind_of(part), "letter");
}

static Item *find_number(const Pack *pack, const char *number)
{
    for (guint i = 0; number && i < pack->items->len; i++) {
        Item *item = &g_array_index(pack->items, Item, i);
        if (!g_ascii_strcasecmp(item->number, number))
            return item;
    }
    return NULL;
}

/* Notes an item; of an item in letter and agenda both, the one with pages counts. */
static void add_item(Pack *pack, const MbBlock *block)
{
    const MbBlock *head = block->first_child;
    if (!head || head->kind != MB_BLOCK_HEADING || !head->label)
        return;
    const char *first = mb_attrs_get(block->attrs, "firstPage"), *last = mb_attrs_get(block->attrs, "lastPage");
    g_autofree char *bare = dup_without(pack->rules, "item-prefix", head->text->str);
    Item item = {block, dup_number(head->label), dup_folded(head->text->str), dup_folded(bare), 0, 0};
    item.first = first ? mb_document_printed_page(pack->document, atoi(first)) : 0;
    item.last = last ? mb_document_printed_page(pack->document, atoi(last)) : 0;
    item.last = MAX(item.first, item.last);
    Item *known = *item.number ? find_number(pack, item.number) : NULL;
    bool is_known = known && (known->first || !item.first);
    if (!*item.number || is_known) {
        clear_item(&item);
    } else if (known) {
        clear_item(known);
        *known = item;
    } else {
        g_array_append_val(pack->items, item);
    }
}

static void list_items(Pack *pack)
{
    MbBlock *body = pack->document->body;
    for (MbBlock *part = body->first_child; part; part = part->next)
        for (MbBlock *block = is_agenda(part) ? part->first_child : NULL; block; block = block->next)
            if (block->kind == MB_BLOCK_AGENDA_ITEM)
                add_item(pack, block);
}

/* Items say their numbers as their papers say them, so that either finds the other. */
static void number_items(const MbBlock *part)
{
    for (MbBlock *block = part->first_child; block; block = block->next) {
        bool is_item = block->kind == MB_BLOCK_AGENDA_ITEM && block->first_child && block->first_child->kind == MB_BLOCK_HEADING;
        g_autofree char *number = is_item ? dup_number(block->first_child->label) : NULL;
        if (number && *number)
            mb_attrs_set(&block->attrs, "item", number);
    }
}

/* What a page says of the paper that begins or goes on there. */
typedef struct {
    const Item *item;   /* whose first page this is, or NULL */
    bool is_appendix;   /* an appendix begins here */
    bool goes_on;       /* and it is the next after that of the part before, of whose item it is */
    bool is_bookmarked; /* a paper of its own in the file's bookmarks */
} Sign;

/* The first texts of a page, furniture included, for a stamp may pass for a header. */
static guint list_head(const MbBlock *block, const MbBlock **head)
{
    guint count = 0;
    for (int page = block->page; block && block->page <= page && count < FACE_LEAVES; block = block->next)
        if (block->text && block->text->len)
            head[count++] = block;
    return count;
}

static const Item *find_stamped(const Pack *pack, const MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(pack->rules, "item-stamp", leaf->text->str, &match))
        return NULL;
    g_autofree char *number = g_match_info_fetch_named(match, "number");
    return find_number(pack, number);
}

/* Whether a text holds the words of another in order; both folded. */
static bool holds_words(const char *text, const char *words)
{
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words)) {
        char after = at[strlen(words)];
        if ((at == text || at[-1] == ' ') && (after == ' ' || !after))
            return true;
    }
    return false;
}

static guint count_words(const char *folded)
{
    guint words = 1;
    for (const char *c = folded; *c; c++)
        words += *c == ' ';
    return words;
}

/* Whether a text repeats a title of some length, and is not so long that it only mentions it. */
static bool repeats(const char *text, const char *title)
{
    return count_words(title) >= REPEATED_WORDS && strlen(text) <= 3 * strlen(title) && holds_words(text, title);
}

/* The item whose title a leaf is, alone or after "Subject:", or whose papers no page is told of and whose title it repeats. */
static const Item *find_titled(const Pack *pack, const MbBlock *leaf, guint place)
{
    g_autofree char *rest = dup_without(pack->rules, "paper-label", leaf->text->str);
    g_autofree char *folded = dup_folded(rest);
    for (guint i = 0; strlen(folded) >= TITLE_BYTES && i < pack->items->len; i++) {
        const Item *item = &g_array_index(pack->items, Item, i);
        bool is_title = !strcmp(folded, item->title) && (place < SHORT_TITLE_PLACE || count_words(folded) >= REPEATED_WORDS);
        if (is_title || (!item->first && repeats(folded, item->bare)))
            return item;
    }
    return NULL;
}

static const Item *find_ranged(const Pack *pack, int page)
{
    for (guint i = 0; i < pack->items->len; i++) {
        const Item *item = &g_array_index(pack->items, Item, i);
        if (item->first == page)
            return item;
    }
    return NULL;
}

/* The narrowest range of pages that holds a page. */
static const Item *find_around(const Pack *pack, int page)
{
    const Item *best = NULL;
    for (guint i = 0; i < pack->items->len; i++) {
        const Item *item = &g_array_index(pack->items, Item, i);
        bool holds = item->first && item->first <= page && page <= item->last;
        if (holds && (!best || item->last - item->first < best->last - best->first))
            best = item;
    }
    return best;
}

/* Reads the bookmarks of a pack that point to a page. */
static void read_bookmarks(const Pack *pack, int page, Sign *sign)
{
    const GArray *outline = pack->document->outline;
    for (guint i = 0; pack->has_outline && i < outline->len; i++) {
        const MbBookmark *bookmark = &g_array_index(outline, MbBookmark, i);
        g_autoptr(GMatchInfo) match = NULL;
        if (bookmark->page != page || bookmark->level > 2)
            continue;
        sign->is_bookmarked = true;
        if (bookmark->level > 1 || !mb_rules_find(pack->rules, "bookmark-item", bookmark->title, &match))
            continue;
        g_autofree char *number = g_match_info_fetch_named(match, "number");
        sign->item = sign->item ? sign->item : find_number(pack, number);
    }
}

/* Whether a page's first words are "Appendix A" and no sentence. */
static bool begins_appendix(const Pack *pack, const MbBlock *const *head, guint count)
{
    for (guint i = 0; i < count; i++) {
        const char *text = head[i]->text->str;
        if (head[i]->artifact)
            continue;
        bool is_title = head[i]->kind == MB_BLOCK_HEADING || (head[i]->text->len < 60 && !g_str_has_suffix(text, "."));
        return is_title && mb_rules_find(pack->rules, "title-appendix", text, NULL);
    }
    return false;
}

/* What an appendix is counted by: the letter or number behind the first word of its name; 0 where there is none. */
static int read_count(const MbBlock *block)
{
    const MbBlock *head[FACE_LEAVES];
    const guint count = block ? list_head(block, head) : 0;
    for (guint i = 0; i < count; i++) {
        const char *space = head[i]->artifact ? NULL : strchr(head[i]->text->str, ' ');
        if (!space)
            continue;
        return g_ascii_isalpha(space[1]) && !g_ascii_isalnum(space[2]) ? g_ascii_toupper(space[1]) : atoi(space + 1);
    }
    return 0;
}

/* Whether the appendix that begins with a block is the next after a part: C after B. */
static bool counts_on(const MbBlock *part, const MbBlock *block)
{
    const int last = part && !strcmp(kind_of(part), "appendix") ? read_count(part->first_child) : 0;
    return last > 0 && read_count(block) == last + 1;
}

/*
 * What a page says; minutes repeat the titles of an agenda without being papers of its items. An appendix that counts on from the
 * part before is of the same item, whatever pages the agenda gives: packs are put together after agendas are written.
 */
static Sign read_sign(const Pack *pack, const MbBlock *block, const MbBlock *before, bool is_minutes)
{
    const MbBlock *head[FACE_LEAVES];
    guint count = list_head(block, head);
    Sign sign = {.is_appendix = begins_appendix(pack, head, count)};
    sign.goes_on = sign.is_appendix && counts_on(before, block);
    sign.item = sign.goes_on ? NULL : find_ranged(pack, block->page);
    for (guint i = 0; i < count && !sign.item; i++)
        sign.item = find_stamped(pack, head[i]);
    read_bookmarks(pack, block->page, &sign);
    for (guint i = 0, place = 0; i < count && !sign.item && !is_minutes; i++)
        sign.item = head[i]->artifact ? NULL : find_titled(pack, head[i], place++);
    sign.goes_on = sign.goes_on && !sign.item;
    return sign;
}

/* Cuts a part before a block; returns the new part, which stands after it. */
static MbBlock *cut_part(MbBlock *part, MbBlock *block, const char *kind)
{
    MbBlock *rest = mb_block_new(MB_BLOCK_PART);
    rest->page = block->page;
    mb_attrs_set(&rest->attrs, "kind", kind);
    mb_attrs_set(&rest->attrs, MB_WITHHELD, mb_attrs_get(part->attrs, MB_WITHHELD));
    mb_block_insert_after(part, rest);
    while (block) {
        MbBlock *next = block->next;
        mb_block_append(rest, mb_block_unlink(block));
        block = next;
    }
    return rest;
}

static bool is_current(const Item *item, const MbBlock *part)
{
    return item && !g_strcmp0(mb_attrs_get(part->attrs, "item"), item->number);
}

/* The label of the appendix that a text names: "Appendix A" of "Appendix A - Options". Compared only. */
static bool is_same_appendix(const MbBlock *part, const MbBlock *block)
{
    const MbBlock *head[FACE_LEAVES], *now[FACE_LEAVES];
    guint a = part->first_child ? list_head(part->first_child, head) : 0, b = list_head(block, now);
    return a && b && !strcmp(head[0]->text->str, now[0]->text->str);
}

/* Walks over the pages of a part and cuts it where another paper begins. */
static void cut_papers(const Pack *pack, MbBlock *part)
{
    int page = part->first_child ? part->first_child->page : 0;
    for (MbBlock *block = part->first_child; block; block = block->next) {
        if (block->page <= page)
            continue;
        page = block->page;
        Sign sign = read_sign(pack, block, part, false);
        bool is_paper = sign.item && !is_current(sign.item, part);
        bool is_annex = sign.is_appendix && !(!strcmp(kind_of(part), "appendix") && is_same_appendix(part, block));
        if (!is_paper && !is_annex && !sign.is_bookmarked)
            continue;
        bool is_slides = !strcmp(kind_of(part), "presentation");
        const char *item = is_paper ? sign.item->number : mb_attrs_get(part->attrs, "item");
        part = cut_part(part, block, is_slides ? "presentation" : is_paper && !sign.is_appendix ? "report" : "appendix");
        mb_attrs_set(&part->attrs, "item", item);
    }
}

static guint index_of(const Pack *pack, const Item *item)
{
    return (guint)(item - &g_array_index(pack->items, Item, 0));
}

/* Letters, and other bodies' minutes and resolutions: papers that no item names belong to the item that collects such, in its turn. */
static const Item *find_collecting(const Pack *pack, const Item *before)
{
    guint i = before ? index_of(pack, before) : 0;
    for (const guint next = i + 1; before && i <= next && i < pack->items->len; i++) {
        const Item *item = &g_array_index(pack->items, Item, i);
        if (mb_rules_find(pack->rules, "item-collects", item->block->first_child->text->str, NULL))
            return item;
    }
    return NULL;
}

/* Earlier minutes belong to the item that speaks of them, unless papers of a later item came before them. */
static const Item *find_minutes_item(const Pack *pack, const Item *before)
{
    for (guint i = before ? index_of(pack, before) : 0; i < pack->items->len; i++) {
        const Item *item = &g_array_index(pack->items, Item, i);
        if (mb_rules_find(pack->rules, "item-minutes", item->block->first_child->text->str, NULL))
            return item;
    }
    return NULL;
}

static bool names_secret(const MbBlock *leaf)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++)
        if (g_array_index(leaf->spans, MbSpan, i).kind == MB_SPAN_WITHHELD)
            return true;
    return mb_block_is_withheld(leaf);
}

/* The title of a paper: that of its item; an appendix has its own. */
static void set_title(const Pack *pack, MbBlock *part)
{
    const Item *item = strcmp(kind_of(part), "appendix") ? find_number(pack, mb_attrs_get(part->attrs, "item")) : NULL;
    const MbBlock *title = item ? item->block->first_child : part->first_child;
    while (title && (title->artifact || !title->text || !title->text->len))
        title = title->next;
    if (title && !names_secret(title) && !mb_block_is_withheld(part))
        mb_attrs_set(&part->attrs, "title", title->text->str);
}

/* Says whose paper a part is, and cuts it. before: item of the paper before it, or NULL. */
static const Item *place_part(const Pack *pack, MbBlock *part, const Item *before)
{
    const char *kind = kind_of(part);
    Sign sign = part->first_child ? read_sign(pack, part->first_child, part->prev, !strcmp(kind, "minutes")) : (Sign){0};
    const Item *item = sign.item ? sign.item : sign.goes_on ? before : find_around(pack, part->page);
    if (!item && !strcmp(kind, "minutes"))
        item = find_minutes_item(pack, before);
    if (!item)
        item = find_collecting(pack, before);
    if (!item && !strcmp(kind, "minutes"))
        item = find_minutes_item(pack, NULL);
    else if (!item && strcmp(kind, "report"))
        item = before;
    if (item)
        mb_attrs_set(&part->attrs, "item", item->number);
    if (sign.is_appendix && !strcmp(kind, "report"))
        mb_attrs_set(&part->attrs, "kind", "appendix");
    if (strcmp(kind, "minutes"))
        cut_papers(pack, part);
    return item;
}

static void note_supplement(Pack *pack)
{
    MbBlock *body = pack->document->body;
    for (MbBlock *part = body->first_child; part && part->kind == MB_BLOCK_PART; part = part->next)
        for (MbBlock *block = is_agenda(part) ? part->first_child : NULL; block; block = block->next)
            if (block->text && mb_rules_find(pack->rules, "supplement", block->text->str, NULL))
                mb_attrs_set(&pack->document->facts, "supplement", "yes");
}

void mb_tag_papers(MbDocument *document, const MbRules *rules)
{
    MbBlock *body = document->body;
    if (!body->first_child || body->first_child->kind != MB_BLOCK_PART)
        return;
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Item));
    g_array_set_clear_func(items, clear_item);
    Pack pack = {document, rules, items, mb_document_has_pack_outline(document, rules)};
    list_items(&pack);
    note_supplement(&pack);
    const Item *before = NULL;
    for (MbBlock *part = body->first_child, *next; part; part = next) {
        next = part->next;
        if (part->kind == MB_BLOCK_PART && is_agenda(part))
            number_items(part);
        if (part->kind != MB_BLOCK_PART || is_agenda(part))
            continue;
        before = place_part(&pack, part, before);
        for (MbBlock *paper = part; paper != next; paper = paper->next) {
            const Item *item = find_number(&pack, mb_attrs_get(paper->attrs, "item"));
            before = item ? item : before;
            set_title(&pack, paper);
        }
    }
}
