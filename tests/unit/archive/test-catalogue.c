#include "../../scratch.h"

#include "archive/bag.h"
#include "archive/search.h"
#include "base/error.h"

static void make_bag(void **state, const char *slug, const char *sha256, const char *date, const char *records)
{
    g_autoptr(MbBag) bag = mb_bag_new(in_scratch(state, "out"), slug, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(records, strlen(records));
    assert_non_null(bag);
    assert_true(mb_bag_put(bag, "data/search/records.ndjson", bytes, NULL));
    mb_bag_note(bag, "Source-SHA256", sha256);
    mb_bag_note(bag, "Chain", "extract/1 language=eng");
    mb_bag_note(bag, "Issues", "note=1 doubt=2 damage=0 loss=0");
    mb_bag_note(bag, "Meeting-Date", date);
    mb_bag_note(bag, "Body", "Planning Committee");
    mb_bag_note(bag, "Kind", "minutes");
    mb_bag_note(bag, "Pages", "4");
    assert_true(mb_bag_finish(bag, NULL));
}

static MbCatalogue *open_catalogue(void **state)
{
    g_autoptr(GError) error = NULL;
    g_mkdir_with_parents(in_scratch(state, "out"), 0755);
    MbCatalogue *catalogue = mb_catalogue_open(in_scratch(state, "out"), true, &error);
    if (!catalogue)
        fail_msg("%s", error->message);
    return catalogue;
}

static void expect_slug(MbCatalogue *catalogue, const char *path, const char *slug)
{
    g_auto(MbSource) source = {0};
    g_autoptr(GError) error = NULL;
    if (!mb_catalogue_claim(catalogue, path, &source, &error))
        fail_msg("%s", error->message);
    assert_string_equal(source.slug, slug);
}

static void two_sources_of_one_name_get_two_packages_for_ever(void **state)
{
    const char *first = put_file(state, "a/Minutes.pdf", "1"), *second = put_file(state, "b/minutes.pdf", "2");
    g_autoptr(MbCatalogue) catalogue = open_catalogue(state);
    expect_slug(catalogue, first, "Minutes");
    expect_slug(catalogue, second, "minutes-2");
    expect_slug(catalogue, second, "minutes-2");
    expect_slug(catalogue, first, "Minutes");
}

static void a_folder_of_somebody_else_is_never_claimed(void **state)
{
    put_file(state, "out/minutes/holiday.jpg", "x");
    g_autoptr(MbCatalogue) catalogue = open_catalogue(state);
    expect_slug(catalogue, put_file(state, "minutes.pdf", "1"), "minutes-2");
}

static void a_source_cannot_take_the_name_of_the_catalogue(void **state)
{
    g_autoptr(MbCatalogue) catalogue = open_catalogue(state);
    expect_slug(catalogue, put_file(state, "archive.sqlite.pdf", "1"), "archive.sqlite-2");
}

static void a_moved_source_finds_its_package_by_its_bytes(void **state)
{
    static const char sha256_of_one[] = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"; /* of "1" */
    mb_catalogue_free(open_catalogue(state));
    make_bag(state, "minutes", sha256_of_one, "2020-01-01", "");
    assert_true(mb_catalogue_rebuild(in_scratch(state, "out"), NULL, NULL));
    g_autoptr(MbCatalogue) catalogue = open_catalogue(state);
    expect_slug(catalogue, put_file(state, "b/minutes.pdf", "2"), "minutes-2");
    expect_slug(catalogue, put_file(state, "c/minutes.pdf", "1"), "minutes");
}

#define RECORDS                                                                                                                     \
    "{\"n\":1,\"type\":\"paragraph\",\"page\":3,\"heading\":[\"Crime\",\"Burglary\"],\"text\":\"Coventry saw 510 offences (Section 100A(4)).\"," \
    "\"people\":[\"Ruth O'Halloran\"]}\n"                                                                                           \
    "{\"n\":2,\"type\":\"row\",\"page\":4,\"text\":\"A caf\303\251 was burgled\",\"checks\":[\"doubtful\"]}\n"

typedef struct {
    guint count;
    char *slug, *snippet;
    int page;
} Found;

static void keep_hit(const MbHit *hit, void *data)
{
    Found *found = data;
    if (found->count++ == 0) {
        found->slug = g_strdup(hit->slug);
        found->snippet = g_strdup(hit->snippet);
        found->page = hit->page;
    }
}

static void clear_found(Found *found)
{
    g_free(found->slug);
    g_free(found->snippet);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Found, clear_found)

static guint count_hits(MbCatalogue *catalogue, MbSearch search)
{
    g_auto(Found) found = {0};
    g_autoptr(GError) error = NULL;
    search.limit = search.limit ? search.limit : 10;
    if (!mb_catalogue_search(catalogue, &search, keep_hit, &found, &error))
        fail_msg("%s", error->message);
    return found.count;
}

static MbCatalogue *open_with_two(void **state)
{
    g_mkdir_with_parents(in_scratch(state, "out"), 0755);
    make_bag(state, "old", "aa", "2018-03-12", RECORDS);
    make_bag(state, "new", "bb", "2021-05-01", RECORDS);
    return open_catalogue(state); /* a missing catalogue is filled from the bags */
}

static void words_are_found_in_text_and_headings_and_marked(void **state)
{
    g_autoptr(MbCatalogue) catalogue = open_with_two(state);
    g_auto(Found) found = {0};
    MbSearch search = {.text = "burglary coventry", .limit = 10};
    assert_true(mb_catalogue_search(catalogue, &search, keep_hit, &found, NULL));
    assert_int_equal(found.count, 2);
    assert_int_equal(found.page, 3);
    assert_string_equal(found.slug, "new");
    assert_non_null(strstr(found.snippet, MB_SEARCH_MARK_BEGIN "Coventry" MB_SEARCH_MARK_END));
}

static void all_words_must_be_there_and_phrases_in_order(void **state)
{
    g_autoptr(MbCatalogue) catalogue = open_with_two(state);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry cafe"}), 0);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry OR cafe"}), 4);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "\"510 offences\""}), 2);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "\"offences 510\""}), 0);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coven*"}), 2);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "Section 100A(4)"}), 2);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "(coventry OR cafe) NOT burgled"}), 2);
}

