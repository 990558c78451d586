#include "akn.h"

#include "xml/uri.h"

#include <string.h>

/* Spans nested deeper than this are not marked; the law of spans allows any depth, readers of XML do not. */
#define MAX_NESTING 20

typedef struct Form Form;

/* How a kind of span is written. */
struct Form {
    const char *element; /* NULL: always the inline of that name */
    const char *name;    /* of the inline that stands in when the element's required facts are missing */
    bool (*put)(MbAkn *akn, const Form *form, const MbSpan *span); /* opens the element; false: facts are missing */
    const char *taken[3]; /* attributes that `put` writes itself */
};

static bool is_known(const MbAkn *akn, const char *ref)
{
    return ref && g_hash_table_contains(akn->entities, ref);
}

static void put_ref(MbAkn *akn, const char *attribute, const char *ref)
{
    g_autofree char *value = g_strconcat("#", ref, NULL);
    mb_xml_attr(akn->xml, attribute, value);
}

static bool put_entity(MbAkn *akn, const Form *form, const MbSpan *span)
{
    if (!is_known(akn, span->ref))
        return false;
    mb_xml_open(akn->xml, form->element);
    put_ref(akn, "refersTo", span->ref);
    const char *as = mb_attrs_get(span->attrs, "as");
    if (span->kind == MB_SPAN_PERSON && as && is_known(akn, *as == '#' ? as + 1 : as))
        put_ref(akn, "as", *as == '#' ? as + 1 : as);
    return true;
}

static bool put_date(MbAkn *akn, const Form *form, const MbSpan *span)
{
    const char *date = mb_attrs_get(span->attrs, "date");
    if (!mb_akn_is_date(date))
        return false;
    mb_xml_open(akn->xml, form->element);
    mb_xml_attr(akn->xml, "date", date);
    return true;
}

static bool put_time(MbAkn *akn, const Form *form, const MbSpan *span)
{
    const char *time = mb_attrs_get(span->attrs, "time");
    if (!mb_akn_is_time(time))
        return false;
    mb_xml_open(akn->xml, form->element);
    mb_xml_attr(akn->xml, "time", time);
    return true;
}

static bool put_quantity(MbAkn *akn, const Form *form, const MbSpan *span)
{
    mb_xml_open(akn->xml, form->element);
    const char *general = span->kind == MB_SPAN_MONEY ? "c_amount" : "c_figure";
    put_ref(akn, "refersTo", is_known(akn, span->ref) ? span->ref : general);
    mb_xml_attr(akn->xml, "normalized", mb_attrs_get(span->attrs, "normalized"));
    return true;
}

static bool put_link(MbAkn *akn, const Form *form, const MbSpan *span)
{
    const char *href = mb_attrs_get(span->attrs, "href");
    bool is_inside = href && *href == '#'; /* to what, only the source file knows */
    g_autofree char *uri = href && !is_inside ? mb_uri_dup_safe(href) : NULL;
    if (!uri && span->kind == MB_SPAN_LINK)
        return false;
    mb_xml_open(akn->xml, form->element);
    mb_xml_attr(akn->xml, "href", uri ? uri : "#");
    return true;
}

/* A vote is somebody's; a vote of many is an inline. */
static bool put_vote(MbAkn *akn, const Form *form, const MbSpan *span)
{
    const char *by = mb_attrs_get(span->attrs, "by");
    by = by ? by : span->ref;
    by = by && *by == '#' ? by + 1 : by;
    if (!is_known(akn, by))
        return false;
    mb_xml_open(akn->xml, form->element);
    put_ref(akn, "by", by);
    const char *choice = mb_attrs_get(span->attrs, "choice");
    const char *id = choice && *choice == '#' ? choice + 1 : choice;
    if (is_known(akn, id))
        put_ref(akn, "choice", id);
    else
        mb_xml_attr(akn->xml, "mb:choice", choice);
    return true;
}

