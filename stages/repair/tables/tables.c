/* The tables of a document: each by itself, then what they prove together. */
#include "../repair.h"

#include "proof.h"

static void free_proof(void *proof)
{
    mb_proof_free(proof);
}

void mb_repair_tables(MbDocument *document)
{
    g_autoptr(GPtrArray) proofs = g_ptr_array_new_with_free_func(free_proof);
    guint number = 0;
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        if (block->kind != MB_BLOCK_TABLE)
            continue;
        MbProof *proof = mb_proof_new(document, block, ++number);
        if (!proof)
            continue;
        mb_proof_write(proof, document);
        mb_noise_doubt(proof);
        g_ptr_array_add(proofs, proof);
    }
    mb_labels_prove(proofs);
    mb_figures_compare(document, proofs);
    for (guint i = 0; i < proofs->len; i++)
        mb_proof_write_relations(proofs->pdata[i]);
}
