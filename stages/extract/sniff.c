/* What kind of file the bytes are: a web page or a text. */
#include "extract.h"

#include "base/text.h"

#include <string.h>

/* Browsers look for markup in the first 1,024 bytes; saved pages carry comments in front. */
#define HEAD_BYTES 4096
#define TEXT_BYTES 65536

bool mb_extract_is_html(GBytes *bytes)
{
    static const char *const sure[] = {"<!doctype html", "<html", "<head>", "<body", NULL};
    static const char *const first[] = {"<div", "<p>", "<p ", "<table", "<h1", "<h2", "<ul", "<title", NULL};
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(GBytes) start = g_bytes_new(data, MIN(size, HEAD_BYTES));
    g_autofree char *decoded = mb_text_dup_decoded(start, NULL);
    g_autofree char *head = g_strchug(g_ascii_strdown(decoded, -1));
    for (guint i = 0; sure[i]; i++)
        if (strstr(head, sure[i]))
            return true;
    for (guint i = 0; first[i]; i++)
        if (g_str_has_prefix(head, first[i]))
            return true;
    return false;
}

/* Controls that text files hold: tab, line ends, form feed, backspace, escape and the end mark of DOS. */
static bool is_text_control(guint8 c)
{
    return (c >= 8 && c <= 13) || c == 26 || c == 27;
}

bool mb_extract_is_text(GBytes *bytes)
{
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    if (size >= 2 && (!memcmp(data, "\xFF\xFE", 2) || !memcmp(data, "\xFE\xFF", 2)))
        return true;
    size = MIN(size, TEXT_BYTES);
    gsize controls = 0, high = 0;
    for (gsize i = 0; i < size; i++) {
        controls += data[i] < 32 && !is_text_control(data[i]);
        high += data[i] >= 0x80;
    }
    if (controls)
        return controls * 1000 < size && !memchr(data, 0, size);
    /* a cut at the end may split a character */
    const char *end;
    bool is_utf8 = g_utf8_validate((const char *)data, (gssize)size, &end) || size - (gsize)(end - (const char *)data) < 4;
    return is_utf8 || high * 3 < size;
}
