/* Items worked on at once, and the tokens that allow it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "stage/threads.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#define ITEMS 40

static atomic_int times[ITEMS], opened, closed, fails_from;

static gpointer open_own(gpointer data, GError **error)
{
    if (atomic_fetch_add(&opened, 1) >= atomic_load(&fails_from)) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_DOCUMENT, "no place");
        return NULL;
    }
    return data;
}

/* Long enough for a second thread to be worth while. */
static void count_item(gpointer own, guint item)
{
    (void)own;
    g_usleep(5000);
    atomic_fetch_add(&times[item], 1);
}

static void close_own(gpointer own)
{
    (void)own;
    atomic_fetch_add(&closed, 1);
}

static const MbThreadWork counting = {open_own, count_item, close_own};

static int begin(void **state)
{
    (void)state;
    for (int i = 0; i < ITEMS; i++)
        atomic_store(&times[i], 0);
    atomic_store(&opened, 0);
    atomic_store(&closed, 0);
    atomic_store(&fails_from, G_MAXINT);
    return 0;
}

static void expect_each_item_once(void)
{
    for (int i = 0; i < ITEMS; i++)
        assert_int_equal(atomic_load(&times[i]), 1);
}

static void each_item_is_worked_on_once_with_any_number_of_tokens(void **state)
{
    static const int counts[] = {1, 2, 4, 7};
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autoptr(MbTokens) tokens = mb_tokens_new(counts[i]);
        begin(state);
        assert_true(mb_threads_run(tokens, ITEMS, &counting, state, NULL));
        expect_each_item_once();
        assert_in_range(atomic_load(&opened), 1, counts[i]);
        assert_int_equal(atomic_load(&closed), atomic_load(&opened));
    }
}

/* Gives tokens back at almost the same time, over and over: the moments in which one thread could take another's. */
static void count_short_item(gpointer own, guint item)
{
    (void)own;
    g_usleep(item % 3 * 50);
    atomic_fetch_add(&times[item % ITEMS], 1);
}

static void threads_are_never_more_than_tokens(void **state)
{
    static const MbThreadWork brief = {open_own, count_short_item, close_own};
    for (int round = 0; round < 5; round++) {
        g_autoptr(MbTokens) tokens = mb_tokens_new(4);
        begin(state);
        assert_true(mb_threads_run(tokens, 2000, &brief, state, NULL));
        assert_in_range(atomic_load(&opened), 1, 4);
        assert_int_equal(atomic_load(&closed), atomic_load(&opened));
    }
}

/* Waits, after the first item, until as many threads as there are tokens have come; a minute at most. */
static void await_company(gpointer own, guint item)
{
    (void)own;
    g_usleep(40000);
    for (int wait = 0; item > 0 && wait < 6000 && atomic_load(&opened) < 4; wait++)
        g_usleep(10000);
    atomic_fetch_add(&times[item], 1);
}

static void as_many_threads_come_as_there_are_tokens(void **state)
{
    static const MbThreadWork waiting = {open_own, await_company, close_own};
    g_autoptr(MbTokens) tokens = mb_tokens_new(4);
    assert_true(mb_threads_run(tokens, ITEMS, &waiting, state, NULL));
    expect_each_item_once();
    assert_int_equal(atomic_load(&opened), 4);
}

static void without_tokens_one_thread_does_it_all(void **state)
{
    assert_true(mb_threads_run(NULL, ITEMS, &counting, state, NULL));
    expect_each_item_once();
    assert_int_equal(atomic_load(&opened), 1);
}

static void a_first_thread_that_cannot_open_is_an_error(void **state)
{
    g_autoptr(GError) error = NULL;
    atomic_store(&fails_from, 0);
    assert_false(mb_threads_run(NULL, ITEMS, &counting, state, &error));
    assert_string_equal(error->message, "no place");
    assert_int_equal(atomic_load(&times[0]), 0);
}

static void another_thread_that_cannot_open_leaves_the_work_to_the_first(void **state)
{
    g_autoptr(MbTokens) tokens = mb_tokens_new(3);
    atomic_store(&fails_from, 1);
    assert_true(mb_threads_run(tokens, ITEMS, &counting, state, NULL));
    expect_each_item_once();
}

static int count_free(MbTokens *tokens)
{
    int free = 0;
    for (int token; mb_tokens_take(tokens, &token);)
        free++;
    for (int i = 0; i < free; i++)
        mb_tokens_give_back(tokens, i);
    return free;
}

static void a_worker_more_leaves_a_token_less(void **state)
{
    (void)state;
    g_autoptr(MbTokens) tokens = mb_tokens_new(4);
    assert_int_equal(count_free(tokens), 3);
    mb_tokens_add_workers(tokens, 2);
    assert_int_equal(count_free(tokens), 2);
    mb_tokens_add_workers(tokens, 2);
    assert_int_equal(count_free(tokens), 0);
    mb_tokens_add_workers(tokens, -3);
    assert_int_equal(count_free(tokens), 3);
}

/* Run in a child: takes all that is free and ends without giving it back; the status is how many that were. */
static void take_and_die(const MbTokens *of_parent, int say)
{
    MbTokens *tokens = mb_tokens_join(mb_tokens_descriptor(of_parent));
    int taken = 0;
    for (int token; mb_tokens_take(tokens, &token);)
        taken++;
    if (write(say, &taken, sizeof taken) == sizeof taken)
        pause();
    _exit(1);
}

static void tokens_are_shared_by_processes_and_come_back_from_the_dead(void **state)
{
    (void)state;
    g_autoptr(MbTokens) tokens = mb_tokens_new(4);
    int say[2], token, taken = 0;
    assert_true(mb_tokens_take(tokens, &token));
    assert_int_equal(pipe(say), 0);
    const pid_t child = fork();
    if (child == 0)
        take_and_die(tokens, say[1]);
    assert_int_equal(read(say[0], &taken, sizeof taken), sizeof taken);
    assert_int_equal(taken, 2);
    assert_false(mb_tokens_take(tokens, &token));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_int_equal(count_free(tokens), 2);
    close(say[0]);
    close(say[1]);
}

static void what_is_no_pool_is_not_joined(void **state)
{
    (void)state;
    assert_null(mb_tokens_join(-1));
    assert_null(mb_tokens_join(STDERR_FILENO));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(each_item_is_worked_on_once_with_any_number_of_tokens, begin),
        cmocka_unit_test_setup(threads_are_never_more_than_tokens, begin),
        cmocka_unit_test_setup(as_many_threads_come_as_there_are_tokens, begin),
        cmocka_unit_test_setup(without_tokens_one_thread_does_it_all, begin),
        cmocka_unit_test_setup(a_first_thread_that_cannot_open_is_an_error, begin),
        cmocka_unit_test_setup(another_thread_that_cannot_open_leaves_the_work_to_the_first, begin),
        cmocka_unit_test(a_worker_more_leaves_a_token_less),
        cmocka_unit_test(tokens_are_shared_by_processes_and_come_back_from_the_dead),
        cmocka_unit_test(what_is_no_pool_is_not_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
