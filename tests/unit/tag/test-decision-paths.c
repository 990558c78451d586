#include "tagged.h"

/* The paths of all points of decisions, in order, separated by blanks. */
static void expect_paths(const MbDocument *document, const char *want)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        const char *path = block->kind == MB_BLOCK_ITEM ? mb_attrs_get(block->attrs, "path") : NULL;
        if (path)
            g_string_append_printf(out, "%s%s", out->len ? " " : "", path);
    }
    assert_string_equal(out->str, want);
}

static void labels_follow_the_number_of_the_minute(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "# 34. ROADS", "RESOLVED:", "1) That signs be put up;", "a) in the park", "b) by the lake");
    expect_paths(document, "34.1 34.1.a 34.1.b");
}

static void the_only_decision_of_a_minute_has_its_number(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "# 68. MOTION", "RESOLVED - That the hedge be cut.", "# 69. LEASE", "RESOLVED - That the lease be signed.");
    expect_paths(document, "68 69");
}

static void several_decisions_of_a_minute_are_told_apart(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Panel", "# 7. ROADS", "RESOLVED - That the hedge be cut.", "Mr Lane left.", "RESOLVED - That the gate be mended.");
    expect_paths(document, "7.u1 7.u2");
}

static void bullets_are_counted(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "# 9. ROADS", "RESOLVED that the Panel:-", "- notes the plan", "- thanks all");
    expect_paths(document, "9.-1 9.-2");
}

static void without_number_decisions_are_counted(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "It was agreed that the hedge be cut.", "Mr Lane left.", "It was agreed that the gate be mended.");
    expect_paths(document, "u1 u2");
}

/* What the introduction of the first decision says of running on. */
static const char *runs_on(const MbDocument *document)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->kind == MB_BLOCK_RESOLUTIONS)
            return mb_attrs_get(block->first_child->attrs, "runsOn");
    return "no decision";
}

static void a_sentence_that_runs_on_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) sentence = TAGGED("# Minutes of the Panel", "It was agreed that the hedge be cut.");
    assert_string_equal(runs_on(sentence), "yes");
    g_autoptr(MbDocument) marked = TAGGED("# Minutes of the Panel", "RESOLVED - That the hedge be cut.");
    assert_null(runs_on(marked));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_follow_the_number_of_the_minute),       cmocka_unit_test(the_only_decision_of_a_minute_has_its_number),
        cmocka_unit_test(several_decisions_of_a_minute_are_told_apart), cmocka_unit_test(bullets_are_counted),
        cmocka_unit_test(without_number_decisions_are_counted),         cmocka_unit_test(a_sentence_that_runs_on_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
