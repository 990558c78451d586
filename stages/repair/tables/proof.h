/*
 * A table whose numbers were looked at: its grid, its relations and what became
 * of each number. What is proved across tables reads these. Part of stage repair.
 */
#ifndef MB_REPAIR_TABLE_PROOF_H
#define MB_REPAIR_TABLE_PROOF_H

#include "../repair.h"
#include "mend.h"

typedef struct {
    guint number; /* of the table in the document, from 1 */
    MbLedger *ledger;
    GPtrArray *relations;  /* MbRelation */
    MbMender *mender;
    GPtrArray *residuals;  /* per relation GString: how far it was off where it failed before any repair */
    GString *notes;        /* what else is recorded beside the relations, in their form */
} MbProof;

/*
 * Looks at a table: its relations are found, its numbers mended or doubted.
 *
 * document: borrowed; its words tell the reader's other readings.
 * table:    borrowed; its text and marks stay as they are until mb_proof_write.
 * number:   of the table in the document, from 1.
 *
 * Returns NULL when the table holds no number or is beyond the ledger's limits.
 * Caller frees with mb_proof_free.
 */
MbProof *mb_proof_new(const MbDocument *document, MbBlock *table, guint number);
void mb_proof_free(MbProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbProof, mb_proof_free)

/* Writes checks, changes, doubts and "by" into the cells; failures of hard relations become issues. */
void mb_proof_write(MbProof *proof, MbDocument *document);

/* Sets the table's attribute "relations": "t1r2: c4 = c3 - c2 (9 of 10, r8 was off by -100)" and notes, between "; ". */
void mb_proof_write_relations(const MbProof *proof);

/* Appends "t3r1" (table 3, relation 1) to a list of names. */
void mb_proof_name_relation(const MbProof *proof, guint relation, GString *out);

/* table-labels.c: the column left of the numbers that names most rows, the last of equals; false when none names two thirds. */
bool mb_labels_find_column(const MbLedger *ledger, guint *found);

/*
 * table-noise.c: cells of a column of scraps become doubtful: read from pixels
 * or of a transcript, numbers among single letters and signs, bound by no
 * relation in a table whose other columns are; and left of the labels the
 * pieces of a torn side label.
 */
void mb_noise_doubt(const MbProof *proof);

/*
 * table-figures.c: figures that two tables, or a table and a sentence beside it, give differently; issue figure-differs.
 *
 * proofs: MbProof, of all tables of the document, written.
 */
void mb_figures_compare(MbDocument *document, const GPtrArray *proofs);

/*
 * table-labels.c: fills in row labels that order and totals prove; other blank
 * labels of labelled rows become doubtful.
 *
 * proofs: MbProof, of all tables of the document, written.
 */
void mb_labels_prove(const GPtrArray *proofs);

#endif
