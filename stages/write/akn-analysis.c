/*
 * The analysis block: totals of votes (parliamentary/voting) and the list of
 * actions (otherAnalysis). It repeats what the marks in the text say and
 * points to them; what is withheld is not counted.
 */
#include "akn.h"

#include <string.h>

/* A vote put together from its marks: the motion, the counts or lists, the outcome. */
typedef struct {
    const MbSpan *first;  /* its first mark */
    int counts[3];        /* for, against, abstained; -1 unknown */
    const char *outcome;  /* as printed, borrowed, or NULL */
} Voting;

static const char *const sides[] = {"for", "against", "abstain"};

static const struct {
    const char *word;
    int number;
} words[] = {{"none", 0}, {"nil", 0},  {"no", 0},    {"one", 1},   {"two", 2},  {"three", 3},   {"four", 4},   {"five", 5},
             {"six", 6},  {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}};

/* A number in digits or in words up to twelve; -1 when it is neither. */
static int number_of(const char *text)
{
    if (!text || !*text)
        return -1;
    if (strspn(text, "0123456789") == strlen(text) && strlen(text) < 6)
        return (int)g_ascii_strtoll(text, NULL, 10);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (!g_ascii_strcasecmp(text, words[i].word))
            return words[i].number;
    return -1;
}

/* Which side a list of names is: 0 for, 1 against, 2 abstained; -1 none. */
static int side_of(const char *text)
{
    static const char *const stems[][3] = {
        {"for", "in favour", "o blaid"}, {"against", "yn erbyn", "yn erbyn"}, {"abst", "ymatal", "ymatal"}};
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (int side = 2; side >= 0; side--)
        for (guint k = 0; k < 3; k++)
            if (strstr(lower, stems[side][k]))
                return side;
    return -1;
}

/* How many people are named inside a mark. */
static int people_in(const MbBlock *leaf, const MbSpan *around)
{
    int people = 0;
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        people += span->kind == MB_SPAN_PERSON && span->start >= around->start && span->end <= around->end;
    }
    return people;
}

static void read_counts(Voting *voting, const MbBlock *leaf, const MbSpan *span)
{
    const char *side = mb_attrs_get(span->attrs, "side"), *outcome = mb_attrs_get(span->attrs, "outcome");
    int listed = side ? side_of(side) : -1;
    if (listed == 0 && voting->counts[0] >= 0) /* "For the Motion", then "For the Amendment": a division between the two */
        listed = 1;
    if (listed >= 0) {
        int count = number_of(mb_attrs_get(span->attrs, "count"));
        voting->counts[listed] = count >= 0 ? count : people_in(leaf, span);
    }
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
        int count = number_of(mb_attrs_get(span->attrs, sides[i]));
        voting->counts[i] = count >= 0 ? count : voting->counts[i];
    }
    voting->outcome = outcome ? outcome : voting->outcome;
}

static bool is_counted(const Voting *voting)
{
    return voting->counts[0] >= 0 || voting->counts[1] >= 0;
}

static void put_target(MbAkn *akn, const char *attribute, const MbSpan *span)
{
    g_autofree char *ref = g_strconcat("#", (const char *)g_hash_table_lookup(akn->marks, span), NULL);
    mb_xml_attr(akn->xml, attribute, ref);
}

static void write_voting(MbAkn *akn, const Voting *voting, guint number)
{
    g_autofree char *id = g_strdup_printf("voting_%u", number);
    mb_xml_open_line(akn->xml, "voting");
    mb_xml_attr(akn->xml, "eId", id);
    put_target(akn, "href", voting->first);
    if (voting->outcome)
        mb_xml_attr(akn->xml, "mb:outcome", voting->outcome);
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
        if (voting->counts[i] < 0)
            continue;
        g_autofree char *count = g_strdup_printf("%s__count_%s", id, sides[i]);
        g_autofree char *concept = g_strconcat("#c_vote-", sides[i], NULL);
        mb_xml_open(akn->xml, "count");
        mb_xml_attr(akn->xml, "eId", count);
        mb_xml_attr_int(akn->xml, "value", voting->counts[i]);
        mb_xml_attr(akn->xml, "refersTo", concept);
        mb_xml_close(akn->xml);
    }
    mb_xml_close_line(akn->xml);
}

