#include "model/place.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

/* A page of 600 x 800 with one scan that leans by one degree, clockwise. */
static int begin(void **state)
{
    MbPage *page = mb_page_new(1, 600, 800);
    mb_page_append_region(page, MB_REGION_SCAN, (MbBox){0, 0, 600, 800}, -1, "ink without text");
    mb_attrs_set(&mb_page_region(page, 0)->attrs, "skew_mdeg", "1000");
    *state = page;
    return 0;
}

static int forget(void **state)
{
    mb_page_free(*state);
    return 0;
}

static void expect_near(double a, double b)
{
    if (fabs(a - b) > 0.01)
        fail_msg("%f is not %f", a, b);
}

static MbWord word_at(MbBox box, double baseline, int turn, int region)
{
    MbWord word = mb_word_init();
    word.box = box;
    word.baseline = baseline;
    word.turn = (int16_t)turn;
    word.region = (int16_t)region;
    return word;
}

static void a_word_at_the_right_edge_of_a_leaning_page_stands_lower_than_it_was_read(void **state)
{
    const MbWord word = word_at((MbBox){560, 390, 600, 400}, 398, 0, 0);
    const MbBox shown = mb_page_shown_box(*state, word.box, 0);
    expect_near(shown.y0, 400 + 260 * sin(G_PI / 180) - 10 * cos(G_PI / 180));
    expect_near(shown.y1, 400 + 300 * sin(G_PI / 180));
    const MbBaseline line = mb_page_word_baseline(*state, &word);
    expect_near(line.y, 400 + 280 * sin(G_PI / 180) - 2 * cos(G_PI / 180));
    expect_near(line.length, 40);
}

static void what_was_not_straightened_stays_where_it_is(void **state)
{
    const MbBox box = {10, 20, 60, 30};
    const MbBox shown = mb_page_shown_box(*state, box, -1);
    assert_true(shown.x0 == box.x0 && shown.y0 == box.y0 && shown.x1 == box.x1 && shown.y1 == box.y1);
    assert_true(mb_page_shown_box(*state, box, 7).x0 == box.x0); /* a region that is not there */
}

static void a_baseline_begins_where_turned_writing_begins(void **state)
{
    static const struct {
        int turn;
        double baseline, x, y, length;
    } cases[] = {{0, 28, 10, 28, 50}, {1, 14, 14, 20, 10}, {2, 22, 60, 22, 50}, {3, 56, 56, 30, 10}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const MbWord word = word_at((MbBox){10, 20, 60, 30}, cases[i].baseline, cases[i].turn, -1);
        const MbBaseline line = mb_page_word_baseline(*state, &word);
        expect_near(line.x, cases[i].x);
        expect_near(line.y, cases[i].y);
        expect_near(line.length, cases[i].length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_word_at_the_right_edge_of_a_leaning_page_stands_lower_than_it_was_read, begin, forget),
        cmocka_unit_test_setup_teardown(what_was_not_straightened_stays_where_it_is, begin, forget),
        cmocka_unit_test_setup_teardown(a_baseline_begins_where_turned_writing_begins, begin, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
