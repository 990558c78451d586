#include "xml/contract.h"

#include "base/limits.h"

#include <libxml/xmlreader.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PROBLEMS 100
#define MAX_DEPTH (4 * MB_LIMIT_BLOCK_DEPTH)
#define MAX_SPAN 1000 /* rows or columns of one cell, as HTML has it */
#define AKN "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define MB "urn:minutebook:archive:1"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlTextReader, xmlFreeTextReader)

/* What is known of a page of the source. */
typedef struct {
    int words;
    bool is_met; /* text of it, its break, or an issue */
} PageState;

/* A table that is being read: how far cells from above reach down in each column. */
typedef struct {
    int depth;
    GArray *reach; /* int: rows still covered, by column */
    guint column;
    bool in_row;
} Grid;

typedef struct {
    xmlTextReader *reader;
    GPtrArray *problems;
    MbContract *contract;
    GArray *pages;             /* PageState, from page 1 */
    int page_at[MAX_DEPTH + 1]; /* page of the element open at each depth, 0 unknown */
    int body_depth;            /* 0: outside a body */
    GArray *grids;             /* Grid, innermost last */
} Check;

void mb_contract_clear(MbContract *contract)
{
    g_clear_pointer(&contract->sha256, g_free);
    g_clear_pointer(&contract->files, g_ptr_array_unref);
}

static void clear_grid(gpointer grid)
{
    g_array_unref(((Grid *)grid)->reach);
}

static void add_problem(Check *check, const char *what, const char *subject)
{
    int line = xmlTextReaderGetParserLineNumber(check->reader);
    if (check->problems->len < MAX_PROBLEMS)
        g_ptr_array_add(check->problems, g_strdup_printf("line %d: %s: '%s'", line, what, subject ? subject : ""));
}

static char *dup_attribute(const Check *check, const char *space, const char *name)
{
    xmlChar *value = space ? xmlTextReaderGetAttributeNs(check->reader, (const xmlChar *)name, (const xmlChar *)space)
                           : xmlTextReaderGetAttribute(check->reader, (const xmlChar *)name);
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}

static bool is_element(const Check *check, const char *name)
{
    return !strcmp((const char *)xmlTextReaderConstLocalName(check->reader), name);
}

static bool is_of(const Check *check, const char *space)
{
    return !g_strcmp0((const char *)xmlTextReaderConstNamespaceUri(check->reader), space);
}

static PageState *find_page(const Check *check, int number)
{
    return number >= 1 && (guint)number <= check->pages->len ? &g_array_index(check->pages, PageState, number - 1) : NULL;
}

static void meet(Check *check, int number)
{
    PageState *page = find_page(check, number);
    if (page)
        page->is_met = true;
}

/* Files of the package that the document names, relative to data/. */
static void note_file(Check *check, const char *path)
{
    if (path && *path && !strstr(path, ":") && *path != '#')
        g_ptr_array_add(check->contract->files, g_strdup(path));
}

/* "/akn/gb/doc/report/council.body/2019-10-23/unknown/eng@2019-10-23/!main.akn" */
static bool is_work_address(const char *value)
{
    return g_regex_match_simple("^/akn/[a-z]{2}(?:/[A-Za-z0-9!][A-Za-z0-9._~@:-]*)+$", value, 0, 0);
}

static bool is_box(const char *value)
{
    double n[4];
    char *at = (char *)value;
    for (int i = 0; i < 4; i++) {
        char *end;
        n[i] = g_ascii_strtod(at, &end);
        if (end == at || !isfinite(n[i]) || (i < 3 ? *end != ' ' : *end != '\0'))
            return false;
        at = end;
    }
    return n[0] <= n[2] && n[1] <= n[3];
}

static void check_origin(Check *check, const char *origin, const char *conf)
{
    bool is_read = !strcmp(origin, "ocr") || !strcmp(origin, "mixed");
    if (!is_read && strcmp(origin, "text"))
        add_problem(check, "no such origin", origin);
    if (is_read && !conf)
        add_problem(check, "read from pixels, but not how surely", origin);
}

static void check_conf(Check *check, const char *conf)
{
    char *end;
    double value = g_ascii_strtod(conf, &end);
    if (end == conf || *end || !(value >= 0 && value <= 1))
        add_problem(check, "no confidence between 0 and 1", conf);
}

