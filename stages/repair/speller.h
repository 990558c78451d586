/*
 * English words, and those of councils and the police. The only place that
 * knows Hunspell. Stage repair, for its own files.
 */
#ifndef MB_REPAIR_SPELLER_H
#define MB_REPAIR_SPELLER_H

#include "stage/stage.h"

typedef struct MbSpeller MbSpeller;

/*
 * Loads the British dictionary, the words of data/words.txt and those of the
 * profile ([words]).
 *
 * Returns the speller, caller frees; NULL with MB_ERROR_ENVIRONMENT when the
 * dictionary is not there. About 60 ms: ask only when there is a word to check.
 */
MbSpeller *mb_speller_new(const MbOptions *options, GError **error);
void mb_speller_free(MbSpeller *speller);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbSpeller, mb_speller_free)

/* Appends the dictionary by its content (base/tools.h); Hunspell does not tell its version. */
void mb_speller_list_tools(GString *tools);

/* Whether it is a word as written or in small letters. */
bool mb_speller_knows(MbSpeller *speller, const char *word);

/*
 * Words that a reader may have taken for this one: one letter more, less or
 * other, or one usual confusion of shapes ("rn" for "m", "1" for "l").
 *
 * Returns the words, unique, in the order of likelihood; caller frees with
 * g_ptr_array_unref.
 */
GPtrArray *mb_speller_near(MbSpeller *speller, const char *word);

/* The words of a file in data/, one a line; NULL with the error of reading it. Caller frees with g_ptr_array_unref. */
GPtrArray *mb_speller_read_words(const MbOptions *options, const char *name, GError **error);

#endif
