#include "pdf/layer.h"

#include "glyphless.h"

#include "base/error.h"

#include <gio/gio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#define FONT_KEY "/MinutebookLayer" /* unlike any name that the page's own content may use */
#define ADVANCE 0.5                 /* of each glyph, in ems */

static void free_qpdf(qpdf_data *qpdf)
{
    qpdf_cleanup(qpdf);
}

typedef qpdf_data Qpdf;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Qpdf, free_qpdf)

void mb_layer_clear(gpointer data)
{
    MbLayer *layer = data;
    g_clear_pointer(&layer->words, g_array_unref);
}

/* Sets the error from qpdf's, if it has one. */
static bool has_failed(qpdf_data qpdf, GError **error)
{
    if (!qpdf_has_error(qpdf))
        return false;
    qpdf_error cause = qpdf_get_error(qpdf);
    g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "%s", qpdf_get_error_message_detail(qpdf, cause));
    return true;
}

static GBytes *dup_deflated(const void *data, gsize size)
{
    g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();
    g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
    g_autoptr(GOutputStream) stream = g_converter_output_stream_new(memory, G_CONVERTER(compressor));
    g_output_stream_write_all(stream, data, size, NULL, NULL, NULL); /* memory alone can fail, and then GLib ends the program */
    g_output_stream_close(stream, NULL, NULL);
    return g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(memory));
}

/* A new compressed stream; an indirect object. */
static qpdf_oh new_stream(qpdf_data qpdf, const void *data, gsize size)
{
    g_autoptr(GBytes) deflated = dup_deflated(data, size);
    gsize length;
    const unsigned char *bytes = g_bytes_get_data(deflated, &length);
    qpdf_oh stream = qpdf_oh_new_stream(qpdf);
    qpdf_oh_replace_stream_data(qpdf, stream, bytes, length, qpdf_oh_new_name(qpdf, "/FlateDecode"), qpdf_oh_new_null(qpdf));
    return stream;
}

static qpdf_oh new_indirect(qpdf_data qpdf, const char *text)
{
    return qpdf_make_indirect_object(qpdf, qpdf_oh_parse(qpdf, text));
}

/* Every code to the second glyph: the first one is for what a font lacks. */
static qpdf_oh new_glyph_map(qpdf_data qpdf)
{
    enum { CODES = 65536 };
    g_autofree guint8 *map = g_malloc0(CODES * 2);
    for (gsize i = 0; i < CODES; i++)
        map[i * 2 + 1] = 1;
    return new_stream(qpdf, map, CODES * 2);
}

