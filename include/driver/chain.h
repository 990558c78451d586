/*
 * The chain of stages as one function. Room driver.
 */
#ifndef MB_DRIVER_CHAIN_H
#define MB_DRIVER_CHAIN_H

#include "stage/stage.h"

/* Number of stages, and the i-th in the order of the chain; static. */
guint mb_chain_count(void);
const MbStage *mb_chain_stage(guint i);

/* The place of a stage in the chain by its name; false for an unknown name. */
bool mb_chain_find(const char *name, guint *i);

/*
 * Runs the stages from the first-th to the end.
 *
 * document: as that stage takes it: new for a source, read from pack XML, or
 *           with "data/document.xml" among its files for publish and index.
 * keep:     after each stage that gives pack XML, puts it among the files as
 *           data/stages/<n>-<name>.xml.
 *
 * Returns false with the error of the stage that failed; the document is then
 * in no defined state.
 */
bool mb_chain_run(MbDocument *document, const MbOptions *options, guint first, bool keep, GError **error);

/* Path among a package's files of the pack XML kept after the i-th stage; caller frees with g_free. */
char *mb_chain_dup_kept_path(guint i);

/*
 * What the result depends on but for the source: stages with their versions,
 * and options. One line, stable; recorded in each package and compared to
 * find what is done. Caller frees with g_free.
 */
char *mb_chain_dup_key(const MbOptions *options);

/*
 * The identity of this build: it changes when the program file or a data file
 * of the stages is another, even if no version was raised. It never gets into a
 * package. Caller frees with g_free.
 */
char *mb_chain_dup_build(const char *data_dir);

/*
 * The key of a package that was partly made by an earlier run.
 *
 * old:   borrowed; key of the earlier package.
 * new:   borrowed; key of this run.
 * first: stage from which this run made it anew.
 *
 * What ran earlier keeps its version and its options. Caller frees with g_free.
 */
char *mb_chain_dup_merged_key(const char *old, const char *new, guint first);

#endif
