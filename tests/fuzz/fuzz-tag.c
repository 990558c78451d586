/*
 * Any text as headings, paragraphs and points goes through repair and tag and
 * stays a legal document; tag changes no text. Lines that begin with '#' are
 * headings, with '-' points of a list; a form feed begins a page.
 */
#include "base/text.h"
#include "model/check.h"
#include "stage/stages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static MbBlock *leaf_of(MbBlockKind kind, const char *text, int page)
{
    MbBlock *leaf = mb_block_new(kind);
    leaf->page = page;
    mb_block_append_text(leaf, text);
    return leaf;
}

static void add_point(MbBlock *body, const char *text, int page)
{
    if (!body->last_child || body->last_child->kind != MB_BLOCK_LIST)
        mb_block_append(body, mb_block_new(MB_BLOCK_LIST));
    MbBlock *point = mb_block_new(MB_BLOCK_ITEM);
    body->last_child->page = point->page = page;
    g_auto(GStrv) words = g_strsplit(text, " ", 2);
    point->label = words[0] && words[1] && *words[1] ? g_strdup(words[0]) : NULL;
    mb_block_append(point, leaf_of(MB_BLOCK_PARAGRAPH, point->label ? words[1] : text, page));
    mb_block_append(body->last_child, point);
}

static MbDocument *make_document(const uint8_t *data, size_t size)
{
    MbDocument *document = mb_document_new("fuzz");
    g_autofree char *text = mb_text_dup_clean((const char *)data, (gssize)size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    int page = 1;
    mb_document_take_page(document, mb_page_new(page, 595, 842));
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *line = mb_text_dup_collapsed(lines[i]);
        if (g_str_has_prefix(line, "==="))
            mb_document_take_page(document, mb_page_new(++page, 595, 842));
        else if (*line == '-')
            add_point(document->body, line + 1 + (line[1] == ' '), page);
        else
            mb_block_append(document->body, leaf_of(*line == '#' ? MB_BLOCK_HEADING : MB_BLOCK_PARAGRAPH, line, page));
    }
    return document;
}

static void run_stage(const MbStage *stage, MbDocument *document)
{
    MbOptions options = mb_options_init();
    if (!mb_stage_run(stage, document, &options, NULL) || !mb_document_check(document, NULL))
        abort();
}

/* All letters of the tree with the labels, without space: what tag must not change. */
static char *letters_of(const MbBlock *body)
{
    GString *out = g_string_new(NULL);
    for (MbBlock *block = (MbBlock *)body; block; block = mb_block_next(body, block)) {
        const char *parts[] = {block->label, block->text ? block->text->str : NULL};
        for (guint k = 0; k < G_N_ELEMENTS(parts); k++)
            for (const char *at = parts[k]; at && *at; at = g_utf8_next_char(at))
                if (g_unichar_isalpha(g_utf8_get_char(at)))
                    g_string_append_unichar(out, g_utf8_get_char(at));
    }
    return g_string_free(out, FALSE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 20000)
        return 0;
    g_autoptr(MbDocument) document = make_document(data, size);
    run_stage(&mb_stage_repair, document);
    g_autofree char *before = letters_of(document->body);
    run_stage(&mb_stage_tag, document);
    g_autofree char *after = letters_of(document->body);
    if (strcmp(before, after))
        abort();
    return 0;
}
