/* One table: relations are found, numbers proved, mended or doubted, and all of it written down. */
#include "proof.h"

#include <string.h>

/* The places at which each relation fails before anything is mended. */
static void note_residuals(MbProof *proof)
{
    const MbMender *mender = proof->mender;
    for (guint i = 0; i < mender->instances->len; i++) {
        const MbInstance *instance = &g_array_index(mender->instances, MbInstance, i);
        const MbRelation *relation = proof->relations->pdata[instance->relation];
        int64_t residual;
        if (mb_mender_verdict(mender, i) != MB_VERDICT_FAILS ||
            !mb_relation_residual(relation, proof->ledger, instance->pos, &residual))
            continue;
        MbAmount like = {0};
        g_autofree char *text = mb_amount_format(residual, &like, 0);
        g_string_append_printf(proof->residuals->pdata[instance->relation], ", %c%u was off by %s", relation->across ? 'c' : 'r',
                               instance->pos + 1, text);
    }
}

static void free_string(void *string)
{
    g_string_free(string, TRUE);
}

MbProof *mb_proof_new(const MbDocument *document, MbBlock *table, guint number)
{
    MbLedger *ledger = mb_ledger_new(table);
    if (!ledger)
        return NULL;
    MbProof *proof = g_new0(MbProof, 1);
    proof->number = number;
    proof->ledger = ledger;
    proof->notes = g_string_new(NULL);
    ledger->is_transcript = !g_strcmp0(document->media_type, "text/plain");
    mb_ledger_find_words(ledger, document);
    mb_ledger_find_names(ledger);
    mb_ledger_doubt_odd(ledger);
    proof->relations = mb_relations_find(ledger);
    proof->mender = mb_mender_new(ledger, proof->relations);
    proof->residuals = g_ptr_array_new_with_free_func(free_string);
    for (guint i = 0; i < proof->relations->len; i++)
        g_ptr_array_add(proof->residuals, g_string_new(NULL));
    note_residuals(proof);
    mb_mender_run(proof->mender);
    return proof;
}

void mb_proof_free(MbProof *proof)
{
    if (!proof)
        return;
    mb_mender_free(proof->mender);
    g_ptr_array_unref(proof->relations);
    g_ptr_array_unref(proof->residuals);
    mb_ledger_free(proof->ledger);
    g_string_free(proof->notes, TRUE);
    g_free(proof);
}

static void drop_doubts(MbBlock *leaf)
{
    for (guint i = leaf->spans ? leaf->spans->len : 0; i-- > 0;)
        if (g_array_index(leaf->spans, MbSpan, i).kind == MB_SPAN_DOUBTFUL)
            g_array_remove_index(leaf->spans, i);
}

void mb_proof_name_relation(const MbProof *proof, guint relation, GString *out)
{
    if (out->len)
        g_string_append_c(out, ' ');
    g_string_append_printf(out, "t%ur%u", proof->number, relation + 1);
}

/* Whether an instance proves an entry from numbers none of which is itself in doubt. */
static bool proves_soundly(const MbMender *mender, guint instance, guint entry)
{
    const GArray *members = mb_mender_instance(mender, instance)->members;
    for (guint k = 0; k < members->len; k++) {
        guint other = g_array_index(members, guint, k);
        const MbFate *fate = &mender->fates[other];
        if (other != entry && (fate->doubted || fate->is_suspect))
            return false;
    }
    return mb_mender_proves(mender, instance, entry);
}

static bool is_proved(const MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    for (guint i = 0; list && i < list->len; i++)
        if (proves_soundly(mender, g_array_index(list, guint, i), entry))
            return true;
    return false;
}

/* The relations that prove an entry, as "by". */
static void put_by(const MbProof *proof, guint entry)
{
    const MbMender *mender = proof->mender;
    const GArray *list = mender->of_entry->pdata[entry];
    g_autoptr(GString) by = g_string_new(NULL);
    for (guint i = 0; list && i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        if (proves_soundly(mender, instance, entry))
            mb_proof_name_relation(proof, g_array_index(mender->instances, MbInstance, instance).relation, by);
    }
    if (by->len)
        mb_attrs_set(&proof->ledger->entries[entry].cell->attrs, "by", by->str);
}

/* The old reading stays in the changed span of the text, which withholding covers; an attribute of the cell would escape it. */
static void write_change(const MbProof *proof, guint entry)
{
    MbEntry *at = &proof->ledger->entries[entry];
    int64_t value = at->amount.value;
    g_autofree char *text = mb_mender_dup_text(proof->mender, entry, value);
    mb_block_replace(at->leaf, at->amount.core, at->amount.core_end, text, "arithmetic");
    at->cell->check = MB_CHECK_REPAIRED;
}

