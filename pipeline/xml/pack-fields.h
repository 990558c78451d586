/*
 * The attributes of pack XML: one table for each struct of the model, which
 * both the writer and the reader follow. For pipeline/xml/pack-*.c alone.
 */
#ifndef MB_XML_PACK_FIELDS_H
#define MB_XML_PACK_FIELDS_H

#include "model/document.h"

#include <glib.h>
#include <stdbool.h>

#define PACK_FORMAT "1"

typedef enum {
    FIELD_INT,    /* any integer member, by its size */
    FIELD_BOOL,   /* "1" */
    FIELD_NAME,   /* enumeration, by name */
    FIELD_COLOUR, /* six hexadecimal digits */
    FIELD_DOUBLE,
    FIELD_FLOAT,
    FIELD_BOX,    /* "x0 y0 x1 y1" */
    FIELD_STRING  /* owned char pointer; absent is NULL */
} FieldKind;

/* Names of an enumeration's values. */
typedef struct {
    const char *(*name)(int value);
    bool (*from_name)(const char *name, int *value);
} FieldNames;

/* One attribute: where its member lies and which values are legal. */
typedef struct {
    const char *name;
    FieldKind kind;
    guint16 offset, size;
    double min, max;         /* of numbers */
    const FieldNames *names; /* of FIELD_NAME */
} Field;

/* All attributes of a struct. */
typedef struct {
    const Field *fields;
    guint count;
} FieldTable;

extern const FieldTable pack_document_fields, pack_font_fields, pack_bookmark_fields, pack_tagged_fields, pack_entity_fields,
    pack_issue_fields, pack_event_fields, pack_page_fields, pack_image_fields, pack_link_fields, pack_region_fields, pack_rule_fields,
    pack_shade_fields, pack_word_fields, pack_reading_fields, pack_block_fields, pack_heading_fields, pack_cell_fields, pack_span_fields;

/*
 * Makes the style of a word that of the word before it: what an absent
 * attribute of a word means (baseline, size, font, colour).
 */
void pack_word_carry(MbWord *word, const MbWord *before);

/* Appends the attributes in which `object` differs from `usual`, both of the table's struct. */
void pack_fields_write(GString *out, const FieldTable *table, const void *object, const void *usual);

/* The attribute of a name, or NULL. */
const Field *pack_field_find(const FieldTable *table, const char *name);

/*
 * Sets the member of `object` from an attribute's value (not ended by NUL).
 * Returns false when the value is not legal; the member is then untouched.
 */
bool pack_field_read(const Field *field, void *object, const char *value, gsize length);

/* The table of a block kind. */
const FieldTable *pack_block_table(MbBlockKind kind);

/*
 * The place of the run that follows one that ended at byte `end`, by the rule
 * that words are the text's tokens: over one space, then up to the next space.
 * Returns false when there is no further token.
 */
bool pack_run_next(const GString *text, guint end, guint *start, guint *length);

/* Appends text with everything escaped that may not stand in XML; `is_attribute` escapes quotes and line ends too. */
void pack_text_write(GString *out, const char *text, bool is_attribute);

#endif