static void filters_narrow_the_answers(void **state)
{
    g_autoptr(MbCatalogue) catalogue = open_with_two(state);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry", .from = "2020"}), 1);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry", .to = "2018"}), 1);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry", .to = "2018-02"}), 0);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry", .body = "planning"}), 2);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry", .kind = "report"}), 0);
    assert_int_equal(count_hits(catalogue, (MbSearch){.person = "halloran"}), 2);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry", .limit = 1}), 1);
}

static void a_query_that_cannot_be_understood_is_a_usage_error(void **state)
{
    static const char *const queries[] = {"\"open", "", "  ", "--- ...", "OR", "burglary AND", "NOT", "(burglary", "NOT burglary"};
    g_autoptr(MbCatalogue) catalogue = open_with_two(state);
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Found) found = {0};
        MbSearch search = {.text = queries[i], .limit = 10};
        if (mb_catalogue_search(catalogue, &search, keep_hit, &found, &error))
            fail_msg("understood: '%s'", queries[i]);
        assert_int_equal(mb_exit_from_error(error), MB_EXIT_USAGE);
    }
}

static void a_bag_entered_twice_is_found_once(void **state)
{
    g_autoptr(MbCatalogue) catalogue = open_with_two(state);
    assert_true(mb_catalogue_store_bag(catalogue, "old", NULL));
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry"}), 2);
    make_bag(state, "old", "aa", "2018-03-12", "");
    assert_true(mb_catalogue_store_bag(catalogue, "old", NULL));
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry"}), 1);
}

