/* The names of operators. */
#include "machine.h"

#include <string.h>

typedef struct {
    char name[4];
    Operator operator;
} Entry;

/* By name, for the search. */
static const Entry entries[] = {
    {"\"", OP_NEXT_SHOW}, {"'", OP_NEXT_SHOW}, {"B", OP_BOTH}, {"B*", OP_BOTH_EVEN_ODD}, {"BDC", OP_BDC}, {"BMC", OP_BMC},
    {"BT", OP_BT}, {"CS", OP_SPACE_STROKE}, {"Do", OP_DO}, {"EMC", OP_EMC}, {"F", OP_FILL}, {"G", OP_GREY_STROKE}, {"J", OP_CAP},
    {"K", OP_CMYK_STROKE}, {"Q", OP_UNQ}, {"RG", OP_RGB_STROKE}, {"S", OP_STROKE}, {"SC", OP_COLOUR_STROKE},
    {"SCN", OP_COLOUR_STROKE}, {"T*", OP_NEXT}, {"TD", OP_TD_LEADING}, {"TJ", OP_SHOW}, {"TL", OP_LEADING}, {"Td", OP_TD},
    {"Tf", OP_FONT}, {"Tj", OP_SHOW}, {"Tm", OP_TM}, {"Tr", OP_RENDER}, {"Ts", OP_RISE}, {"W", OP_CLIP}, {"W*", OP_CLIP},
    {"b", OP_CLOSE_BOTH}, {"b*", OP_CLOSE_BOTH_EVEN_ODD}, {"c", OP_CURVE}, {"cm", OP_CM}, {"cs", OP_SPACE}, {"d", OP_DASH},
    {"f", OP_FILL}, {"f*", OP_FILL_EVEN_ODD}, {"g", OP_GREY}, {"gs", OP_STATE}, {"h", OP_CLOSE}, {"k", OP_CMYK}, {"l", OP_LINE},
    {"m", OP_MOVE}, {"n", OP_END}, {"q", OP_Q}, {"re", OP_BOX}, {"rg", OP_RGB}, {"s", OP_CLOSE_STROKE}, {"sc", OP_COLOUR},
    {"scn", OP_COLOUR}, {"sh", OP_SHADING}, {"v", OP_CURVE_SHORT}, {"w", OP_WIDTH}, {"y", OP_CURVE_SHORT},
};

Operator mb_operator_find(MbView word)
{
    char name[4] = {0};
    gsize length = (gsize)(word.end - word.at), low = 0, high = G_N_ELEMENTS(entries);
    if (length > 3)
        return OP_OTHER;
    memcpy(name, word.at, length);
    while (low < high) {
        gsize middle = (low + high) / 2;
        int order = memcmp(name, entries[middle].name, sizeof name);
        if (order == 0)
            return entries[middle].operator;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return OP_OTHER;
}
