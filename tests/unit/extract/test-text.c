#include "model/check.h"
#include "model/show.h"
#include "stage/stages.h"

#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

/* Runs stage extract over bytes; NULL with the error. */
static MbDocument *extract(const char *bytes, gsize length, GError **error)
{
    g_autoptr(GBytes) source = g_bytes_new(bytes, length);
    g_autoptr(MbDocument) document = mb_document_new("a.txt");
    MbOptions options = mb_options_init();
    options.source = source;
    if (!mb_stage_extract.run(document, &options, error))
        return NULL;
    assert_true(mb_document_check(document, NULL));
    return g_steal_pointer(&document);
}

/* One line a block: kind initial, level or depth, label, text. "N" is furniture. */
static void put_line(GString *out, const MbBlock *block)
{
    guint depth = 0;
    for (const MbBlock *up = block; up; up = up->parent)
        depth += up->kind == MB_BLOCK_LIST;
    const MbBlock *holder = block->kind == MB_BLOCK_HEADING ? block : block->parent;
    if (block->artifact)
        g_string_append(out, "N ");
    else if (block->kind == MB_BLOCK_HEADING)
        g_string_append_printf(out, "H%d ", block->level);
    else if (block->parent->kind == MB_BLOCK_CELL)
        g_string_append(out, block->parent->scope == MB_SCOPE_COL ? "C^ " : block->parent->scope ? "C< " : "C ");
    else if (depth)
        g_string_append_printf(out, "I%u ", depth);
    else
        g_string_append(out, "P ");
    if (holder->label)
        g_string_append_printf(out, "[%s] ", holder->label);
    g_string_append_printf(out, "%s\n", block->text->str);
}

static void expect_blocks(const char *text, const char *blocks)
{
    g_autoptr(MbDocument) document = extract(text, strlen(text), NULL);
    assert_non_null(document);
    g_autoptr(GString) out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->text)
            put_line(out, block);
    assert_string_equal(out->str, blocks);
}

static void an_item_page_has_furniture_title_and_minutes(void **state)
{
    (void)state;
    expect_blocks("Agenda item\n\nCommissioner's Report: Part 1.\n\nMinutes:\n\nThe Commissioner spoke.\n\n\u00a0\n\nSupporting documents:\n"
                  "Report, item 4 PDF 214 KB\nContact: Ann",
                  "N Agenda item\nH1 Commissioner's Report: Part 1.\nH2 Minutes:\nP The Commissioner spoke.\nN Supporting documents:\n"
                  "N Report, item 4 PDF 214 KB\nP Contact: Ann\n");
}

static void a_page_that_starts_at_the_report_line_has_no_title(void **state)
{
    (void)state;
    expect_blocks("Briefing Note of the Director\nMinutes:\nIt was noted.", "P Briefing Note of the Director\nH2 Minutes:\nP It was noted.\n");
}

static void bullets_of_two_kinds_are_two_levels(void **state)
{
    (void)state;
    expect_blocks("It covered:-\n· one\n§ deep\n§ deeper\n· two\nDone.", "P It covered:-\nI1 one\nI2 deep\nI2 deeper\nI1 two\nP Done.\n");
}

static void lost_bullets_and_no_break_spaces_are_items(void **state)
{
    (void)state;
    expect_blocks("It heard:\n\n\u00a0 First response.\n\n\u00a0 Second response.\n\n\u00a0\n\nThanks were given.",
                  "P It heard:\nI1 First response.\nI1 Second response.\nP Thanks were given.\n");
}

static void numbered_points_nest_by_their_labels(void **state)
{
    (void)state;
    expect_blocks("RESOLVED that:\n\n(1) The following be added:\n\ni.\u00a0 Alcohol\n\nii.\u00a0 Youth\n\n(2) It be noted.",
                  "P RESOLVED that:\nI1 [(1)] The following be added:\nI2 [i.] Alcohol\nI2 [ii.] Youth\nI1 [(2)] It be noted.\n");
}

static void numbered_titles_are_headings(void **state)
{
    (void)state;
    expect_blocks("COUNCIL\n\n66. ANNOUNCEMENTS\n\n(a) The Mayor spoke.\n\n67. Questions to the Mayor\n\nThere were none.\n\nDecision\n\nNOTED:-\n\n3.1 the report;\n\n3.2 the plan.",
                  "H1 COUNCIL\nH2 [66.] ANNOUNCEMENTS\nI1 [(a)] The Mayor spoke.\nH2 [67.] Questions to the Mayor\nP There were none.\nH3 Decision\n"
                  "P NOTED:-\nI1 [3.1] the report;\nI1 [3.2] the plan.\n");
}

static void years_and_amounts_do_not_start_lists(void **state)
{
    (void)state;
    expect_blocks("It was said.\n2018 was a good year.\n3.5 per cent was agreed.\nA. Andrews was present.",
                  "P It was said.\nP 2018 was a good year.\nP 3.5 per cent was agreed.\nP A. Andrews was present.\n");
}

