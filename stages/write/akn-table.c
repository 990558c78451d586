#include "akn.h"

#include "package.h"

/* Header rows that were printed again, and captions after the first, are no part of the grid. */
static bool is_grid_row(const MbBlock *row)
{
    return row->kind == MB_BLOCK_ROW && row->artifact != MB_ARTIFACT_REPEATED_HEADER && row->first_child;
}

static void write_cell(MbAkn *akn, const MbBlock *cell)
{
    mb_xml_open_line(akn->xml, cell->scope ? "th" : "td");
    if (cell->row_span > 1)
        mb_xml_attr_int(akn->xml, "rowspan", cell->row_span);
    if (cell->col_span > 1)
        mb_xml_attr_int(akn->xml, "colspan", cell->col_span);
    if (cell->scope)
        mb_xml_attr(akn->xml, "mb:scope", mb_scope_name(cell->scope));
    if (cell->check)
        mb_xml_attr(akn->xml, "mb:check", mb_check_name(cell->check));
    mb_akn_put_cell_place(akn, cell);
    mb_akn_write_children(akn, cell);
    mb_xml_close(akn->xml);
}

static void write_row(MbAkn *akn, const MbBlock *row)
{
    mb_xml_open_line(akn->xml, "tr");
    mb_akn_put_place(akn, row);
    for (const MbBlock *cell = row->first_child; cell; cell = cell->next)
        write_cell(akn, cell);
    mb_xml_close_line(akn->xml);
}

/* The cells' text of a row outside the grid, as paragraphs of furniture. */
static void write_stray_row(MbAkn *akn, const MbBlock *row)
{
    for (MbBlock *at = row->first_child; at; at = mb_block_next(row, at)) {
        bool has_text = at->text && at->text->len;
        if (!has_text && !at->label)
            continue;
        int page = mb_akn_page_of(at);
        mb_xml_open_line(akn->xml, "p");
        if (page)
            mb_xml_attr_int(akn->xml, "mb:page", page);
        mb_xml_attr(akn->xml, "mb:artifact", mb_artifact_name(row->artifact ? row->artifact : MB_ARTIFACT_REPEATED_HEADER));
        if (at->label)
            mb_xml_text(akn->xml, at->label, -1);
        if (has_text)
            mb_akn_write_text(akn, at);
        mb_xml_close(akn->xml);
    }
}

static void put_csv(MbAkn *akn, const MbBlock *table)
{
    char stem[32], path[64];
    mb_package_name_table(stem, akn->tables);
    g_snprintf(path, sizeof path, "tables/%s.csv", stem);
    mb_xml_attr(akn->xml, "mb:csv", path);
    if (akn->files)
        mb_package_put_table(akn->files, table, akn->tables);
}

static void write_grid(MbAkn *akn, const MbBlock *table, const MbBlock *caption)
{
    mb_xml_open_line(akn->xml, "table");
    mb_akn_put_id(akn, "table");
    mb_xml_attr_int(akn->xml, "mb:number", ++akn->tables);
    put_csv(akn, table);
    mb_akn_put_place(akn, table);
    if (caption)
        mb_akn_write_leaf(akn, caption, "caption", true);
    for (const MbBlock *row = table->first_child; row; row = row->next)
        if (is_grid_row(row))
            write_row(akn, row);
    mb_xml_close_line(akn->xml);
}

void mb_akn_write_table(MbAkn *akn, const MbBlock *table)
{
    const MbBlock *caption = NULL;
    bool has_grid = false;
    for (const MbBlock *block = table->first_child; block; block = block->next) {
        caption = !caption && block->kind == MB_BLOCK_CAPTION ? block : caption;
        has_grid |= is_grid_row(block);
    }
    if (has_grid)
        write_grid(akn, table, caption);
    else
        mb_akn_write_empty(akn);
    for (const MbBlock *block = table->first_child; block; block = block->next) {
        if (block->kind == MB_BLOCK_CAPTION && (block != caption || !has_grid))
            mb_akn_write_leaf(akn, block, "p", true);
        else if (block->kind == MB_BLOCK_ROW && !is_grid_row(block))
            write_stray_row(akn, block);
    }
}
