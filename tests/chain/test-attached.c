/* Files inside a source: packages of their own, linked to the one they came in. */
#include "../scratch.h"
#include "../unit/pdf/tiny-pdf.h"

#include "archive/attached.h"

/* A PDF of one page that says `text`, with a text file and a spreadsheet inside. */
static void put_attached(void **state, const char *name, const char *text)
{
    g_autofree char *content = g_strdup_printf("BT /F1 12 Tf 50 700 Td (%s) Tj ET", text);
    TinyPdf tiny = tiny_pdf_page("/Names << /EmbeddedFiles << /Names [(a) 7 0 R (b) 9 0 R] >> >>", "", content);
    tiny_pdf_add(&tiny, "<< /Type /Filespec /F (old minutes.txt) /EF << /F 8 0 R >> >>");
    tiny_pdf_add_stream(&tiny, "/Type /EmbeddedFile", "Minutes of the meeting\n\nThe committee noted 77123 burglaries.\n", -1);
    tiny_pdf_add(&tiny, "<< /Type /Filespec /F (figures.xlsx) /EF << /F 10 0 R >> >>");
    tiny_pdf_add_stream(&tiny, "/Type /EmbeddedFile", "PK", -1);
    g_autoptr(GBytes) bytes = tiny_pdf_end(&tiny, "");
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    assert_true(g_file_set_contents(in_scratch(state, name), data, (gssize)size, NULL));
}

static void readable_files_inside_become_packages(void **state)
{
    put_attached(state, "pack.pdf", "Agenda");
    expect_status(state, "$BIN/minutebook run pack.pdf -o out -q && $BIN/minutebook verify -q out", 0);
    expect_status(state, "grep -qx 'Attached-To: pack' out/pack-01-old_minutes/bag-info.txt", 0);
    expect_status(state, "test -f out/pack/data/original-attached/02-figures.xlsx && ! test -e out/pack-02-figures", 0);
    expect_status(state, "$BIN/minutebook search out burglaries | grep -q pack-01-old_minutes", 0);
    expect_status(state, "$BIN/minutebook run pack.pdf -o out | grep -q '2 unchanged'", 0);
}

static void a_run_that_was_stopped_before_them_makes_them_later(void **state)
{
    put_attached(state, "pack.pdf", "Agenda");
    expect_status(state, "$BIN/minutebook run pack.pdf -o out -q && rm -r out/pack-01-old_minutes", 0);
    expect_status(state, "$BIN/minutebook run pack.pdf -o out | grep -q '1 done, 1 unchanged'", 0);
}

static void files_inside_a_document_with_something_withheld_stay_inside(void **state)
{
    put_attached(state, "pack.pdf", "NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A");
    expect_status(state, "$BIN/minutebook run pack.pdf -o out -q && grep -qx 'Restricted: yes' out/pack/bag-info.txt", 0);
    expect_status(state, "test \"$(ls out | grep -c pack)\" = 1 && ! grep -rqa 77123 out --exclude-dir='original*'", 0);
}

static void without_originals_there_are_none(void **state)
{
    put_attached(state, "pack.pdf", "Agenda");
    expect_status(state, "$BIN/minutebook run pack.pdf -o out -q --no-original && ! test -e out/pack/data/original-attached", 0);
    expect_status(state, "grep -q attached-1 out/pack/data/document.xml", 0);
}

static void where_a_source_came_from_is_told_by_its_path(void **state)
{
    (void)state;
    g_autofree char *parent = mb_attached_dup_parent("/srv/out/pack/data/original-attached/01-a.pdf");
    assert_string_equal(parent, "pack");
    assert_null(mb_attached_dup_parent("/srv/out/pack/data/original/01-a.pdf"));
    assert_null(mb_attached_dup_parent("/srv/pack/data/original-attached/deeper/01-a.pdf"));
    assert_null(mb_attached_dup_parent("/data/original-attached/01-a.pdf"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(readable_files_inside_become_packages, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_run_that_was_stopped_before_them_makes_them_later, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(files_inside_a_document_with_something_withheld_stay_inside, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(without_originals_there_are_none, make_scratch, remove_scratch),
        cmocka_unit_test(where_a_source_came_from_is_told_by_its_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
