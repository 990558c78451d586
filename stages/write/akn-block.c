#include "akn.h"

#include <string.h>

/* Attributes that mb_akn_put_place or an element itself gives, and what layout notes for its own use. */
static const char *const reserved[] = {"page",  "bbox",   "origin", "conf", "artifact", "scope", "check",
                                       "lang",  "number", "csv",    "size", "bold",     "level", "relations", NULL};

static bool is_in(const char *name, const char *const *names)
{
    for (; names && *names; names++)
        if (!strcmp(name, *names))
            return true;
    return false;
}

void mb_akn_put_attrs(MbAkn *akn, const MbAttrs *attrs, const char *const *taken)
{
    g_autoptr(MbAttrs) own = NULL;
    bool clash = false;
    for (guint i = 0; i < mb_attrs_count(attrs) && !clash; i++)
        clash = is_in(mb_attrs_name(attrs, i), taken);
    if (!clash) {
        mb_xml_attrs(akn->xml, "mb:", attrs);
        return;
    }
    own = mb_attrs_dup(attrs);
    for (; *taken; taken++)
        mb_attrs_set(&own, *taken, NULL);
    mb_xml_attrs(akn->xml, "mb:", own);
}

int mb_akn_page_of(const MbBlock *block)
{
    for (MbBlock *at = (MbBlock *)block; at; at = mb_block_next(block, at)) {
        if (at->page)
            return at->page;
        if (at->runs && at->runs->len)
            return g_array_index(at->runs, MbRun, 0).page;
    }
    return 0;
}

void mb_akn_put_box(MbAkn *akn, const char *name, MbBox box)
{
    g_autoptr(GString) out = g_string_sized_new(40);
    const double edges[] = {box.x0, box.y0, box.x1, box.y1};
    for (guint i = 0; i < G_N_ELEMENTS(edges); i++) {
        if (i)
            g_string_append_c(out, ' ');
        mb_xml_append_number(out, edges[i], 1);
    }
    mb_xml_attr(akn->xml, name, out->str);
}

/* Origin and confidence of all the text in a block. */
typedef struct {
    bool has_text;
    MbOrigin origin;
    double conf;
} Source;

static Source source_of(const MbBlock *block)
{
    Source source = {block->text != NULL, block->origin, block->conf};
    for (MbBlock *at = (MbBlock *)block; at; at = mb_block_next(block, at)) {
        if (!at->text || at == block)
            continue;
        source.origin = source.has_text && source.origin != at->origin ? MB_ORIGIN_MIXED : at->origin;
        source.conf = MIN(source.conf, at->conf);
        source.has_text = true;
    }
    return source;
}

static void put_source(MbAkn *akn, Source source)
{
    mb_xml_attr(akn->xml, "mb:origin", mb_origin_name(source.origin));
    if (source.origin != MB_ORIGIN_TEXT)
        mb_xml_attr_number(akn->xml, "mb:conf", source.conf, 2);
}

/* Containers of pages of text say nothing of origin: their leaves do. */
static bool says_origin(MbBlockKind kind)
{
    return mb_block_kind_is_leaf(kind) || kind == MB_BLOCK_TABLE || kind == MB_BLOCK_FIGURE;
}

/* The language of a block is the standard's own attribute. */
static void put_own_attrs(MbAkn *akn, const MbBlock *block)
{
    const char *language = mb_attrs_get(block->attrs, "lang");
    gsize letters = language ? strspn(language, "abcdefghijklmnopqrstuvwxyz") : 0;
    if (language && (letters == 2 || letters == 3) && !language[letters])
        mb_xml_attr(akn->xml, "xml:lang", language);
    mb_akn_put_attrs(akn, block->attrs, reserved);
}

void mb_akn_put_place(MbAkn *akn, const MbBlock *block)
{
    int page = mb_akn_page_of(block);
    if (page)
        mb_xml_attr_int(akn->xml, "mb:page", page);
    if (!mb_box_is_empty(block->box))
        mb_akn_put_box(akn, "mb:bbox", block->box);
    if (says_origin(block->kind))
        put_source(akn, source_of(block));
    if (block->artifact)
        mb_xml_attr(akn->xml, "mb:artifact", mb_artifact_name(block->artifact));
    put_own_attrs(akn, block);
}

