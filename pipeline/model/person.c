#include "model/person.h"

#include <string.h>

bool mb_person_is_letter(const char *name)
{
    return *name && !*g_utf8_next_char(name);
}

/* Whether one given name may be the other: equal, or one is the other's initial. */
static bool name_agrees(const char *a, const char *b)
{
    if (mb_person_is_letter(a) || mb_person_is_letter(b))
        return g_utf8_get_char(a) == g_utf8_get_char(b);
    return !strcmp(a, b);
}

/* "Wyn" of "Gwenllian Wyn": who has two family names is called by both, or by the last alone. */
static bool is_tail(char **whole, guint whole_length, char **part, guint part_length)
{
    for (guint i = 0; i < part_length; i++)
        if (mb_person_is_letter(part[i]) || strcmp(part[i], whole[whole_length - part_length + i]))
            return false;
    return part_length > 0;
}

bool mb_person_given_agrees(const char *a, const char *b)
{
    g_auto(GStrv) x = g_strsplit(a, " ", -1);
    g_auto(GStrv) y = g_strsplit(b, " ", -1);
    guint nx = g_strv_length(x), ny = g_strv_length(y);
    if (nx > ny ? is_tail(x, nx, y, ny) : nx < ny && is_tail(y, ny, x, nx))
        return true;
    bool written = nx && ny && (!mb_person_is_letter(x[0]) || !mb_person_is_letter(y[0]));
    if (nx != ny && !written)
        return false;
    for (guint i = 0; i < MIN(nx, ny); i++)
        if (!name_agrees(x[i], y[i]))
            return false;
    return true;
}

guint mb_person_sex(const char *title)
{
    static const char *const male[] = {"Mr", "Sir", "Lord"};
    static const char *const female[] = {"Mrs", "Miss", "Ms", "Dame", "Lady", "Baroness"};
    g_auto(GStrv) words = g_strsplit_set(title ? title : "", " .", -1);
    for (guint i = 0; words[i]; i++) {
        for (guint k = 0; k < G_N_ELEMENTS(male); k++)
            if (!strcmp(words[i], male[k]))
                return 1;
        for (guint k = 0; k < G_N_ELEMENTS(female); k++)
            if (!strcmp(words[i], female[k]))
                return 2;
    }
    return 0;
}

char *mb_person_dup_key(const char *surname)
{
    g_autofree char *apart = g_utf8_normalize(surname, -1, G_NORMALIZE_NFD);
    GString *out = g_string_new(NULL);
    for (const char *at = apart ? apart : surname; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_unichar_tolower(g_utf8_get_char(at)));
    return g_string_free(out, FALSE);
}

/* "AS" and "J.T." are initials, "Jo" is a name: capitals alone, or a stop behind a letter. */
static void append_given(GString *out, const char *word)
{
    g_autofree char *lower = g_utf8_strdown(word, -1), *upper = g_utf8_strup(word, -1);
    bool initials = g_utf8_strlen(word, -1) <= 3 && !strcmp(word, upper);
    for (const char *at = lower; initials && *at; at = g_utf8_next_char(at))
        g_string_append_printf(out, "%s%.*s", out->len ? " " : "", (int)(g_utf8_next_char(at) - at), at);
    if (!initials && *lower)
        g_string_append_printf(out, "%s%s", out->len ? " " : "", lower);
}

const char *mb_person_name(const char *shown, const char *title)
{
    gsize length = title ? strlen(title) : 0;
    bool titled = length && !strncmp(shown, title, length) && shown[length] == ' ';
    return titled ? shown + length + 1 : shown;
}

char *mb_person_dup_given(const char *name, const char *surname)
{
    const char *at = surname && *surname ? strstr(name, surname) : NULL;
    g_autofree char *printed = g_strndup(name, at ? (gsize)(at - name) : 0);
    GString *out = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit_set(printed, " .", -1);
    for (guint i = 0; words[i]; i++)
        append_given(out, words[i]);
    return g_string_free(out, FALSE);
}
