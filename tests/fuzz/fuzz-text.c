/* Plain text: any bytes become a legal document that survives pack XML. */
#include "model/check.h"
#include "stage/stages.h"
#include "xml/pack.h"

#include "../../stages/extract/extract.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    g_autoptr(MbDocument) document = mb_document_new("fuzz.text");
    MbOptions options = mb_options_init();
    options.source = bytes;
    if (!mb_extract_text(document, &options, NULL) || !mb_document_check(document, NULL))
        abort();
    g_autoptr(GBytes) once = mb_pack_write(document);
    g_autoptr(MbDocument) again = mb_pack_read(once, NULL);
    g_autoptr(GBytes) twice = again ? mb_pack_write(again) : NULL;
    if (!again || !g_bytes_equal(once, twice))
        abort();
    return 0;
}
