#include "akn.h"

#include <string.h>

typedef struct Section Section;

/* What stands in a section, in order: a block or a section, never both. */
typedef struct {
    const MbBlock *block;
    Section *section;
} Part;

/* An element with num and heading: nested by heading levels, or a slide, agenda item or figure. */
struct Section {
    const char *name;       /* "section", "slide", "agendaItem", "figure"; NULL: the mainBody */
    const MbBlock *heading; /* or NULL */
    const MbBlock *source;  /* the AGENDA_ITEM or FIGURE, or NULL */
    int page, level;        /* level 0: no heading closes it */
    bool has_resolutions;   /* in it or below it */
    guint sections;         /* how many of its parts are sections */
    GArray *parts;          /* Part */
};

/* Headings have levels 1 to 6; below the mainBody and a slide, that is all that can be open at once. */
#define MAX_OPEN 10

/* The sections that are open while the blocks are read, outermost first. */
typedef struct {
    MbAkn *akn;
    Section *open[MAX_OPEN];
    guint depth;
} Builder;

static void free_section(Section *section)
{
    for (guint i = 0; i < section->parts->len; i++)
        if (g_array_index(section->parts, Part, i).section)
            free_section(g_array_index(section->parts, Part, i).section);
    g_array_unref(section->parts);
    g_free(section);
}

static Section *new_section(const char *name, const MbBlock *heading, int level, int page)
{
    Section *section = g_new0(Section, 1);
    *section = (Section){.name = name, .heading = heading, .level = level, .page = page};
    section->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    return section;
}

static void add_block(Section *section, const MbBlock *block)
{
    Part part = {block, NULL};
    g_array_append_val(section->parts, part);
}

static void add_section(Section *section, Section *below)
{
    Part part = {NULL, below};
    g_array_append_val(section->parts, part);
    section->sections++;
}

static Section *innermost(const Builder *b)
{
    return b->open[b->depth - 1];
}

static void push(Builder *b, Section *section)
{
    g_assert(b->depth < MAX_OPEN);
    add_section(innermost(b), section);
    b->open[b->depth++] = section;
}

static void note_resolutions(Builder *b)
{
    for (guint i = 0; i < b->depth; i++)
        b->open[i]->has_resolutions = true;
}

static bool is_slide_page(const MbAkn *akn, int number)
{
    const MbPage *page = number > 0 ? mb_document_page(akn->document, number) : NULL;
    return page && !g_strcmp0(mb_attrs_get(page->attrs, "kind"), "slide");
}

/* The slide's title: its first block that is not furniture, when that is a heading. */
static const MbBlock *find_title(const MbBlock *first, const MbBlock *end)
{
    for (const MbBlock *block = first; block && block != end && block->page == first->page; block = block->next)
        if (!block->artifact)
            return block->kind == MB_BLOCK_HEADING ? block : NULL;
    return NULL;
}

static void add_flow(Builder *b, const MbBlock *first, const MbBlock *end);

static void add_agenda_item(Builder *b, const MbBlock *item)
{
    const MbBlock *first = item->first_child;
    const MbBlock *heading = first && first->kind == MB_BLOCK_HEADING && !first->artifact ? first : NULL;
    Section *section = new_section("agendaItem", heading, 0, mb_akn_page_of(item));
    section->source = item;
    add_section(innermost(b), section);
    Builder inside = {.akn = b->akn, .open = {section}, .depth = 1};
    add_flow(&inside, heading ? first->next : first, NULL);
    if (section->has_resolutions)
        note_resolutions(b);
}

static void add_figure(Builder *b, const MbBlock *figure)
{
    Section *section = new_section("figure", NULL, 0, mb_akn_page_of(figure));
    section->source = figure;
    for (const MbBlock *block = figure->first_child; block; block = block->next)
        add_block(section, block);
    add_section(innermost(b), section);
}

/* A new slide closes everything; so does the first block after the last slide. Only a body or part has slides. */
static const MbBlock *turn_page(Builder *b, const MbBlock *block, const MbBlock *end)
{
    bool on_slide = b->depth > 1 && !g_strcmp0(b->open[1]->name, "slide");
    if (!block->page || (on_slide && block->page <= b->open[1]->page))
        return NULL;
    bool is_slide = is_slide_page(b->akn, block->page);
    if (on_slide || is_slide)
        b->depth = 1;
    if (!is_slide)
        return NULL;
    const MbBlock *title = find_title(block, end);
    push(b, new_section("slide", title, 0, block->page));
    return title;
}

static void add_heading(Builder *b, const MbBlock *heading)
{
    while (b->depth > 1 && innermost(b)->level >= heading->level)
        b->depth--;
    push(b, new_section("section", heading, heading->level, heading->page));
}

static void add_flow(Builder *b, const MbBlock *first, const MbBlock *end)
{
    bool has_slides = !b->open[0]->name;
    const MbBlock *title = NULL;
    for (const MbBlock *block = first; block && block != end; block = block->next) {
        const MbBlock *found = has_slides ? turn_page(b, block, end) : NULL;
        title = found ? found : title;
        if (block == title)
            continue;
        if (block->kind == MB_BLOCK_HEADING && !block->artifact)
            add_heading(b, block);
        else if (block->kind == MB_BLOCK_AGENDA_ITEM)
            add_agenda_item(b, block);
        else if (block->kind == MB_BLOCK_FIGURE)
            add_figure(b, block);
        else
            add_block(innermost(b), block);
        if (block->kind == MB_BLOCK_RESOLUTIONS)
            note_resolutions(b);
    }
}

