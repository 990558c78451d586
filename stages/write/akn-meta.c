#include "akn.h"

#include "model/withhold.h"
#include "stage/stages.h"

#include <string.h>

#define AGENT "#o-minutebook"

/* No date is known: the schema wants one, so the name says that it means nothing. */
#define NO_DATE "1970-01-01"

static const char *fact(const MbAkn *akn, const char *name)
{
    const char *value = mb_attrs_get(akn->document->facts, name);
    return value && *value ? value : NULL;
}

/* Lower-case letters, digits and single '-' between them; caller frees. NULL of NULL. */
static char *dup_slug(const char *text)
{
    g_autofree char *ascii = text ? g_str_to_ascii(text, "C") : NULL;
    GString *out = g_string_new(NULL);
    for (const char *c = ascii; c && *c; c++) {
        if (g_ascii_isalnum(*c))
            g_string_append_c(out, g_ascii_tolower(*c));
        else if (*c != '\'' && out->len && out->str[out->len - 1] != '-')
            g_string_append_c(out, '-');
    }
    while (out->len && out->str[out->len - 1] == '-')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, out->len == 0);
}

static char *dup_slug_or_unknown(const char *text)
{
    char *slug = dup_slug(text);
    return slug ? slug : g_strdup("unknown");
}

/* "/akn/gb/{doctype}/{subtype}/{council}.{committee}/{date}/{number}"; what is not known is "unknown". */
static char *dup_work_uri(const MbAkn *akn, bool is_collection, const char *kind)
{
    g_autofree char *council = dup_slug(fact(akn, "council")), *body = dup_slug(fact(akn, "body"));
    const char *subtype_text = is_collection ? "agenda-pack" : fact(akn, "subtype") ? fact(akn, "subtype") : kind;
    g_autofree char *subtype = dup_slug_or_unknown(subtype_text);
    g_autofree char *number = dup_slug_or_unknown(fact(akn, "number"));
    g_autofree char *author = body ? g_strconcat(council ? council : "unknown", ".", body, NULL)
                                   : g_strdup(council ? council : "unknown");
    const char *type = is_collection ? "documentCollection" : !strcmp(kind, "minutes") ? "debateReport" : "doc";
    const char *date = fact(akn, "date");
    return g_strdup_printf("/akn/gb/%s/%s/%s/%s/%s", type, subtype, author, mb_akn_is_date(date) ? date : "unknown", number);
}

/* ISO 639-2 as the naming convention asks; what the source does not say, the run was told. */
static const char *language_of(const MbAkn *akn)
{
    static const struct {
        const char *tag, *code;
    } codes[] = {{"en", "eng"}, {"cy", "cym"}, {"gd", "gla"}, {"ga", "gle"}, {"fr", "fra"}};
    static const char *const known[] = {"eng", "cym", "gla", "gle", "fra"};
    const char *language = fact(akn, "language");
    language = language ? language : akn->options->language;
    for (guint i = 0; language && i < G_N_ELEMENTS(codes); i++)
        if (g_str_has_prefix(language, codes[i].code) || !g_ascii_strncasecmp(language, codes[i].tag, 2))
            return codes[i].code;
    return language && strlen(language) == 3 && g_ascii_islower(language[0]) ? language : known[0];
}

static void put_value(MbAkn *akn, const char *element, const char *value)
{
    mb_xml_open_line(akn->xml, element);
    mb_xml_attr(akn->xml, "value", value);
    mb_xml_close(akn->xml);
}

static char *dup_council_id(const MbAkn *akn)
{
    g_autofree char *slug = dup_slug(fact(akn, "council"));
    return slug ? g_strconcat("o-", slug, NULL) : NULL;
}

static void put_author(MbAkn *akn, const char *href)
{
    mb_xml_open_line(akn->xml, "FRBRauthor");
    mb_xml_attr(akn->xml, "href", href);
    mb_xml_close(akn->xml);
}

static void put_date(MbAkn *akn, const char *date, const char *name)
{
    mb_xml_open_line(akn->xml, "FRBRdate");
    mb_xml_attr(akn->xml, "date", date ? date : NO_DATE);
    mb_xml_attr(akn->xml, "name", date ? name : "unknown");
    mb_xml_close(akn->xml);
}

