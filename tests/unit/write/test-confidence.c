/* Scores made shares by a map of this test's own. */
#include "../../scratch.h"

#include "base/error.h"
#include "stage/stages.h"

#include <glib/gstdio.h>
#include <math.h>

static MbDocument *document;

static MbWord word_of(const char *text, int region, MbOrigin origin, float conf)
{
    MbWord word = mb_word_init();
    word.text = text;
    word.region = (int16_t)region;
    word.origin = (uint8_t)origin;
    word.conf = conf;
    word.box = (MbBox){10, 10, 50, 20};
    return word;
}

static void append_paragraph(const MbPage *page, guint word)
{
    MbBlock *block = mb_block_new(MB_BLOCK_PARAGRAPH);
    block->page = 1;
    mb_block_append_word(block, page, word, MB_JOIN_NONE);
    block->conf = mb_page_word(page, word)->conf;
    mb_block_append(document->body, block);
}

/* A page with a scan and a picture, a word read from each, and one of the file. */
static int begin(void **state)
{
    make_scratch(state);
    document = mb_document_new("a.pdf");
    MbPage *page = mb_page_new(1, 600, 800);
    mb_page_append_region(page, MB_REGION_SCAN, (MbBox){0, 0, 600, 800}, -1, "ink without text");
    mb_page_append_region(page, MB_REGION_TABLE, (MbBox){0, 0, 600, 800}, -1, "picture with a grid of lines");
    const MbWord words[] = {word_of("scanned", 0, MB_ORIGIN_OCR, 0.8f), word_of("pictured", 1, MB_ORIGIN_OCR, 0.8f),
                            word_of("typed", -1, MB_ORIGIN_TEXT, 1)};
    mb_document_take_page(document, page);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        mb_page_append_word(page, &words[i]);
        append_paragraph(page, i);
    }
    return 0;
}

static int forget(void **state)
{
    g_clear_pointer(&document, mb_document_free);
    return remove_scratch(state);
}

static bool write_with(void **state, const char *map, GError **error)
{
    MbOptions options = mb_options_init();
    put_file(state, "write/data/confidence.tsv", map);
    options.data_dir = *state;
    return mb_stage_run(&mb_stage_write, document, &options, error);
}

static void expect_share(guint word, double share)
{
    const double conf = mb_page_word(document->pages->pdata[0], word)->conf;
    if (fabs(conf - share) > 0.0001)
        fail_msg("word %u: %f is not %f", word, conf, share);
}

static void a_score_becomes_the_share_between_two_knots_of_its_kind(void **state)
{
    assert_true(write_with(state, "# why\nscan\t0.6\t0.3\nscan\t0.9\t0.9\npicture\t0.4\t0.9\n", NULL));
    expect_share(0, 0.7);
    expect_share(1, 0.9); /* behind the last knot */
    expect_share(2, 1);
    g_autofree char *xml = mb_bytes_dup_string(mb_fileset_get(document->files, "data/document.xml"));
    assert_non_null(strstr(xml, "mb:conf=\"0.7\""));
    assert_non_null(strstr(xml, "mb:conf=\"0.9\""));
}

static void without_knots_scores_stay(void **state)
{
    assert_true(write_with(state, "# none\n", NULL));
    expect_share(0, 0.8);
}

static void a_map_that_is_no_map_is_told_with_its_line(void **state)
{
    static const char *const maps[] = {"scan\t0.5\n", "scan\t0.5\t1.5\n", "photo\t0.5\t0.5\n", "scan\t0.5\t0.5\nscan\t0.4\t0.6\n"};
    for (gsize i = 0; i < G_N_ELEMENTS(maps); i++) {
        g_autoptr(GError) error = NULL;
        assert_false(write_with(state, maps[i], &error));
        assert_int_equal(error->code, MB_ERROR_ENVIRONMENT);
        assert_non_null(strstr(error->message, i == 3 ? "line 2" : "line 1"));
    }
}

static void the_map_of_ours_lets_surer_words_be_right_more_often(void **state)
{
    (void)state;
    MbOptions options = mb_options_init();
    double last = 0;
    for (float score = 0.05f; score < 1; score += 0.05f) {
        MbWord *word = mb_page_word(document->pages->pdata[0], 0);
        word->conf = score;
        assert_true(mb_stage_run(&mb_stage_write, document, &options, NULL));
        assert_true(word->conf >= last - 0.0001 && word->conf <= 1);
        last = word->conf;
    }
    assert_true(last > 0.9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_score_becomes_the_share_between_two_knots_of_its_kind, begin, forget),
        cmocka_unit_test_setup_teardown(without_knots_scores_stay, begin, forget),
        cmocka_unit_test_setup_teardown(a_map_that_is_no_map_is_told_with_its_line, begin, forget),
        cmocka_unit_test_setup_teardown(the_map_of_ours_lets_surer_words_be_right_more_often, begin, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
