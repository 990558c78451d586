#include "xml/writer.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

struct MbXmlWriter {
    GString *out;
    GPtrArray *open;  /* names of the open elements, borrowed */
    bool in_start_tag;
};

MbXmlWriter *mb_xml_writer_new(void)
{
    MbXmlWriter *writer = g_new0(MbXmlWriter, 1);
    writer->out = g_string_sized_new(1 << 16);
    g_string_append(writer->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    writer->open = g_ptr_array_new();
    return writer;
}

void mb_xml_writer_free(MbXmlWriter *writer)
{
    if (!writer)
        return;
    if (writer->out)
        g_string_free(writer->out, TRUE);
    g_ptr_array_unref(writer->open);
    g_free(writer);
}

static void end_start_tag(MbXmlWriter *writer)
{
    if (writer->in_start_tag)
        g_string_append_c(writer->out, '>');
    writer->in_start_tag = false;
}

void mb_xml_open(MbXmlWriter *writer, const char *name)
{
    end_start_tag(writer);
    g_string_append_c(writer->out, '<');
    g_string_append(writer->out, name);
    g_ptr_array_add(writer->open, (gpointer)name);
    writer->in_start_tag = true;
}

void mb_xml_open_line(MbXmlWriter *writer, const char *name)
{
    end_start_tag(writer);
    g_string_append_c(writer->out, '\n');
    mb_xml_open(writer, name);
}

void mb_xml_close(MbXmlWriter *writer)
{
    g_assert(writer->open->len > 0);
    const char *name = g_ptr_array_remove_index(writer->open, writer->open->len - 1);
    if (writer->in_start_tag) {
        g_string_append(writer->out, "/>");
        writer->in_start_tag = false;
        return;
    }
    g_string_append(writer->out, "</");
    g_string_append(writer->out, name);
    g_string_append_c(writer->out, '>');
}

void mb_xml_close_line(MbXmlWriter *writer)
{
    if (!writer->in_start_tag)
        g_string_append_c(writer->out, '\n');
    mb_xml_close(writer);
}

guint mb_xml_depth(const MbXmlWriter *writer)
{
    return writer->open->len;
}

/* Bytes that cannot stand as they are; 0xEF may begin U+FFFE or U+FFFF. */
static bool is_special(guchar c)
{
    return c < 0x20 || c == '<' || c == '>' || c == '&' || c == '"' || c == 0xEF || c == 0x7F;
}

/* Puts one special byte; returns how many bytes of the input it used. */
static gsize put_special(GString *out, const char *at, const char *end, bool in_attribute)
{
    guchar c = (guchar)*at;
    if (c == '<')
        g_string_append(out, "&lt;");
    else if (c == '>')
        g_string_append(out, "&gt;");
    else if (c == '&')
        g_string_append(out, "&amp;");
    else if (c == '"' && in_attribute)
        g_string_append(out, "&quot;");
    else if ((c == '\n' || c == '\t') && in_attribute)
        g_string_append_printf(out, "&#%d;", c);
    else if (c == 0xEF && end - at >= 3 && (guchar)at[1] == 0xBF && (guchar)at[2] >= 0xBE) {
        g_string_append(out, "\xEF\xBF\xBD");
        return 3;
    } else if (c < 0x20 && c != '\n' && c != '\t')
        g_string_append(out, "\xEF\xBF\xBD");
    else
        g_string_append_c(out, *at);
    return 1;
}

static void put_escaped(GString *out, const char *text, gsize length, bool in_attribute)
{
    const char *end = text + length;
    while (text < end) {
        const char *plain = text;
        while (text < end && !is_special((guchar)*text))
            text++;
        g_string_append_len(out, plain, text - plain);
        if (text < end)
            text += put_special(out, text, end, in_attribute);
    }
}

void mb_xml_attr(MbXmlWriter *writer, const char *name, const char *value)
{
    if (!value)
        return;
    g_assert(writer->in_start_tag);
    g_string_append_c(writer->out, ' ');
    g_string_append(writer->out, name);
    g_string_append(writer->out, "=\"");
    put_escaped(writer->out, value, strlen(value), true);
    g_string_append_c(writer->out, '"');
}

void mb_xml_attr_int(MbXmlWriter *writer, const char *name, gint64 value)
{
    char digits[32];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, value);
    mb_xml_attr(writer, name, digits);
}

void mb_xml_append_number(GString *out, double value, guint places)
{
    static const gint64 scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    g_assert(places < G_N_ELEMENTS(scales));
    if (!isfinite(value) || fabs(value) > 1e12)
        value = 0;
    gint64 scaled = llround(fabs(value) * (double)scales[places]);
    if (value < 0 && scaled)
        g_string_append_c(out, '-');
    g_string_append_printf(out, "%" G_GINT64_FORMAT, scaled / scales[places]);
    gint64 rest = scaled % scales[places];
    if (!rest)
        return;
    g_string_append_printf(out, ".%0*" G_GINT64_FORMAT, (int)places, rest);
    while (out->str[out->len - 1] == '0')
        g_string_truncate(out, out->len - 1);
}

void mb_xml_attr_number(MbXmlWriter *writer, const char *name, double value, guint places)
{
    g_assert(writer->in_start_tag);
    g_string_append_c(writer->out, ' ');
    g_string_append(writer->out, name);
    g_string_append(writer->out, "=\"");
    mb_xml_append_number(writer->out, value, places);
    g_string_append_c(writer->out, '"');
}

static bool is_name(const char *name)
{
    if (!g_ascii_isalpha(*name) && *name != '_')
        return false;
    for (; *name; name++)
        if (!g_ascii_isalnum(*name) && *name != '_' && *name != '-' && *name != '.')
            return false;
    return true;
}

void mb_xml_attrs(MbXmlWriter *writer, const char *prefix, const MbAttrs *attrs)
{
    char name[128];
    for (guint i = 0; i < mb_attrs_count(attrs); i++) {
        if (!is_name(mb_attrs_name(attrs, i)) || strlen(prefix) + strlen(mb_attrs_name(attrs, i)) >= sizeof name)
            continue;
        g_snprintf(name, sizeof name, "%s%s", prefix, mb_attrs_name(attrs, i));
        mb_xml_attr(writer, name, mb_attrs_value(attrs, i));
    }
}

void mb_xml_text(MbXmlWriter *writer, const char *text, gssize length)
{
    end_start_tag(writer);
    put_escaped(writer->out, text, length < 0 ? strlen(text) : (gsize)length, false);
}

void mb_xml_element(MbXmlWriter *writer, const char *name, const char *text)
{
    mb_xml_open_line(writer, name);
    mb_xml_text(writer, text, -1);
    mb_xml_close(writer);
}

GBytes *mb_xml_steal_bytes(MbXmlWriter *writer)
{
    g_assert(writer->open->len == 0);
    g_string_append_c(writer->out, '\n');
    return g_string_free_to_bytes(g_steal_pointer(&writer->out));
}