/* The file's own text is doubted only when two relations speak against a number and none for it. */
#define CONDEMNED 2

static void mark_entry(const MbProof *proof, guint entry)
{
    MbEntry *at = &proof->ledger->entries[entry];
    const MbFate *fate = &proof->mender->fates[entry];
    bool proved = is_proved(proof->mender, entry) && !fate->is_suspect && !mb_mender_is_disputed(proof->mender, entry);
    bool is_read = at->is_pixel || proof->ledger->is_transcript;
    if (fate->is_suspect && is_read)
        at->cell->check = MB_CHECK_DOUBTFUL;
    else if (fate->changed || (proved && is_read && mb_ledger_lacks_commas(proof->ledger, entry)))
        write_change(proof, entry);
    else if (at->amount.kind == MB_AMOUNT_MALFORMED)
        at->cell->check = is_read ? MB_CHECK_DOUBTFUL : at->cell->check;
    else if (proved)
        at->cell->check = MB_CHECK_VERIFIED;
    else if (fate->doubted || (!is_read && mb_mender_count_failing(proof->mender, entry) >= CONDEMNED))
        at->cell->check = MB_CHECK_DOUBTFUL;
    else if (at->cell->check == MB_CHECK_NOT)
        at->cell->check = MB_CHECK_READ;
    if (proved) {
        drop_doubts(at->leaf);
        put_by(proof, entry);
    }
}

static bool is_all_text(const MbProof *proof, const MbInstance *instance)
{
    for (guint k = 0; k < instance->members->len; k++)
        if (mb_mender_may_change(proof->mender, g_array_index(instance->members, guint, k)))
            return false;
    return true;
}

/* Sums of the file's own rounded numbers that are off by the rounding are a residual, no issue. */
static void report_breaches(const MbProof *proof, MbDocument *document)
{
    const MbMender *mender = proof->mender;
    for (guint i = 0; i < mender->instances->len; i++) {
        const MbInstance *instance = &g_array_index(mender->instances, MbInstance, i);
        if (!mb_mender_fails(mender, i) || (mb_mender_is_rounding(mender, i) && is_all_text(proof, instance)))
            continue;
        const MbRelation *relation = proof->relations->pdata[instance->relation];
        const MbEntry *target = &proof->ledger->entries[g_array_index(instance->members, guint, 0)];
        g_autofree char *text = mb_relation_dup_text(relation);
        g_autofree char *subject = g_strdup_printf("%s, at %c%u", text, relation->across ? 'c' : 'r', instance->pos + 1);
        mb_document_add_issue(document, MB_ISSUE_SUM_BROKEN, target->cell->page, target->cell->box, subject);
    }
}

void mb_proof_write(MbProof *proof, MbDocument *document)
{
    const MbLedger *ledger = proof->ledger;
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        const MbEntry *entry = &ledger->entries[i];
        bool is_number = entry->amount.kind == MB_AMOUNT_VALUE || entry->amount.kind == MB_AMOUNT_MALFORMED;
        if (entry->cell && !entry->is_label && entry->leaf && is_number)
            mark_entry(proof, i);
    }
    report_breaches(proof, document);
}

/* How often a relation holds now, and at how many places its numbers are all there. */
typedef struct {
    guint held, asked;
} Count;

static Count *count_relations(const MbMender *mender)
{
    Count *counts = g_new0(Count, mender->relations->len + 1);
    for (guint i = 0; i < mender->instances->len; i++) {
        Count *count = &counts[g_array_index(mender->instances, MbInstance, i).relation];
        MbVerdict verdict = mb_mender_verdict(mender, i);
        count->held += verdict == MB_VERDICT_HOLDS;
        count->asked += verdict != MB_VERDICT_NONE;
    }
    return counts;
}

void mb_proof_write_relations(const MbProof *proof)
{
    g_autofree Count *counts = count_relations(proof->mender);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < proof->relations->len; i++) {
        const MbRelation *relation = proof->relations->pdata[i];
        if (proof->mender->is_soft[i] || relation->is_expected || !counts[i].held)
            continue;
        g_autofree char *text = mb_relation_dup_text(relation);
        g_string_append_printf(out, "%st%ur%u: %s (%u of %u%s)", out->len ? "; " : "", proof->number, i + 1, text, counts[i].held,
                               counts[i].asked, ((GString *)proof->residuals->pdata[i])->str);
    }
    if (out->len && proof->notes->len)
        g_string_append(out, "; ");
    g_string_append_len(out, proof->notes->str, (gssize)proof->notes->len);
    if (out->len)
        mb_attrs_set(&proof->ledger->table->attrs, "relations", out->str);
}
