/*
 * What the minutes say of people beyond the lists: who was in the chair, who
 * stood in for whom, who came and went. Patterns are data (rules.ini).
 */
#include "../tagger.h"

#include <string.h>

static MbEntity *entity_of(const MbTagger *tagger, const MbSpan *person)
{
    return person->ref ? mb_document_entity(tagger->document, person->ref) : NULL;
}

/* The person of a leaf that begins next after a byte, borrowed, or NULL. */
static const MbSpan *next_person(const MbBlock *leaf, guint byte)
{
    const MbSpan *next = NULL;
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_PERSON && span->start >= byte && (!next || span->start < next->start))
            next = span;
    }
    return next;
}

/* One stands in for the other, who is away. */
static void set_substitute(MbEntity *substitute, MbEntity *away)
{
    if (!substitute || !away || substitute == away)
        return;
    mb_attrs_set(&substitute->attrs, "attendance", "substitute");
    mb_attrs_set(&substitute->attrs, "substitutes", away->id);
    mb_attrs_set(&away->attrs, "attendance", "apologies");
}

/* What stands between two people: "(substitute for", "for whom ... attended". */
static void read_pair(const MbTagger *tagger, const MbView *view, const MbSpan *first, const MbSpan *second)
{
    g_autofree char *between = g_strndup(view->text + first->end, second->start - first->end);
    bool listed = !g_strcmp0(view->attendance, "substitute") && mb_rules_find(tagger->rules, "presence-for", between, NULL);
    if (listed || mb_rules_find(tagger->rules, "presence-substitute", between, NULL))
        set_substitute(entity_of(tagger, first), entity_of(tagger, second));
    else if (mb_rules_find(tagger->rules, "presence-substituted", between, NULL))
        set_substitute(entity_of(tagger, second), entity_of(tagger, first));
}

static bool is_chair_role(const MbTagger *tagger, const char *role)
{
    const MbEntity *entity = role ? mb_document_entity(tagger->document, role) : NULL;
    return entity && mb_rules_find(tagger->rules, "presence-chair-role", entity->show_as, NULL);
}

static void set_chair(MbTagger *tagger, const MbEntity *entity)
{
    if (entity && !mb_attrs_get(tagger->document->facts, "chair"))
        mb_attrs_set(&tagger->document->facts, "chair", entity->show_as);
}

/* "Councillor Bray in the Chair", "(Vice-Chair, presiding)" said of the person before, "Chair: Councillor Bray" of the one after. */
static void read_chair(MbTagger *tagger, const MbView *view, const MbSpan *person)
{
    g_autofree char *before = g_strndup(view->text, person->start);
    bool label = mb_rules_find(tagger->rules, "presence-chair-label", before, NULL);
    if (label || mb_rules_find(tagger->rules, "presence-in-chair", view->text + person->end, NULL))
        set_chair(tagger, entity_of(tagger, person));
}

static void read_view(MbTagger *tagger, const MbView *view)
{
    const MbSpan *person = next_person(view->leaf, 0);
    while (person) {
        const MbSpan *second = next_person(view->leaf, person->end);
        read_chair(tagger, view, person);
        if (second)
            read_pair(tagger, view, person, second);
        person = second;
    }
}

/* The office that a cell begins with, borrowed, or NULL. */
static const char *role_of(const MbBlock *cell)
{
    const MbBlock *leaf = cell->first_child;
    for (guint i = 0; leaf && leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_ROLE && span->start == 0)
            return span->ref;
    }
    return NULL;
}

/* In a table of members the office stands in another cell of the row. */
static void read_row(const MbTagger *tagger, const MbView *view)
{
    const MbSpan *person = view->in_cell && view->attendance ? next_person(view->leaf, 0) : NULL;
    MbEntity *entity = person ? entity_of(tagger, person) : NULL;
    const MbBlock *own = view->leaf->parent, *row = own ? own->parent : NULL;
    if (!entity || !row || row->kind != MB_BLOCK_ROW || mb_attrs_get(entity->attrs, "role"))
        return;
    for (const MbBlock *cell = row->first_child; cell; cell = cell->next) {
        const char *role = cell != own ? role_of(cell) : NULL;
        if (role)
            mb_attrs_set(&entity->attrs, "role", role);
    }
}

/* Who has the office and was there, where nobody is said to have been in the chair. */
static void read_chair_role(MbTagger *tagger)
{
    for (guint i = 0; i < tagger->document->entities->len; i++) {
        const MbEntity *entity = tagger->document->entities->pdata[i];
        const char *attendance = mb_attrs_get(entity->attrs, "attendance");
        if (entity->kind == MB_SPAN_PERSON && !g_strcmp0(attendance, "present") &&
            is_chair_role(tagger, mb_attrs_get(entity->attrs, "role")))
            set_chair(tagger, entity);
    }
}

void mb_tag_presence(MbTagger *tagger)
{
    for (guint i = 0; i < tagger->views->len; i++) {
        read_view(tagger, tagger->views->pdata[i]);
        read_row(tagger, tagger->views->pdata[i]);
    }
    read_chair_role(tagger);
}

int mb_presence_move(const MbTagger *tagger, const MbBlock *leaf, const MbSpan *person)
{
    const char *after = leaf->text->str + person->end;
    if (mb_rules_find(tagger->rules, "presence-left", after, NULL))
        return -1;
    return mb_rules_find(tagger->rules, "presence-came", after, NULL) ? 1 : 0;
}
