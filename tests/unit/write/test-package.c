#include "base/file.h"
#include "stage/stages.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static MbBlock *add(MbBlock *parent, MbBlockKind kind, const char *text)
{
    MbBlock *block = mb_block_new(kind);
    block->page = 1;
    if (text)
        mb_block_append_text(block, text);
    mb_block_append(parent, block);
    return block;
}

static MbDocument *new_document(void)
{
    MbDocument *document = mb_document_new("source.pdf");
    mb_document_take_page(document, mb_page_new(1, 595, 842));
    mb_document_take_page(document, mb_page_new(2, 595, 842));
    return document;
}

static char *file_of(MbDocument *document, const char *path, bool restricted)
{
    MbOptions options = mb_options_init();
    options.include_restricted = restricted;
    assert_true(mb_stage_run(&mb_stage_write, document, &options, NULL));
    GBytes *bytes = mb_fileset_get(document->files, path);
    if (!bytes)
        return NULL;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static MbBlock *add_cell(MbBlock *row, const char *text)
{
    MbBlock *cell = add(row, MB_BLOCK_CELL, NULL);
    if (text)
        add(cell, MB_BLOCK_PARAGRAPH, text);
    return cell;
}

static void tables_become_csv_with_quotes_and_empty_fields_for_spans(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    MbBlock *table = add(document->body, MB_BLOCK_TABLE, NULL), *row = add(table, MB_BLOCK_ROW, NULL);
    add_cell(row, "a, \"b\"")->col_span = 2;
    add_cell(row, "c")->row_span = 2;
    row = add(table, MB_BLOCK_ROW, NULL);
    add_cell(row, NULL);
    add_cell(row, "1,642");
    row = add(table, MB_BLOCK_ROW, NULL);
    row->artifact = MB_ARTIFACT_REPEATED_HEADER;
    add_cell(row, "again");
    g_autofree char *csv = file_of(document, "data/tables/table-01.csv", false);
    assert_string_equal(csv, "\"a, \"\"b\"\"\",,c\r\n,\"1,642\",\r\n");
    assert_non_null(mb_fileset_get(document->files, "data/tables/table-01.csv-metadata.json"));
}

static void checks_stand_in_a_file_of_their_own(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    MbBlock *table = add(document->body, MB_BLOCK_TABLE, NULL), *row = add(table, MB_BLOCK_ROW, NULL);
    add_cell(row, "Posts")->row_span = 2;
    MbBlock *cell = add_cell(row, "1,542");
    cell->check = MB_CHECK_REPAIRED;
    mb_attrs_set(&cell->attrs, "by", "t1r1 t1r2");
    mb_block_replace(cell->first_child, 2, 3, "6", "arithmetic");
    row = add(table, MB_BLOCK_ROW, NULL);
    add_cell(row, NULL)->check = MB_CHECK_DOUBTFUL;
    g_autofree char *csv = file_of(document, "data/tables/table-01.csv", false);
    assert_string_equal(csv, "Posts,\"1,642\"\r\n,\r\n");
    g_autofree char *checks = file_of(document, "data/tables/table-01-checks.csv", false);
    assert_string_equal(checks, "row,column,value,check,was,by\r\n1,2,\"1,642\",repaired,5,t1r1 t1r2\r\n2,2,,doubtful,,\r\n");
    g_autofree char *about = file_of(document, "data/tables/table-01.csv-metadata.json", false);
    assert_non_null(strstr(about, "table-01-checks.csv"));
    assert_non_null(mb_fileset_get(document->files, "data/tables/table-01-checks.csv-metadata.json"));
}

static void an_old_reading_beside_something_withheld_is_not_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    MbBlock *row = add(add(document->body, MB_BLOCK_TABLE, NULL), MB_BLOCK_ROW, NULL), *cell = add_cell(row, "secret 542");
    cell->check = MB_CHECK_REPAIRED;
    mb_block_replace(cell->first_child, 7, 10, "642", "arithmetic");
    mb_block_add_span(cell->first_child, 0, 10, MB_SPAN_WITHHELD, NULL);
    g_autofree char *checks = file_of(document, "data/tables/table-01-checks.csv", false);
    assert_null(strstr(checks, "542"));
}

