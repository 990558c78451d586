#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

#define AREAS "|Last Year|This Year\nAshby|1,577|2,647\nBarrow|1,215|1,573\nCorby|1,260|2,150\nDenby|1,106|1,716\n"

static void add_text(MbDocument *document, const char *text)
{
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    mb_block_append_text(leaf, text);
    mb_block_append(document->body, leaf);
}

/* The subject of the only issue figure-differs, or NULL. */
static const char *difference_in(const MbDocument *document)
{
    const char *found = NULL;
    for (guint i = 0; i < document->issues->len; i++) {
        const MbIssue *issue = &g_array_index(document->issues, MbIssue, i);
        if (issue->tag == MB_ISSUE_FIGURE_DIFFERS) {
            assert_null(found);
            found = issue->subject;
        }
    }
    return found;
}

static void expect_beside(const char *text, const char *subject)
{
    g_autoptr(MbDocument) document = new_document("application/pdf");
    add_table(document, AREAS "Total|5,158|8,086\n", MB_ORIGIN_TEXT);
    add_text(document, text);
    repair_document(document);
    const char *found = difference_in(document);
    if (g_strcmp0(found, subject) != 0)
        fail_msg("'%s': '%s', not '%s'", text, found ? found : "nothing", subject ? subject : "nothing");
}

static void two_tables_that_give_a_figure_differently_are_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    add_table(document, AREAS, MB_ORIGIN_TEXT);
    MbBlock *second = add_table(document, "|This Year|Share\nAshby|2,647|2.7%\nBarrow|1,573|1.1%\nCorby|2,150|3.0%\nDenby|1,761|2.9%\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(difference_in(document), "r5 c3 of table 1 and r5 c2 of table 2");
    assert_string_equal(text_at(second, 4, 1), "1,761");
}

static void tables_of_other_things_are_not_compared(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    add_table(document, AREAS, MB_ORIGIN_TEXT);
    add_table(document, "|Last Year|This Year\nAshby|442|822\nBarrow|391|388\nCorby|661|690\nDenby|294|383\n", MB_ORIGIN_TEXT);
    repair_document(document);
    assert_null(difference_in(document));
}

static void a_sentence_that_is_one_digit_off_is_told(void **state)
{
    (void)state;
    expect_beside("Offences in Corby rose to 2,510 this year. They were fewer before.", "a sentence and r4 c3 of table 1");
    expect_beside("The total for last year was 5,518 offences", "a sentence and r6 c2 of table 1");
    expect_beside("Offences in Corby rose to 21,150 this year.", "a sentence and r4 c3 of table 1");
}

static void a_sentence_that_agrees_or_speaks_of_something_else_is_not(void **state)
{
    (void)state;
    expect_beside("Offences in Corby rose to 2,150 this year.", NULL);
    expect_beside("Offences in Corby rose by 890 this year.", NULL);
    expect_beside("Offences in Corby rose to 2,510 after the merger.", NULL);
    expect_beside("Offences rose to 2,510 this year.", NULL);
    expect_beside("Corby had £2,510m this year.", NULL);
    expect_beside("Corby was 2,150.5% of the plan this year, on 21/10/2150.", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_tables_that_give_a_figure_differently_are_told),
        cmocka_unit_test(tables_of_other_things_are_not_compared),
        cmocka_unit_test(a_sentence_that_is_one_digit_off_is_told),
        cmocka_unit_test(a_sentence_that_agrees_or_speaks_of_something_else_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