static qpdf_oh new_font(qpdf_data qpdf)
{
    g_autoptr(GBytes) file = mb_glyphless_dup_font();
    GString *map = mb_glyphless_new_map();
    qpdf_oh program = new_stream(qpdf, g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    qpdf_oh_replace_key(qpdf, qpdf_oh_get_dict(qpdf, program), "/Length1", qpdf_oh_new_integer(qpdf, (long long)g_bytes_get_size(file)));
    qpdf_oh about = new_indirect(qpdf, "<< /Type /FontDescriptor /FontName /MinutebookLayer /Flags 4 /FontBBox [0 -250 500 750]"
                                       " /ItalicAngle 0 /Ascent 750 /Descent -250 /CapHeight 700 /StemV 80 >>");
    qpdf_oh_replace_key(qpdf, about, "/FontFile2", program);
    qpdf_oh descendant = new_indirect(qpdf, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MinutebookLayer /DW 500"
                                            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>");
    qpdf_oh_replace_key(qpdf, descendant, "/FontDescriptor", about);
    qpdf_oh_replace_key(qpdf, descendant, "/CIDToGIDMap", new_glyph_map(qpdf));
    qpdf_oh font = new_indirect(qpdf, "<< /Type /Font /Subtype /Type0 /BaseFont /MinutebookLayer /Encoding /Identity-H >>");
    qpdf_oh list = qpdf_oh_new_array(qpdf);
    qpdf_oh_append_item(qpdf, list, descendant);
    qpdf_oh_replace_key(qpdf, font, "/DescendantFonts", list);
    qpdf_oh_replace_key(qpdf, font, "/ToUnicode", new_stream(qpdf, map->str, map->len));
    g_string_free(map, TRUE);
    return font;
}

/* How a page is shown: its visible box and its quarter turns. */
typedef struct {
    double x0, y0, x1, y1;
    int turn;
    double scale_x, scale_y; /* units of the file a point as shown; 1 in all but the rarest files */
} View;

static bool read_box(qpdf_data qpdf, qpdf_oh page, const char *key, double *edges)
{
    qpdf_oh box = qpdf_oh_get_key(qpdf, page, key);
    if (!qpdf_oh_is_array(qpdf, box) || qpdf_oh_get_array_n_items(qpdf, box) != 4)
        return false;
    for (int i = 0; i < 4; i++)
        if (!qpdf_oh_get_value_as_number(qpdf, qpdf_oh_get_array_item(qpdf, box, i), &edges[i]))
            return false;
    return true;
}

static View read_view(qpdf_data qpdf, qpdf_oh page, const MbLayer *layer)
{
    double media[4] = {0, 0, 612, 792}, crop[4];
    read_box(qpdf, page, "/MediaBox", media);
    if (!read_box(qpdf, page, "/CropBox", crop))
        memcpy(crop, media, sizeof crop);
    View v = {MAX(MIN(crop[0], crop[2]), MIN(media[0], media[2])), MAX(MIN(crop[1], crop[3]), MIN(media[1], media[3])),
              MIN(MAX(crop[0], crop[2]), MAX(media[0], media[2])), MIN(MAX(crop[1], crop[3]), MAX(media[1], media[3])), 0, 1, 1};
    int degrees = 0;
    qpdf_oh_get_value_as_int(qpdf, qpdf_oh_get_key(qpdf, page, "/Rotate"), &degrees);
    v.turn = (degrees / 90 % 4 + 4) % 4;
    v.scale_x = (v.turn % 2 ? v.y1 - v.y0 : v.x1 - v.x0) / layer->width;
    v.scale_y = (v.turn % 2 ? v.x1 - v.x0 : v.y1 - v.y0) / layer->height;
    return v;
}

/* A direction as shown, y down, in the file's directions, y up. */
static void turn_back(const View *v, double x, double y, double *ux, double *uy)
{
    static const int signs[4][4] = {{1, 0, 0, -1}, {0, 1, 1, 0}, {-1, 0, 0, 1}, {0, -1, -1, 0}};
    const int *s = signs[v->turn];
    *ux = s[0] * x * v->scale_x + s[1] * y * v->scale_y;
    *uy = s[2] * x * v->scale_x + s[3] * y * v->scale_y;
}

static void append_numbers(GString *out, const double *numbers, gsize count)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(out, "%s ", g_ascii_formatd(text, sizeof text, "%.4f", numbers[i]));
}

/* One code for each character; what lies beyond the first 65,536 of Unicode has none. */
static void append_codes(GString *out, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        g_string_append_printf(out, "%04X", c < 0x10000 ? c : 0xfffd);
    }
}

/* The word is drawn as wide as it stands on the page, and a space follows, so that words stay apart where they are copied. */
static void append_word(GString *out, const MbLayerWord *word, const View *v)
{
    static const struct {
        int x, y;
    } along[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}}, up[] = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};
    const double size = CLAMP(word->size, 1, 1000), length = (double)g_utf8_strlen(word->text, -1);
    const MbBaseline *b = &word->baseline;
    double matrix[6];
    turn_back(v, along[b->turn].x, along[b->turn].y, &matrix[0], &matrix[1]);
    turn_back(v, up[b->turn].x, up[b->turn].y, &matrix[2], &matrix[3]);
    turn_back(v, b->x, b->y, &matrix[4], &matrix[5]);
    matrix[4] += v->turn == 0 || v->turn == 1 ? v->x0 : v->x1;
    matrix[5] += v->turn == 1 || v->turn == 2 ? v->y0 : v->y1;
    const double stretch = 100 * MAX(b->length, 0.1) / (length * ADVANCE * size);
    g_string_append(out, FONT_KEY " ");
    append_numbers(out, &size, 1);
    g_string_append(out, "Tf ");
    append_numbers(out, &stretch, 1);
    g_string_append(out, "Tz ");
    append_numbers(out, matrix, G_N_ELEMENTS(matrix));
    g_string_append(out, "Tm <");
    append_codes(out, word->text);
    g_string_append(out, "0020> Tj\n");
}

static GString *new_content(const MbLayer *layer, const View *v)
{
    GString *out = g_string_new("q BT 3 Tr\n");
    for (guint i = 0; i < layer->words->len; i++)
        append_word(out, &g_array_index(layer->words, MbLayerWord, i), v);
    return g_string_append(out, "ET Q\n");
}

static qpdf_oh get_dictionary(qpdf_data qpdf, qpdf_oh parent, const char *key)
{
    qpdf_oh found = qpdf_oh_get_key(qpdf, parent, key);
    if (qpdf_oh_is_dictionary(qpdf, found))
        return found;
    found = qpdf_oh_new_dictionary(qpdf);
    qpdf_oh_replace_key(qpdf, parent, key, found);
    return qpdf_oh_get_key(qpdf, parent, key);
}

