#include "driver/report.h"

#include <stdio.h>

void mb_report_put_string(JsonBuilder *builder, const char *name, const char *value)
{
    if (!value)
        return;
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, valid);
}

void mb_report_put_int(JsonBuilder *builder, const char *name, gint64 value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, value);
}

char *mb_report_dup_alike(const MbAlike *alike)
{
    const char *pages = alike->first == alike->last ? "page" : "pages";
    g_autofree char *end = alike->first == alike->last ? g_strdup("") : g_strdup_printf(" to %d", alike->last);
    g_autofree char *other = alike->first == alike->last ? g_strdup("") : g_strdup_printf(" to %d", alike->other_last);
    return g_strdup_printf("same text %s, %s %d%s, and %s, %s %d%s (%d %%)", alike->slug, pages, alike->first, end, alike->other, pages,
                           alike->other_first, other, alike->percent);
}

void mb_report_print(JsonBuilder *builder)
{
    json_builder_end_object(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    g_autofree char *text = json_to_string(root, FALSE);
    puts(text);
    fflush(stdout);
}
