/*
 * Golden cases: tests/golden/<stage>/<case>/ with in.xml (what the stage takes;
 * for extract in.html or in.txt), out.* (what its program prints), issues.txt (one line an issue) and why.md.
 *
 * MB_UPDATE_GOLDENS=1 writes the outputs anew (make goldens shows the diff).
 */
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "stage/stages.h"
#include "xml/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

typedef struct {
    const MbStage *stage;
    char *folder;
} Case;

static const MbStage *const stages[] = {&mb_stage_extract, &mb_stage_layout,  &mb_stage_repair, &mb_stage_tag,
                                        &mb_stage_write,   &mb_stage_publish, &mb_stage_index};

static char *issues_of(const MbDocument *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->issues->len; i++) {
        const MbIssue *issue = &g_array_index(document->issues, MbIssue, i);
        g_autofree char *message = mb_issue_dup_message(issue);
        const MbIssueInfo *info = mb_issue_info(issue->tag);
        g_string_append_printf(out, "%s page %d %s: %s\n", mb_severity_name(info->severity), issue->page, info->tag, message);
    }
    return g_string_free(out, FALSE);
}

static char *read_text(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    return text ? text : g_strdup("");
}

/* Versions of libraries and data are no matter of goldens. */
static char *dup_without_tools(const char *text)
{
    g_autoptr(GRegex) tools = g_regex_new(" tools=\"[^\"]*\"", 0, 0, NULL);
    return g_regex_replace_literal(tools, text, -1, 0, "", 0, NULL);
}

static void compare(const Case *c, const char *name, const char *all)
{
    g_autofree char *got = dup_without_tools(all);
    if (g_getenv("MB_UPDATE_GOLDENS")) {
        g_autofree char *path = g_build_filename(c->folder, name, NULL);
        assert_true(g_file_set_contents(path, got, -1, NULL));
        return;
    }
    g_autofree char *want = read_text(c->folder, name);
    if (strcmp(want, got)) {
        g_autofree char *path = g_strdup_printf("%s.got", name);
        g_autofree char *full = g_build_filename(g_get_tmp_dir(), path, NULL);
        g_file_set_contents(full, got, -1, NULL);
        fail_msg("%s/%s differs; what came out is in %s", c->folder, name, full);
    }
}

/* The bytes of the first input that is there, and its name. */
static GBytes *read_input(const Case *c, const char **name)
{
    static const char *const names[] = {"in.xml", "in.html", "in.txt"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(c->folder, names[i], NULL);
        *name = names[i];
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return mb_file_read(path, MB_LIMIT_SOURCE_BYTES, NULL);
    }
    return NULL;
}

static MbDocument *read_case(const Case *c, GBytes **source)
{
    g_autoptr(GError) error = NULL;
    const char *name;
    g_autoptr(GBytes) bytes = read_input(c, &name);
    assert_non_null(bytes);
    if (c->stage->takes == MB_WIRE_SOURCE) {
        *source = g_bytes_ref(bytes);
        return mb_document_new(name);
    }
    if (c->stage->takes == MB_WIRE_PACK) {
        MbDocument *document = mb_pack_read(bytes, &error);
        if (!document)
            fail_msg("%s: %s", c->folder, error->message);
        return document;
    }
    MbDocument *document = mb_document_new("in.xml");
    mb_fileset_take(document->files, "data/document.xml", g_bytes_ref(bytes));
    return document;
}

static void gives_the_golden_output(void **state)
{
    const Case *c = *state;
    g_autoptr(GBytes) source = NULL;
    g_autoptr(MbDocument) document = read_case(c, &source);
    MbOptions options = mb_options_init();
    options.name = document->name;
    options.source = source;
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(c->stage, document, &options, &error))
        fail_msg("%s: %s", c->folder, error->message);
    g_autoptr(GBytes) out = c->stage->gives == MB_WIRE_PACK ? mb_pack_write(document)
                                                            : g_bytes_ref(mb_fileset_get(document->files, c->stage->main_file));
    gsize size;
    const char *data = g_bytes_get_data(out, &size);
    g_autofree char *text = g_strndup(data, size);
    const char *dot = c->stage->main_file ? strrchr(c->stage->main_file, '.') : ".xml";
    g_autofree char *name = g_strdup_printf("out%s", dot);
    compare(c, name, text);
    g_autofree char *issues = issues_of(document);
    compare(c, "issues.txt", issues);
}

static void free_case(Case *c)
{
    g_free(c->folder);
    g_free(c);
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_cases(GArray *tests, const MbStage *stage)
{
    g_autofree char *folder = g_build_filename("tests/golden", stage->name, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        Case *c = g_new0(Case, 1);
        c->stage = stage;
        c->folder = g_build_filename(folder, names->pdata[i], NULL);
        struct CMUnitTest test = {c->folder, gives_the_golden_output, NULL, NULL, c};
        g_array_append_val(tests, test);
    }
}

int main(void)
{
    g_autoptr(GArray) tests = g_array_new(FALSE, TRUE, sizeof(struct CMUnitTest));
    for (gsize i = 0; i < G_N_ELEMENTS(stages); i++)
        add_cases(tests, stages[i]);
    if (!tests->len) {
        print_error("no golden cases found: run from the top folder\n");
        return 1;
    }
    struct CMUnitTest *cases = (struct CMUnitTest *)(void *)tests->data;
    int failed = _cmocka_run_group_tests("golden", cases, tests->len, NULL, NULL);
    for (guint i = 0; i < tests->len; i++)
        free_case(cases[i].initial_state);
    return failed;
}
