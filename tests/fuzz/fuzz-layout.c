/*
 * Any pack XML through layout: whatever the pages hold, the result passes the
 * audit and no visible word is without a block.
 */
#include "base/error.h"
#include "model/check.h"
#include "stage/stages.h"
#include "xml/pack.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(MbDocument) document = mb_pack_read(bytes, NULL);
    if (!document)
        return 0;
    bool is_flowed = false;
    for (guint i = 0; i < document->pages->len; i++)
        is_flowed |= ((MbPage *)document->pages->pdata[i])->is_flowed;
    MbOptions options = mb_options_init();
    if (!mb_stage_layout.run(document, &options, &error) || !mb_document_check(document, &error))
        g_error("%s", error->message);
    for (guint i = 0; i < document->pages->len && !is_flowed; i++) {
        g_autoptr(GArray) left = NULL;
        int number = ((MbPage *)document->pages->pdata[i])->number;
        if (mb_document_uncovered(document, number, &left))
            g_error("page %d: %u words are in no block", number, left->len);
    }
    return 0;
}