/* A motion begins a vote, and so does anything after an outcome or in another minute. */
static bool begins_voting(const Voting *open, const MbSpan *span)
{
    const char *kind = mb_attrs_get(span->attrs, "kind");
    return !open->first || open->outcome || !g_strcmp0(kind, "motion") || (!g_strcmp0(kind, "mover") && is_counted(open));
}

typedef struct {
    GArray *votings;    /* Voting */
    GPtrArray *actions; /* MbSpan, borrowed */
    Voting open;
} Analysis;

static void close_voting(Analysis *analysis)
{
    if (analysis->open.first && is_counted(&analysis->open))
        g_array_append_val(analysis->votings, analysis->open);
    analysis->open = (Voting){NULL, {-1, -1, -1}, NULL};
}

/* "The motion was CARRIED (6 for, 5 against)": counts right behind an outcome belong to it. */
static void add_vote(Analysis *analysis, const MbBlock *leaf, const MbSpan *span)
{
    bool late = analysis->open.outcome && !is_counted(&analysis->open) && !g_strcmp0(mb_attrs_get(span->attrs, "kind"), "count");
    if (!late && begins_voting(&analysis->open, span)) {
        close_voting(analysis);
        analysis->open.first = span;
    }
    read_counts(&analysis->open, leaf, span);
}

static void scan_leaf(MbAkn *akn, Analysis *analysis, const MbBlock *leaf)
{
    guint withheld = 0;
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (!mb_akn_shows_span(akn, span, &withheld))
            continue;
        if (span->kind == MB_SPAN_VOTE)
            add_vote(analysis, leaf, span);
        else if (span->kind == MB_SPAN_ACTION)
            g_ptr_array_add(analysis->actions, (gpointer)span);
    }
}

static void mark(MbAkn *akn, const MbSpan *span, const char *name, guint number)
{
    g_hash_table_insert(akn->marks, (gpointer)span, g_strdup_printf("%s_%u", name, number));
}

/* What is to be done stands in the mark itself. */
static void write_action(MbAkn *akn, const MbSpan *action)
{
    static const char *const facts[] = {"kind", "verb", "who", "to", "due"};
    mb_xml_open_line(akn->xml, "mb:action");
    put_target(akn, "target", action);
    for (gsize i = 0; i < G_N_ELEMENTS(facts); i++)
        if (mb_attrs_get(action->attrs, facts[i]))
            mb_xml_attr(akn->xml, facts[i], mb_attrs_get(action->attrs, facts[i]));
    mb_xml_close(akn->xml);
}

static void write_all(MbAkn *akn, const Analysis *analysis)
{
    mb_xml_open_line(akn->xml, "analysis");
    mb_xml_attr(akn->xml, "source", "#o-minutebook");
    if (analysis->votings->len) {
        akn->want_sides = true;
        mb_xml_open_line(akn->xml, "parliamentary");
        for (guint i = 0; i < analysis->votings->len; i++) {
            const Voting *voting = &g_array_index(analysis->votings, Voting, i);
            mark(akn, voting->first, "vote", i + 1);
            write_voting(akn, voting, i + 1);
        }
        mb_xml_close_line(akn->xml);
    }
    if (analysis->actions->len) {
        mb_xml_open_line(akn->xml, "otherAnalysis");
        mb_xml_attr(akn->xml, "source", "#o-minutebook");
        mb_xml_open_line(akn->xml, "mb:actions");
        for (guint i = 0; i < analysis->actions->len; i++) {
            mark(akn, analysis->actions->pdata[i], "action", i + 1);
            write_action(akn, analysis->actions->pdata[i]);
        }
        mb_xml_close_line(akn->xml);
        mb_xml_close_line(akn->xml);
    }
    mb_xml_close_line(akn->xml);
}

void mb_akn_write_analysis(MbAkn *akn)
{
    g_autoptr(GArray) votings = g_array_new(FALSE, FALSE, sizeof(Voting));
    g_autoptr(GPtrArray) actions = g_ptr_array_new();
    Analysis analysis = {votings, actions, {NULL, {-1, -1, -1}, NULL}};
    MbBlock *body = akn->document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block)) {
        if (block->kind == MB_BLOCK_AGENDA_ITEM || block->kind == MB_BLOCK_PART || (block->kind == MB_BLOCK_HEADING && block->label))
            close_voting(&analysis);
        if (block->spans)
            scan_leaf(akn, &analysis, block);
    }
    close_voting(&analysis);
    if (votings->len || actions->len)
        write_all(akn, &analysis);
}