/* A paragraph with a mark over all of it. */
static MbSpan *add_marked(MbDocument *document, const char *text, MbSpanKind kind)
{
    MbBlock *leaf = add(document->body, MB_BLOCK_PARAGRAPH, text);
    return mb_block_add_span(leaf, 0, (guint)strlen(text), kind, NULL);
}

static void votes_and_actions_are_listed(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    mb_attrs_set(&add_marked(document, "moved by A, seconded by B", MB_SPAN_VOTE)->attrs, "kind", "motion");
    MbSpan *side = add_marked(document, "FOR (6): ...", MB_SPAN_VOTE);
    mb_attrs_set(&side->attrs, "side", "FOR");
    mb_attrs_set(&side->attrs, "count", "6");
    side = add_marked(document, "AGAINST (9): ...", MB_SPAN_VOTE);
    mb_attrs_set(&side->attrs, "side", "AGAINST");
    mb_attrs_set(&side->attrs, "count", "9");
    mb_attrs_set(&add_marked(document, "The motion was LOST", MB_SPAN_VOTE)->attrs, "outcome", "LOST");
    MbSpan *count = add_marked(document, "by four votes to two", MB_SPAN_VOTE);
    mb_attrs_set(&count->attrs, "for", "four");
    mb_attrs_set(&count->attrs, "against", "two");
    mb_attrs_set(&add_marked(document, "Clerk to write", MB_SPAN_ACTION)->attrs, "due", "2020-05-04");
    add_marked(document, "Secret officer to write", MB_SPAN_WITHHELD);
    mb_block_add_span(document->body->last_child, 0, 14, MB_SPAN_ACTION, NULL);
    g_autofree char *xml = file_of(document, "data/document.xml", false);
    assert_non_null(strstr(xml, "<voting eId=\"voting_1\" href=\"#vote_1\" mb:outcome=\"LOST\">"));
    assert_non_null(strstr(xml, "eId=\"voting_1__count_for\" value=\"6\""));
    assert_non_null(strstr(xml, "eId=\"voting_1__count_against\" value=\"9\""));
    assert_non_null(strstr(xml, "eId=\"voting_2__count_for\" value=\"4\""));
    assert_non_null(strstr(xml, "<inline name=\"vote\" eId=\"vote_1\" mb:kind=\"motion\">"));
    assert_non_null(strstr(xml, "<mb:action target=\"#action_1\" due=\"2020-05-04\"/>"));
    assert_null(strstr(xml, "action_2"));
}

static MbDocument *with_read_words(void)
{
    MbDocument *document = new_document();
    MbPage *page = document->pages->pdata[1];
    static const char *const texts[] = {"shown", "withheld", "stray"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        MbWord word = mb_word_init();
        word.text = texts[i];
        word.box = (MbBox){72.0 * (i + 1), 72, 72.0 * (i + 1) + 36, 84};
        word.origin = MB_ORIGIN_OCR;
        word.conf = 0.5f;
        mb_page_append_word(page, &word);
    }
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    mb_block_append_word(leaf, page, 0, MB_JOIN_SPACE);
    mb_block_append_word(leaf, page, 1, MB_JOIN_SPACE);
    mb_block_append(document->body, leaf);
    mb_block_add_span(leaf, 6, 14, MB_SPAN_WITHHELD, NULL);
    return document;
}

