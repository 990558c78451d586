/* minutebook people: who and which bodies an archive names, and the authority list as a profile. */
#include "driver/commands.h"

#include "archive/people.h"
#include "base/error.h"
#include "driver/report.h"

#include <stdio.h>
#include <string.h>

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void put_strings(JsonBuilder *builder, const char *name, const GPtrArray *strings)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (guint i = 0; i < strings->len; i++)
        json_builder_add_string_value(builder, strings->pdata[i]);
    json_builder_end_array(builder);
}

static void put_tenures(JsonBuilder *builder, const MbAuthority *entry)
{
    json_builder_set_member_name(builder, "roles");
    json_builder_begin_array(builder);
    for (guint i = 0; i < entry->tenures->len; i++) {
        const MbTenure *tenure = entry->tenures->pdata[i];
        json_builder_begin_object(builder);
        mb_report_put_string(builder, "role", tenure->role);
        mb_report_put_string(builder, "body", tenure->body);
        mb_report_put_string(builder, "from", tenure->from);
        mb_report_put_string(builder, "to", tenure->to);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void put_appearances(JsonBuilder *builder, const MbAuthority *entry)
{
    json_builder_set_member_name(builder, "documents");
    json_builder_begin_array(builder);
    for (guint i = 0; i < entry->appearances->len; i++) {
        const MbAppearance *appearance = entry->appearances->pdata[i];
        json_builder_begin_object(builder);
        mb_report_put_string(builder, "document", appearance->slug);
        mb_report_put_string(builder, "entity", appearance->eid);
        mb_report_put_string(builder, "date", appearance->date);
        mb_report_put_string(builder, "attendance", appearance->attendance);
        mb_report_put_int(builder, "page", appearance->page);
        mb_report_put_int(builder, "mentions", appearance->mentions);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void print_json(const MbAuthority *entry)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    mb_report_put_string(builder, "council", entry->council);
    mb_report_put_string(builder, "kind", entry->kind);
    mb_report_put_string(builder, "id", entry->id);
    mb_report_put_string(builder, "name", entry->name);
    mb_report_put_string(builder, "title", entry->title);
    mb_report_put_string(builder, "letters", entry->letters);
    mb_report_put_string(builder, "first", entry->first);
    mb_report_put_string(builder, "last", entry->last);
    json_builder_set_member_name(builder, "ambiguous");
    json_builder_add_boolean_value(builder, entry->is_ambiguous);
    put_strings(builder, "variants", entry->variants);
    put_tenures(builder, entry);
    put_appearances(builder, entry);
    mb_report_print(builder);
}

/* "2019-05-01 to 2020-03-04", "2019-05-01", or nothing. */
static void print_dates(const char *before, const char *from, const char *to)
{
    if (from)
        printf("%s%s", before, from);
    if (from && to && strcmp(from, to))
        printf(" to %s", to);
}

static void print_text(const MbAuthority *entry)
{
    printf("  %s", entry->name);
    if (entry->title)
        printf(" (%s)", entry->title);
    if (entry->is_ambiguous)
        printf(" [which of several is not said]");
    print_dates(", ", entry->first, entry->last);
    printf(", %u document%s\n", entry->appearances->len, entry->appearances->len == 1 ? "" : "s");
    for (guint i = 0; i < entry->tenures->len; i++) {
        const MbTenure *tenure = entry->tenures->pdata[i];
        printf("      %s%s%s", tenure->role, tenure->body ? ", " : "", or_empty(tenure->body));
        print_dates(": ", tenure->from, tenure->to);
        putchar('\n');
    }
    for (guint i = 0; i < entry->variants->len; i++)
        printf("%s%s%s", i ? "; " : "      as ", (char *)entry->variants->pdata[i], i + 1 == entry->variants->len ? "\n" : "");
    for (guint i = 0; i < entry->appearances->len; i++) {
        const MbAppearance *appearance = entry->appearances->pdata[i];
        printf("%s%s%s", i ? ", " : "      in ", appearance->slug, i + 1 == entry->appearances->len ? "\n" : "");
    }
}

static void print_list(const GPtrArray *list, bool is_json)
{
    const char *council = NULL;
    for (guint i = 0; i < list->len; i++) {
        const MbAuthority *entry = list->pdata[i];
        if (!is_json && (i == 0 || g_strcmp0(council, entry->council)))
            printf("%s%s\n", i ? "\n" : "", entry->council ? entry->council : "(council not known)");
        council = entry->council;
        if (is_json)
            print_json(entry);
        else
            print_text(entry);
    }
    if (list->len == 0 && !is_json)
        puts("nobody found");
}

static void set_list(GKeyFile *file, const char *group, const char *key, const GPtrArray *strings)
{
    if (strings->len)
        g_key_file_set_string_list(file, group, key, (const char *const *)strings->pdata, strings->len);
}

/* "Chair, Audit Committee, 2024-10-17/2025-01-15" of each office, and the packages that name the person. */
static void set_provenance(GKeyFile *file, const char *group, const MbAuthority *entry)
{
    g_autoptr(GPtrArray) roles = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) slugs = g_ptr_array_new();
    for (guint i = 0; i < entry->tenures->len; i++) {
        const MbTenure *t = entry->tenures->pdata[i];
        g_ptr_array_add(roles, g_strdup_printf("%s, %s, %s/%s", t->role, or_empty(t->body), or_empty(t->from), or_empty(t->to)));
    }
    for (guint i = 0; i < entry->appearances->len; i++)
        g_ptr_array_add(slugs, ((MbAppearance *)entry->appearances->pdata[i])->slug);
    set_list(file, group, "roles", roles);
    set_list(file, group, "documents", slugs);
}

static void set_person(GKeyFile *file, const MbAuthority *entry)
{
    g_autofree char *group = g_strdup_printf("person %s", entry->id);
    const char *const values[][2] = {{"name", entry->name},   {"surname", entry->surname}, {"title", entry->title},
                                     {"letters", entry->letters}, {"first", entry->first},     {"last", entry->last}};
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        if (values[i][1])
            g_key_file_set_string(file, group, values[i][0], values[i][1]);
    set_list(file, group, "variants", entry->variants);
    set_provenance(file, group, entry);
}

/* The list as a profile: people who are one, and bodies. */
static bool export_list(const GPtrArray *list, const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    const char *council = list->len ? ((MbAuthority *)list->pdata[0])->council : NULL;
    if (council)
        g_key_file_set_string(file, "council", "name", council);
    for (guint i = 0; i < list->len; i++) {
        const MbAuthority *entry = list->pdata[i];
        if (g_strcmp0(entry->council, council)) {
            g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "papers of several councils: say which with --council");
            return false;
        }
        if (!strcmp(entry->kind, "body") && !strpbrk(entry->name, "=[]\n"))
            g_key_file_set_string(file, "bodies", entry->name, "");
        else if (!strcmp(entry->kind, "person") && !entry->is_ambiguous && entry->surname)
            set_person(file, entry);
    }
    return g_key_file_save_to_file(file, path, error);
}

static bool show_people(const char *out, const char *council, const char *path, bool is_json, GError **error)
{
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(out, false, error);
    g_autoptr(GPtrArray) list = catalogue ? mb_catalogue_read_people(catalogue, council, error) : NULL;
    if (!list)
        return false;
    if (path)
        return export_list(list, path, error);
    print_list(list, is_json);
    return true;
}

int mb_command_people(int argc, char **argv)
{
    gboolean is_json = FALSE;
    g_autofree char *council = NULL, *path = NULL;
    g_auto(GStrv) rest = NULL;
    const GOptionEntry entries[] = {
        {"council", 0, 0, G_OPTION_ARG_STRING, &council, "only papers of this council", "NAME"},
        {"export", 0, 0, G_OPTION_ARG_FILENAME, &path, "write the list as a profile, for run --profile", "FILE"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &is_json, "one JSON object a line", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("OUT", "Tells who and which bodies the papers of an archive name: names, forms, offices with dates, documents.",
                          entries, &argc, &argv, &error))
        return mb_command_fail("people", error);
    if (!mb_command_check_one(rest, "no archive given", &error))
        return mb_command_fail("people", error);
    return show_people(rest[0], council, path, is_json, &error) ? MB_EXIT_DONE : mb_command_fail(path ? path : rest[0], error);
}
