/* Lists of web pages: their numbers as a browser shows them, their items as blocks. */
#include "html-walk.h"
#include "model/label.h"

#include <stdlib.h>
#include <string.h>

/* How an ol counts. */
typedef struct {
    bool is_numbered;
    char type; /* 1 a A i I */
    int value;
} Counter;

static int read_int(const char *text, int otherwise)
{
    char *end;
    long value = text ? strtol(text, &end, 10) : 0;
    return text && end != text && value > -10000 && value < 10000 ? (int)value : otherwise;
}

static Counter start_counter(const MbHtmlNode *list)
{
    const char *type = mb_attrs_get(list->attrs, "type");
    return (Counter){!strcmp(list->name, "ol"), type && strchr("1aAiI", *type) && *type ? *type : '1',
                     read_int(mb_attrs_get(list->attrs, "start"), 1)};
}

/* The number as browsers print it; letters and numerals fall back to digits outside their range. */
static char *dup_number(const Counter *counter)
{
    bool is_roman = counter->type == 'i' || counter->type == 'I', is_alpha = counter->type == 'a' || counter->type == 'A';
    g_autofree char *lower = is_roman && counter->value > 0 && counter->value < 100 ? mb_label_dup_roman(counter->value)
                             : is_alpha && counter->value > 0 && counter->value <= 26 ? g_strdup_printf("%c", 'a' + counter->value - 1)
                                                                                      : g_strdup_printf("%d", counter->value);
    g_autofree char *shown = g_ascii_isupper(counter->type) ? g_ascii_strup(lower, -1) : g_strdup(lower);
    return g_strconcat(shown, ".", NULL);
}

/* A node that is no li, straight in the list, is an item too, as in browsers. */
static void add_item(MbHtmlWalk *walk, MbBlock *list, const MbHtmlNode *node, Counter *counter)
{
    bool is_loose = !node->name || strcmp(node->name, "li");
    MbBlock *item = mb_block_new(MB_BLOCK_ITEM);
    item->page = 1;
    mb_html_walk_into(walk, node, is_loose, item, &item->label);
    counter->value = read_int(mb_attrs_get(node->attrs, "value"), counter->value);
    if (!item->first_child) {
        mb_block_free(item);
    } else {
        if (counter->is_numbered && !item->label)
            item->label = dup_number(counter);
        mb_block_append(list, item);
    }
    counter->value++;
}

static bool is_blank(const MbHtmlNode *node)
{
    return node->text && !node->text[strspn(node->text, " \t\r\n")];
}

void mb_html_walk_list(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    MbBlock *list = mb_block_new(MB_BLOCK_LIST);
    Counter counter = start_counter(node);
    list->page = 1;
    for (const MbHtmlNode *child = node->first_child; child; child = child->next) {
        bool is_nested = child->name && mb_web_kind(walk->words, child) == MB_WEB_LIST;
        if (is_nested && list->last_child)
            mb_html_walk_into(walk, child, true, list->last_child, NULL);
        else if (!is_blank(child))
            add_item(walk, list, child, &counter);
    }
    if (list->first_child)
        mb_flow_take_block(walk->flow, list);
    else
        mb_block_free(list);
}
