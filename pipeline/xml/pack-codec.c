/* Members of the model's structs to attribute values and back. */
#include "pack-fields.h"

#include "base/number.h"

#include <string.h>

static gint64 load_int(const Field *field, const void *object)
{
    const char *at = (const char *)object + field->offset;
    switch (field->size) {
    case 1:
        return *(const guint8 *)at;
    case 2:
        return *(const gint16 *)(const void *)at;
    case 4:
        return *(const gint32 *)(const void *)at;
    default:
        return *(const gint64 *)(const void *)at;
    }
}

static void store_int(const Field *field, void *object, gint64 value)
{
    char *at = (char *)object + field->offset;
    switch (field->size) {
    case 1:
        *(guint8 *)at = (guint8)value;
        break;
    case 2:
        *(gint16 *)(void *)at = (gint16)value;
        break;
    case 4:
        *(gint32 *)(void *)at = (gint32)value;
        break;
    default:
        *(gint64 *)(void *)at = value;
    }
}

/* The members of a double, float, box or string, as their own type. */
#define MEMBER(Type, object, field) (*(Type *)(void *)((char *)(object) + (field)->offset))
#define CONST_MEMBER(Type, object, field) (*(const Type *)(const void *)((const char *)(object) + (field)->offset))

static bool is_usual(const Field *field, const void *object, const void *usual)
{
    if (field->kind == FIELD_STRING)
        return CONST_MEMBER(char *, object, field) == NULL;
    const char *a = (const char *)object + field->offset, *b = (const char *)usual + field->offset;
    if (field->kind == FIELD_DOUBLE || field->kind == FIELD_BOX) { /* by value: 0 equals -0 */
        for (gsize i = 0; i < field->size / sizeof(double); i++)
            if (((const double *)(const void *)a)[i] != ((const double *)(const void *)b)[i])
                return false;
        return true;
    }
    return !memcmp(a, b, field->size);
}

static void write_box(GString *out, MbBox box)
{
    mb_number_append(out, box.x0);
    g_string_append_c(out, ' ');
    mb_number_append(out, box.y0);
    g_string_append_c(out, ' ');
    mb_number_append(out, box.x1);
    g_string_append_c(out, ' ');
    mb_number_append(out, box.y1);
}

static void write_colour(GString *out, guint32 colour)
{
    static const char digits[] = "0123456789abcdef";
    for (int shift = 20; shift >= 0; shift -= 4)
        g_string_append_c(out, digits[colour >> shift & 15]);
}

static void write_value(GString *out, const Field *field, const void *object)
{
    switch (field->kind) {
    case FIELD_INT:
    case FIELD_BOOL:
        mb_number_append_int(out, load_int(field, object));
        break;
    case FIELD_NAME:
        g_string_append(out, field->names->name((int)load_int(field, object)));
        break;
    case FIELD_COLOUR:
        write_colour(out, CONST_MEMBER(uint32_t, object, field));
        break;
    case FIELD_DOUBLE:
        mb_number_append(out, CONST_MEMBER(double, object, field));
        break;
    case FIELD_FLOAT:
        mb_number_append_float(out, CONST_MEMBER(float, object, field));
        break;
    case FIELD_BOX:
        write_box(out, CONST_MEMBER(MbBox, object, field));
        break;
    case FIELD_STRING:
        pack_text_write(out, CONST_MEMBER(char *, object, field), true);
        break;
    }
}

void pack_fields_write(GString *out, const FieldTable *table, const void *object, const void *usual)
{
    for (guint i = 0; i < table->count; i++) {
        const Field *field = &table->fields[i];
        if (is_usual(field, object, usual))
            continue;
        g_string_append_c(out, ' ');
        g_string_append(out, field->name);
        g_string_append_len(out, "=\"", 2);
        write_value(out, field, object);
        g_string_append_c(out, '"');
    }
}

const Field *pack_field_find(const FieldTable *table, const char *name)
{
    for (guint i = 0; i < table->count; i++)
        if (!strcmp(table->fields[i].name, name))
            return &table->fields[i];
    return NULL;
}

static bool read_double(const Field *field, const char *value, gsize length, double *number)
{
    double parsed;
    if (!mb_number_parse(value, length, &parsed) || parsed < field->min || parsed > field->max)
        return false;
    *number = parsed;
    return true;
}

