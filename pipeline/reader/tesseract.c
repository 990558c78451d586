/* Tesseract 5 behind the engine record. */
#include "engine.h"

#include "base/error.h"
#include "base/text.h"

#include <dlfcn.h>
#include <string.h>
#include <tesseract/capi.h>

/*
 * Tesseract asks OpenMP for four threads, which on two cores made pages up to
 * 40 times slower. OMP_THREAD_LIMIT is read when the library is loaded, before
 * our main, so the running OpenMP is told too: no parallel regions in this
 * thread. The variable is for child processes.
 */
static void forbid_inner_threads(void)
{
    void (*set_levels)(int);
    *(void **)&set_levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (set_levels)
        set_levels(0);
    g_setenv("OMP_THREAD_LIMIT", "1", FALSE);
}

/*
 * An engine with its data. The engine that compares shapes would learn from
 * what it reads, so that a reading depended on those before it: it is told not
 * to. Its pairs of words are 16 MB that a single word has no use for.
 */
static TessBaseAPI *load(const char *folder, const char *language, TessOcrEngineMode mode)
{
    char *names[] = {"classify_enable_learning", "load_bigram_dawg"}, *values[] = {"0", "0"};
    TessBaseAPI *api = TessBaseAPICreate();
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    const gsize count = mode == OEM_LSTM_ONLY ? 0 : G_N_ELEMENTS(names);
    if (TessBaseAPIInit4(api, folder, language, mode, NULL, 0, names, values, count, FALSE) == 0)
        return api;
    TessBaseAPIDelete(api);
    return NULL;
}

static void *open_engine(const char *language, const char *folder, char **name, GError **error)
{
    static GMutex opening; /* the engine's variables for messages are the process's */
    forbid_inner_threads();
    g_mutex_lock(&opening);
    TessBaseAPI *lines = load(folder, language, OEM_LSTM_ONLY);
    TessBaseAPI *api = lines || !folder ? lines : load(folder, language, OEM_TESSERACT_ONLY);
    g_mutex_unlock(&opening);
    if (!api) {
        g_set_error(error, MB_READER_ERROR, MB_ERROR_ENVIRONMENT, "no language data for '%s' (%s)", language,
                    folder ? folder : "TESSDATA_PREFIX?");
        return NULL;
    }
    *name = g_strdup_printf("tesseract %s %s%s", TessVersion(), language, !lines ? " by shapes" : folder ? " of a second model" : "");
    return api;
}

static void close_engine(void *handle)
{
    TessBaseAPIEnd(handle);
    TessBaseAPIDelete(handle);
}

/* The engine's settings for each layout, in the order of MbReadLayout. */
static const struct {
    TessPageSegMode mode;
    const char *characters;
} settings[] = {
    {PSM_AUTO, ""}, {PSM_SINGLE_BLOCK, ""}, {PSM_SINGLE_LINE, ""}, {PSM_SINGLE_LINE, "0123456789.,+-%()\302\243"}, {PSM_SPARSE_TEXT, ""},
};

/* The size that the engine gives its word's row, in pixels; the engine computes it in whole points. */
static double measure_size(const TessResultIterator *at, MbPixelBox word, double dpi)
{
    BOOL bold, italic, underlined, fixed, serif, capitals;
    int points = 0, id = 0;
    TessResultIteratorWordFontAttributes(at, &bold, &italic, &underlined, &fixed, &serif, &capitals, &points, &id);
    return points > 0 ? points * dpi / 72 : word.y1 - word.y0;
}

static void append_word(const TessResultIterator *at, int line, double dpi, GArray *words)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    int x0, y0, x1, y1, bx0, by0, bx1, by1;
    char *raw = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    if (!raw)
        return;
    g_autofree char *clean = mb_text_dup_clean(raw, -1);
    TessDeleteText(raw);
    g_autofree char *text = mb_text_dup_collapsed(clean);
    g_strdelimit(text, " ", '_'); /* a word of the engine has no spaces: its laws, not ours */
    if (!*text || !TessPageIteratorBoundingBox(place, RIL_WORD, &x0, &y0, &x1, &y1))
        return;
    MbReadWord word = {.text = g_steal_pointer(&text), .box = {x0, y0, x1, y1}, .line = line, .baseline_px = y1};
    if (TessPageIteratorBaseline(place, RIL_WORD, &bx0, &by0, &bx1, &by1))
        word.baseline_px = (by0 + by1) / 2.0;
    word.size_px = measure_size(at, word.box, dpi);
    word.conf = CLAMP(TessResultIteratorConfidence(at, RIL_WORD) / 100.0, 0, 1);
    g_array_append_val(words, word);
}

static void collect_words(TessBaseAPI *api, double dpi, GArray *words)
{
    TessResultIterator *at = TessBaseAPIGetIterator(api);
    if (!at)
        return;
    int line = -1;
    do {
        if (line < 0 || TessPageIteratorIsAtBeginningOf(TessResultIteratorGetPageIteratorConst(at), RIL_TEXTLINE))
            line++;
        append_word(at, line, dpi, words);
    } while (TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
}

static bool recognise(TessBaseAPI *api, int limit_ms, GError **error)
{
    ETEXT_DESC *monitor = TessMonitorCreate();
    const gint64 start = g_get_monotonic_time();
    if (limit_ms > 0)
        TessMonitorSetDeadlineMSecs(monitor, limit_ms);
    const int failed = TessBaseAPIRecognize(api, monitor);
    TessMonitorDelete(monitor);
    const bool late = limit_ms > 0 && g_get_monotonic_time() - start >= (gint64)limit_ms * 1000;
    if (late)
        g_set_error(error, MB_READER_ERROR, MB_ERROR_LIMIT, "not read in %d ms", limit_ms);
    else if (failed)
        g_set_error(error, MB_READER_ERROR, MB_ERROR_ENVIRONMENT, "the reader failed");
    return !late && !failed;
}

static bool read_picture(void *handle, const MbPicture *picture, MbReadLayout layout, double dpi, int limit_ms, GArray *words,
                         GError **error)
{
    g_assert(picture->channels == 1 && (gsize)layout < G_N_ELEMENTS(settings));
    TessBaseAPI *api = handle;
    TessBaseAPISetPageSegMode(api, settings[layout].mode);
    TessBaseAPISetVariable(api, "tessedit_char_whitelist", settings[layout].characters);
    TessBaseAPISetImage(api, picture->pixels, picture->width_px, picture->height_px, 1, picture->stride);
    dpi = CLAMP(dpi, 70, 2000); /* what the engine takes for a resolution */
    TessBaseAPISetSourceResolution(api, (int)dpi);
    const bool ok = recognise(api, limit_ms, error);
    if (ok)
        collect_words(api, dpi, words);
    TessBaseAPIClear(api);
    return ok;
}

static char *dup_data_path(void *handle, const char *language)
{
    g_autofree char *name = g_strconcat(language, ".traineddata", NULL);
    return g_build_filename(TessBaseAPIGetDatapath(handle), name, NULL);
}

const MbReaderEngine mb_engine_tesseract = {"tesseract", TessVersion, dup_data_path, open_engine, close_engine, read_picture};