/* The part that Work, Expression and Manifestation share. */
static void put_core(MbAkn *akn, const char *uri, const char *suffix, const char *name, const char *date, const char *author)
{
    g_autofree char *this = g_strconcat(uri, "/!", name, suffix, NULL);
    g_autofree char *whole = g_strconcat(uri, suffix, NULL);
    put_value(akn, "FRBRthis", this);
    put_value(akn, "FRBRuri", whole);
    put_date(akn, date, "meeting");
    put_author(akn, author);
}

static void write_components(MbAkn *akn)
{
    int number = 0;
    bool was_part = true;
    mb_xml_open_line(akn->xml, "componentInfo");
    for (const MbBlock *block = akn->document->body->first_child; block; block = block->next) {
        bool is_part = block->kind == MB_BLOCK_PART;
        if (is_part || was_part) {
            char id[32], href[32];
            g_snprintf(id, sizeof id, "cmpd_%d", ++number);
            g_snprintf(href, sizeof href, "#cmp_%d", number);
            const char *kind = is_part ? mb_attrs_get(block->attrs, "kind") : NULL;
            const char *title = is_part ? mb_attrs_get(block->attrs, "title") : NULL;
            kind = kind ? kind : "document";
            mb_xml_open_line(akn->xml, "componentData");
            mb_xml_attr(akn->xml, "eId", id);
            mb_xml_attr(akn->xml, "name", kind);
            mb_xml_attr(akn->xml, "href", href);
            mb_xml_attr(akn->xml, "showAs", title ? title : kind);
            mb_xml_close(akn->xml);
        }
        was_part = is_part;
    }
    mb_xml_close_line(akn->xml);
}

/* Facts of the source file, so that the archive XML alone tells what it was made from. */
static void write_preservation(MbAkn *akn)
{
    const MbDocument *document = akn->document;
    mb_xml_open_line(akn->xml, "preservation");
    mb_xml_open(akn->xml, "mb:source");
    mb_xml_attr(akn->xml, "name", document->name);
    mb_xml_attr(akn->xml, "mediaType", document->media_type);
    mb_xml_attr(akn->xml, "sha256", document->sha256);
    if (document->size_bytes > 0)
        mb_xml_attr_int(akn->xml, "size", document->size_bytes);
    mb_xml_attr_int(akn->xml, "pages", document->pages->len);
    if (mb_document_is_restricted(document))
        mb_xml_attr(akn->xml, "restricted", "yes");
    mb_xml_close(akn->xml);
    if (mb_attrs_count(document->metadata)) {
        mb_xml_open(akn->xml, "mb:metadata");
        mb_xml_attrs(akn->xml, "", document->metadata);
        mb_xml_close(akn->xml);
    }
    mb_xml_close(akn->xml);
}

static void write_work(MbAkn *akn, const char *uri, const MbAknUnit *unit, const char *name, const char *date, const char *author)
{
    mb_xml_open_line(akn->xml, "FRBRWork");
    put_core(akn, uri, "", name, date, author);
    if (!unit)
        write_components(akn);
    put_value(akn, "FRBRcountry", "gb");
    put_value(akn, "FRBRsubtype", unit ? unit->kind : "agendaPack");
    if (fact(akn, "number"))
        put_value(akn, "FRBRnumber", fact(akn, "number"));
    const char *title = unit && unit->part ? mb_attrs_get(unit->part->attrs, "title") : fact(akn, "title");
    if (title && *title)
        put_value(akn, "FRBRname", title);
    mb_xml_close_line(akn->xml);
}

static void write_identification(MbAkn *akn, const MbAknUnit *unit, bool is_main)
{
    bool is_collection = !unit || !is_main;
    g_autofree char *uri = dup_work_uri(akn, is_collection, unit ? unit->kind : "");
    g_autofree char *name = is_main ? g_strdup("main") : g_strdup_printf("%s-%d", unit->kind, akn->component);
    g_autofree char *slug = dup_slug_or_unknown(name), *council = dup_council_id(akn);
    g_autofree char *author = council ? g_strconcat("#", council, NULL) : g_strdup(AGENT);
    const char *date = mb_akn_is_date(fact(akn, "date")) ? fact(akn, "date") : NULL;
    g_autofree char *expression = g_strconcat(uri, "/", language_of(akn), date ? "@" : "", date ? date : "", NULL);
    mb_xml_open_line(akn->xml, "identification");
    mb_xml_attr(akn->xml, "source", AGENT);
    write_work(akn, uri, unit, slug, date, author);
    mb_xml_open_line(akn->xml, "FRBRExpression");
    put_core(akn, expression, "", slug, date, author);
    mb_xml_open_line(akn->xml, "FRBRlanguage");
    mb_xml_attr(akn->xml, "language", language_of(akn));
    mb_xml_close(akn->xml);
    mb_xml_close_line(akn->xml);
    mb_xml_open_line(akn->xml, "FRBRManifestation");
    put_core(akn, expression, ".akn", slug, NULL, AGENT);
    if (is_main)
        write_preservation(akn);
    put_value(akn, "FRBRformat", "application/akn+xml");
    mb_xml_close_line(akn->xml);
    mb_xml_close_line(akn->xml);
}

