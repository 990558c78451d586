/*
 * How a decision is cited: the number of the minute and the labels on the way
 * to the point ("69.ii"). What is printed without label gets a name of its own
 * kind: "-1" a bullet, the minute's number a decision that stands alone in its
 * minute, "u1" one of several, or one where no minute has a number.
 */
#include "structure.h"

#include <string.h>

/* The minute that decisions stand in. */
typedef struct {
    char *number;   /* as printed, without marks; NULL: none */
    guint unnamed;  /* decisions without label in it */
    guint named;    /* of these, already named */
    guint loose;    /* decisions of all minutes without number that were named */
} Minute;

static char *dup_bare(const char *label)
{
    static const char marks[] = " ().:;";
    const char *start = label + strspn(label, marks);
    gsize length = strlen(start);
    while (length > 0 && strchr(marks, start[length - 1]))
        length--;
    return length ? g_strndup(start, length) : NULL;
}

static bool is_decision(const MbBlock *block)
{
    return block->kind == MB_BLOCK_ITEM && !g_strcmp0(mb_attrs_get(block->attrs, "path"), MB_PATH_OPEN);
}

/* A heading with a number, or the one of an item of the agenda, begins a minute. */
static bool begins_minute(const MbBlock *block)
{
    if (block->kind != MB_BLOCK_HEADING || block->artifact)
        return false;
    return block->label || (block->parent && block->parent->kind == MB_BLOCK_AGENDA_ITEM && !block->prev);
}

static void open_minute(Minute *minute, MbBlock *body, MbBlock *heading)
{
    g_free(minute->number);
    minute->number = heading->label ? dup_bare(heading->label) : NULL;
    minute->unnamed = minute->named = 0;
    for (MbBlock *at = mb_block_next(body, heading); at && !begins_minute(at); at = mb_block_next(body, at))
        minute->unnamed += is_decision(at);
}

static char *dup_decision_name(Minute *minute)
{
    if (!minute->number)
        return g_strdup_printf("u%u", ++minute->loose);
    if (minute->unnamed == 1)
        return g_strdup(minute->number);
    return g_strdup_printf("%s.u%u", minute->number, ++minute->named);
}

/* Which of the unlabelled points of its list this one is, from 1. */
static guint bullet_number(const MbBlock *point)
{
    guint number = 1;
    for (const MbBlock *before = point->prev; before; before = before->prev)
        number += !before->label;
    return number;
}

static char *dup_point_name(const Minute *minute, const MbBlock *point)
{
    const MbBlock *above = point->parent->parent;
    const char *front = above->kind == MB_BLOCK_ITEM ? mb_attrs_get(above->attrs, "path") : minute->number;
    g_autofree char *label = point->label ? dup_bare(point->label) : NULL;
    if (!label)
        label = g_strdup_printf("-%u", bullet_number(point));
    return front ? g_strconcat(front, ".", label, NULL) : g_steal_pointer(&label);
}

static bool is_below_resolutions(const MbBlock *block)
{
    while (block && block->kind != MB_BLOCK_RESOLUTIONS)
        block = block->parent;
    return block != NULL;
}

void mb_tag_paths(MbDocument *document)
{
    MbBlock *body = document->body;
    Minute minute = {0};
    for (MbBlock *block = body; block; block = mb_block_next(body, block)) {
        if (begins_minute(block))
            open_minute(&minute, body, block);
        if (block->kind != MB_BLOCK_ITEM || !is_below_resolutions(block))
            continue;
        g_autofree char *name = is_decision(block) ? dup_decision_name(&minute) : dup_point_name(&minute, block);
        mb_attrs_set(&block->attrs, "path", name);
    }
    g_free(minute.number);
}
