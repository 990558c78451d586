/*
 * Hostile files through the whole program: each ends with status 0, 1, 3 or 5 and at most one line, none by a signal, none
 * leaves a temporary file, and its neighbours on the command line lose nothing. The mutations have fixed seeds.
 */
#include "../scratch.h"
#include "../unit/pdf/tiny-pdf.h"

#include "base/error.h"

#include <glib/gstdio.h>

#define PACK MB_BIN_DIR "/../../../fixtures/packs/v1.pdf"
#define DEPTH 5000
#define CHANGES 25 /* bytes changed in one file */

static void put_bytes(void **state, const char *name, const void *data, gsize size)
{
    const char *path = in_scratch(state, name);
    assert_true(g_file_set_contents(path, data, (gssize)size, NULL));
}

static void put_gbytes(void **state, const char *name, GBytes *bytes)
{
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    put_bytes(state, name, data, size);
    g_bytes_unref(bytes);
}

/* A text that stands `count` times, then another as often. */
static void put_repeated(void **state, const char *name, const char *before, const char *first, const char *second, guint count)
{
    GString *out = g_string_new(before);
    for (guint i = 0; i < count; i++)
        g_string_append(out, first);
    for (guint i = 0; i < count; i++)
        g_string_append(out, second);
    put_bytes(state, name, out->str, out->len);
    g_string_free(out, TRUE);
}

static bool is_allowed(int status)
{
    return status == MB_EXIT_DONE || status == MB_EXIT_ISSUES || status == MB_EXIT_DOCUMENT || status == MB_EXIT_LIMIT;
}

/* Runs one file of the scratch folder; a package that came of it is whole. */
static void run_one(void **state, const char *name)
{
    g_autofree char *line = g_strdup_printf("rm -rf out; $BIN/minutebook run '%s' -o out -q --fail-on loss --no-ocr --timeout 60", name);
    g_auto(Ended) ended = run_shell(state, line);
    guint said = count_lines(ended.err);
    if (!is_allowed(ended.status) || said != (ended.status >= MB_EXIT_DOCUMENT ? 1 : 0) || strstr(ended.err, "crashed") ||
        strstr(ended.err, "Sanitizer"))
        fail_msg("%s: status %d\n%s", name, ended.status, ended.err);
    expect_status(state, "test -z \"$(ls -A out 2>/dev/null | grep minutebook-)\"", 0);
    if (ended.status <= MB_EXIT_ISSUES)
        expect_status(state, "$BIN/minutebook verify -q out", 0);
}

/* Runs every file of the scratch folder on its own. */
static void run_each(void **state)
{
    g_autoptr(GDir) dir = g_dir_open(*state, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));)
        g_ptr_array_add(names, g_strdup(name));
    assert_true(names->len > 0);
    for (guint i = 0; i < names->len; i++)
        run_one(state, names->pdata[i]);
}

static char *read_pack(gsize *size)
{
    char *data = NULL;
    assert_true(g_file_get_contents(PACK, &data, size, NULL));
    return data;
}

static void a_pack_may_end_anywhere(void **state)
{
    gsize size;
    g_autofree char *data = read_pack(&size);
    static const double parts[] = {0.00001, 0.01, 0.5, 0.99, 0.9999};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *name = g_strdup_printf("cut-%zu.pdf", i);
        put_bytes(state, name, data, (gsize)(parts[i] * (double)size) + 1);
    }
    run_each(state);
}

/* Even rounds change bytes anywhere, odd ones in the objects' dictionaries and numbers, where a change bites. */
static void a_pack_may_have_any_byte_wrong(void **state)
{
    gsize size;
    g_autofree char *data = read_pack(&size);
    g_autoptr(GRand) chance = g_rand_new_with_seed(20180309);
    for (int round = 0; round < 10; round++) {
        g_autofree char *bad = g_memdup2(data, size);
        for (int k = 0; k < CHANGES; k++) {
            gsize at = (gsize)g_rand_int_range(chance, 9, (gint32)size);
            for (gsize end = MIN(at + 65536, size); round % 2 && at < end && !g_ascii_isdigit(bad[at]); at++)
                ;
            bad[MIN(at, size - 1)] = round % 2 ? "0123456789-/<>[]()"[g_rand_int_range(chance, 0, 18)] : (char)g_rand_int(chance);
        }
        g_autofree char *name = g_strdup_printf("wrong-%d.pdf", round);
        put_bytes(state, name, bad, size);
    }
    run_each(state);
}

static void what_is_no_document_is_told_apart(void **state)
{
    static const char utf16[] = "\xFF\xFE\x00\xD8\x00\xD8m\0i\0n\0\xFF\xFF\0\0\xFE";
    static const char binary[] = "\x7F" "ELF\x02\x01\x01\0\0\0\0\0";
    g_autoptr(GRand) chance = g_rand_new_with_seed(1);
    guint8 noise[4096];
    for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (guint8)g_rand_int_range(chance, 0, 256);
    put_bytes(state, "empty.pdf", "", 0);
    put_bytes(state, "empty.html", "", 0);
    put_bytes(state, "empty.txt", "", 0);
    put_bytes(state, "noise.pdf", noise, sizeof noise);
    put_bytes(state, "noise.html", noise, sizeof noise);
    put_bytes(state, "noise.txt", noise, sizeof noise);
    put_bytes(state, "utf16.txt", utf16, sizeof utf16);
    put_bytes(state, "utf16.html", utf16, sizeof utf16);
    put_bytes(state, "binary.pdf", binary, sizeof binary);
    put_bytes(state, "head.pdf", "%PDF-1.7\n", 9);
    put_bytes(state, "name\nwith a line.txt", "Minutes", 7);
    put_bytes(state, "\xC3\x28 not UTF-8.txt", "Minutes", 7);
    run_each(state);
}