/* The page of an element: its own, or that of what is around it. */
static void check_place(Check *check, int depth)
{
    g_autofree char *page = dup_attribute(check, MB, "page"), *box = dup_attribute(check, MB, "bbox");
    g_autofree char *origin = dup_attribute(check, MB, "origin"), *conf = dup_attribute(check, MB, "conf");
    int number = page ? atoi(page) : check->page_at[depth - 1];
    check->page_at[depth] = number;
    if (page && !find_page(check, number))
        add_problem(check, "no such page", page);
    if (page)
        meet(check, number);
    if (box && !is_box(box))
        add_problem(check, "no box", box);
    if (origin)
        check_origin(check, origin, conf);
    if (conf)
        check_conf(check, conf);
}

static int span_of(Check *check, const char *name)
{
    g_autofree char *value = dup_attribute(check, NULL, name);
    int span = value ? atoi(value) : 1;
    if (span >= 1 && span <= MAX_SPAN)
        return span;
    add_problem(check, "no span", value);
    return 1;
}

static void begin_row(Grid *grid)
{
    for (guint i = 0; grid->in_row && i < grid->reach->len; i++)
        if (g_array_index(grid->reach, int, i) > 0)
            g_array_index(grid->reach, int, i)--;
    grid->column = 0;
    grid->in_row = true;
}

/* Puts a cell on the first columns that none from above covers. */
static void add_cell(Check *check, Grid *grid)
{
    int columns = span_of(check, "colspan"), rows = span_of(check, "rowspan"), none = 0;
    while (grid->column < grid->reach->len && g_array_index(grid->reach, int, grid->column) > 0)
        grid->column++;
    for (int i = 0; i < columns; i++, grid->column++) {
        if (grid->column >= grid->reach->len)
            g_array_append_val(grid->reach, none);
        int *reach = &g_array_index(grid->reach, int, grid->column);
        if (*reach > 0)
            add_problem(check, "cells lie over each other", "table");
        *reach = rows;
    }
}

static void end_table(Check *check, const Grid *grid)
{
    for (guint i = 0; i < grid->reach->len; i++)
        if (g_array_index(grid->reach, int, i) > 1) {
            add_problem(check, "a cell reaches below its table", "rowspan");
            return;
        }
}

static Grid *innermost(const Check *check)
{
    return check->grids->len ? &g_array_index(check->grids, Grid, check->grids->len - 1) : NULL;
}

static void check_table(Check *check, int depth)
{
    Grid *grid = innermost(check);
    if (is_element(check, "table")) {
        Grid table = {depth, g_array_new(FALSE, TRUE, sizeof(int)), 0, false};
        g_autofree char *number = dup_attribute(check, MB, "number"), *csv = dup_attribute(check, MB, "csv");
        g_array_append_val(check->grids, table);
        check->contract->tables += number != NULL;
        note_file(check, csv);
    } else if (grid && is_element(check, "tr")) {
        begin_row(grid);
    } else if (grid && (is_element(check, "td") || is_element(check, "th"))) {
        add_cell(check, grid);
    }
}

/* Between two blocks of the document itself a page begins inside nothing that has one. */
static bool is_page_break(Check *check)
{
    g_autofree char *name = is_element(check, "block") ? dup_attribute(check, NULL, "name") : NULL;
    return !g_strcmp0(name, "pageBreak");
}

/* A text that no page is known of; flowed sources have one page, so they pass. An empty paragraph, as the schema asks for, is no text. */
static void check_text(Check *check, int depth)
{
    static const char *const leaves[] = {"p", "heading", "num", "listIntroduction", "block"};
    if (xmlTextReaderIsEmptyElement(check->reader) == 1)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(leaves); i++)
        if (is_element(check, leaves[i]) && !check->page_at[depth] && check->pages->len && !is_page_break(check))
            add_problem(check, "text without a page", leaves[i]);
}

static void check_body_element(Check *check, int depth)
{
    check_place(check, depth);
    check_table(check, depth);
    check_text(check, depth);
    if (is_element(check, "eop")) {
        g_autofree char *number = dup_attribute(check, NULL, "number");
        if (!number || !find_page(check, atoi(number)))
            add_problem(check, "no such page begins", number);
        meet(check, number ? atoi(number) : 0);
    } else if (is_element(check, "img")) {
        g_autofree char *src = dup_attribute(check, NULL, "src");
        note_file(check, src);
    }
    g_autofree char *name = dup_attribute(check, NULL, "name");
    bool is_section = is_element(check, "hcontainer") || is_element(check, "debateSection");
    check->contract->agenda_items += is_section && !g_strcmp0(name, "agendaItem");
}

