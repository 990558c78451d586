#include "base/text.h"

#include <string.h>

bool mb_char_is_stray(gunichar c)
{
    return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool mb_char_is_space(gunichar c)
{
    return g_unichar_isspace(c) || c == 0xA0 || c == 0x2007 || c == 0x202F || c == 0x200B || c == 0xFEFF;
}

/* XML 1.0 forbids most controls and the two non-characters at the end of the plane. */
static bool is_forbidden(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
}

char *mb_text_dup_clean(const char *bytes, gssize length)
{
    g_autofree char *valid = g_utf8_make_valid(bytes, length);
    bool is_ascii = true, is_sound = true;
    for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
        is_ascii = is_ascii && (guchar)*c < 0x80;
        is_sound = is_sound && !is_forbidden(g_utf8_get_char(c));
    }
    if (!is_sound) {
        GString *out = g_string_new(NULL);
        for (const char *c = valid; *c; c = g_utf8_next_char(c))
            g_string_append_unichar(out, is_forbidden(g_utf8_get_char(c)) ? ' ' : g_utf8_get_char(c));
        g_free(valid);
        valid = g_string_free(out, FALSE);
    }
    return is_ascii ? g_steal_pointer(&valid) : g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

static char *convert(const char *data, gsize length, const char *charset)
{
    return g_convert_with_fallback(data, (gssize)length, "UTF-8", charset, "?", NULL, NULL, NULL);
}

/* Line ends of all kinds become '\n'. */
static void fold_line_ends(char *text)
{
    char *out = text;
    for (const char *in = text; *in; in++) {
        if (*in == '\r') {
            *out++ = '\n';
            if (in[1] == '\n')
                in++;
        } else {
            *out++ = *in;
        }
    }
    *out = '\0';
}

/* Windows-1252 leaves five bytes undefined, so every byte is mapped by hand rather than by iconv. */
static char *from_windows_1252(const guint8 *data, gsize length)
{
    static const gunichar high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    GString *out = g_string_sized_new(length + length / 8);
    for (gsize i = 0; i < length; i++)
        g_string_append_unichar(out, data[i] >= 0x80 && data[i] < 0xA0 ? high[data[i] - 0x80] : data[i]);
    return g_string_free(out, FALSE);
}

char *mb_text_dup_decoded(GBytes *bytes, const char **was)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    const char *charset = "UTF-8";
    g_autofree char *text = NULL;
    if (length >= 2 && ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF))) {
        charset = "UTF-16";
        text = convert((const char *)data, length, "UTF-16");
    } else if (length >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3)) {
        text = g_strndup((const char *)data + 3, length - 3);
    } else if (g_utf8_validate((const char *)data, (gssize)length, NULL)) {
        text = g_strndup((const char *)data, length);
    }
    if (!text) {
        charset = "windows-1252";
        text = from_windows_1252(data, length);
    }
    if (was)
        *was = charset;
    fold_line_ends(text);
    return mb_text_dup_clean(text, -1);
}

char *mb_text_dup_collapsed(const char *text)
{
    GString *out = g_string_sized_new(strlen(text));
    bool pending = false;
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (mb_char_is_space(u)) {
            pending = out->len > 0;
            continue;
        }
        if (pending)
            g_string_append_c(out, ' ');
        pending = false;
        g_string_append_unichar(out, u);
    }
    return g_string_free(out, FALSE);
}

char *mb_text_dup_folded(const char *text)
{
    g_autofree char *lower = g_utf8_casefold(text, -1);
    g_autoptr(GString) kept = g_string_sized_new(strlen(lower));
    for (const char *c = lower; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (g_unichar_isalnum(u) || g_unichar_ismark(u))
            g_string_append_unichar(kept, u);
        else if (u != '\'' && u != 0x2019)
            g_string_append_c(kept, ' ');
    }
    return mb_text_dup_collapsed(kept->str);
}

bool mb_text_is_number(const char *text)
{
    guint digits = 0;
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (g_unichar_isdigit(u))
            digits++;
        else if (u >= 0x80 ? !(u == 0xA3 || u == 0x20AC || u == 0x2212 || u == 0x2013 || mb_char_is_space(u))
                           : !strchr(" ,.+-()%$", (int)u))
            return false;
    }
    return digits > 0;
}