static void web_pages_may_nest_and_repeat_without_end(void **state)
{
    put_repeated(state, "divs.html", "<html><body>", "<div>", "x", DEPTH);
    put_repeated(state, "lists.html", "<html><body>", "<ul><li>a", "</li></ul>", DEPTH);
    put_repeated(state, "tables.html", "<html><body>", "<table><tr><td>", "</td></tr></table>", DEPTH);
    put_repeated(state, "marks.html", "<html><body><p>", "<b><i>", "x", DEPTH);
    put_repeated(state, "spans.html", "<html><body><table>", "<tr><td rowspan=65534 colspan=1000>x", "</td></tr>", 200);
    put_repeated(state, "entities.html",
                 "<!DOCTYPE html [<!ENTITY a \"minutes\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
                 "<html><body><p>", "&c;", "&#xFFFFFFFF;", DEPTH);
    put_repeated(state, "headings.html", "<html><body>", "<h6>x</h6><h1>y</h1>", "<hr>", DEPTH / 5);
    put_repeated(state, "lines.txt", "Minutes\n", "1.1.1.1.1.1.1.1.1 (a)(i) RESOLVED: that\n", "\t\t\t\x01\x0C", DEPTH);
    put_repeated(state, "word.txt", "", "unendingword", "9", 20 * DEPTH);
    run_each(state);
}

static void numbers_and_nests_in_a_pdf_may_be_absurd(void **state)
{
    static const char *const pages[][2] = {
        {"/MediaBox [0 0 1e30 99999999999999999999] /Rotate 7777777", "BT /F1 1e30 Tf 1e30 1e30 Td (x) Tj ET"},
        {"/MediaBox [0 0 -1e30 0] /CropBox [9 9 1 1]", "BT /F1 9 Tf (x) Tj ET"},
        {"/MediaBox [0 0 14400 14400]", "BT /F1 900 Tf 72 72 Td (x) Tj ET 0 0 14400 14400 re f"},
        {"/UserUnit 1e9", "1e300 0 0 1e300 0 0 cm 1e300 0 0 1e300 0 0 cm BT /F1 9 Tf (x) Tj ET"},
        {"", "BT /F1 9 Tf 0.0000001 0 0 0.0000001 72 700 Tm (x) Tj 99999999999 Tc -99999999999 Tw (yy) Tj ET"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *name = g_strdup_printf("page-%zu.pdf", i);
        put_gbytes(state, name, tiny_pdf_bytes("", pages[i][0], pages[i][1]));
    }
    GString *deep = g_string_new("BT /F1 9 Tf 72 700 Td (x) Tj ET ");
    for (int i = 0; i < DEPTH; i++)
        g_string_append(deep, "q /P << /A [ << ");
    put_gbytes(state, "deep.pdf", tiny_pdf_bytes("", "", deep->str));
    g_string_free(deep, TRUE);
    put_gbytes(state, "own-parent.pdf", tiny_pdf_bytes("/Outlines 1 0 R /StructTreeRoot 1 0 R /K 1 0 R /First 1 0 R /Next 1 0 R", "", "(x)"));
    TinyPdf own = tiny_pdf_begin();
    tiny_pdf_add(&own, "<< /Type /Catalog /Pages 2 0 R >>");
    tiny_pdf_add(&own, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2147483647 >>");
    put_gbytes(state, "own-kid.pdf", tiny_pdf_end(&own, "/Size 99999999999"));
    TinyPdf picture = tiny_pdf_page("", "", "9e9 0 0 9e9 0 0 cm /Im Do");
    tiny_pdf_add_stream(&picture, "/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /ColorSpace /DeviceGray "
                                  "/BitsPerComponent 8", "x", 1);
    put_gbytes(state, "picture.pdf", tiny_pdf_end(&picture, ""));
    run_each(state);
}

static void hostile_neighbours_cost_a_good_file_nothing(void **state)
{
    static const char *const pages[] = {"Minutes of the Planning Committee"};
    GString *good = new_pdf(pages, 1);
    put_bytes(state, "b-good.pdf", good->str, good->len);
    put_bytes(state, "a-cut.pdf", good->str, 40);
    put_bytes(state, "c-empty.pdf", "", 0);
    put_repeated(state, "d-deep.html", "<html><body>", "<div>", "x", DEPTH);
    g_string_free(good, TRUE);
    g_auto(Ended) ended = run_shell(state, "mkdir in; mv *.* in; $BIN/minutebook run in -o out -j2 -q");
    assert_int_equal(ended.status, MB_EXIT_DOCUMENT);
    assert_int_equal(count_lines(ended.err), 2);
    expect_status(state, "$BIN/minutebook verify -q out && grep -q Planning out/b-good/data/document.xml && test -e out/d-deep", 0);
    expect_status(state, "test -z \"$(ls -A out | grep minutebook-)\"", 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_pack_may_end_anywhere),
        CASE(a_pack_may_have_any_byte_wrong),
        CASE(what_is_no_document_is_told_apart),
        CASE(web_pages_may_nest_and_repeat_without_end),
        CASE(numbers_and_nests_in_a_pdf_may_be_absurd),
        CASE(hostile_neighbours_cost_a_good_file_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
