#include "json.h"

#include <string.h>

/* Runs of plain characters are copied at once; RFC 8259 wants quotes, backslashes and controls escaped. */
static void put_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *c = text; *c;) {
        const char *plain = c;
        while ((guchar)*c >= 0x20 && *c != '"' && *c != '\\')
            c++;
        g_string_append_len(out, plain, c - plain);
        if (!*c)
            break;
        if (*c == '"' || *c == '\\')
            g_string_append_printf(out, "\\%c", *c);
        else
            g_string_append_printf(out, "\\u%04x", (guint)(guchar)*c);
        c++;
    }
    g_string_append_c(out, '"');
}

static void put_name(GString *out, const char *name)
{
    g_string_append_printf(out, ",\"%s\":", name);
}

void mb_json_put_string(GString *out, const char *name, const char *value)
{
    if (!value)
        return;
    put_name(out, name);
    put_quoted(out, value);
}

void mb_json_put_list(GString *out, const char *name, const char *const *values, guint count)
{
    if (count == 0)
        return;
    put_name(out, name);
    for (guint i = 0; i < count; i++) {
        g_string_append_c(out, i ? ',' : '[');
        put_quoted(out, values[i]);
    }
    g_string_append_c(out, ']');
}