static void several_bullets_on_one_line_are_several_items(void **state)
{
    (void)state;
    expect_blocks("Staff:\nØ 1 x Supt Ø 2 x Insps Ø 3 x Sgts", "P Staff:\nI1 1 x Supt\nI1 2 x Insps\nI1 3 x Sgts\n");
    expect_blocks("Staff:\n- § Move online\n- 2. Data\n- 3. More", "P Staff:\nI1 Move online\nI1 [2.] Data\nI1 [3.] More\n");
}

static void indents_nest_where_the_bullet_is_the_same(void **state)
{
    (void)state;
    expect_blocks("Work:\n- one\n - inside\n - inside too\n- two", "P Work:\nI1 one\nI2 inside\nI2 inside too\nI1 two\n");
}

static void tabs_and_strokes_make_tables(void **state)
{
    (void)state;
    expect_blocks("Grid follows here.\nArea\tLast\tThis\nNorth\t5\t6\nSouth\t7\t8\n", "P Grid follows here.\nC^ Area\nC^ Last\nC^ This\nC< North\nC 5\nC 6\nC< South\nC 7\nC 8\n");
    expect_blocks("It is so.\n| a | b |\n|---|:-:|\n| x | 2 \\| 3 |\n", "P It is so.\nC^ a\nC^ b\nC< x\nC 2 | 3\n");
    expect_blocks("It is so.\n(i)\tone\n(ii)\ttwo\n", "P It is so.\nI1 [(i)] one\nI1 [(ii)] two\n");
}

static void wrapped_lines_become_one_paragraph(void **state)
{
    (void)state;
    expect_blocks("The Committee considered a report of the Director of Communities on\n"
                  "crime and disorder, and a copy of the report is filed with these very\n"
                  "minutes. The Chairman welcomed the Superintendent and thanked the offi-\n"
                  "cers for the work that had gone into it, which was much appreciated by\n"
                  "all members of the Commission who were present on that day in January.\n"
                  "- a bullet that is long enough to be wrapped as well and goes on for so\n"
                  "long that it is\n\nNext.",
                  "P The Committee considered a report of the Director of Communities on crime and disorder, and a copy of the report is filed with "
                  "these very minutes. The Chairman welcomed the Superintendent and thanked the offi-cers for the work that had gone into it, which "
                  "was much appreciated by all members of the Commission who were present on that day in January.\n"
                  "I1 a bullet that is long enough to be wrapped as well and goes on for so long that it is\nP Next.\n");
}

static void an_address_keeps_its_lines(void **state)
{
    (void)state;
    expect_blocks("To you.\nMartin Yard\nCouncil House\nEarl Street\nCoventry", "P To you.\nP Martin Yard\nP Council House\nP Earl Street\nP Coventry\n");
}

static void markup_left_in_text_is_dropped_and_other_angles_stay(void **state)
{
    (void)state;
    expect_blocks("Write to <u>ann@example.org</u> if 5 < 6 <b class='x'>and</b> 8% < establishment.",
                  "P Write to ann@example.org if 5 < 6 and 8% < establishment.\n");
}

static void form_feeds_begin_pages(void **state)
{
    (void)state;
    const char *text = "One is here.\fTwo is here.\n\f";
    g_autoptr(MbDocument) document = extract(text, strlen(text), NULL);
    assert_int_equal(document->pages->len, 2);
    assert_true(mb_document_page(document, 2)->is_flowed);
    assert_int_equal(document->body->last_child->page, 2);
    assert_string_equal(mb_attrs_get(document->metadata, "charset"), "UTF-8");
    assert_string_equal(document->media_type, "text/plain");
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    static const char junk[] = "\x7f" "ELF\x02\x01\x01\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0\x10\x20";
    g_autoptr(GError) error = NULL, empty = NULL;
    assert_null(extract(junk, sizeof junk, &error));
    assert_true(g_error_matches(error, MB_STAGE_ERROR, MB_ERROR_DOCUMENT));
    assert_string_equal(error->message, "not a PDF, HTML or text file");
    assert_null(extract("", 0, &empty));
    assert_true(g_error_matches(empty, MB_STAGE_ERROR, MB_ERROR_DOCUMENT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_page_has_furniture_title_and_minutes),
        cmocka_unit_test(a_page_that_starts_at_the_report_line_has_no_title),
        cmocka_unit_test(bullets_of_two_kinds_are_two_levels),
        cmocka_unit_test(lost_bullets_and_no_break_spaces_are_items),
        cmocka_unit_test(numbered_points_nest_by_their_labels),
        cmocka_unit_test(numbered_titles_are_headings),
        cmocka_unit_test(years_and_amounts_do_not_start_lists),
        cmocka_unit_test(several_bullets_on_one_line_are_several_items),
        cmocka_unit_test(indents_nest_where_the_bullet_is_the_same),
        cmocka_unit_test(tabs_and_strokes_make_tables),
        cmocka_unit_test(wrapped_lines_become_one_paragraph),
        cmocka_unit_test(an_address_keeps_its_lines),
        cmocka_unit_test(markup_left_in_text_is_dropped_and_other_angles_stay),
        cmocka_unit_test(form_feeds_begin_pages),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
