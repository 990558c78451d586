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

/* Line ends of all kinds become '\n', form feeds U+2029. */
static char *fold_line_ends(const char *text)
{
    GString *out = g_string_sized_new(strlen(text));
    for (const char *in = text; *in; in++) {
        if (*in == '\r') {
            g_string_append_c(out, '\n');
            if (in[1] == '\n')
                in++;
        } else if (*in == '\f') {
            g_string_append(out, "\u2029");
        } else {
            g_string_append_c(out, *in);
        }
    }
    return g_string_free(out, FALSE);
}

static void blank_nuls(char *text, gsize length)
{
    for (char *nul = memchr(text, 0, length); nul; nul = memchr(nul, 0, length - (gsize)(nul - text)))
        *nul = ' ';
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

static bool has_mark(const guint8 *data, gsize length, const char *mark)
{
    gsize size = strlen(mark);
    return length >= size && !memcmp(data, mark, size);
}

/* UTF-16 by its mark; NULL otherwise. */
static char *from_utf16(const guint8 *data, gsize length)
{
    if (!has_mark(data, length, "\xFF\xFE") && !has_mark(data, length, "\xFE\xFF"))
        return NULL;
    gsize written = 0;
    char *text = g_convert_with_fallback((const char *)data, (gssize)(length & ~(gsize)1), "UTF-8", "UTF-16", "?", NULL, &written, NULL);
    if (text)
        blank_nuls(text, written);
    return text;
}

char *mb_text_dup_decoded(GBytes *bytes, const char **was)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    const char *charset = "UTF-16";
    g_autofree char *text = from_utf16(data, length);
    if (!text) {
        gsize mark = has_mark(data, length, "\xEF\xBB\xBF") ? 3 : 0;
        g_autofree char *copy = g_malloc(length - mark + 1);
        if (length > mark)
            memcpy(copy, data + mark, length - mark);
        copy[length - mark] = '\0';
        blank_nuls(copy, length - mark);
        charset = mark || g_utf8_validate(copy, -1, NULL) ? "UTF-8" : "windows-1252";
        text = strcmp(charset, "UTF-8") ? from_windows_1252((const guint8 *)copy, length - mark) : g_steal_pointer(&copy);
    }
    if (was)
        *was = charset;
    g_autofree char *folded = fold_line_ends(text);
    return mb_text_dup_clean(folded, -1);
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

void mb_text_append_cut(GString *out, const char *text, guint width)
{
    glong length = g_utf8_strlen(text, -1);
    if ((gulong)length <= width) {
        g_string_append(out, text);
        return;
    }
    g_string_append_len(out, text, g_utf8_offset_to_pointer(text, (glong)width) - text);
    g_string_append(out, "...");
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