/* A cell says what its row and table do not: another page, its box, that it was read from pixels. */
void mb_akn_put_cell_place(MbAkn *akn, const MbBlock *cell)
{
    int page = mb_akn_page_of(cell);
    if (page && page != mb_akn_page_of(cell->parent))
        mb_xml_attr_int(akn->xml, "mb:page", page);
    if (!mb_box_is_empty(cell->box))
        mb_akn_put_box(akn, "mb:bbox", cell->box);
    Source source = source_of(cell);
    if (source.has_text && source.origin != MB_ORIGIN_TEXT)
        put_source(akn, source);
    if (cell->artifact)
        mb_xml_attr(akn->xml, "mb:artifact", mb_artifact_name(cell->artifact));
    put_own_attrs(akn, cell);
}

void mb_akn_write_eop(MbAkn *akn, int page)
{
    bool turns = page > akn->page && akn->page > 0;
    akn->page = MAX(akn->page, page);
    if (!turns)
        return;
    mb_xml_open(akn->xml, "eop");
    mb_xml_attr_int(akn->xml, "number", page);
    mb_xml_close(akn->xml);
}

void mb_akn_write_break(MbAkn *akn, int page)
{
    if (page > akn->page && akn->page > 0) {
        mb_xml_open_line(akn->xml, "block");
        mb_xml_attr(akn->xml, "name", "pageBreak");
        mb_akn_write_eop(akn, page);
        mb_xml_close(akn->xml);
    }
    akn->page = MAX(akn->page, page);
}

void mb_akn_write_leaf(MbAkn *akn, const MbBlock *leaf, const char *element, bool with_place)
{
    mb_xml_open_line(akn->xml, element);
    if (leaf->kind == MB_BLOCK_CAPTION && strcmp(element, "caption"))
        mb_xml_attr(akn->xml, "class", "caption");
    if (with_place)
        mb_akn_put_place(akn, leaf);
    if (leaf->label && !strcmp(element, "p")) { /* a heading that is furniture has no num */
        mb_xml_text(akn->xml, leaf->label, -1);
        mb_xml_text(akn->xml, " ", 1);
    }
    mb_akn_write_text(akn, leaf);
    mb_xml_close(akn->xml);
}

void mb_akn_write_empty(MbAkn *akn)
{
    mb_xml_open_line(akn->xml, "p");
    mb_xml_close(akn->xml);
}

/* A text inside an item or cell says its place only where the item or cell does not. */
static bool needs_place(const MbBlock *leaf)
{
    const MbBlock *parent = leaf->parent;
    bool is_alone = parent && parent->first_child == leaf && !mb_box_is_empty(parent->box) && mb_akn_page_of(parent) == leaf->page;
    bool is_told = parent && (parent->kind == MB_BLOCK_CELL || leaf->origin == MB_ORIGIN_TEXT);
    return !is_alone || !is_told || leaf->artifact || leaf->attrs;
}

void mb_akn_write_children(MbAkn *akn, const MbBlock *parent)
{
    for (const MbBlock *block = parent->first_child; block; block = block->next)
        mb_akn_write_block(akn, block, MB_PLACE_INNER);
}

/* Whether a list can be ul: the schema's li holds text and lists alone, and shows no label. */
static bool is_plain(const MbBlock *list)
{
    for (MbBlock *at = list->first_child; at; at = mb_block_next(list, at)) {
        if (at->kind == MB_BLOCK_ITEM && at->label)
            return false;
        if (at->kind == MB_BLOCK_TABLE || at->kind == MB_BLOCK_FIGURE)
            return false;
    }
    return true;
}

void mb_akn_write_label(MbAkn *akn, const char *label, int page)
{
    mb_xml_open_line(akn->xml, "num");
    mb_akn_write_eop(akn, page);
    mb_xml_text(akn->xml, label, -1);
    mb_xml_close(akn->xml);
}

/*
 * A decision without label is cited by its minute or its place among the
 * bullets (its path); the mark keeps the number out of the text. None stands
 * inside a sentence, where who drops the tags alone would read it, and none
 * for a decision that no minute numbers: its path is a name of ours.
 */
static void write_implied_label(MbAkn *akn, const MbBlock *item)
{
    const char *path = mb_attrs_get(item->attrs, "path");
    const MbBlock *intro = item->parent ? item->parent->prev : NULL;
    if (!path || (intro && mb_attrs_get(intro->attrs, "runsOn")))
        return;
    const char *dot = strrchr(path, '.'), *last = dot ? dot + 1 : path;
    if (*last == 'u')
        return;
    mb_xml_open_line(akn->xml, "num");
    mb_xml_attr(akn->xml, "mb:artifact", "implied");
    mb_xml_text(akn->xml, *last == '-' ? last : path, -1);
    mb_xml_close(akn->xml);
}

