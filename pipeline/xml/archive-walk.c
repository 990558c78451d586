#include "archive-reader.h"

#include "base/text.h"

#include <limits.h>
#include <string.h>

/* What an element means for the walk. */
typedef enum {
    ROLE_NONE,
    ROLE_META,
    ROLE_DOCUMENT,
    ROLE_SECTION,
    ROLE_LIST,
    ROLE_ENTRY,
    ROLE_DECISION,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_TEXT,
    ROLE_LABEL,
    ROLE_BREAK,
    ROLE_INLINE, /* an inline: its name attribute is the kind of span */
    ROLE_SPAN
} Role;

/* Local names and their meaning; an element that is not here only passes its content on. */
static const struct {
    const char *name;
    Role role;
    int kind; /* MbArchiveKind of texts, MbSpanKind of spans */
} elements[] = {
    {"meta", ROLE_META, 0},
    {"doc", ROLE_DOCUMENT, 0},
    {"debateReport", ROLE_DOCUMENT, 0},
    {"documentCollection", ROLE_DOCUMENT, 0},
    {"hcontainer", ROLE_SECTION, 0},
    {"debateSection", ROLE_SECTION, 0},
    {"tblock", ROLE_SECTION, 0},
    {"ul", ROLE_LIST, 0},
    {"ol", ROLE_LIST, 0},
    {"blockList", ROLE_LIST, 0},
    {"li", ROLE_ENTRY, MB_ARCHIVE_ITEM},
    {"item", ROLE_ENTRY, MB_ARCHIVE_ITEM},
    {"resolutions", ROLE_DECISION, 0},
    {"table", ROLE_TABLE, 0},
    {"tr", ROLE_ROW, MB_ARCHIVE_ROW},
    {"th", ROLE_CELL, 0},
    {"td", ROLE_CELL, 0},
    {"p", ROLE_TEXT, MB_ARCHIVE_PARAGRAPH},
    {"heading", ROLE_TEXT, MB_ARCHIVE_HEADING},
    {"subheading", ROLE_TEXT, MB_ARCHIVE_PARAGRAPH},
    {"caption", ROLE_TEXT, MB_ARCHIVE_CAPTION},
    {"listIntroduction", ROLE_TEXT, MB_ARCHIVE_PARAGRAPH},
    {"listWrapUp", ROLE_TEXT, MB_ARCHIVE_PARAGRAPH},
    {"block", ROLE_TEXT, MB_ARCHIVE_PARAGRAPH},
    {"narrative", ROLE_TEXT, MB_ARCHIVE_PARAGRAPH},
    {"summary", ROLE_TEXT, MB_ARCHIVE_PARAGRAPH},
    {"num", ROLE_LABEL, 0},
    {"eop", ROLE_BREAK, 0},
    {"br", ROLE_BREAK, 0},
    {"inline", ROLE_INLINE, 0},
    {"person", ROLE_SPAN, MB_SPAN_PERSON},
    {"role", ROLE_SPAN, MB_SPAN_ROLE},
    {"organization", ROLE_SPAN, MB_SPAN_ORGANIZATION},
    {"location", ROLE_SPAN, MB_SPAN_LOCATION},
    {"date", ROLE_SPAN, MB_SPAN_DATE},
    {"recordedTime", ROLE_SPAN, MB_SPAN_TIME},
    {"quantity", ROLE_SPAN, MB_SPAN_QUANTITY},
    {"ref", ROLE_SPAN, MB_SPAN_REFERENCE},
    {"vote", ROLE_SPAN, MB_SPAN_VOTE},
    {"a", ROLE_SPAN, MB_SPAN_LINK},
};

/* mb:check values, the worst last. */
static const char *const checks[] = {NULL, "verified", "read", "repaired", "doubtful"};

/* An open element. */
typedef struct {
    Role role;
    int kind;
    char *id, *name, *artifact; /* eId; name or class; mb:artifact; each NULL without */
    char *heading;              /* of a section, with its number */
    bool runs_on;               /* mb:runsOn: an introduction and the text after it are one sentence */
    guint start;                /* of a span, in the gathered text */
    MbMention mention;          /* of a span: ref and attrs owned */
} Frame;

static void clear_mention(gpointer data)
{
    MbMention *mention = data;
    g_free((char *)mention->ref);
    mb_attrs_free((MbAttrs *)mention->attrs);
}

static void clear_cell(gpointer data)
{
    MbArchiveCell *cell = data;
    g_free((char *)cell->check);
    g_free((char *)cell->icon);
    g_free((char *)cell->by);
}

