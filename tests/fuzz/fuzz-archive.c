/* Archive XML from anywhere: reading and publishing give a result or an error, and withheld text is never shown. */
#include "stage/stages.h"
#include "xml/archive.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, &error);
    if (!archive != (error != NULL))
        abort();
    const MbArchiveBlock *block;
    while (archive && mb_archive_next(archive, &block, &error)) {
        gsize length = strlen(block->text);
        for (guint i = 0; i < block->mentions->len; i++)
            if (g_array_index(block->mentions, MbMention, i).end > length)
                abort();
        for (guint i = 0; i < block->cells->len; i++)
            if (g_array_index(block->cells, MbArchiveCell, i).end > length)
                abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    walk(bytes);
    MbOptions options = mb_options_init();
    g_autoptr(MbDocument) document = mb_document_new("fuzz");
    g_autoptr(GError) error = NULL;
    mb_fileset_take(document->files, "data/document.xml", g_bytes_ref(bytes));
    if (mb_stage_run(&mb_stage_publish, document, &options, &error) == (error != NULL))
        abort();
    return 0;
}
