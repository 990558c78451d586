/* What a reading engine must offer. Inside room reader only. */
#ifndef MB_PIPELINE_READER_ENGINE_H
#define MB_PIPELINE_READER_ENGINE_H

#include "reader/reader.h"

typedef struct {
    const char *name;
    const char *(*version)(void);
    /* Where the data of a language lie; caller frees. */
    char *(*dup_data_path)(void *handle, const char *language);
    /* A handle with the language's data loaded, and its name with version (caller frees); NULL with an error. */
    void *(*open)(const char *language, const char *folder, char **name, GError **error);
    void (*close)(void *handle);
    /* As mb_reader_read; appends to words. */
    bool (*read)(void *handle, const MbPicture *picture, MbReadLayout layout, double dpi, int limit_ms, GArray *words, GError **error);
} MbReaderEngine;

extern const MbReaderEngine mb_engine_tesseract;

#endif