static void alto_holds_words_that_the_archive_shows_and_no_others(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = with_read_words();
    g_autofree char *alto = file_of(document, "data/alto/page-0002.xml", false);
    assert_non_null(strstr(alto, "CONTENT=\"shown\" WC=\"0."));
    assert_non_null(strstr(alto, "HPOS=\"1200\" VPOS=\"1200\" WIDTH=\"600\" HEIGHT=\"200\""));
    assert_null(strstr(alto, "CONTENT=\"withheld\""));
    assert_null(strstr(alto, "stray"));
    assert_null(mb_fileset_get(document->files, "data/alto/page-0001.xml"));
}

static void words_that_no_block_holds_are_a_loss_that_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = with_read_words();
    g_array_set_size(document->body->first_child->spans, 0); /* withheld: the subject would go, too */
    g_autofree char *report = file_of(document, "data/metadata/report.json", false);
    assert_int_equal(document->issues->len, 1);
    const MbIssue *issue = &g_array_index(document->issues, MbIssue, 0);
    assert_int_equal(issue->tag, MB_ISSUE_TEXT_DROPPED);
    assert_int_equal(issue->page, 2);
    assert_string_equal(issue->subject, "1");
    assert_non_null(strstr(report, "text-dropped"));
    assert_null(strstr(report, "stray"));
}

static void a_glyph_that_means_nothing_is_no_lost_word(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    MbWord word = mb_word_init();
    word.text = "\uE123";
    word.box = (MbBox){72, 72, 80, 84};
    mb_page_append_word(document->pages->pdata[0], &word);
    g_autofree char *report = file_of(document, "data/metadata/report.json", false);
    assert_non_null(report);
    assert_int_equal(document->issues->len, 0);
}

static void withheld_text_stands_in_restricted_xml_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = with_read_words();
    g_autofree char *restricted = file_of(document, "restricted.xml", true);
    assert_non_null(strstr(restricted, ">withheld</inline>"));
    GBytes *archive = mb_fileset_get(document->files, "data/document.xml");
    g_autofree char *xml = g_strndup(g_bytes_get_data(archive, NULL), g_bytes_get_size(archive));
    assert_non_null(strstr(xml, "shown <inline name=\"withheld\"/>"));
    g_autoptr(MbDocument) plain = with_read_words();
    assert_null(file_of(plain, "restricted.xml", false));
}

static void premis_names_the_hash_of_the_archive_xml(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    mb_document_add_event(document, "extract", "7", "");
    g_autofree char *premis = file_of(document, "data/metadata/premis.xml", false);
    g_autofree char *sha256 = mb_bytes_dup_sha256(mb_fileset_get(document->files, "data/document.xml"));
    assert_non_null(strstr(premis, sha256));
    assert_non_null(strstr(premis, "minutebook extract 7"));
}

static void the_report_counts_cells_by_check(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    MbBlock *row = add(add(document->body, MB_BLOCK_TABLE, NULL), MB_BLOCK_ROW, NULL);
    add_cell(row, "1")->check = MB_CHECK_VERIFIED;
    add_cell(row, "2")->check = MB_CHECK_VERIFIED;
    add_cell(row, "3")->check = MB_CHECK_DOUBTFUL;
    g_autofree char *report = file_of(document, "data/metadata/report.json", false);
    assert_non_null(strstr(report, "\"verified\" : 2"));
    assert_non_null(strstr(report, "\"doubtful\" : 1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_stand_in_a_file_of_their_own),
        cmocka_unit_test(an_old_reading_beside_something_withheld_is_not_told),
        cmocka_unit_test(votes_and_actions_are_listed),
        cmocka_unit_test(tables_become_csv_with_quotes_and_empty_fields_for_spans),
        cmocka_unit_test(alto_holds_words_that_the_archive_shows_and_no_others),
        cmocka_unit_test(words_that_no_block_holds_are_a_loss_that_is_told),
        cmocka_unit_test(a_glyph_that_means_nothing_is_no_lost_word),
        cmocka_unit_test(withheld_text_stands_in_restricted_xml_alone),
        cmocka_unit_test(premis_names_the_hash_of_the_archive_xml),
        cmocka_unit_test(the_report_counts_cells_by_check),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
