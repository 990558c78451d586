/* The same text in several documents, and catalogues of an older program. */
#include "../../scratch.h"

#include "archive/alike.h"
#include "archive/bag.h"

#include <sqlite3.h>

/* Words that are the same for the same seed, as a page would have them; every `wrong`-th is read wrongly. */
static char *dup_page(guint32 seed, int words, int wrong)
{
    GString *text = g_string_new(NULL);
    for (int i = 0; i < words; i++) {
        seed = seed * 1664525 + 1013904223;
        g_string_append_printf(text, "%s%s%u", i ? " " : "", wrong && i % wrong == 0 ? "x" : "w", seed >> 24);
    }
    return g_string_free(text, FALSE);
}

/* A package whose pages are of these seeds; 0 is a page of few words. */
static void make_bag(void **state, const char *slug, const guint32 *seeds, int pages, int wrong)
{
    g_autoptr(GString) records = g_string_new(NULL);
    for (int i = 0; i < pages; i++) {
        g_autofree char *text = seeds[i] ? dup_page(seeds[i], 200, wrong) : g_strdup("page intentionally left blank");
        g_string_append_printf(records, "{\"n\":%d,\"type\":\"paragraph\",\"page\":%d,\"text\":\"%s\"}\n", i + 1, i + 1, text);
    }
    g_mkdir_with_parents(in_scratch(state, "out"), 0755);
    g_autoptr(MbBag) bag = mb_bag_new(in_scratch(state, "out"), slug, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(records->str, records->len);
    assert_true(bag && mb_bag_put(bag, "data/search/records.ndjson", bytes, NULL));
    mb_bag_note(bag, "Source-SHA256", slug);
    assert_true(mb_bag_finish(bag, NULL));
}

static void append(const MbAlike *alike, void *data)
{
    g_string_append_printf(data, "%s %d-%d %s %d-%d;", alike->slug, alike->first, alike->last, alike->other, alike->other_first,
                           alike->other_last);
}

static void assert_alike(void **state, const char *want)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) found = g_string_new(NULL);
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(in_scratch(state, "out"), true, &error);
    if (!catalogue || !mb_catalogue_alike(catalogue, NULL, append, found, &error))
        fail_msg("%s", error->message);
    assert_string_equal(found->str, want);
}

static void a_report_inside_a_pack_is_found_page_for_page(void **state)
{
    make_bag(state, "pack", (const guint32[]){11, 12, 21, 22, 23, 31}, 6, 0);
    make_bag(state, "report", (const guint32[]){21, 22, 23}, 3, 0);
    make_bag(state, "stranger", (const guint32[]){91, 92}, 2, 0);
    assert_alike(state, "pack 3-5 report 1-3;");
}

static void a_scan_with_wrong_words_is_found_all_the_same(void **state)
{
    make_bag(state, "pack", (const guint32[]){11, 21, 22}, 3, 20); /* one word in twenty is wrong */
    make_bag(state, "report", (const guint32[]){21, 22}, 2, 0);
    assert_alike(state, "pack 2-3 report 1-2;");
}

static void pages_of_few_words_are_not_alike(void **state)
{
    make_bag(state, "one", (const guint32[]){0, 11}, 2, 0);
    make_bag(state, "two", (const guint32[]){0, 12}, 2, 0);
    assert_alike(state, "");
}

static void a_catalogue_of_another_version_is_made_anew(void **state)
{
    sqlite3 *db = NULL;
    make_bag(state, "report", (const guint32[]){21}, 1, 0);
    assert_int_equal(sqlite3_open(in_scratch(state, "out/archive.sqlite"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE document (id INTEGER, slug TEXT, path TEXT, size INTEGER, mtime_ns INTEGER, build TEXT,"
                                      " sha256 TEXT, state TEXT, key TEXT, status INTEGER, message TEXT, log TEXT);"
                                      "INSERT INTO document (slug, path, sha256, state) VALUES ('report', '/srv/report.pdf', 'report', 'done');"
                                      "PRAGMA user_version = 1", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(in_scratch(state, "out"), false, NULL);
    assert_non_null(catalogue);
    g_auto(MbSource) source = {0};
    assert_true(mb_catalogue_claim(catalogue, "/srv/report.pdf", &source, NULL));
    assert_string_equal(source.slug, "report"); /* where the source lies was taken over */
    assert_string_equal(source.state, "done");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_report_inside_a_pack_is_found_page_for_page),
        CASE(a_scan_with_wrong_words_is_found_all_the_same),
        CASE(pages_of_few_words_are_not_alike),
        CASE(a_catalogue_of_another_version_is_made_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