static const Form forms[MB_SPAN_KINDS] = {
    [MB_SPAN_PERSON] = {"person", "person", put_entity, {"as", NULL}},
    [MB_SPAN_ROLE] = {"role", "role", put_entity, {NULL}},
    [MB_SPAN_ORGANIZATION] = {"organization", "organization", put_entity, {NULL}},
    [MB_SPAN_LOCATION] = {"location", "location", put_entity, {NULL}},
    [MB_SPAN_DATE] = {"date", "period", put_date, {"date", NULL}},
    [MB_SPAN_TIME] = {"recordedTime", "time", put_time, {"time", NULL}},
    [MB_SPAN_PERIOD] = {NULL, "period", NULL, {NULL}},
    [MB_SPAN_MONEY] = {"quantity", "money", put_quantity, {"normalized", NULL}},
    [MB_SPAN_QUANTITY] = {"quantity", "quantity", put_quantity, {"normalized", NULL}},
    [MB_SPAN_MEASURE] = {NULL, "measure", NULL, {NULL}},
    [MB_SPAN_REFERENCE] = {"ref", "ref", put_link, {"href", NULL}},
    [MB_SPAN_CONTACT] = {NULL, "contact", NULL, {NULL}},
    [MB_SPAN_VOTE] = {"vote", "vote", put_vote, {"by", "choice", NULL}},
    [MB_SPAN_EXEMPT] = {NULL, "exempt", NULL, {NULL}},
    [MB_SPAN_ACTION] = {NULL, "action", NULL, {NULL}},
    [MB_SPAN_DOUBTFUL] = {NULL, "doubtful", NULL, {NULL}},
    [MB_SPAN_CHANGED] = {NULL, "changed", NULL, {NULL}},
    [MB_SPAN_WITHHELD] = {NULL, "withheld", NULL, {NULL}},
    [MB_SPAN_LINK] = {"a", "link", put_link, {"href", NULL}},
};

/* The eId of a mark that the analysis points to. */
static void put_mark(MbAkn *akn, const MbSpan *span)
{
    const char *id = g_hash_table_lookup(akn->marks, span);
    if (id)
        mb_xml_attr(akn->xml, "eId", id);
}

static void open_span(MbAkn *akn, const MbSpan *span)
{
    const Form *form = &forms[span->kind];
    if (form->put && form->put(akn, form, span)) {
        put_mark(akn, span);
        mb_akn_put_attrs(akn, span->attrs, form->taken);
        return;
    }
    mb_xml_open(akn->xml, "inline");
    mb_xml_attr(akn->xml, "name", form->name);
    put_mark(akn, span);
    if (is_known(akn, span->ref))
        put_ref(akn, "refersTo", span->ref);
    mb_akn_put_attrs(akn, span->attrs, NULL);
}

typedef struct {
    guint at; /* byte of the text */
    int page; /* that begins there */
} Break;

/* Page changes inside a leaf. A word that was joined over the break stays whole: the break comes after it. */
static GArray *find_breaks(const MbBlock *leaf, int page)
{
    GArray *breaks = NULL;
    for (guint i = 0; i < leaf->runs->len; i++) {
        MbRun run = g_array_index(leaf->runs, MbRun, i);
        if (run.page <= page || !run.length)
            continue;
        guint at = run.start;
        while (at > 0 && at < leaf->text->len && leaf->text->str[at - 1] != ' ')
            at++;
        Break found = {at, page = run.page};
        if (!breaks)
            breaks = g_array_new(FALSE, FALSE, sizeof(Break));
        g_array_append_val(breaks, found);
    }
    return breaks;
}

/* Whatever was written before: a paragraph that ran on says so, even where a footer of that page stood before it. */
static void put_eop(MbAkn *akn, int page)
{
    akn->page = MIN(akn->page, page - 1);
    mb_akn_write_eop(akn, page);
}