static void clear_frame(gpointer data)
{
    Frame *frame = data;
    g_free(frame->id);
    g_free(frame->name);
    g_free(frame->artifact);
    g_free(frame->heading);
    clear_mention(&frame->mention);
}

void mb_archive_walk_init(MbArchive *archive)
{
    archive->frames = g_array_new(FALSE, TRUE, sizeof(Frame));
    g_array_set_clear_func(archive->frames, clear_frame);
    archive->gathered.text = g_string_new(NULL);
    archive->gathered.mentions = g_array_new(FALSE, FALSE, sizeof(MbMention));
    g_array_set_clear_func(archive->gathered.mentions, clear_mention);
    archive->gathered.cells = g_array_new(FALSE, FALSE, sizeof(MbArchiveCell));
    g_array_set_clear_func(archive->gathered.cells, clear_cell);
    archive->label = g_string_new(NULL);
    archive->path = g_string_new(NULL);
}

void mb_archive_walk_clear(MbArchive *archive)
{
    g_array_unref(archive->frames);
    g_string_free(archive->gathered.text, TRUE);
    g_array_unref(archive->gathered.mentions);
    g_array_unref(archive->gathered.cells);
    g_string_free(archive->label, TRUE);
    g_string_free(archive->path, TRUE);
}

static Frame *frame_at(const MbArchive *archive, guint i)
{
    return &g_array_index(archive->frames, Frame, i);
}

/* The innermost open element of a role, or NULL. */
static Frame *innermost(const MbArchive *archive, Role role)
{
    for (guint i = archive->frames->len; i-- > 0;)
        if (frame_at(archive, i)->role == role)
            return frame_at(archive, i);
    return NULL;
}

static void begin(MbArchive *archive, MbArchiveKind kind, guint frame)
{
    Gathered *g = &archive->gathered;
    if (g->active && g->runs_on) {
        g->runs_on = false;
        g->wants_space = true;
        g->frame = frame;
        return;
    }
    g->active = true;
    g->runs_on = false;
    g->wants_space = false;
    g->kind = kind;
    g->page = archive->page;
    g->conf = 1;
    g->check = 0;
    g->frame = frame;
    g_string_truncate(g->text, 0);
    g_array_set_size(g->mentions, 0);
    g_array_set_size(g->cells, 0);
}

static void append(GString *out, bool *wants_space, const char *text)
{
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (mb_char_is_space(u)) {
            *wants_space = true;
            continue;
        }
        if (*wants_space && out->len)
            g_string_append_c(out, ' ');
        *wants_space = false;
        g_string_append_len(out, c, g_utf8_next_char(c) - c);
    }
}

