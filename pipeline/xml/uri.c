#include "xml/uri.h"

#include <glib.h>
#include <libxml/uri.h>
#include <stdbool.h>
#include <string.h>

/* Schemes that a reader would run or that hide their content; lower case. */
static const char *const refused[] = {"javascript:", "vbscript:", "data:", NULL};

static bool is_refused(const char *uri)
{
    for (guint i = 0; refused[i]; i++)
        if (!g_ascii_strncasecmp(uri, refused[i], strlen(refused[i])))
            return true;
    return false;
}

static bool is_allowed(const char *c)
{
    if (*c == '%')
        return g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2]);
    return g_ascii_isalnum(*c) || (*c > ' ' && *c < 0x7F && strchr("-._~:/?#@!$&'()*+,;=", *c));
}

char *mb_uri_dup_safe(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    bool in_fragment = false;
    while (*text == ' ')
        text++;
    for (const char *c = text; *c; c++) {
        bool second_hash = *c == '#' && in_fragment;
        if (is_allowed(c) && !second_hash)
            g_string_append_c(out, *c);
        else
            g_string_append_printf(out, "%%%02X", (guchar)*c);
        in_fragment |= *c == '#';
    }
    xmlURIPtr parsed = out->len && !is_refused(out->str) ? xmlParseURI(out->str) : NULL;
    if (!parsed)
        return NULL;
    xmlFreeURI(parsed);
    return g_string_free(g_steal_pointer(&out), FALSE);
}
