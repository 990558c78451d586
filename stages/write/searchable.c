/* The searchable copy of a scan. */
#include "package.h"

#include "base/error.h"
#include "model/place.h"
#include "model/withhold.h"
#include "pdf/layer.h"

/* A bad earlier reading that was read again would be found beside the new one. */
static bool has_replaced(const MbPage *page)
{
    for (guint i = 0; i < page->words->len; i++)
        if (mb_page_word(page, i)->hidden == MB_HIDDEN_REPLACED)
            return true;
    return false;
}

static MbLayer new_layer(const MbPage *page, const GArray *shown)
{
    MbLayer layer = {.page = page->number, .width = page->width, .height = page->height, .is_only_text = has_replaced(page)};
    layer.words = g_array_new(FALSE, FALSE, sizeof(MbLayerWord));
    for (guint i = 0; i < shown->len; i++) {
        const MbWord *word = mb_page_word(page, g_array_index(shown, MbShownWord, i).word);
        const MbLayerWord written = {word->text, mb_page_word_baseline(page, word), word->size};
        g_array_append_val(layer.words, written);
    }
    return layer;
}

static GArray *list_layers(const MbDocument *document)
{
    GArray *layers = g_array_new(FALSE, FALSE, sizeof(MbLayer));
    g_autoptr(GPtrArray) words = mb_package_list_read_words(document);
    g_array_set_clear_func(layers, mb_layer_clear);
    for (guint i = 0; i < words->len; i++) {
        if (((const GArray *)words->pdata[i])->len == 0)
            continue;
        const MbLayer layer = new_layer(document->pages->pdata[i], words->pdata[i]);
        g_array_append_val(layers, layer);
    }
    return layers;
}

void mb_package_put_searchable(MbDocument *document, const MbOptions *options)
{
    if (g_strcmp0(document->media_type, "application/pdf") || !options->source)
        return;
    g_autoptr(GArray) layers = list_layers(document);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) copy = NULL;
    if (layers->len == 0)
        return;
    if (mb_document_is_restricted(document))
        g_set_error(&error, MB_STAGE_ERROR, MB_ERROR_DOCUMENT, "the original holds what is not public");
    else
        copy = mb_pdf_dup_with_layers(options->source, options->password, document->pages->len, layers, &error);
    if (copy)
        mb_fileset_take(document->files, "data/searchable.pdf", g_steal_pointer(&copy));
    else
        mb_document_add_issue(document, MB_ISSUE_SEARCHABLE_NOT_MADE, 0, (MbBox){0}, error->message);
}
