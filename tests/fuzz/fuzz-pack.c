/* Pack XML: whatever comes in, the answer is a legal document that writes and reads back the same, or a bad document. */
#include "model/check.h"
#include "xml/pack.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(MbDocument) document = mb_pack_read(bytes, &error);
    if (!document != (error != NULL))
        abort();
    if (!document)
        return 0;
    g_autoptr(GBytes) once = mb_pack_write(document);
    g_autoptr(MbDocument) again = mb_pack_read(once, NULL);
    if (!again)
        abort();
    g_autoptr(GBytes) twice = mb_pack_write(again);
    if (!g_bytes_equal(once, twice) || !mb_document_check(again, NULL))
        abort();
    return 0;
}
