/* Opening files and what they say of themselves. */
#include "tiny-pdf.h"

#include "base/error.h"

static MbDocument *document;
static MbPdf *pdf;
static GBytes *bytes;
static GError *error;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    g_clear_pointer(&pdf, mb_pdf_free);
    g_clear_pointer(&bytes, g_bytes_unref);
    g_clear_error(&error);
    return 0;
}

static void assert_refused(MbErrorCode code, const char *message)
{
    pdf = mb_pdf_open(bytes, NULL, &error);
    assert_null(pdf);
    assert_true(g_error_matches(error, MB_PDF_ERROR, (int)code));
    assert_string_equal(error->message, message);
}

static void what_is_no_pdf_is_refused(void **state)
{
    (void)state;
    bytes = g_bytes_new_static("%PDF-1.4 and then a letter to the council", 41);
    assert_refused(MB_ERROR_DOCUMENT, "not a PDF, or damaged beyond reading");
}

static void an_empty_file_is_refused(void **state)
{
    (void)state;
    bytes = g_bytes_new_static("", 0);
    assert_refused(MB_ERROR_DOCUMENT, "empty file");
}

static void a_file_without_pages_is_refused(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_begin();
    tiny_pdf_add(&tiny, "<< /Type /Catalog /Pages 2 0 R >>");
    tiny_pdf_add(&tiny, "<< /Type /Pages /Kids [] /Count 0 >>");
    bytes = tiny_pdf_end(&tiny, "");
    assert_refused(MB_ERROR_DOCUMENT, "no pages");
}

