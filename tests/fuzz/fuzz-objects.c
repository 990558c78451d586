/* Room pdf: the reader of objects and content alone, which is ours, without Poppler's opinion of the file. */
#include "../../pipeline/pdf/content.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    MbObjects *objects = mb_objects_new(bytes);
    MbLayers *layers = objects ? mb_layers_new(objects) : NULL;
    for (guint i = 0; objects && i < MIN(mb_objects_page_count(objects), 8); i++) {
        MbContent *content = mb_content_read(objects, i, (MbBox){0, 0, 600, 800}, layers);
        for (guint k = 0; k < content->images->len; k++)
            g_assert(g_array_index(content->images, MbDrawn, k).width_px <= G_MAXINT);
        mb_content_free(content);
    }
    mb_layers_free(layers);
    mb_objects_free(objects);
    return 0;
}
