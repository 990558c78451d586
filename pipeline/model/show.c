#include "model/show.h"

#include "base/text.h"

static void put_attrs(GString *out, const MbAttrs *attrs)
{
    for (guint i = 0; i < mb_attrs_count(attrs); i++)
        g_string_append_printf(out, " %s=%s", mb_attrs_name(attrs, i), mb_attrs_value(attrs, i));
}

static void put_spans(GString *out, const MbBlock *block, guint depth)
{
    for (guint i = 0; block->spans && i < block->spans->len; i++) {
        const MbSpan *span = &g_array_index(block->spans, MbSpan, i);
        g_string_append_printf(out, "%*s~ %s \"%.*s\"", (int)depth * 2 + 2, "", mb_span_kind_name(span->kind),
                               (int)(span->end - span->start), block->text->str + span->start);
        if (span->ref)
            g_string_append_printf(out, " #%s", span->ref);
        put_attrs(out, span->attrs);
        g_string_append_c(out, '\n');
    }
}

static void put_block(GString *out, const MbBlock *block, guint depth, guint width)
{
    g_string_append_printf(out, "%*s%s", (int)depth * 2, "", mb_block_kind_name(block->kind));
    if (block->page)
        g_string_append_printf(out, " p%d", block->page);
    if (block->kind == MB_BLOCK_HEADING)
        g_string_append_printf(out, " h%d", block->level);
    if (block->artifact)
        g_string_append_printf(out, " (%s)", mb_artifact_name(block->artifact));
    if (block->kind == MB_BLOCK_CELL && (block->row_span > 1 || block->col_span > 1))
        g_string_append_printf(out, " %dx%d", block->row_span, block->col_span);
    if (block->scope)
        g_string_append_printf(out, " head:%s", mb_scope_name(block->scope));
    if (block->check)
        g_string_append_printf(out, " %s", mb_check_name(block->check));
    if (block->origin != MB_ORIGIN_TEXT)
        g_string_append_printf(out, " %s %.2f", mb_origin_name(block->origin), block->conf);
    if (block->label)
        g_string_append_printf(out, " [%s]", block->label);
    put_attrs(out, block->attrs);
    if (block->text) {
        g_string_append(out, " | ");
        mb_text_append_cut(out, block->text->str, width);
    }
    g_string_append_c(out, '\n');
    put_spans(out, block, depth);
}

static guint depth_of(const MbBlock *block)
{
    guint depth = 0;
    for (; block->parent; block = block->parent)
        depth++;
    return depth;
}

static void put_page(GString *out, const MbPage *page)
{
    g_string_append_printf(out, "page %d %gx%g words %u images %u rules %u", page->number, page->width, page->height, page->words->len,
                           page->images->len, page->rules->len);
    if (page->label)
        g_string_append_printf(out, " label '%s'", page->label);
    put_attrs(out, page->attrs);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < page->regions->len; i++) {
        const MbRegion *region = mb_page_region(page, i);
        g_string_append_printf(out, "  region %s [%.0f %.0f %.0f %.0f] %.0f dpi: %s\n", mb_region_kind_name(region->kind), region->box.x0,
                               region->box.y0, region->box.x1, region->box.y1, region->dpi, region->reason ? region->reason : "");
    }
}

char *mb_document_dup_tree(const MbDocument *document, guint width)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "document '%s' %s\n", document->name, document->media_type ? document->media_type : "");
    for (guint i = 0; i < document->pages->len; i++)
        put_page(out, document->pages->pdata[i]);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        put_block(out, block, depth_of(block), width);
    for (guint i = 0; i < document->entities->len; i++) {
        const MbEntity *entity = document->entities->pdata[i];
        g_string_append_printf(out, "entity %s %s '%s'", mb_span_kind_name(entity->kind), entity->id, entity->show_as);
        put_attrs(out, entity->attrs);
        g_string_append_c(out, '\n');
    }
    for (guint i = 0; i < document->issues->len; i++) {
        const MbIssue *issue = &g_array_index(document->issues, MbIssue, i);
        g_autofree char *message = mb_issue_dup_message(issue);
        g_string_append_printf(out, "issue %s p%d %s: %s\n", mb_severity_name(mb_issue_info(issue->tag)->severity), issue->page,
                               mb_issue_info(issue->tag)->tag, message);
    }
    return g_string_free(out, FALSE);
}
