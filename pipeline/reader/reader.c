#include "reader/reader.h"

#include "engine.h"

#include <string.h>

struct MbReader {
    const MbReaderEngine *engine;
    void *handle;
    char *name;
    char *language;
};

MbReader *mb_reader_new(const char *language, GError **error)
{
    const MbReaderEngine *engine = &mb_engine_tesseract;
    char *name = NULL;
    void *handle = engine->open(language, &name, error);
    if (!handle)
        return NULL;
    MbReader *reader = g_new(MbReader, 1);
    *reader = (MbReader){engine, handle, name, g_strdup(language)};
    return reader;
}

void mb_reader_free(MbReader *reader)
{
    if (!reader)
        return;
    reader->engine->close(reader->handle);
    g_free(reader->name);
    g_free(reader->language);
    g_free(reader);
}

static void free_warm(gpointer reader)
{
    mb_reader_free(reader);
}

static GPrivate warm_reader = G_PRIVATE_INIT(free_warm);

MbReader *mb_reader_borrow(const char *language, GError **error)
{
    MbReader *reader = g_private_get(&warm_reader);
    if (reader && !strcmp(reader->language, language))
        return reader;
    reader = mb_reader_new(language, error);
    if (reader)
        g_private_replace(&warm_reader, reader);
    return reader;
}

const char *mb_reader_name(const MbReader *reader)
{
    return reader->name;
}

void mb_read_word_clear(gpointer data)
{
    MbReadWord *word = data;
    g_clear_pointer(&word->text, g_free);
    g_clear_pointer(&word->other, g_free);
}

bool mb_reader_read(MbReader *reader, const MbPicture *picture, MbReadLayout layout, double dpi, int limit_ms, GArray **words,
                    GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(MbReadWord));
    g_array_set_clear_func(found, mb_read_word_clear);
    if (!reader->engine->read(reader->handle, picture, layout, dpi, limit_ms, found, error))
        return false;
    *words = g_steal_pointer(&found);
    return true;
}
