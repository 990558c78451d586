/*
 * Stages and the chain. Room stage.
 *
 * A stage is a pure function on a document: same document, same options, same
 * source bytes: same result. From one MbStage record come the stage program,
 * the tests, the fuzz targets and the driver's chain.
 */
#ifndef MB_STAGE_STAGE_H
#define MB_STAGE_STAGE_H

#include "model/document.h"
#include "stage/progress.h"
#include "stage/tokens.h"

#include <glib.h>
#include <stdbool.h>

/* What a run was asked for. Borrowed by stages, never changed by them. */
typedef struct {
    GBytes *source;        /* bytes of the source file; stages that read pixels need them */
    const char *name;      /* file name of the source, for messages and the document */
    const char *password;  /* for encrypted files, or NULL */
    const char *profile;   /* path of a council profile (GKeyFile), or NULL */
    const char *language;  /* Tesseract languages, "eng" or "eng+cym" */
    const char *models;    /* folder with language data for a second reader, or NULL: doubtful words are read once only */
    const char *data_dir;  /* folder with our data files (stages' data); never NULL */
    bool want_ocr;         /* false: nothing is read from pixels */
    bool want_searchable;  /* a searchable copy of scans (data/searchable.pdf) */
    bool include_restricted; /* keep withheld text in restricted.xml */
    int page_seconds;      /* time limit for one page's reading from pixels; 0 none */
    MbProgress *progress;  /* where the page being worked on is noted, and which are to be left alone; or NULL */
    MbTokens *tokens;      /* for working on pages at once, which changes no result; NULL: one after the other */
} MbOptions;

/* Options with their defaults (language "eng", want_ocr, data_dir found beside the program or installed). */
MbOptions mb_options_init(void);

/* What a stage takes and gives when it runs alone as a program. */
typedef enum {
    MB_WIRE_SOURCE,  /* the source file */
    MB_WIRE_PACK,    /* pack XML */
    MB_WIRE_ARCHIVE, /* archive XML (document.xml) */
    MB_WIRE_FILES    /* the main file of the stage's own output (HTML, NDJSON) */
} MbWire;

typedef struct {
    const char *name;    /* "layout" */
    const char *version; /* raised when the result may change; part of the cache key */
    MbWire takes, gives;
    const char *main_file; /* MB_WIRE_ARCHIVE and MB_WIRE_FILES: path in document->files that the program prints */
    const char *summary; /* one line for --help */
    bool (*run)(MbDocument *document, const MbOptions *options, GError **error);

    /*
     * Appends libraries and data beside the stage's own data files that had a part in the result (base/tools.h); NULL: there are none.
     * document: as `run` left it.
     */
    void (*list_tools)(const MbDocument *document, const MbOptions *options, GString *tools);
} MbStage;

/*
 * Runs one stage, adds it to the history with its version, options and tools, and, in checking builds
 * (MB_CHECK_MODEL), audits the document.
 *
 * Returns false with the stage's error, prefixed by its name; the document is
 * then in no defined state.
 */
bool mb_stage_run(const MbStage *stage, MbDocument *document, const MbOptions *options, GError **error);

/*
 * What a stage worked with (base/tools.h): its data files as "data=", a profile, then what it lists.
 *
 * document: as the stage left it. Caller frees with g_free; empty for a stage without any.
 */
char *mb_stage_dup_tools(const MbStage *stage, const MbDocument *document, const MbOptions *options);

/*
 * The main function of every stage program: options, input from a file or
 * standard input, output to standard output or -o, errors to standard error.
 *
 * Returns an MbExit.
 */
int mb_stage_main(const MbStage *stage, int argc, char **argv);

#endif
