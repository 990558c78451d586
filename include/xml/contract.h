/*
 * The contract of archive XML (docs/archive-xml.md) beyond its schemas: what a
 * stranger can check without the source. Room xml.
 */
#ifndef MB_XML_CONTRACT_H
#define MB_XML_CONTRACT_H

#include <glib.h>
#include <stdbool.h>

/* What was counted, to be held against the package's report. */
typedef struct {
    guint pages, tables, agenda_items, issues;
    char *sha256;      /* of the source, as the file states it; NULL when it does not */
    GPtrArray *files;  /* paths below data/ that it names (char *): ALTO, CSV, pictures */
} MbContract;

/* Frees what a contract in the caller's storage holds. */
void mb_contract_clear(MbContract *contract);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MbContract, mb_contract_clear)

/*
 * Checks places, certainty, spans, addresses and pages:
 * - mb:page is a page of the source, mb:bbox four ordered numbers, mb:origin a
 *   known word, mb:conf between 0 and 1 and there wherever text is not the
 *   file's own; every text has a page, its own or that of an element around it;
 * - row and column spans fit their table and do not overlap;
 * - FRBR addresses are paths of the naming convention;
 * - every page that shows words is met in the text or is the place of an issue.
 *
 * bytes:    borrowed; archive XML.
 * contract: out, optional; cleared by the caller.
 * problems: borrowed; one line (char *, owned by the array) for each, with the
 *           line of the file; at most 100.
 *
 * Returns whether nothing was found.
 */
bool mb_contract_check(GBytes *bytes, MbContract *contract, GPtrArray *problems);

#endif
