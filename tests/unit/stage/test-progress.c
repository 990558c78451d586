/* What a worker was at when it ended, as the driver sees it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stage/progress.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void what_a_dead_worker_was_at_is_known_and_left_alone_by_the_next(void **state)
{
    (void)state;
    g_autoptr(MbProgress) progress = mb_progress_new();
    const pid_t child = fork();
    if (child == 0) {
        MbProgress *own = mb_progress_join(mb_progress_descriptor(progress));
        mb_progress_end(own, mb_progress_begin(own, "extract", 6));
        mb_progress_begin(own, "extract", 7);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    assert_int_equal(mb_progress_count_open(progress, 0), 1);
    assert_true(mb_progress_avoid_open(progress, 0, "the reader crashed"));
    assert_int_equal(mb_progress_count_open(progress, 0), 0);
    g_autoptr(MbProgress) next = mb_progress_join(mb_progress_descriptor(progress));
    assert_string_equal(mb_progress_avoided(next, "extract", 7), "the reader crashed");
    assert_null(mb_progress_avoided(next, "extract", 6));
    assert_null(mb_progress_avoided(next, "ocr", 7));
}

static void a_page_is_late_when_it_is_old(void **state)
{
    (void)state;
    g_autoptr(MbProgress) progress = mb_progress_new();
    mb_progress_begin(progress, "ocr", 1);
    assert_int_equal(mb_progress_count_open(progress, 3600LL * G_USEC_PER_SEC), 0);
    assert_false(mb_progress_avoid_open(progress, 3600LL * G_USEC_PER_SEC, "late"));
    assert_int_equal(mb_progress_count_open(progress, 0), 0); /* forgotten with that */
}

static void only_so_many_pages_are_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbProgress) progress = mb_progress_new();
    for (int page = 1; page <= MB_PROGRESS_LOST_MAX; page++) {
        mb_progress_begin(progress, "ocr", page);
        assert_true(mb_progress_avoid_open(progress, 0, "the reader crashed"));
    }
    mb_progress_begin(progress, "ocr", 1000);
    assert_false(mb_progress_avoid_open(progress, 0, "the reader crashed"));
    assert_null(mb_progress_avoided(progress, "ocr", 1000));
}

static void a_long_reason_is_cut_and_stays_text(void **state)
{
    (void)state;
    g_autoptr(MbProgress) progress = mb_progress_new();
    g_autofree char *reason = g_strnfill(500, '\xc3');
    mb_progress_begin(progress, "a stage with a name of more than fifteen bytes", 1);
    assert_true(mb_progress_avoid_open(progress, 0, reason));
    const char *kept = mb_progress_avoided(progress, "a stage with a ", 1);
    assert_non_null(kept);
    assert_true(g_utf8_validate(kept, -1, NULL));
}

static void without_memory_nothing_is_left_alone(void **state)
{
    (void)state;
    assert_null(mb_progress_join(-1));
    mb_progress_end(NULL, mb_progress_begin(NULL, "ocr", 1));
    assert_null(mb_progress_avoided(NULL, "ocr", 1));
    assert_false(mb_progress_avoid_open(NULL, 0, "the reader crashed"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_dead_worker_was_at_is_known_and_left_alone_by_the_next),
        cmocka_unit_test(a_page_is_late_when_it_is_old),
        cmocka_unit_test(only_so_many_pages_are_left_alone),
        cmocka_unit_test(a_long_reason_is_cut_and_stays_text),
        cmocka_unit_test(without_memory_nothing_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
