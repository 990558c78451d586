#include "base/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static void expect_decoded(const char *bytes, gsize length, const char *text, const char *charset)
{
    const char *was;
    g_autoptr(GBytes) given = g_bytes_new(bytes, length);
    g_autofree char *decoded = mb_text_dup_decoded(given, &was);
    assert_string_equal(decoded, text);
    assert_string_equal(was, charset);
}

static void text_is_decoded_from_every_usual_encoding(void **state)
{
    (void)state;
    expect_decoded("O\xE2\x80\x99Hara", 8, "O’Hara", "UTF-8");
    expect_decoded("\xEF\xBB\xBF" "a", 4, "a", "UTF-8");
    expect_decoded("O\x92Hara \xA3\x35", 9, "O’Hara £5", "windows-1252");
    expect_decoded("\xFF\xFE" "a\0\xA3\0", 6, "a£", "UTF-16");
    expect_decoded("\xFE\xFF\0a\0\xA3", 6, "a£", "UTF-16");
    expect_decoded("", 0, "", "UTF-8");
}

static void an_odd_or_broken_utf16_file_loses_only_its_broken_part(void **state)
{
    (void)state;
    expect_decoded("\xFF\xFE" "a\0b", 5, "a", "UTF-16");
    expect_decoded("\xFF\xFE", 2, "", "UTF-16");
}

static void line_ends_and_page_breaks_are_told_apart(void **state)
{
    (void)state;
    expect_decoded("a\r\nb\rc\nd\fe", 10, "a\nb\nc\nd\u2029e", "UTF-8");
}

static void text_behind_a_nul_byte_is_kept(void **state)
{
    (void)state;
    expect_decoded("a\0b", 3, "a b", "UTF-8");
    expect_decoded("a\0\x93" "b", 4, "a “b", "windows-1252");
}

static void cleaned_text_may_stand_in_xml(void **state)
{
    (void)state;
    g_autofree char *clean = mb_text_dup_clean("a\x01" "b\xFF" "c\uFFFE" "d\te\u0301", -1);
    assert_string_equal(clean, "a b\uFFFDc d\té");
}

static void white_space_of_any_kind_collapses(void **state)
{
    (void)state;
    g_autofree char *text = mb_text_dup_collapsed(" \u00a0a\u00a0 \t\n b\u200b\u2029c ");
    assert_string_equal(text, "a b c");
    g_autofree char *none = mb_text_dup_collapsed("\u00a0 ");
    assert_string_equal(none, "");
}

static void folding_drops_case_and_punctuation_but_no_accents(void **state)
{
    (void)state;
    g_autofree char *text = mb_text_dup_folded("  O’HARA, (Cllr.) Siân – £5 ");
    assert_string_equal(text, "ohara cllr siân 5");
}

static void numbers_of_tables_are_recognised(void **state)
{
    (void)state;
    const char *const numbers[] = {"1,577", "-0.7 %", "£48,500", "(3)", "+ 106,270", "−12", "9"};
    const char *const others[] = {"", "-", "%", "Q3", "1st", "÷", "6 of 8"};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        assert_true(mb_text_is_number(numbers[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        assert_false(mb_text_is_number(others[i]));
}

static void stray_characters_are_private_use_or_replacement(void **state)
{
    (void)state;
    assert_true(mb_char_is_stray(0xF0B7));
    assert_true(mb_char_is_stray(0xFFFD));
    assert_true(mb_char_is_stray(0xF0001));
    assert_false(mb_char_is_stray(0x2022));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_decoded_from_every_usual_encoding),
        cmocka_unit_test(an_odd_or_broken_utf16_file_loses_only_its_broken_part),
        cmocka_unit_test(line_ends_and_page_breaks_are_told_apart),
        cmocka_unit_test(text_behind_a_nul_byte_is_kept),
        cmocka_unit_test(cleaned_text_may_stand_in_xml),
        cmocka_unit_test(white_space_of_any_kind_collapses),
        cmocka_unit_test(folding_drops_case_and_punctuation_but_no_accents),
        cmocka_unit_test(numbers_of_tables_are_recognised),
        cmocka_unit_test(stray_characters_are_private_use_or_replacement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
