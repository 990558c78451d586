/* What measuring gave becomes sizes and fonts of the pages' words. */
#include "type.h"

#include "lines.h"

#include <math.h>
void mb_ocr_settle_type(MbDocument *document)
{
    g_autoptr(MbTypeLines) lines = mb_type_lines_new(document);
    if (!lines->words->len)
        return;
    mb_type_lines_size(lines);
    g_autoptr(GArray) bold = mb_type_lines_weigh(lines);
    const int plain_font = mb_document_intern_font(document, "read"), bold_font = mb_document_intern_font(document, "read-bold");
    for (guint i = 0; i < lines->lines->len; i++) {
        const MbTypeLine *line = mb_type_line(lines, i);
        const MbPage *page = document->pages->pdata[line->page];
        for (guint k = line->first; k < line->first + line->count && line->size > 0; k++) {
            MbWord *word = mb_page_word(page, mb_type_word(lines, k)->index);
            word->size = round(mb_type_word(lines, k)->size * 100) / 100;
            word->font = g_array_index(bold, gboolean, k) ? bold_font : plain_font;
        }
    }
}
