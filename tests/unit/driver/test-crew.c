/* Crews end, however fast their jobs do. */
#include "../../scratch.h"

#include "driver/chain.h"
#include "driver/crew.h"

#include <unistd.h>

#define ROUNDS 300
#define PATIENCE_SECONDS 20 /* then the test is killed: a crew that waits for nothing would wait for ever */

/* A job that fails as soon as it begins: its source is not there. */
static MbJob *new_short_job(const MbRequest *request, const char *out, guint i)
{
    g_autofree char *slug = g_strdup_printf("job-%u", i);
    MbJob *job = mb_job_new("/nowhere/to/be/found.pdf", out, slug);
    job->request = request;
    return job;
}

/* Each job may end before the main loop has begun to run; a loop told to quit then must not wait. */
static void a_crew_whose_jobs_end_at_once_ends(void **state)
{
    MbRequest request = {.options = mb_options_init()};
    MbManner manner = {.quiet = true};
    alarm(PATIENCE_SECONDS);
    assert_non_null(freopen("/dev/null", "w", stderr)); /* one line for each job that fails */
    for (guint round = 0; round < ROUNDS; round++) {
        guint jobs = 1 + round % 3;
        g_autoptr(MbOutcome) outcome = mb_outcome_new(&manner, jobs);
        g_autoptr(MbCrew) crew = mb_crew_new(NULL, outcome, 2);
        for (guint i = 0; i < jobs; i++)
            mb_crew_take_job(crew, new_short_job(&request, *state, i), "job");
        assert_int_equal(mb_crew_run(crew), 0);
    }
    alarm(0);
}

static void a_crew_without_jobs_ends(void **state)
{
    (void)state;
    MbManner manner = {.quiet = true};
    g_autoptr(MbOutcome) outcome = mb_outcome_new(&manner, 0);
    g_autoptr(MbCrew) crew = mb_crew_new(NULL, outcome, 2);
    assert_int_equal(mb_crew_run(crew), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_crew_without_jobs_ends, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_crew_whose_jobs_end_at_once_ends, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