static void read_page(Check *check)
{
    g_autofree char *words = dup_attribute(check, NULL, "words"), *number = dup_attribute(check, NULL, "number");
    g_autofree char *alto = dup_attribute(check, NULL, "alto");
    PageState page = {words ? atoi(words) : 0, false};
    g_array_append_val(check->pages, page);
    note_file(check, alto);
    if (!number || atoi(number) != (int)check->pages->len)
        add_problem(check, "pages are not counted from 1", number);
}

static void check_meta_element(Check *check)
{
    g_autofree char *value = NULL;
    if (is_of(check, MB) && is_element(check, "page")) {
        read_page(check);
    } else if (is_of(check, MB) && is_element(check, "source")) {
        g_free(check->contract->sha256);
        check->contract->sha256 = dup_attribute(check, NULL, "sha256");
        value = dup_attribute(check, NULL, "pages");
        check->contract->pages = value ? (guint)atoi(value) : 0;
    } else if (is_of(check, MB) && is_element(check, "issue")) {
        value = dup_attribute(check, NULL, "page");
        check->contract->issues++;
        meet(check, value ? atoi(value) : 0);
    } else if (is_of(check, AKN) && (is_element(check, "FRBRthis") || is_element(check, "FRBRuri"))) {
        value = dup_attribute(check, NULL, "value");
        if (!value || !is_work_address(value))
            add_problem(check, "no address of the naming convention", value);
    }
}

static void check_element(Check *check)
{
    int depth = xmlTextReaderDepth(check->reader);
    bool is_empty = xmlTextReaderIsEmptyElement(check->reader) == 1;
    if (depth < 1 || depth > MAX_DEPTH)
        return;
    if (is_of(check, AKN) && is_element(check, "component"))
        check_place(check, depth);
    else
        check->page_at[depth] = check->page_at[depth - 1];
    if (is_of(check, AKN) && is_element(check, "mainBody"))
        check->body_depth = is_empty ? 0 : depth;
    else if (check->body_depth && is_of(check, AKN))
        check_body_element(check, depth);
    else if (!check->body_depth)
        check_meta_element(check);
}

static void end_element(Check *check)
{
    int depth = xmlTextReaderDepth(check->reader);
    Grid *grid = innermost(check);
    if (grid && grid->depth == depth) {
        end_table(check, grid);
        g_array_set_size(check->grids, check->grids->len - 1);
    }
    if (depth == check->body_depth)
        check->body_depth = 0;
}

static void ignore_message(void *data, xmlErrorPtr message)
{
    (void)data, (void)message;
}

static void check_pages(Check *check)
{
    if (check->contract->pages != check->pages->len)
        add_problem(check, "pages of the source and pages told of differ in number", "mb:pages");
    for (guint i = 0; i < check->pages->len; i++) {
        const PageState *page = &g_array_index(check->pages, PageState, i);
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        if (page->words > 0 && !page->is_met)
            add_problem(check, "page with words is not in the text", number);
    }
}

static void read_all(Check *check)
{
    int more;
    while ((more = xmlTextReaderRead(check->reader)) == 1) {
        int type = xmlTextReaderNodeType(check->reader);
        if (type == XML_READER_TYPE_ELEMENT)
            check_element(check);
        else if (type == XML_READER_TYPE_END_ELEMENT)
            end_element(check);
    }
    if (more < 0)
        add_problem(check, "not well formed", "document.xml");
    else
        check_pages(check);
}

bool mb_contract_check(GBytes *bytes, MbContract *contract, GPtrArray *problems)
{
    guint before = problems->len;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_auto(MbContract) own = {0};
    contract = contract ? contract : &own;
    *contract = (MbContract){.files = g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(xmlTextReader) reader =
        xmlReaderForMemory(data, (int)MIN(size, (gsize)G_MAXINT), NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    if (!reader) {
        g_ptr_array_add(problems, g_strdup("cannot be read as XML"));
        return false;
    }
    xmlTextReaderSetStructuredErrorHandler(reader, ignore_message, NULL);
    g_autoptr(GArray) pages = g_array_new(FALSE, TRUE, sizeof(PageState));
    g_autoptr(GArray) grids = g_array_new(FALSE, FALSE, sizeof(Grid));
    g_array_set_clear_func(grids, clear_grid);
    Check check = {.reader = reader, .problems = problems, .contract = contract, .pages = pages, .grids = grids};
    read_all(&check);
    return problems->len == before;
}