static void pages_that_go_round_in_a_circle_end(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_begin();
    tiny_pdf_add(&tiny, "<< /Type /Catalog /Pages 2 0 R >>");
    tiny_pdf_add(&tiny, "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 /Parent 2 0 R >>");
    tiny_pdf_add(&tiny, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
    assert_true(document->pages->len <= 3);
}

static void a_file_cut_short_still_gives_its_pages(void **state)
{
    (void)state;
    g_autoptr(GBytes) whole = tiny_pdf_bytes("", "", "BT /F1 12 Tf 72 700 Td (Minutes) Tj ET");
    gsize size;
    const char *data = g_bytes_get_data(whole, &size);
    const char *cut = g_strrstr_len(data, (gssize)size, "startxref");
    document = tiny_pdf_read(g_bytes_new(data, (gsize)(cut - data)), NULL);
    tiny_pdf_word(document, "Minutes");
}

static void a_file_says_who_made_it_and_when(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("", "", "");
    tiny_pdf_add(&tiny, "<< /Title (Public  pack) /Author (Mercia Council) /Producer (Writer) /CreationDate (D:20180309140500+01'00') >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, "/Info 7 0 R"), NULL);
    assert_string_equal(mb_attrs_get(document->metadata, "title"), "Public pack");
    assert_string_equal(mb_attrs_get(document->metadata, "author"), "Mercia Council");
    assert_string_equal(mb_attrs_get(document->metadata, "producer"), "Writer");
    assert_string_equal(mb_attrs_get(document->metadata, "created"), "2018-03-09T14:05:00+01:00");
    assert_string_equal(mb_attrs_get(document->metadata, "format"), "PDF-1.7");
    assert_string_equal(mb_attrs_get(document->metadata, "encrypted"), "no");
    assert_string_equal(mb_attrs_get(document->metadata, "tagged"), "no");
    assert_null(mb_attrs_get(document->metadata, "modified"));
}

static void bookmarks_have_levels_and_places(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("/Outlines 7 0 R", "", "");
    tiny_pdf_add(&tiny, "<< /First 8 0 R /Last 8 0 R /Count 1 >>");
    tiny_pdf_add(&tiny, "<< /Title (Agenda) /Parent 7 0 R /First 9 0 R /Last 9 0 R /Count 1 /Dest [3 0 R /XYZ 0 700 0] >>");
    tiny_pdf_add(&tiny, "<< /Title (Item 1) /Parent 8 0 R /Dest [3 0 R /Fit] >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
    assert_int_equal(document->outline->len, 2);
    MbBookmark first = g_array_index(document->outline, MbBookmark, 0), second = g_array_index(document->outline, MbBookmark, 1);
    assert_string_equal(first.title, "Agenda");
    assert_int_equal(first.level, 1);
    assert_int_equal(first.page, 1);
    assert_float_equal(first.y, 100, 0.5);
    assert_string_equal(second.title, "Item 1");
    assert_int_equal(second.level, 2);
}

static void pages_have_the_labels_of_the_file(void **state)
{
    (void)state;
    document = tiny_pdf_read(tiny_pdf_bytes("/PageLabels << /Nums [0 << /S /r /St 3 >>] >>", "", ""), NULL);
    assert_string_equal(mb_document_page(document, 1)->label, "iii");
}

static void a_page_without_a_label_has_none(void **state)
{
    (void)state;
    document = tiny_pdf_read(tiny_pdf_bytes("", "", ""), NULL);
    assert_null(mb_document_page(document, 1)->label);
}

/* RC4, the cipher of the oldest encrypted PDFs, in place. */
static void encrypt(const guint8 *key, gsize length, guint8 *data, gsize size)
{
    guint8 box[256], a = 0, b = 0;
    for (int i = 0; i < 256; i++)
        box[i] = (guint8)i;
    for (int i = 0, k = 0; i < 256; i++) {
        k = (k + box[i] + key[(gsize)i % length]) & 255;
        guint8 held = box[i];
        box[i] = box[k], box[k] = held;
    }
    for (gsize i = 0; i < size; i++) {
        b = (guint8)(b + box[++a]);
        guint8 held = box[a];
        box[a] = box[b], box[b] = held;
        data[i] ^= box[(guint8)(box[a] + box[b])];
    }
}

static void digest(const void *data, gsize size, guint8 out[16])
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_MD5);
    gsize length = 16;
    g_checksum_update(checksum, data, (gssize)size);
    g_checksum_get_digest(checksum, out, &length);
}

static const guint8 padding[33] = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08"
                                  "\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A";

static void pad(const char *password, guint8 out[32])
{
    gsize length = strlen(password);
    memcpy(out, password, length);
    memcpy(out + length, padding, 32 - length);
}

static char *dup_hex(const guint8 *data, gsize size)
{
    GString *hex = g_string_new("<");
    for (gsize i = 0; i < size; i++)
        g_string_append_printf(hex, "%02X", data[i]);
    g_string_append_c(hex, '>');
    return g_string_free(hex, FALSE);
}

/* A page with the word "Secret", encrypted with the 40-bit standard handler (PDF 1.7, 7.6.3, revision 2). */
static GBytes *make_encrypted(const char *user, const char *owner)
{
    guint8 sum[16], owner_entry[32], user_entry[32], seed[32 + 32 + 4 + 2], key[10];
    pad(owner, seed);
    digest(seed, 32, sum);
    pad(user, owner_entry);
    encrypt(sum, 5, owner_entry, 32);
    pad(user, seed);
    memcpy(seed + 32, owner_entry, 32);
    memcpy(seed + 64, "\xFC\xFF\xFF\xFF" "id", 6);
    digest(seed, sizeof seed, sum);
    memcpy(key, sum, 5);
    memcpy(user_entry, padding, 32);
    encrypt(key, 5, user_entry, 32);
    char content[] = "BT /F1 12 Tf 72 700 Td (Secret) Tj ET";
    memcpy(key + 5, "\x06\0\0\0\0", 5); /* object 6, generation 0 */
    digest(key, 10, sum);
    encrypt(sum, 10, (guint8 *)content, sizeof content - 1);
    TinyPdf tiny = tiny_pdf_page("", "", "");
    g_array_set_size(tiny.offsets, 5);
    tiny_pdf_add_stream(&tiny, "", content, sizeof content - 1);
    g_autofree char *o = dup_hex(owner_entry, 32), *u = dup_hex(user_entry, 32);
    g_autofree char *entries = g_strdup_printf("/ID [<6964> <6964>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >>", o, u);
    return tiny_pdf_end(&tiny, entries);
}

static void an_encrypted_file_asks_for_its_password(void **state)
{
    (void)state;
    bytes = make_encrypted("reader", "clerk");
    assert_refused(MB_ERROR_PASSWORD, "password needed");
}

static void a_wrong_password_is_said_to_be_wrong(void **state)
{
    (void)state;
    bytes = make_encrypted("reader", "clerk");
    assert_null(mb_pdf_open(bytes, "guess", &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_PASSWORD));
    assert_string_equal(error->message, "wrong password");
}

static void the_readers_password_opens_an_encrypted_file(void **state)
{
    (void)state;
    document = tiny_pdf_read(make_encrypted("reader", "clerk"), "reader");
    tiny_pdf_word(document, "Secret");
    assert_string_equal(mb_attrs_get(document->metadata, "encrypted"), "yes");
}

static void the_owners_password_opens_an_encrypted_file(void **state)
{
    (void)state;
    document = tiny_pdf_read(make_encrypted("reader", "clerk"), "clerk");
    tiny_pdf_word(document, "Secret");
}

static void a_file_that_anyone_may_read_needs_no_password(void **state)
{
    (void)state;
    document = tiny_pdf_read(make_encrypted("", "clerk"), NULL);
    tiny_pdf_word(document, "Secret");
    assert_string_equal(mb_attrs_get(document->metadata, "encrypted"), "yes");
}

static void content_that_swells_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    /* A stream that says of itself to be a scan: content never is. */
    TinyPdf tiny = tiny_pdf_page("", "", "");
    g_array_set_size(tiny.offsets, 5);
    tiny_pdf_add_stream(&tiny, "/Filter /JBIG2Decode", "\x97JB2", -1);
    bytes = tiny_pdf_end(&tiny, "");
    pdf = mb_pdf_open(bytes, NULL, &error);
    assert_non_null(pdf);
    document = mb_document_new("bomb.pdf");
    assert_null(mb_pdf_read_page(pdf, document, 1, &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT));
    g_clear_error(&error);
    assert_null(mb_pdf_render(pdf, 1, (MbBox){0}, 72, false, &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT));
}