static void broken_records_leave_what_was_there(void **state)
{
    g_autoptr(MbCatalogue) catalogue = open_with_two(state);
    g_autoptr(GError) error = NULL;
    make_bag(state, "old", "aa", "2018-03-12", "{\"n\":1,\"text\":\"fine\"}\n[broken\n");
    assert_false(mb_catalogue_store_bag(catalogue, "old", &error));
    assert_int_equal(error->code, MB_ERROR_DOCUMENT);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry"}), 2);
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "fine"}), 0);
}

static void a_failure_is_kept_until_the_document_is_done(void **state)
{
    const char *path = put_file(state, "bad.pdf", "x");
    g_autoptr(MbCatalogue) catalogue = open_catalogue(state);
    MbFailure failure = {.slug = "bad", .message = "not a PDF", .key = "k", .status = 3, .stat = {1, 2, "b"}};
    expect_slug(catalogue, path, "bad");
    assert_true(mb_catalogue_store_failure(catalogue, &failure, NULL));
    g_auto(MbSource) source = {0};
    assert_true(mb_catalogue_claim(catalogue, path, &source, NULL));
    assert_string_equal(source.state, "failed");
    assert_string_equal(source.message, "not a PDF");
    make_bag(state, "bad", "aa", "2018-03-12", "");
    assert_true(mb_catalogue_store_bag(catalogue, "bad", NULL));
    g_auto(MbSource) after = {0};
    assert_true(mb_catalogue_claim(catalogue, path, &after, NULL));
    assert_string_equal(after.state, "done");
    assert_null(after.message);
}

static void a_rebuilt_catalogue_remembers_where_sources_lie(void **state)
{
    const char *path = put_file(state, "minutes.pdf", "1");
    MbStat stat = {7, 8, "build"};
    g_autoptr(MbCatalogue) catalogue = open_catalogue(state);
    expect_slug(catalogue, path, "minutes");
    make_bag(state, "minutes", "aa", "2018-03-12", RECORDS);
    assert_true(mb_catalogue_store_bag(catalogue, "minutes", NULL));
    assert_true(mb_catalogue_store_stat(catalogue, "minutes", &stat, NULL));
    g_clear_pointer(&catalogue, mb_catalogue_free);
    assert_true(mb_catalogue_rebuild(in_scratch(state, "out"), NULL, NULL));
    catalogue = open_catalogue(state);
    g_auto(MbSource) source = {0};
    assert_true(mb_catalogue_claim(catalogue, path, &source, NULL));
    assert_string_equal(source.slug, "minutes");
    assert_int_equal(source.size_bytes, 7);
    assert_int_equal(source.mtime_ns, 8);
    assert_string_equal(source.build, "build");
    assert_int_equal(count_hits(catalogue, (MbSearch){.text = "coventry"}), 1);
}

static void a_file_that_is_no_catalogue_is_told_and_not_touched(void **state)
{
    g_autoptr(GError) error = NULL;
    put_file(state, "out/archive.sqlite", "this is my diary, and no database at all");
    assert_null(mb_catalogue_open(in_scratch(state, "out"), true, &error));
    assert_int_equal(error->code, MB_ERROR_DOCUMENT);
    g_autofree char *text = dup_file(state, "out/archive.sqlite");
    assert_string_equal(text, "this is my diary, and no database at all");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(two_sources_of_one_name_get_two_packages_for_ever),
        CASE(a_folder_of_somebody_else_is_never_claimed),
        CASE(a_source_cannot_take_the_name_of_the_catalogue),
        CASE(a_moved_source_finds_its_package_by_its_bytes),
        CASE(words_are_found_in_text_and_headings_and_marked),
        CASE(all_words_must_be_there_and_phrases_in_order),
        CASE(filters_narrow_the_answers),
        CASE(a_query_that_cannot_be_understood_is_a_usage_error),
        CASE(a_bag_entered_twice_is_found_once),
        CASE(broken_records_leave_what_was_there),
        CASE(a_failure_is_kept_until_the_document_is_done),
        CASE(a_rebuilt_catalogue_remembers_where_sources_lie),
        CASE(a_file_that_is_no_catalogue_is_told_and_not_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
