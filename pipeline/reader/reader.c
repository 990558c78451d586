#include "reader/reader.h"

#include "base/tools.h"
#include "engine.h"

#include <math.h>
#include <string.h>

struct MbReader {
    const MbReaderEngine *engine;
    void *handle;
    char *name;
    char *language;
    char *folder; /* NULL: the installed data */
    GHashTable *known; /* char * key of a picture to GArray of MbReadWord, both owned */
};

#define KNOWN_LIMIT 4000 /* readings kept; a line of a chart takes about 500 bytes */

static void free_words(gpointer words)
{
    g_array_unref(words);
}

MbReader *mb_reader_new(const char *language, const char *folder, GError **error)
{
    const MbReaderEngine *engine = &mb_engine_tesseract;
    char *name = NULL;
    void *handle = engine->open(language, folder, &name, error);
    if (!handle)
        return NULL;
    MbReader *reader = g_new(MbReader, 1);
    *reader = (MbReader){.engine = engine, .handle = handle, .name = name, .language = g_strdup(language), .folder = g_strdup(folder)};
    reader->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_words);
    return reader;
}

void mb_reader_free(MbReader *reader)
{
    if (!reader)
        return;
    reader->engine->close(reader->handle);
    g_free(reader->name);
    g_free(reader->language);
    g_free(reader->folder);
    g_hash_table_unref(reader->known);
    g_free(reader);
}

static void free_warm(gpointer reader)
{
    mb_reader_free(reader);
}

static GPrivate warm_first = G_PRIVATE_INIT(free_warm), warm_second = G_PRIVATE_INIT(free_warm);

static MbReader *borrow(GPrivate *warm, const char *language, const char *folder, GError **error)
{
    MbReader *reader = g_private_get(warm);
    if (reader && !strcmp(reader->language, language) && !g_strcmp0(reader->folder, folder))
        return reader;
    reader = mb_reader_new(language, folder, error);
    if (reader)
        g_private_replace(warm, reader);
    return reader;
}

MbReader *mb_reader_borrow(const char *language, GError **error)
{
    return borrow(&warm_first, language, NULL, error);
}

MbReader *mb_reader_borrow_second(const char *language, const char *folder, GError **error)
{
    return borrow(&warm_second, language, folder, error);
}

const char *mb_reader_name(const MbReader *reader)
{
    return reader->name;
}

void mb_reader_list_tools(const MbReader *reader, const char *data, GString *tools)
{
    g_auto(GStrv) languages = g_strsplit(reader->language, "+", -1);
    mb_tools_add(tools, reader->engine->name, reader->engine->version());
    for (guint i = 0; languages[i]; i++) {
        g_autofree char *path = reader->engine->dup_data_path(reader->handle, languages[i]);
        g_autofree char *name = g_strconcat(data, "-", languages[i], NULL);
        mb_tools_add_file(tools, name, path);
    }
}

void mb_read_word_clear(gpointer data)
{
    MbReadWord *word = data;
    g_clear_pointer(&word->text, g_free);
    g_clear_pointer(&word->other, g_free);
}

/* Two pictures with one key have the same pixels and are read in the same way. */
static char *dup_key(const MbPicture *picture, MbReadLayout layout, double dpi)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
    for (int y = 0; y < picture->height_px; y++)
        g_checksum_update(sum, picture->pixels + (gsize)y * picture->stride, picture->width_px);
    return g_strdup_printf("%s %dx%d %d %d", g_checksum_get_string(sum), picture->width_px, picture->height_px, (int)layout, (int)dpi);
}

/* A copy whose sizes are those of a picture of another resolution. */
static GArray *dup_words(const GArray *words, double scale)
{
    GArray *copy = g_array_sized_new(FALSE, FALSE, sizeof(MbReadWord), words->len);
    g_array_set_clear_func(copy, mb_read_word_clear);
    for (guint i = 0; i < words->len; i++) {
        MbReadWord word = g_array_index(words, MbReadWord, i);
        word.text = g_strdup(word.text);
        word.other = g_strdup(word.other);
        word.size_px *= scale;
        g_array_append_val(copy, word);
    }
    return copy;
}

static void remember(MbReader *reader, char *key, const GArray *words)
{
    if (g_hash_table_size(reader->known) >= KNOWN_LIMIT)
        g_hash_table_remove_all(reader->known);
    g_hash_table_insert(reader->known, key, dup_words(words, 1));
}

/* Engines take resolutions in whole numbers; what is read depends on that number alone, so that no reading depends on an earlier one. */
bool mb_reader_read(MbReader *reader, const MbPicture *picture, MbReadLayout layout, double dpi, int limit_ms, GArray **words,
                    GError **error)
{
    const double whole_dpi = floor(dpi);
    g_autofree char *key = dup_key(picture, layout, whole_dpi);
    const GArray *known = g_hash_table_lookup(reader->known, key);
    if (known) {
        *words = dup_words(known, dpi / whole_dpi);
        return true;
    }
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(MbReadWord));
    g_array_set_clear_func(found, mb_read_word_clear);
    if (!reader->engine->read(reader->handle, picture, layout, whole_dpi, limit_ms, found, error))
        return false;
    remember(reader, g_steal_pointer(&key), found);
    *words = dup_words(found, dpi / whole_dpi);
    return true;
}