static void a_page_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    bytes = tiny_pdf_bytes("", "", "");
    pdf = mb_pdf_open(bytes, NULL, &error);
    document = mb_document_new("one.pdf");
    assert_null(mb_pdf_read_page(pdf, document, 2, &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_is_no_pdf_is_refused, forget),
        cmocka_unit_test_teardown(an_empty_file_is_refused, forget),
        cmocka_unit_test_teardown(a_file_without_pages_is_refused, forget),
        cmocka_unit_test_teardown(pages_that_go_round_in_a_circle_end, forget),
        cmocka_unit_test_teardown(a_file_cut_short_still_gives_its_pages, forget),
        cmocka_unit_test_teardown(a_file_says_who_made_it_and_when, forget),
        cmocka_unit_test_teardown(bookmarks_have_levels_and_places, forget),
        cmocka_unit_test_teardown(pages_have_the_labels_of_the_file, forget),
        cmocka_unit_test_teardown(a_page_without_a_label_has_none, forget),
        cmocka_unit_test_teardown(an_encrypted_file_asks_for_its_password, forget),
        cmocka_unit_test_teardown(a_wrong_password_is_said_to_be_wrong, forget),
        cmocka_unit_test_teardown(the_readers_password_opens_an_encrypted_file, forget),
        cmocka_unit_test_teardown(the_owners_password_opens_an_encrypted_file, forget),
        cmocka_unit_test_teardown(a_file_that_anyone_may_read_needs_no_password, forget),
        cmocka_unit_test_teardown(content_that_swells_beyond_the_limit_is_refused, forget),
        cmocka_unit_test_teardown(a_page_that_is_not_there_is_an_error, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
