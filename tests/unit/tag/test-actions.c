#include "tagged.h"

static void expect_actions(const char *line, const char *want)
{
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", line);
    expect_spans(document, MB_SPAN_ACTION, want);
}

static void who_will_do_something_acts(void **state)
{
    (void)state;
    expect_actions("Plots are full. Mr Sam Rudd will inspect them before June.", "Mr Sam Rudd will inspect them before June");
    expect_actions("He stated that calls fell, and agreed to share the dashboard with the Panel.", "agreed to share the dashboard with the Panel");
    expect_actions("It was hot in Leeds. Chief Inspector Lunn undertook to send figures.", "Chief Inspector Lunn undertook to send figures");
    expect_actions("Clerk to chase Eastlea Highways.", "Clerk to chase Eastlea Highways");
}

static void a_decision_may_tell_someone_to_act(void **state)
{
    (void)state;
    expect_actions("RESOLVED that the Cabinet Member for Roads write to the Home Secretary.", "the Cabinet Member for Roads write to the Home Secretary");
    expect_actions("RESOLVED to delegate authority to the Director of Roads to sign.", "delegate authority to the Director of Roads to sign");
    expect_actions("AGREED to instruct the Director of Roads to sign.", "to instruct the Director of Roads to sign");
}

static void what_will_happen_is_no_action(void **state)
{
    (void)state;
    expect_actions("The new hub will open in June.", "");
    expect_actions("The motion calls on the Home Office to publish its case.", "");
    expect_actions("Councillor Ash will be away.", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_will_do_something_acts),
        cmocka_unit_test(a_decision_may_tell_someone_to_act),
        cmocka_unit_test(what_will_happen_is_no_action),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
