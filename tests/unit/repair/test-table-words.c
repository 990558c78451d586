#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

static const char *candidate_of(const MbBlock *table, int row, int col)
{
    const MbBlock *leaf = cell_at(table, row, col)->first_child;
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++)
        if (g_array_index(leaf->spans, MbSpan, i).kind == MB_SPAN_DOUBTFUL)
            return mb_attrs_get(g_array_index(leaf->spans, MbSpan, i).attrs, "candidate");
    return NULL;
}

static void a_head_that_is_no_word_gets_a_candidate_and_stays(void **state)
{
    (void)state;
    static const char *const words[][2] = {{"Mistone", "Milestone"}, {"Varlance", "Variance"},   {"ESTABLlSHMENT", NULL},
                                           {"DEPLOYABIE", "DEPLOYABLE"}, {"Diference", "Difference"}, {"Forecst", "Forecast"},
                                           {"Expenditre", "Expenditure"}, {"Perfromance", "Performance"}};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(MbDocument) document = new_document("application/pdf");
        g_autofree char *rows = g_strdup_printf("|%s|Count\nNorth|14|23\nSouth|50|11\n", words[i][0]);
        MbBlock *table = add_table(document, rows, MB_ORIGIN_OCR);
        repair_document(document);
        assert_string_equal(text_at(table, 0, 1), words[i][0]);
        const char *candidate = candidate_of(table, 0, 1);
        if (words[i][1])
            assert_string_equal(candidate ? candidate : "none", words[i][1]);
        else
            assert_true(!candidate || !strcmp(candidate, "ESTABLISHMENT"));
    }
}

static void names_words_and_numbers_get_no_candidate(void **state)
{
    (void)state;
    static const char *const words[] = {"Solihull", "Coventry", "PCSOs",   "Nipissing", "Thameside", "2017/18", "Q3",      "Wolverhampton",
                                        "Kathleen", "Aberdeen", "Maidstone", "Swale",   "Gravesham", "Dartford", "Medway", "Outturn"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(MbDocument) document = new_document("application/pdf");
        g_autofree char *rows = g_strdup_printf("|%s|Count\n%s|14|23\nSouth|50|11\n", words[i], words[i]);
        MbBlock *table = add_table(document, rows, MB_ORIGIN_OCR);
        repair_document(document);
        assert_null(candidate_of(table, 0, 1));
        assert_null(candidate_of(table, 1, 0));
        assert_string_equal(text_at(table, 0, 1), words[i]);
    }
}

static void the_files_own_words_are_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "|Mistone|Count\nNorth|14|23\nSouth|50|11\n", MB_ORIGIN_TEXT);
    repair_document(document);
    assert_null(candidate_of(table, 0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_that_is_no_word_gets_a_candidate_and_stays),
        cmocka_unit_test(names_words_and_numbers_get_no_candidate),
        cmocka_unit_test(the_files_own_words_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