static bool read_int(const Field *field, void *object, const char *value, gsize length)
{
    gint64 number;
    if (!mb_number_parse_int(value, length, &number) || (double)number < field->min || (double)number > field->max)
        return false;
    store_int(field, object, number);
    return true;
}

static bool read_name(const Field *field, void *object, const char *value, gsize length)
{
    char name[32];
    int number;
    if (length == 0 || length >= sizeof name)
        return false;
    memcpy(name, value, length);
    name[length] = '\0';
    if (!field->names->from_name(name, &number))
        return false;
    store_int(field, object, number);
    return true;
}

static bool read_colour(const char *value, gsize length, uint32_t *colour)
{
    uint32_t sum = 0;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isxdigit(value[i]))
            return false;
        sum = sum << 4 | (uint32_t)g_ascii_xdigit_value(value[i]);
    }
    if (length == 6)
        *colour = sum;
    return length == 6;
}

static bool read_box(const char *value, gsize length, MbBox *box)
{
    double corners[4];
    const char *at = value, *end = value + length;
    for (int i = 0; i < 4; i++) {
        const char *space = i < 3 ? memchr(at, ' ', (gsize)(end - at)) : end;
        if (!space || !mb_number_parse(at, (gsize)(space - at), &corners[i]))
            return false;
        at = space + 1;
    }
    if (corners[0] > corners[2] || corners[1] > corners[3])
        return false;
    *box = (MbBox){corners[0], corners[1], corners[2], corners[3]};
    return true;
}

static bool read_string(const char *value, gsize length, char **string)
{
    g_free(*string);
    *string = g_strndup(value, length);
    return true;
}

static bool read_float(const Field *field, const char *value, gsize length, float *number)
{
    double wide;
    if (!read_double(field, value, length, &wide))
        return false;
    *number = (float)wide;
    return true;
}

bool pack_field_read(const Field *field, void *object, const char *value, gsize length)
{
    switch (field->kind) {
    case FIELD_INT:
        return read_int(field, object, value, length);
    case FIELD_BOOL:
        if (length != 1 || (*value != '0' && *value != '1'))
            return false;
        MEMBER(bool, object, field) = *value == '1';
        return true;
    case FIELD_NAME:
        return read_name(field, object, value, length);
    case FIELD_COLOUR:
        return read_colour(value, length, &MEMBER(uint32_t, object, field));
    case FIELD_DOUBLE:
        return read_double(field, value, length, &MEMBER(double, object, field));
    case FIELD_FLOAT:
        return read_float(field, value, length, &MEMBER(float, object, field));
    case FIELD_BOX:
        return read_box(value, length, &MEMBER(MbBox, object, field));
    case FIELD_STRING:
        return read_string(value, length, &MEMBER(char *, object, field));
    }
    return false;
}

bool pack_run_next(const GString *text, guint end, guint *start, guint *length)
{
    if (end >= text->len)
        return false;
    guint from = text->str[end] == ' ' ? end + 1 : end, to = from;
    while (to < text->len && text->str[to] != ' ')
        to++;
    *start = from;
    *length = to - from;
    return to > from;
}

/* What stands for a character that may not stand as it is, or NULL. U+FFFE and U+FFFF may not stand in XML at all. */
static const char *escape(const char *c, bool is_attribute)
{
    switch ((guchar)*c) {
    case 0xEF:
        return (guchar)c[1] == 0xBF && (guchar)c[2] >= 0xBE ? "\xEF\xBF\xBD" : NULL;
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return is_attribute ? "&quot;" : NULL;
    case '\n':
        return is_attribute ? "&#10;" : NULL;
    case '\t':
        return is_attribute ? "&#9;" : NULL;
    case '\r':
        return "&#13;";
    default:
        return (guchar)*c < 0x20 ? " " : NULL;
    }
}

void pack_text_write(GString *out, const char *text, bool is_attribute)
{
    const char *from = text;
    for (const char *c = text; *c; c++) {
        if ((guchar)*c > '>' && (guchar)*c != 0xEF)
            continue;
        const char *instead = escape(c, is_attribute);
        if (!instead)
            continue;
        g_string_append_len(out, from, c - from);
        g_string_append(out, instead);
        c += (guchar)*c == 0xEF ? 2 : 0;
        from = c + 1;
    }
    g_string_append(out, from);
}