/* The next byte where something opens, closes or breaks. */
typedef struct {
    const MbBlock *leaf;
    GArray *breaks; /* of Break, or NULL */
    guint at, span, brk;
    guint ends[MAX_NESTING];
    guint depth;
    guint withheld; /* up to this byte nothing is shown */
} Cursor;

static guint next_stop(const Cursor *c)
{
    guint stop = (guint)c->leaf->text->len;
    if (c->depth)
        stop = MIN(stop, c->ends[c->depth - 1]);
    if (c->leaf->spans && c->span < c->leaf->spans->len)
        stop = MIN(stop, g_array_index(c->leaf->spans, MbSpan, c->span).start);
    if (c->breaks && c->brk < c->breaks->len)
        stop = MIN(stop, g_array_index(c->breaks, Break, c->brk).at);
    return MAX(stop, c->at);
}

/* Closes, breaks and opens whatever stands at the cursor. */
static void write_marks(MbAkn *akn, Cursor *c)
{
    for (; c->depth && c->ends[c->depth - 1] <= c->at; c->depth--)
        mb_xml_close(akn->xml);
    for (; c->breaks && c->brk < c->breaks->len && g_array_index(c->breaks, Break, c->brk).at <= c->at; c->brk++)
        put_eop(akn, g_array_index(c->breaks, Break, c->brk).page);
    for (; c->leaf->spans && c->span < c->leaf->spans->len; c->span++) {
        const MbSpan *span = &g_array_index(c->leaf->spans, MbSpan, c->span);
        if (span->start > c->at)
            break;
        if (c->at < c->withheld)
            continue;
        if (span->kind == MB_SPAN_WITHHELD && !akn->show_withheld)
            c->withheld = span->end;
        if (c->depth == MAX_NESTING)
            continue;
        open_span(akn, span);
        c->ends[c->depth++] = span->end;
    }
}

void mb_akn_write_text(MbAkn *akn, const MbBlock *leaf)
{
    int page = mb_akn_page_of(leaf);
    if (page > akn->page && akn->page > 0)
        put_eop(akn, page);
    akn->page = MAX(akn->page, page);
    g_autoptr(GArray) breaks = find_breaks(leaf, page);
    Cursor c = {.leaf = leaf, .breaks = breaks};
    do {
        write_marks(akn, &c);
        guint stop = next_stop(&c);
        if (c.at >= c.withheld)
            mb_xml_text(akn->xml, leaf->text->str + c.at, stop - c.at);
        c.at = stop;
    } while (c.at < leaf->text->len);
    write_marks(akn, &c);
}

/* Ids in attributes are written "#id". */
static void note_mentions(MbAkn *akn, const MbSpan *span)
{
    if (is_known(akn, span->ref))
        g_hash_table_add(akn->mentioned, span->ref);
    for (guint i = 0; i < mb_attrs_count(span->attrs); i++) {
        const char *value = mb_attrs_value(span->attrs, i);
        value += *value == '#';
        if (is_known(akn, value))
            g_hash_table_add(akn->mentioned, (gpointer)value);
    }
}

bool mb_akn_shows_span(const MbAkn *akn, const MbSpan *span, guint *withheld)
{
    if (span->start < *withheld)
        return false;
    if (span->kind == MB_SPAN_WITHHELD && !akn->show_withheld)
        *withheld = span->end;
    return true;
}

static void scan_leaf(MbAkn *akn, const MbBlock *leaf)
{
    guint withheld = 0;
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (!mb_akn_shows_span(akn, span, &withheld))
            continue;
        note_mentions(akn, span);
        bool is_general = !is_known(akn, span->ref);
        akn->want_amount |= is_general && span->kind == MB_SPAN_MONEY;
        akn->want_figure |= is_general && span->kind == MB_SPAN_QUANTITY;
    }
}

void mb_akn_scan_spans(MbAkn *akn)
{
    for (MbBlock *block = akn->document->body; block; block = mb_block_next(akn->document->body, block))
        if (block->spans)
            scan_leaf(akn, block);
}
