#include "tagged.h"

/* The points below a block as "label text", nested ones in brackets. */
static void write_points(const MbBlock *list, GString *out)
{
    for (const MbBlock *point = list->first_child; point; point = point->next) {
        g_string_append_printf(out, "<%s %s", point->label ? point->label : "", point->first_child->text->str);
        for (const MbBlock *child = point->first_child; child; child = child->next)
            if (child->kind == MB_BLOCK_LIST)
                write_points(child, out);
        g_string_append_c(out, '>');
    }
}

static void expect_points(const MbDocument *document, const char *intro, const char *want)
{
    const MbBlock *block = first_block(document, MB_BLOCK_RESOLUTIONS);
    assert_non_null(block);
    if (*intro)
        assert_string_equal(block->first_child->text->str, intro);
    g_autoptr(GString) out = g_string_new(NULL);
    write_points(block->last_child, out);
    assert_string_equal(out->str, want);
}

static void points_after_the_word_are_the_decision(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "RESOLVED that:", "(1) The note be noted;", "(2) The Clerk be asked to report.", "Next.");
    expect_points(document, "RESOLVED that:", "<(1) The note be noted;><(2) The Clerk be asked to report.>");
    assert_string_equal(first_block(document, MB_BLOCK_RESOLUTIONS)->next->text->str, "Next.");
}

static void mixed_labels_nest(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Panel", "RESOLVED that the Panel:-", "1) Notes the plan", "2) Recommends that the Cabinet Member for Roads:-", "a) Mends them",
               "b) Paints:", "i) lines", "ii) signs", "3) Thanks all");
    expect_points(document, "RESOLVED that the Panel:-",
                  "<1) Notes the plan><2) Recommends that the Cabinet Member for Roads:-<a) Mends them><b) Paints:<i) lines><ii) signs>>><3) Thanks all>");
    const MbBlock *second = first_block(document, MB_BLOCK_RESOLUTIONS)->last_child->first_child->next;
    assert_string_equal(mb_attrs_get(second->attrs, "addressee"), "Cabinet Member for Roads");
    const MbBlock *nested = second->last_child->first_child;
    assert_string_equal(mb_attrs_get(nested->attrs, "addressee"), "Cabinet Member for Roads");
    assert_string_equal(mb_attrs_get(nested->attrs, "verb"), "Mends");
    expect_attr(document, MB_SPAN_ACTION, "Mends them", "who", "Cabinet Member for Roads");
}

static void a_decision_in_the_same_paragraph_is_cut_from_its_word(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "RESOLVED UNANIMOUSLY – That the lease be signed.");
    expect_points(document, "RESOLVED UNANIMOUSLY –", "< That the lease be signed.>");
}

static void agreed_without_the_word_is_a_decision_too(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Parish Council", "The hedge was discussed. It was unanimously agreed that the hedge be cut. Mr Lane left.");
    expect_points(document, "It was unanimously agreed", "< that the hedge be cut.>");
    g_autofree char *text = mb_block_dup_text(document->body);
    assert_non_null(strstr(text, "discussed. It was unanimously agreed that the hedge be cut. Mr Lane left."));
}

static void decision_words_below_their_heading_are_found(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "Decision", "NOTED:-", "- the report", "- the visit");
    expect_points(document, "Decision", "< the report>< the visit>");
}

static void a_bare_that_is_a_decision_whose_word_was_lost(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "Members spoke.", "That the minutes be approved.");
    expect_points(document, "", "< That the minutes be approved.>");
}

static void numbered_narrative_is_no_decision(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "The following points were raised:-", "(i) Burglary had risen;", "(ii) It was noted.");
    assert_null(first_block(document, MB_BLOCK_RESOLUTIONS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_after_the_word_are_the_decision),       cmocka_unit_test(mixed_labels_nest),
        cmocka_unit_test(a_decision_in_the_same_paragraph_is_cut_from_its_word), cmocka_unit_test(agreed_without_the_word_is_a_decision_too),
        cmocka_unit_test(decision_words_below_their_heading_are_found), cmocka_unit_test(a_bare_that_is_a_decision_whose_word_was_lost),
        cmocka_unit_test(numbered_narrative_is_no_decision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