static void write_bullets(MbAkn *akn, const MbBlock *list)
{
    mb_xml_open_line(akn->xml, "ul");
    mb_akn_put_id(akn, "list");
    mb_akn_put_place(akn, list);
    for (const MbBlock *item = list->first_child; item; item = item->next) {
        mb_xml_open_line(akn->xml, "li");
        mb_akn_put_place(akn, item);
        for (const MbBlock *block = item->first_child; block; block = block->next)
            if (block->kind == MB_BLOCK_LIST)
                write_bullets(akn, block);
            else
                mb_akn_write_leaf(akn, block, "p", needs_place(block));
        mb_xml_close_line(akn->xml);
    }
    mb_xml_close_line(akn->xml);
}

static void write_item(MbAkn *akn, const MbBlock *item, MbPlace place)
{
    mb_xml_open_line(akn->xml, "item");
    mb_akn_put_id(akn, "item");
    mb_akn_put_place(akn, item);
    if (item->label)
        mb_akn_write_label(akn, item->label, mb_akn_page_of(item));
    else if (place == MB_PLACE_DECISION)
        write_implied_label(akn, item);
    for (const MbBlock *block = item->first_child; block; block = block->next)
        mb_akn_write_block(akn, block, place == MB_PLACE_DECISION ? place : MB_PLACE_INNER);
    if (!item->first_child)
        mb_akn_write_empty(akn);
    mb_xml_close_line(akn->xml);
}

/* intro: a paragraph that becomes the list's introduction, or NULL. */
static void write_block_list(MbAkn *akn, const MbBlock *list, const MbBlock *intro, MbPlace place)
{
    mb_xml_open_line(akn->xml, "blockList");
    mb_akn_put_id(akn, "list");
    mb_akn_put_place(akn, list);
    if (intro)
        mb_akn_write_leaf(akn, intro, "listIntroduction", true);
    for (const MbBlock *item = list->first_child; item; item = item->next)
        write_item(akn, item, place);
    mb_xml_close_line(akn->xml);
}

static void write_list(MbAkn *akn, const MbBlock *list, MbPlace place)
{
    if (!list->first_child)
        return;
    if (place != MB_PLACE_DECISION && is_plain(list))
        write_bullets(akn, list);
    else
        write_block_list(akn, list, NULL, place);
}

static bool is_list(const MbBlock *block)
{
    return block && block->kind == MB_BLOCK_LIST && block->first_child;
}

static void write_resolutions(MbAkn *akn, const MbBlock *resolutions)
{
    mb_xml_open_line(akn->xml, "resolutions");
    mb_akn_put_id(akn, "resolutions");
    mb_akn_put_place(akn, resolutions);
    for (const MbBlock *block = resolutions->first_child; block; block = block->next) {
        mb_akn_write_break(akn, mb_akn_page_of(block));
        if (is_list(block))
            write_block_list(akn, block, NULL, MB_PLACE_DECISION);
        else if (block->kind == MB_BLOCK_PARAGRAPH && !block->artifact && is_list(block->next)) {
            write_block_list(akn, block->next, block, MB_PLACE_DECISION);
            block = block->next;
        } else if (block->text)
            mb_akn_write_leaf(akn, block, "p", true);
    }
    mb_xml_close_line(akn->xml);
}

/* A figure where the schema has no section: in an item or cell. */
static void write_small_figure(MbAkn *akn, const MbBlock *figure)
{
    mb_xml_open_line(akn->xml, "tblock");
    mb_akn_put_id(akn, "figure");
    mb_xml_attr(akn->xml, "class", "figure");
    mb_akn_put_place(akn, figure);
    mb_akn_write_picture(akn, figure);
    mb_akn_write_children(akn, figure);
    if (!figure->first_child && !mb_attrs_get(figure->attrs, "src"))
        mb_akn_write_empty(akn);
    mb_xml_close_line(akn->xml);
}

void mb_akn_write_block(MbAkn *akn, const MbBlock *block, MbPlace place)
{
    if (place == MB_PLACE_FLOW)
        mb_akn_write_break(akn, mb_akn_page_of(block));
    switch (block->kind) {
    case MB_BLOCK_LIST:
        write_list(akn, block, place);
        break;
    case MB_BLOCK_TABLE:
        mb_akn_write_table(akn, block);
        break;
    case MB_BLOCK_RESOLUTIONS:
        write_resolutions(akn, block);
        break;
    case MB_BLOCK_FIGURE:
        write_small_figure(akn, block);
        break;
    default:
        g_assert(block->text);
        mb_akn_write_leaf(akn, block, "p", place == MB_PLACE_FLOW || needs_place(block));
    }
}
