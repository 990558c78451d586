/* Tables: relations are found, numbers proved, mended or doubted, and all of it written down. */
#include "repair.h"

#include "table-mend.h"

#include <string.h>

/* Relations that contradict numbers which others prove are nearly true at most ("Birmingham = East + West"): they say nothing. */
static void drop_contradicted(MbMender *mender)
{
    for (guint i = 0; i < mender->instances->len; i++) {
        const MbInstance *instance = &g_array_index(mender->instances, MbInstance, i);
        bool contradicted = mb_mender_verdict(mender, i) == MB_VERDICT_FAILS;
        for (guint k = 0; contradicted && k < instance->members->len; k++)
            contradicted = mb_mender_is_proved(mender, g_array_index(instance->members, guint, k));
        mender->is_soft[instance->relation] |= contradicted;
    }
}

void mb_mender_run(MbMender *mender)
{
    drop_contradicted(mender);
    mb_mender_search(mender);
    drop_contradicted(mender);
}

/* One table at work. */
typedef struct {
    MbRepairer *repairer;
    MbLedger *ledger;
    MbMender *mender;
    guint number; /* of the table in the document, from 1 */
} Work;

static void drop_doubts(MbBlock *leaf)
{
    for (guint i = leaf->spans ? leaf->spans->len : 0; i-- > 0;)
        if (g_array_index(leaf->spans, MbSpan, i).kind == MB_SPAN_DOUBTFUL)
            g_array_remove_index(leaf->spans, i);
}

static void name_relation(const Work *work, guint relation, GString *out)
{
    if (out->len)
        g_string_append_c(out, ' ');
    g_string_append_printf(out, "t%ur%u", work->number, relation + 1);
}

/* The relations that prove an entry, as "by". */
static void put_by(const Work *work, guint entry)
{
    const GArray *list = work->mender->of_entry->pdata[entry];
    g_autoptr(GString) by = g_string_new(NULL);
    for (guint i = 0; list && i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        if (mb_mender_proves(work->mender, instance, entry))
            name_relation(work, g_array_index(work->mender->instances, MbInstance, instance).relation, by);
    }
    if (by->len)
        mb_attrs_set(&work->ledger->entries[entry].cell->attrs, "by", by->str);
}

/* The old reading stays in the changed span of the text, which withholding covers; an attribute of the cell would escape it. */
static void write_change(const Work *work, guint entry)
{
    MbEntry *at = &work->ledger->entries[entry];
    int64_t value = at->amount.value;
    g_autofree char *text = mb_mender_dup_text(work->mender, entry, value);
    mb_block_replace(at->leaf, at->amount.core, at->amount.core_end, text, "arithmetic");
    at->cell->check = MB_CHECK_REPAIRED;
}

static guint count_failing(const Work *work, guint entry)
{
    const GArray *list = work->mender->of_entry->pdata[entry];
    guint failing = 0;
    for (guint i = 0; list && i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        bool soft = work->mender->is_soft[g_array_index(work->mender->instances, MbInstance, instance).relation];
        failing += !soft && mb_mender_verdict(work->mender, instance) == MB_VERDICT_FAILS;
    }
    return failing;
}

/* The file's own text is doubted only when two relations speak against a number and none for it. */
#define CONDEMNED 2

static void mark_entry(const Work *work, guint entry)
{
    MbEntry *at = &work->ledger->entries[entry];
    const MbFate *fate = &work->mender->fates[entry];
    bool proved = mb_mender_is_proved(work->mender, entry);
    if (fate->changed)
        write_change(work, entry);
    else if (at->amount.kind == MB_AMOUNT_MALFORMED)
        at->cell->check = at->is_pixel ? MB_CHECK_DOUBTFUL : at->cell->check;
    else if (proved)
        at->cell->check = MB_CHECK_VERIFIED;
    else if (fate->doubted || (!at->is_pixel && count_failing(work, entry) >= CONDEMNED))
        at->cell->check = MB_CHECK_DOUBTFUL;
    else if (at->cell->check == MB_CHECK_NOT)
        at->cell->check = MB_CHECK_READ;
    if (proved) {
        drop_doubts(at->leaf);
        put_by(work, entry);
    }
}

/* Relations that were used, with how often they hold: "t1r2: c4 = c3 - c2 (9 of 10)", one after another with "; ". */
static void put_relations(const Work *work)
{
    MbMender *mender = work->mender;
    g_autofree guint *held = g_new0(guint, mender->relations->len + 1), *asked = g_new0(guint, mender->relations->len + 1);
    for (guint i = 0; i < mender->instances->len; i++) {
        guint relation = g_array_index(mender->instances, MbInstance, i).relation;
        MbVerdict verdict = mb_mender_verdict(mender, i);
        held[relation] += verdict == MB_VERDICT_HOLDS;
        asked[relation] += verdict != MB_VERDICT_NONE;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < mender->relations->len; i++) {
        if (mender->is_soft[i] || !held[i])
            continue;
        g_autofree char *text = mb_relation_dup_text(mender->relations->pdata[i]);
        g_string_append_printf(out, "%st%ur%u: %s (%u of %u)", out->len ? "; " : "", work->number, i + 1, text, held[i], asked[i]);
    }
    if (out->len)
        mb_attrs_set(&work->ledger->table->attrs, "relations", out->str);
}

static void report_breaches(const Work *work)
{
    for (guint i = 0; i < work->mender->instances->len; i++) {
        const MbInstance *instance = &g_array_index(work->mender->instances, MbInstance, i);
        if (work->mender->is_soft[instance->relation] || mb_mender_verdict(work->mender, i) != MB_VERDICT_FAILS)
            continue;
        const MbRelation *relation = work->mender->relations->pdata[instance->relation];
        const MbEntry *target = &work->ledger->entries[g_array_index(instance->members, guint, 0)];
        g_autofree char *text = mb_relation_dup_text(relation);
        g_autofree char *subject = g_strdup_printf("%s, at %c%u", text, relation->across ? 'c' : 'r', instance->pos + 1);
        mb_document_add_issue(work->repairer->document, MB_ISSUE_SUM_BROKEN, target->cell->page, target->cell->box, subject);
    }
}

void mb_repair_table(MbRepairer *repairer, MbBlock *table)
{
    g_autoptr(MbLedger) ledger = mb_ledger_new(table);
    repairer->tables++;
    if (!ledger)
        return;
    mb_ledger_doubt_odd(ledger);
    g_autoptr(GPtrArray) relations = mb_relations_find(ledger);
    g_autoptr(MbMender) mender = mb_mender_new(ledger, relations);
    mb_mender_run(mender);
    Work work = {repairer, ledger, mender, repairer->tables};
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        const MbEntry *entry = &ledger->entries[i];
        bool is_number = entry->amount.kind == MB_AMOUNT_VALUE || entry->amount.kind == MB_AMOUNT_MALFORMED;
        if (entry->cell && !entry->is_label && entry->leaf && is_number)
            mark_entry(&work, i);
    }
    put_relations(&work);
    report_breaches(&work);
}
