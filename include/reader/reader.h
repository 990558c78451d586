/*
 * Reading text from pictures. Room reader, the only one that knows Tesseract;
 * it may include base, model and image.
 *
 * A reader is an engine with its language data loaded. Engines stand behind
 * one record of functions (MbReaderEngine), so that another can be added
 * without a change in the stages. A reader belongs to one thread.
 */
#ifndef MB_READER_READER_H
#define MB_READER_READER_H

#include "image/look.h"
#include "model/page.h"
#include "model/picture.h"

#include <glib.h>
#include <stdbool.h>

/* How a picture is laid out. */
typedef enum {
    MB_READ_PAGE,    /* a page: columns, blocks, lines are looked for */
    MB_READ_BLOCK,   /* one block of lines */
    MB_READ_LINE,    /* one line */
    MB_READ_NUMBER,  /* one line that holds a number: digits, signs, separators alone */
    MB_READ_SPARSE   /* scattered pieces, in no order */
} MbReadLayout;

/* One word as read. */
typedef struct {
    char *text;         /* clean UTF-8 without white space; owned */
    MbPixelBox box;     /* pixels of the picture */
    double baseline_px; /* y of the baseline at the word's middle */
    double size_px;     /* font size in pixels, from the line's height; an estimate */
    double conf;        /* 0 to 1 */
    int line;           /* number of the line in the picture, from 0 */
    bool underlined;    /* a line runs under it; set by callers that look for lines */
    double rise_px;     /* height of its highest letter over the baseline, 0 unknown; set by callers that measure type */
    double stroke_px;   /* width of its letters' stems, 0 unknown; the same */
    char *other;        /* what another reading made of it, or NULL; owned; set by callers that read twice */
} MbReadWord;

/* Frees what an MbReadWord owns; a GDestroyNotify for arrays of them. */
void mb_read_word_clear(gpointer word);

typedef struct MbReader MbReader;

/*
 * A reader for a language, with its data loaded.
 *
 * language: Tesseract names, "eng" or "eng+cym".
 * folder:   of the language data, or NULL: the data installed with the engine.
 *           An engine that learned lines is preferred to one that compares
 *           shapes, where a folder's data has both.
 *
 * Returns NULL with MB_ERROR_ENVIRONMENT when the language data is missing.
 * Caller frees with mb_reader_free. About 0.1 s.
 */
MbReader *mb_reader_new(const char *language, const char *folder, GError **error);
void mb_reader_free(MbReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbReader, mb_reader_free)

/*
 * The calling thread's own warm reader for a language, made on first use and
 * freed when the thread ends or asks for another language. Borrowed. Errors as
 * mb_reader_new.
 */
MbReader *mb_reader_borrow(const char *language, GError **error);

/* The same for a second reader, whose data lie in a folder. */
MbReader *mb_reader_borrow_second(const char *language, const char *folder, GError **error);

/* Appends the engine with its version, and its language data by their content, each named as `data` and its language (base/tools.h). */
void mb_reader_list_tools(const MbReader *reader, const char *data, GString *tools);

/* What reads, for the archive: "tesseract 5.3.0 eng". Borrowed. */
const char *mb_reader_name(const MbReader *reader);

/*
 * Reads a picture.
 *
 * picture:  borrowed, one channel, dark text on light ground.
 * dpi:      its resolution, > 0.
 * limit_ms: time limit; 0 none.
 * words:    out; MbReadWord in the engine's reading order, caller frees with g_array_unref.
 *
 * The same pixels are read once: the reader keeps its latest readings.
 *
 * Returns false with MB_ERROR_LIMIT when the time is up, MB_ERROR_ENVIRONMENT
 * when the engine fails; the reader can be used again. A picture without text
 * gives no words and is no error.
 */
bool mb_reader_read(MbReader *reader, const MbPicture *picture, MbReadLayout layout, double dpi, int limit_ms, GArray **words,
                    GError **error);

#endif