/*
 * Puts the layer before the page's content, where nothing has changed the state
 * of drawing yet. Text that is not to be found any more stays, as what the
 * standard calls replaced by nothing.
 */
static void add_content(qpdf_data qpdf, qpdf_oh page, GString *layer, bool is_only_text)
{
    static const char before[] = "/Span << /ActualText () >> BDC\n", after[] = "\nEMC\n";
    qpdf_oh old = qpdf_oh_get_key(qpdf, page, "/Contents"), list = qpdf_oh_new_array(qpdf);
    if (is_only_text)
        g_string_append(layer, before);
    qpdf_oh_append_item(qpdf, list, new_stream(qpdf, layer->str, layer->len));
    const int parts = qpdf_oh_is_array(qpdf, old) ? qpdf_oh_get_array_n_items(qpdf, old) : 0;
    for (int i = 0; i < parts; i++)
        qpdf_oh_append_item(qpdf, list, qpdf_oh_get_array_item(qpdf, old, i));
    if (qpdf_oh_is_stream(qpdf, old))
        qpdf_oh_append_item(qpdf, list, old);
    if (is_only_text)
        qpdf_oh_append_item(qpdf, list, new_stream(qpdf, after, strlen(after)));
    qpdf_oh_replace_key(qpdf, page, "/Contents", list);
}

static void add_layer(qpdf_data qpdf, const MbLayer *layer, qpdf_oh font)
{
    qpdf_oh page = qpdf_get_page_n(qpdf, (size_t)layer->page - 1);
    const View view = read_view(qpdf, page, layer);
    GString *content = new_content(layer, &view);
    qpdf_oh_replace_key(qpdf, get_dictionary(qpdf, get_dictionary(qpdf, page, "/Resources"), "/Font"), FONT_KEY, font);
    add_content(qpdf, page, content, layer->is_only_text);
    g_string_free(content, TRUE);
}

static void drop_attached(qpdf_data qpdf, qpdf_oh page)
{
    qpdf_oh notes = qpdf_oh_get_key(qpdf, page, "/Annots");
    for (int i = qpdf_oh_is_array(qpdf, notes) ? qpdf_oh_get_array_n_items(qpdf, notes) : 0; i > 0; i--) {
        qpdf_oh kind = qpdf_oh_get_key_if_dict(qpdf, qpdf_oh_get_array_item(qpdf, notes, i - 1), "/Subtype");
        if (qpdf_oh_is_name_and_equals(qpdf, kind, "/FileAttachment"))
            qpdf_oh_erase_item(qpdf, notes, i - 1);
    }
}

/* Files inside the file are documents of their own, which may not be public. */
static void drop_files(qpdf_data qpdf, int pages)
{
    qpdf_oh root = qpdf_get_root(qpdf), names = qpdf_oh_get_key(qpdf, root, "/Names");
    if (qpdf_oh_is_dictionary(qpdf, names))
        qpdf_oh_remove_key(qpdf, names, "/EmbeddedFiles");
    qpdf_oh_remove_key(qpdf, root, "/Collection");
    qpdf_oh_remove_key(qpdf, root, "/AF");
    for (int i = 0; i < pages; i++)
        drop_attached(qpdf, qpdf_get_page_n(qpdf, (size_t)i));
}

/* Streams of the original are written as they are: none is packed anew. */
static GBytes *write_copy(qpdf_data qpdf, GError **error)
{
    qpdf_init_write_memory(qpdf);
    qpdf_set_preserve_encryption(qpdf, QPDF_FALSE);
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    qpdf_set_stream_data_mode(qpdf, qpdf_s_preserve);
    qpdf_set_minimum_pdf_version(qpdf, "1.5");
    qpdf_write(qpdf);
    return has_failed(qpdf, error) ? NULL : g_bytes_new(qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
}

GBytes *mb_pdf_dup_with_layers(GBytes *bytes, const char *password, guint pages, const GArray *layers, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_auto(Qpdf) qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_read_memory(qpdf, "source", data, size, password);
    if (has_failed(qpdf, error))
        return NULL;
    const int found = qpdf_get_num_pages(qpdf);
    if (has_failed(qpdf, error))
        return NULL;
    if (found < 0 || (guint)found != pages) {
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "its pages are counted in two ways, %d and %u", found, pages);
        return NULL;
    }
    qpdf_push_inherited_attributes_to_page(qpdf);
    drop_files(qpdf, found);
    qpdf_oh font = new_font(qpdf);
    for (guint i = 0; i < layers->len; i++)
        add_layer(qpdf, &g_array_index(layers, MbLayer, i), font);
    return has_failed(qpdf, error) ? NULL : write_copy(qpdf, error);
}
