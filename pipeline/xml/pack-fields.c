/* The tables of attributes. docs/pack-xml.md describes them in the same order. */
#include "pack-fields.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

/* Enumerations have types of their own; the tables speak of int. */
#define NAMES(noun, Type)                                           \
    static const char *noun##_to(int value)                         \
    {                                                               \
        return mb_##noun##_name((Type)value);                       \
    }                                                               \
    static bool noun##_from(const char *name, int *value)           \
    {                                                               \
        Type found;                                                 \
        if (!mb_##noun##_from_name(name, &found))                   \
            return false;                                           \
        *value = (int)found;                                        \
        return true;                                                \
    }                                                               \
    static const FieldNames noun##_names = {noun##_to, noun##_from};

NAMES(origin, MbOrigin)
NAMES(hidden, MbHidden)
NAMES(region_kind, MbRegionKind)
NAMES(artifact, MbArtifact)
NAMES(scope, MbScope)
NAMES(check, MbCheck)
NAMES(span_kind, MbSpanKind)

static const char *issue_tag_to(int value)
{
    return mb_issue_info((MbIssueTag)value)->tag;
}

static bool issue_tag_from(const char *name, int *value)
{
    MbIssueTag tag;
    if (!mb_issue_tag_from_name(name, &tag))
        return false;
    *value = (int)tag;
    return true;
}
static const FieldNames issue_tag_names = {issue_tag_to, issue_tag_from};

#define AT(Struct, member) offsetof(Struct, member), sizeof(((Struct *)0)->member)
#define INT(name, Struct, member, low, high) {name, FIELD_INT, AT(Struct, member), low, high, NULL}
#define BOOL(name, Struct, member) {name, FIELD_BOOL, AT(Struct, member), 0, 1, NULL}
#define NAME(name, Struct, member, names) {name, FIELD_NAME, AT(Struct, member), 0, 0, &names##_names}
#define COLOUR(name, Struct, member) {name, FIELD_COLOUR, AT(Struct, member), 0, 0, NULL}
#define DOUBLE(name, Struct, member, low, high) {name, FIELD_DOUBLE, AT(Struct, member), low, high, NULL}
#define FLOAT(name, Struct, member, low, high) {name, FIELD_FLOAT, AT(Struct, member), low, high, NULL}
#define BOX(name, Struct, member) {name, FIELD_BOX, AT(Struct, member), 0, 0, NULL}
#define STRING(name, Struct, member) {name, FIELD_STRING, AT(Struct, member), 0, 0, NULL}
#define TABLE(noun) const FieldTable pack_##noun##_fields = {noun##_fields, G_N_ELEMENTS(noun##_fields)};

/* Larger than any coordinate that means something, so that sums of them stay sound. */
#define FAR 1e9

static const Field document_fields[] = {
    STRING("name", MbDocument, name),
    STRING("sha256", MbDocument, sha256),
    INT("size", MbDocument, size_bytes, 0, 9e17),
    STRING("mediaType", MbDocument, media_type),
};
static const Field font_fields[] = {
    STRING("name", MbFont, name), BOOL("bold", MbFont, bold),     BOOL("italic", MbFont, italic),
    BOOL("fixed", MbFont, fixed), BOOL("symbol", MbFont, symbol),
};
static const Field bookmark_fields[] = {
    INT("level", MbBookmark, level, 1, INT_MAX),
    INT("page", MbBookmark, page, 0, INT_MAX),
    DOUBLE("y", MbBookmark, y, -FAR, FAR),
};
static const Field tagged_fields[] = {
    STRING("role", MbTagged, role),
    INT("page", MbTagged, page, 0, INT_MAX),
    INT("depth", MbTagged, depth, 0, INT_MAX),
    INT("group", MbTagged, group, 0, INT_MAX),
    INT("row", MbTagged, row, 0, INT_MAX),
};
static const Field entity_fields[] = {
    STRING("id", MbEntity, id),
    NAME("kind", MbEntity, kind, span_kind),
    STRING("showAs", MbEntity, show_as),
};
static const Field issue_fields[] = {
    NAME("tag", MbIssue, tag, issue_tag),
    INT("page", MbIssue, page, 0, INT_MAX),
    BOX("box", MbIssue, box),
    STRING("subject", MbIssue, subject),
};
static const Field event_fields[] = {
    STRING("stage", MbEvent, stage),
    STRING("version", MbEvent, version),
    STRING("options", MbEvent, options),
    STRING("tools", MbEvent, tools),
};
static const Field page_fields[] = {
    INT("number", MbPage, number, 1, INT_MAX),      STRING("label", MbPage, label),
    DOUBLE("width", MbPage, width, 0, FAR),         DOUBLE("height", MbPage, height, 0, FAR),
    INT("rotate", MbPage, rotate, 0, 270),          BOOL("flowed", MbPage, is_flowed),
    BOOL("tagged", MbPage, is_tagged),
};
static const Field image_fields[] = {
    INT("id", MbImage, id, -1, INT_MAX),
    BOX("box", MbImage, box),
    INT("width", MbImage, width_px, 0, INT_MAX),
    INT("height", MbImage, height_px, 0, INT_MAX),
    BOOL("upright", MbImage, is_upright),
};
static const Field link_fields[] = {
    BOX("box", MbLink, box),
    STRING("uri", MbLink, uri),
    INT("page", MbLink, page, 0, INT_MAX),
};
static const Field region_fields[] = {
    NAME("kind", MbRegion, kind, region_kind), BOX("box", MbRegion, box),
    INT("image", MbRegion, image, -1, INT_MAX), STRING("reason", MbRegion, reason),
    DOUBLE("dpi", MbRegion, dpi, 0, FAR),
};
static const Field rule_fields[] = {
    BOX("box", MbRule, box),
    BOOL("vertical", MbRule, vertical),
    COLOUR("colour", MbRule, colour),
    INT("region", MbRule, region, -1, INT_MAX),
};
static const Field shade_fields[] = {
    BOX("box", MbShade, box),
    COLOUR("colour", MbShade, colour),
};
/* Words are most of the file: one letter each. */
static const Field word_fields[] = {
    BOX("b", MbWord, box),
    DOUBLE("y", MbWord, baseline, -FAR, FAR),
    DOUBLE("s", MbWord, size, 0, FAR),
    INT("f", MbWord, font, -1, INT_MAX),
    COLOUR("c", MbWord, colour),
    BOOL("g", MbWord, glued),
    INT("t", MbWord, turn, 0, 3),
    INT("r", MbWord, region, -1, INT16_MAX),
    INT("l", MbWord, link, -1, INT_MAX),
    INT("e", MbWord, tagged, -1, INT_MAX),
    NAME("o", MbWord, origin, origin),
    FLOAT("p", MbWord, conf, 0, 1),
    NAME("h", MbWord, hidden, hidden),
    BOOL("u", MbWord, underlined),
};
static const Field reading_fields[] = {
    DOUBLE("p", MbReading, conf, 0, 1),
};
#define BLOCK_FIELDS                                                                                         \
    INT("page", MbBlock, page, 0, INT_MAX), BOX("box", MbBlock, box), STRING("label", MbBlock, label),       \
        NAME("artifact", MbBlock, artifact, artifact), NAME("origin", MbBlock, origin, origin),              \
        DOUBLE("conf", MbBlock, conf, 0, 1)
static const Field block_fields[] = {BLOCK_FIELDS};
static const Field heading_fields[] = {BLOCK_FIELDS, INT("level", MbBlock, level, 1, 6)};
static const Field cell_fields[] = {
    BLOCK_FIELDS,
    INT("rows", MbBlock, row_span, 1, INT_MAX),
    INT("cols", MbBlock, col_span, 1, INT_MAX),
    NAME("scope", MbBlock, scope, scope),
    NAME("check", MbBlock, check, check),
};
static const Field span_fields[] = {
    STRING("ref", MbSpan, ref),
};

TABLE(document)
TABLE(font)
TABLE(bookmark)
TABLE(tagged)
TABLE(entity)
TABLE(issue)
TABLE(event)
TABLE(page)
TABLE(image)
TABLE(link)
TABLE(region)
TABLE(rule)
TABLE(shade)
TABLE(word)
TABLE(reading)
TABLE(block)
TABLE(heading)
TABLE(cell)
TABLE(span)

void pack_word_carry(MbWord *word, const MbWord *before)
{
    word->baseline = before->baseline;
    word->size = before->size;
    word->font = before->font;
    word->colour = before->colour;
}

const FieldTable *pack_block_table(MbBlockKind kind)
{
    if (kind == MB_BLOCK_HEADING)
        return &pack_heading_fields;
    return kind == MB_BLOCK_CELL ? &pack_cell_fields : &pack_block_fields;
}