static bool is_blank(const char *text)
{
    while (*text && mb_char_is_space(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return !*text;
}

static bool is_withheld(const MbArchive *archive)
{
    for (guint i = archive->frames->len; i-- > 0;)
        if (frame_at(archive, i)->role == ROLE_SPAN && frame_at(archive, i)->kind == MB_SPAN_WITHHELD)
            return true;
    return false;
}

/* Text goes to a label, to what is being gathered, or, straight in a list item, begins a block. */
static void on_text(MbArchive *archive, const char *text)
{
    const Frame *label = innermost(archive, ROLE_LABEL);
    if (label && label->artifact) /* implied by the structure, not printed */
        return;
    if (label && !innermost(archive, ROLE_ROW)) {
        bool wants_space = archive->label->len > 0 && mb_char_is_space(g_utf8_get_char(text));
        append(archive->label, &wants_space, text);
        return;
    }
    guint top = archive->frames->len;
    if (!archive->gathered.active && top && !is_blank(text)) {
        while (top && frame_at(archive, top - 1)->role != ROLE_ENTRY)
            top--;
        if (!top)
            return;
        begin(archive, innermost(archive, ROLE_DECISION) ? MB_ARCHIVE_RESOLUTION : MB_ARCHIVE_ITEM, top - 1);
    }
    if (archive->gathered.active)
        append(archive->gathered.text, &archive->gathered.wants_space, text);
}

static const char *inherited_artifact(const MbArchive *archive)
{
    for (guint i = archive->frames->len; i-- > 0;)
        if (frame_at(archive, i)->artifact)
            return frame_at(archive, i)->artifact;
    return NULL;
}

static const char *nearest_id(const MbArchive *archive)
{
    for (guint i = archive->frames->len; i-- > 0;)
        if (frame_at(archive, i)->id)
            return frame_at(archive, i)->id;
    return "";
}

/* Headings around the block, and how deep it stands. */
static guint trace_path(MbArchive *archive, guint *level)
{
    guint depth = 0;
    *level = 0;
    g_string_truncate(archive->path, 0);
    for (guint i = 0; i < archive->frames->len; i++) {
        const Frame *frame = frame_at(archive, i);
        *level += frame->role == ROLE_LIST;
        depth += frame->role == ROLE_SECTION || frame->role == ROLE_LIST || frame->role == ROLE_TABLE;
        if (frame->heading && *frame->heading)
            g_string_append_printf(archive->path, "%s%s", archive->path->len ? " > " : "", frame->heading);
    }
    return depth;
}

static bool give(MbArchive *archive)
{
    Gathered *g = &archive->gathered;
    g->active = false;
    if (!g->text->len && !g->cells->len)
        return false;
    const Frame *section = innermost(archive, ROLE_SECTION), *part = innermost(archive, ROLE_DOCUMENT);
    guint level, depth = trace_path(archive, &level);
    bool is_heading = g->kind == MB_ARCHIVE_HEADING;
    archive->block = (MbArchiveBlock){
        .kind = g->kind,
        .page = g->page,
        .last_page = MAX(g->page, archive->page),
        .level = level,
        .table = innermost(archive, ROLE_TABLE) ? archive->tables : 0,
        .depth = is_heading && depth ? depth - 1 : depth,
        .id = nearest_id(archive),
        .part = part && part->name ? part->name : "",
        .section = section && section->name ? section->name : "",
        .path = archive->path->str,
        .label = archive->label->len ? archive->label->str : NULL,
        .text = g->text->str,
        .artifact = inherited_artifact(archive),
        .check = checks[g->check],
        .conf = g->conf,
        .mentions = g->mentions,
        .cells = g->cells,
    };
    return true;
}

/* Once the block has been looked at: its number belongs to it alone, and its text to the path below. */
static void forget(MbArchive *archive)
{
    const MbArchiveBlock *block = &archive->block;
    Frame *section = block->text && block->kind == MB_ARCHIVE_HEADING ? innermost(archive, ROLE_SECTION) : NULL;
    if (section && !section->heading)
        section->heading = block->label ? g_strconcat(block->label, " ", block->text, NULL) : g_strdup(block->text);
    if (block->text && !archive->gathered.active)
        g_string_truncate(archive->label, 0);
    archive->block = (MbArchiveBlock){0};
}

static int page_number(MbArchive *archive, const char *attribute, const char *ns)
{
    g_autofree char *value = mb_archive_dup_attr(archive, attribute, ns);
    gint64 page = value ? g_ascii_strtoll(value, NULL, 10) : 0;
    return page > 0 && page < INT_MAX ? (int)page : 0;
}

static void note_certainty(MbArchive *archive)
{
    g_autofree char *conf = mb_archive_dup_attr(archive, "conf", MB_ARCHIVE_NS);
    g_autofree char *check = mb_archive_dup_attr(archive, "check", MB_ARCHIVE_NS);
    if (conf)
        archive->gathered.conf = MIN(archive->gathered.conf, CLAMP(g_ascii_strtod(conf, NULL), 0, 1));
    for (int i = 1; check && i < (int)G_N_ELEMENTS(checks); i++)
        if (!strcmp(check, checks[i]))
            archive->gathered.check = MAX(archive->gathered.check, i);
}

/* What a text element is, from where it stands. */
static MbArchiveKind kind_of(const MbArchive *archive, const Frame *frame)
{
    if (frame->kind != MB_ARCHIVE_PARAGRAPH)
        return (MbArchiveKind)frame->kind;
    if (!g_strcmp0(frame->artifact, "figureText"))
        return MB_ARCHIVE_FIGURE;
    if (!g_strcmp0(frame->name, "caption"))
        return MB_ARCHIVE_CAPTION;
    if (innermost(archive, ROLE_DECISION))
        return MB_ARCHIVE_RESOLUTION;
    return innermost(archive, ROLE_ENTRY) ? MB_ARCHIVE_ITEM : MB_ARCHIVE_PARAGRAPH;
}

static void start_span(MbArchive *archive, Frame *frame)
{
    static const char *const without[] = {"refersTo", "name", "eId", "class", NULL};
    MbSpanKind named;
    if (frame->role == ROLE_INLINE && mb_span_kind_from_name(frame->name ? frame->name : "", &named)) {
        frame->role = ROLE_SPAN;
        frame->kind = named;
    }
    if (frame->role != ROLE_SPAN)
        return;
    MbAttrs *attrs = NULL;
    mb_archive_collect_attrs(archive, without, &attrs);
    g_autofree char *ref = mb_archive_dup_attr(archive, frame->kind == MB_SPAN_VOTE ? "by" : "refersTo", NULL);
    const char *unit = mb_attrs_get(attrs, "unit");
    bool is_money = frame->kind == MB_SPAN_QUANTITY && unit && strlen(unit) == 3 && g_ascii_isupper(unit[0]);
    frame->mention = (MbMention){.kind = is_money ? MB_SPAN_MONEY : (MbSpanKind)frame->kind,
                                 .ref = ref ? g_strdup(*ref == '#' ? ref + 1 : ref) : NULL,
                                 .attrs = attrs};
    frame->start = archive->gathered.active ? (guint)archive->gathered.text->len : 0;
}

static void end_span(MbArchive *archive, Frame *frame)
{
    Gathered *g = &archive->gathered;
    if (frame->kind == MB_SPAN_WITHHELD && g->active)
        append(g->text, &g->wants_space, "[withheld]");
    guint start = frame->start, end = (guint)g->text->len;
    if (start < end && g->text->str[start] == ' ')
        start++;
    if (!g->active || start >= end)
        return;
    MbMention mention = frame->mention;
    frame->mention = (MbMention){0};
    const MbEntity *entity = mention.ref ? g_hash_table_lookup(archive->by_id, mention.ref) : NULL;
    mention.name = entity ? entity->show_as : NULL;
    mention.start = start;
    mention.end = end;
    guint at = g->mentions->len;
    while (at > 0 && g_array_index(g->mentions, MbMention, at - 1).start >= start)
        at--;
    g_array_insert_val(g->mentions, at, mention);
}

static Frame look_up(const char *name)
{
    Frame frame = {0};
    for (guint i = 0; i < G_N_ELEMENTS(elements); i++)
        if (!strcmp(name, elements[i].name)) {
            frame.role = elements[i].role;
            frame.kind = elements[i].kind;
            break;
        }
    return frame;
}

static void read_frame_attrs(MbArchive *archive, Frame *frame)
{
    if (!xmlTextReaderHasAttributes(archive->reader))
        return;
    frame->id = mb_archive_dup_attr(archive, "eId", NULL);
    frame->name = mb_archive_dup_attr(archive, "name", NULL);
    if (!frame->name)
        frame->name = mb_archive_dup_attr(archive, "class", NULL);
    frame->artifact = mb_archive_dup_attr(archive, "artifact", MB_ARCHIVE_NS);
    g_autofree char *runs_on = frame->role == ROLE_TEXT ? mb_archive_dup_attr(archive, "runsOn", MB_ARCHIVE_NS) : NULL;
    frame->runs_on = runs_on != NULL;
    int page = page_number(archive, "page", MB_ARCHIVE_NS);
    if (!page && frame->role == ROLE_BREAK)
        page = page_number(archive, "number", NULL);
    archive->page = page ? page : archive->page;
}

/* Elements that may stand in the middle of a word. */
static bool is_inside_words(Role role)
{
    return role == ROLE_SPAN || role == ROLE_INLINE || role == ROLE_NONE;
}

/* HTML's limit of spans, which keeps a hostile file from asking for a huge grid. */
#define MAX_SPAN 1000

static int span_of(MbArchive *archive, const char *attribute)
{
    g_autofree char *value = mb_archive_dup_attr(archive, attribute, NULL);
    return value ? (int)CLAMP(g_ascii_strtoll(value, NULL, 10), 1, MAX_SPAN) : 1;
}

static void start_cell(MbArchive *archive)
{
    Gathered *g = &archive->gathered;
    if (g->text->len && g->text->str[g->text->len - 1] != '|')
        append(g->text, &g->wants_space, " | ");
    MbArchiveCell cell = {.start = (guint)g->text->len, .row_span = span_of(archive, "rowspan"), .col_span = span_of(archive, "colspan"),
                          .is_header = !strcmp(mb_archive_node_name(archive), "th"),
                          .check = mb_archive_dup_attr(archive, "check", MB_ARCHIVE_NS),
                          .icon = mb_archive_dup_attr(archive, "icon", MB_ARCHIVE_NS),
                          .by = mb_archive_dup_attr(archive, "by", MB_ARCHIVE_NS)};
    g_array_append_val(g->cells, cell);
}

/* Cells of a table inside a cell are text of the outer one. */
static void end_cell(MbArchive *archive)
{
    Gathered *g = &archive->gathered;
    if (!g->cells->len)
        return;
    MbArchiveCell *cell = &g_array_index(g->cells, MbArchiveCell, g->cells->len - 1);
    cell->end = (guint)g->text->len;
    while (cell->start < cell->end && g->text->str[cell->start] == ' ')
        cell->start++;
}

static void on_start(MbArchive *archive)
{
    Frame frame = look_up(mb_archive_node_name(archive));
    read_frame_attrs(archive, &frame);
    g_array_append_val(archive->frames, frame);
    archive->tables += frame.role == ROLE_TABLE;
    Frame *top = frame_at(archive, archive->frames->len - 1);
    bool in_row = archive->gathered.active && archive->gathered.kind == MB_ARCHIVE_ROW;
    if (top->role == ROLE_ROW && !in_row)
        begin(archive, MB_ARCHIVE_ROW, archive->frames->len - 1);
    else if (top->role == ROLE_TEXT && !in_row)
        begin(archive, kind_of(archive, top), archive->frames->len - 1);
    else if (top->role == ROLE_LABEL && !in_row)
        g_string_truncate(archive->label, 0);
    else if (top->role == ROLE_CELL && in_row)
        start_cell(archive);
    else if (!is_inside_words(top->role))
        archive->gathered.wants_space = true;
    start_span(archive, top);
    note_certainty(archive);
}

/* Returns true when the end of the element gives a block. */
static bool on_end(MbArchive *archive)
{
    guint index = archive->frames->len - 1;
    Frame *top = frame_at(archive, index);
    if (top->role == ROLE_SPAN)
        end_span(archive, top);
    else if (top->role == ROLE_CELL)
        end_cell(archive);
    else if (!is_inside_words(top->role))
        archive->gathered.wants_space = true;
    if (archive->gathered.active && archive->gathered.frame == index && top->runs_on && index > 0) {
        archive->gathered.runs_on = true;
        archive->gathered.frame = index - 1; /* a list without text after it ends it at the latest */
    }
    if (archive->gathered.active && archive->gathered.frame == index && give(archive)) {
        archive->again = true;
        return true;
    }
    archive->gathered.active = archive->gathered.active && archive->gathered.frame != index;
    if (top->role == ROLE_ENTRY)
        g_string_truncate(archive->label, 0);
    g_array_set_size(archive->frames, index);
    return false;
}

/* A list inside an item's own text ends that text. */
static bool ends_text(const MbArchive *archive)
{
    if (!archive->gathered.active || frame_at(archive, archive->gathered.frame)->role != ROLE_ENTRY)
        return false;
    Role role = look_up(mb_archive_node_name(archive)).role;
    return role == ROLE_LIST || role == ROLE_TEXT || role == ROLE_TABLE || role == ROLE_SECTION;
}

/* Looks at the current node; returns true when it completes a block, which is then looked at again. */
static bool look(MbArchive *archive)
{
    switch (xmlTextReaderNodeType(archive->reader)) {
    case XML_READER_TYPE_ELEMENT:
        if (ends_text(archive) && give(archive)) {
            archive->again = true;
            return true;
        }
        on_start(archive);
        return xmlTextReaderIsEmptyElement(archive->reader) && on_end(archive);
    case XML_READER_TYPE_END_ELEMENT:
        return archive->frames->len > 0 && on_end(archive);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: {
        g_autofree char *clean = mb_text_dup_clean((const char *)xmlTextReaderConstValue(archive->reader), -1);
        if (!innermost(archive, ROLE_META) && !is_withheld(archive))
            on_text(archive, clean);
        return false;
    }
    default:
        return false;
    }
}

bool mb_archive_next(MbArchive *archive, const MbArchiveBlock **block, GError **error)
{
    forget(archive);
    for (;;) {
        bool again = archive->again;
        archive->again = false;
        if (!again && !mb_archive_read_node(archive, error))
            return false;
        if (look(archive)) {
            *block = &archive->block;
            return true;
        }
    }
}

const char *mb_archive_kind_name(MbArchiveKind kind)
{
    static const char *const names[] = {"heading", "paragraph", "item", "resolution", "row", "caption", "figure"};
    g_assert((guint)kind < G_N_ELEMENTS(names));
    return names[kind];
}