static void write_heading(MbAkn *akn, const MbBlock *heading)
{
    if (heading->label)
        mb_akn_write_label(akn, heading->label, mb_akn_page_of(heading));
    mb_akn_write_leaf(akn, heading, "heading", true);
}

/* The components that are an item's papers, as a list of references: they say the same item number. */
static void put_papers(MbAkn *akn, const MbBlock *item)
{
    const char *number = mb_attrs_get(item->attrs, "item");
    g_autoptr(GString) papers = g_string_new(NULL);
    int component = 0;
    for (const MbBlock *block = number ? akn->document->body->first_child : NULL; block; block = block->next) {
        bool is_part = block->kind == MB_BLOCK_PART;
        component += is_part || !block->prev || block->prev->kind == MB_BLOCK_PART; /* as find_units counts them */
        if (is_part && !g_strcmp0(mb_attrs_get(block->attrs, "item"), number))
            g_string_append_printf(papers, "%s#cmp_%d", papers->len ? " " : "", component);
    }
    if (papers->len)
        mb_xml_attr(akn->xml, "mb:papers", papers->str);
}

static void put_section_attrs(MbAkn *akn, const Section *section)
{
    mb_akn_put_id(akn, section->name);
    mb_xml_attr(akn->xml, "name", section->name);
    if (section->source && section->source->kind == MB_BLOCK_AGENDA_ITEM)
        put_papers(akn, section->source);
    if (section->source)
        mb_akn_put_place(akn, section->source);
    else if (section->page)
        mb_xml_attr_int(akn->xml, "mb:page", section->page);
}

void mb_akn_write_picture(MbAkn *akn, const MbBlock *figure)
{
    const char *src = mb_attrs_get(figure->attrs, "src");
    if (!src)
        return;
    mb_xml_open_line(akn->xml, "p");
    mb_xml_open(akn->xml, "img");
    mb_xml_attr(akn->xml, "src", src);
    const char *alt = mb_attrs_get(figure->attrs, "alt");
    mb_xml_attr(akn->xml, "alt", alt ? alt : "");
    mb_xml_close(akn->xml);
    mb_xml_close(akn->xml);
}

static void write_blocks(MbAkn *akn, const Section *section, guint from, guint to)
{
    if (from == 0 && section->source && section->source->kind == MB_BLOCK_FIGURE)
        mb_akn_write_picture(akn, section->source);
    for (guint i = from; i < to; i++)
        mb_akn_write_block(akn, g_array_index(section->parts, Part, i).block, MB_PLACE_FLOW);
}

static guint end_of_blocks(const Section *section, guint from)
{
    while (from < section->parts->len && g_array_index(section->parts, Part, from).block)
        from++;
    return from;
}

static void write_run(MbAkn *akn, const Section *section, guint from, guint to, const char *element)
{
    bool between = !element;
    if (between) {
        mb_xml_open_line(akn->xml, "hcontainer");
        mb_xml_attr(akn->xml, "name", "flow");
        element = "content";
    }
    mb_xml_open_line(akn->xml, element);
    write_blocks(akn, section, from, to);
    mb_xml_close_line(akn->xml);
    if (between)
        mb_xml_close_line(akn->xml);
}

static void write_section(MbAkn *akn, const Section *section, bool in_debate);

/* What the schema lets an hcontainer hold: content alone, or intro, hcontainers, wrapUp. */
static void write_hierarchy(MbAkn *akn, const Section *section)
{
    guint count = section->parts->len;
    for (guint i = 0; i < count;) {
        guint end = end_of_blocks(section, i);
        if (end == i) {
            write_section(akn, g_array_index(section->parts, Part, i++).section, false);
            continue;
        }
        write_run(akn, section, i, end, !section->sections ? "content" : i == 0 ? "intro" : end == count ? "wrapUp" : NULL);
        i = end;
    }
    if (count == 0 && section->source && section->source->kind == MB_BLOCK_FIGURE)
        write_run(akn, section, 0, 0, "content");
}

static void write_debate(MbAkn *akn, const Section *section)
{
    write_blocks(akn, section, 0, 0);
    for (guint i = 0; i < section->parts->len; i++) {
        Part part = g_array_index(section->parts, Part, i);
        if (part.section)
            write_section(akn, part.section, true);
        else
            mb_akn_write_block(akn, part.block, MB_PLACE_FLOW);
    }
}

static void write_section(MbAkn *akn, const Section *section, bool in_debate)
{
    mb_xml_open_line(akn->xml, in_debate ? "debateSection" : "hcontainer");
    put_section_attrs(akn, section);
    if (section->heading)
        write_heading(akn, section->heading);
    if (in_debate)
        write_debate(akn, section);
    else
        write_hierarchy(akn, section);
    mb_xml_close_line(akn->xml);
}

/*
 * The schema has no place for resolutions below an hcontainer, and none for an
 * hcontainer below a debateSection: a section of the body with resolutions
 * anywhere in it is a debateSection in every kind of document.
 */
void mb_akn_write_sections(MbAkn *akn, const MbAknUnit *unit)
{
    Section *body = new_section(NULL, NULL, 0, 0);
    Builder builder = {.akn = akn, .open = {body}, .depth = 1};
    add_flow(&builder, unit->first, unit->end);
    bool is_debate = !strcmp(unit->kind, "minutes");
    for (guint i = 0; i < body->parts->len; i++) {
        Part part = g_array_index(body->parts, Part, i);
        if (part.section)
            write_section(akn, part.section, is_debate || part.section->has_resolutions);
        else
            mb_akn_write_block(akn, part.block, MB_PLACE_FLOW);
    }
    if (!body->parts->len)
        mb_akn_write_empty(akn);
    free_section(body);
}
