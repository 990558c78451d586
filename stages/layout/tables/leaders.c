/* Rows of dots that lead from a label to its figures, or from a title to its page. */
#include "sheet.h"

#include <string.h>

/* Dots of one word, and words of dots in a row: three alone stand for a missing figure. */
#define LEAST_DOTS 4
#define LEAST_WORDS 3
/* Font sizes between the dots of one leader; figures that are missing stand as far apart as columns do. */
#define WIDEST_GAP 1.0

static MbTableWord *ordered(const MbTableSheet *sheet, guint place)
{
    return mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, place));
}

/* The number of dots of a word that has nothing else; 0 for any other. */
static guint count_dots(const char *text)
{
    guint count = 0;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar u = g_utf8_get_char(text);
        if (u != '.' && u != 0x2026 && u != 0xB7)
            return 0;
        count += u == 0x2026 ? 3 : 1;
    }
    return count;
}

void mb_table_sheet_mark_leaders(MbTableSheet *sheet, guint first, guint end)
{
    for (guint i = first, after; i < end; i = after) {
        guint dots = count_dots(ordered(sheet, i)->text);
        after = i + 1;
        if (!dots)
            continue;
        for (; after < end && count_dots(ordered(sheet, after)->text); after++) {
            const MbTableWord *last = ordered(sheet, after - 1);
            if (ordered(sheet, after)->box.x0 - last->box.x1 > WIDEST_GAP * last->size)
                break;
            dots += count_dots(ordered(sheet, after)->text);
        }
        bool is_leader = dots >= LEAST_DOTS && (after - i == 1 || after - i >= LEAST_WORDS);
        for (guint w = i; w < after; w++)
            ordered(sheet, w)->is_leader = is_leader;
    }
}