/* Which element an entity is, and the word in its address. */
static const struct {
    MbSpanKind kind;
    const char *element, *word;
} classes[] = {
    {MB_SPAN_PERSON, "TLCPerson", "person"},
    {MB_SPAN_ROLE, "TLCRole", "role"},
    {MB_SPAN_ORGANIZATION, "TLCOrganization", "organization"},
    {MB_SPAN_LOCATION, "TLCLocation", "location"},
    {MB_SPAN_KINDS, "TLCConcept", "concept"}, /* indicators and whatever else */
};

static void write_class(MbAkn *akn, MbSpanKind kind, const char *id, const char *show_as, const MbAttrs *attrs)
{
    guint i = 0;
    while (classes[i].kind != kind && classes[i].kind != MB_SPAN_KINDS)
        i++;
    g_autofree char *council = dup_slug(fact(akn, "council")), *slug = dup_slug(show_as);
    g_autofree char *href = g_strconcat("/akn/ontology/", classes[i].word, "/gb/", council ? council : "", council ? "." : "",
                                        slug ? slug : id, NULL);
    mb_xml_open_line(akn->xml, classes[i].element);
    mb_xml_attr(akn->xml, "eId", id);
    mb_xml_attr(akn->xml, "href", href);
    mb_xml_attr(akn->xml, "showAs", show_as ? show_as : id);
    mb_akn_put_attrs(akn, attrs, NULL);
    mb_xml_close(akn->xml);
}

static void write_agent(MbAkn *akn, const char *id, const char *show_as, const char *kind)
{
    g_autoptr(MbAttrs) attrs = NULL;
    mb_attrs_set(&attrs, "kind", kind);
    if (!g_hash_table_contains(akn->mentioned, id))
        write_class(akn, MB_SPAN_ORGANIZATION, id, show_as, attrs);
}

static void write_references(MbAkn *akn)
{
    g_autofree char *council = dup_council_id(akn);
    mb_xml_open_line(akn->xml, "references");
    mb_xml_attr(akn->xml, "source", AGENT);
    for (guint i = 0; i < akn->document->entities->len; i++) {
        const MbEntity *entity = akn->document->entities->pdata[i];
        if (g_hash_table_contains(akn->mentioned, entity->id))
            write_class(akn, entity->kind, entity->id, entity->show_as, entity->attrs);
    }
    if (council)
        write_agent(akn, council, fact(akn, "council"), "council");
    write_agent(akn, AGENT + 1, "minutebook", "other");
    if (akn->want_sides) {
        write_class(akn, MB_SPAN_MEASURE, "c_vote-for", "Votes for", NULL);
        write_class(akn, MB_SPAN_MEASURE, "c_vote-against", "Votes against", NULL);
        write_class(akn, MB_SPAN_MEASURE, "c_vote-abstain", "Abstentions", NULL);
    }
    if (akn->want_amount)
        write_class(akn, MB_SPAN_MEASURE, "c_amount", "Amount of money", NULL);
    if (akn->want_figure)
        write_class(akn, MB_SPAN_MEASURE, "c_figure", "Figure", NULL);
    mb_xml_close_line(akn->xml);
}

void mb_akn_write_meta(MbAkn *akn, const MbAknUnit *unit, bool is_main)
{
    mb_xml_open_line(akn->xml, "meta");
    write_identification(akn, unit, is_main);
    if (is_main) {
        mb_akn_write_analysis(akn);
        write_references(akn);
        mb_akn_write_proprietary(akn);
    }
    mb_xml_close_line(akn->xml);
}
