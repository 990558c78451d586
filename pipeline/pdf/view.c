#include "view.h"

#include <string.h>

MbView mb_view_of(const GByteArray *bytes)
{
    const char *at = bytes->len ? (const char *)bytes->data : "";
    return (MbView){at, at + bytes->len};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c && strchr("()<>[]{}/%", c);
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end) {
        if (*at == '%')
            while (at < end && *at != '\n' && *at != '\r')
                at++;
        else if (!is_space(*at))
            break;
        else
            at++;
    }
    return at;
}

static const char *skip_string(const char *at, const char *end)
{
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end)
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return end;
}

static const char *skip_regular(const char *at, const char *end)
{
    while (at < end && !is_space(*at) && !is_delimiter(*at))
        at++;
    return at;
}

static bool is_pair(const char *at, const char *end, char c)
{
    return end - at > 1 && at[0] == c && at[1] == c;
}

/* Steps over an array or dictionary; a bracket that is never closed runs to the end. */
static const char *skip_nested(const char *at, const char *end)
{
    int depth = 0;
    while (at < end) {
        if (*at == '(') {
            at = skip_string(at, end);
            continue;
        }
        if (*at == '%') {
            at = skip_space(at, end);
            continue;
        }
        bool opens = *at == '[' || is_pair(at, end, '<'), closes = *at == ']' || is_pair(at, end, '>');
        at += *at == '<' || *at == '>' ? (opens || closes ? 2 : 1) : 1;
        depth += opens - closes;
        if (closes && depth <= 0)
            return at;
    }
    return end;
}

MbToken mb_view_next(MbView *rest, MbView *token)
{
    const char *at = skip_space(rest->at, rest->end), *end = rest->end, *to;
    MbToken kind = MB_TOKEN_WORD;
    if (at >= end) {
        *rest = *token = (MbView){end, end};
        return MB_TOKEN_END;
    }
    if (*at == '/') {
        kind = MB_TOKEN_NAME;
        to = skip_regular(at + 1, end);
    } else if (*at == '(') {
        kind = MB_TOKEN_STRING;
        to = skip_string(at, end);
    } else if (*at == '[' || is_pair(at, end, '<')) {
        kind = *at == '[' ? MB_TOKEN_ARRAY : MB_TOKEN_DICT;
        to = skip_nested(at, end);
    } else if (*at == '<') {
        kind = MB_TOKEN_STRING;
        const char *close = memchr(at, '>', (gsize)(end - at));
        to = close ? close + 1 : end;
    } else if (is_delimiter(*at)) {
        to = at + 1;
    } else {
        to = skip_regular(at, end);
        if (g_ascii_isdigit(*at) || ((*at == '-' || *at == '+' || *at == '.') && to - at > 1))
            kind = MB_TOKEN_NUMBER;
    }
    *token = (MbView){at, to};
    rest->at = to;
    return kind;
}

static bool is_whole(MbView view)
{
    for (const char *c = view.at; c < view.end; c++)
        if (!g_ascii_isdigit(*c))
            return false;
    return view.at < view.end && view.end - view.at < 10;
}

MbToken mb_view_next_object(MbView *rest, MbView *token)
{
    MbToken kind = mb_view_next(rest, token);
    if (kind != MB_TOKEN_NUMBER || !is_whole(*token))
        return kind;
    MbView ahead = *rest, generation, mark;
    if (mb_view_next(&ahead, &generation) != MB_TOKEN_NUMBER || !is_whole(generation))
        return kind;
    if (mb_view_next(&ahead, &mark) != MB_TOKEN_WORD || !mb_view_is(mark, "R"))
        return kind;
    token->end = mark.end;
    *rest = ahead;
    return MB_TOKEN_REF;
}

MbView mb_view_inside(MbView object)
{
    MbView rest = object, token;
    MbToken kind = mb_view_next(&rest, &token);
    gssize bracket = kind == MB_TOKEN_ARRAY ? 1 : kind == MB_TOKEN_DICT ? 2 : 0;
    if (!bracket || token.end - token.at < 2 * bracket)
        return (MbView){token.at, token.at};
    return (MbView){token.at + bracket, token.end - bracket};
}

MbView mb_view_key(MbView dict, const char *key)
{
    MbView rest = mb_view_inside(dict), name, value;
    while (mb_view_next_object(&rest, &name) != MB_TOKEN_END) {
        if (*name.at != '/')
            continue;
        if (mb_view_next_object(&rest, &value) == MB_TOKEN_END)
            break;
        if (mb_view_is(name, key))
            return value;
    }
    return (MbView){NULL, NULL};
}

bool mb_view_is_empty(MbView view)
{
    return view.at >= view.end;
}

bool mb_view_is(MbView view, const char *token)
{
    gsize length = strlen(token);
    return (gsize)(view.end - view.at) == length && !memcmp(view.at, token, length);
}

double mb_view_number(MbView view)
{
    const double limit = 1e9;
    const char *at = view.at;
    bool negative = false;
    double value = 0, unit = 1;
    for (; at < view.end && (*at == '-' || *at == '+'); at++)
        negative = negative || *at == '-';
    for (; at < view.end && g_ascii_isdigit(*at) && value < limit; at++)
        value = value * 10 + (*at - '0');
    if (at < view.end && *at == '.')
        for (at++; at < view.end && g_ascii_isdigit(*at) && unit > 1e-9; at++)
            value += (*at - '0') * (unit /= 10);
    value = MIN(value, limit);
    return negative ? -value : value;
}

int mb_view_int(MbView view)
{
    return (int)mb_view_number(view);
}

char *mb_view_dup_name(MbView view)
{
    GString *out = g_string_new(NULL);
    for (const char *c = view.at + (view.at < view.end && *view.at == '/'); c < view.end; c++) {
        if (*c == '#' && view.end - c > 2 && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2])) {
            g_string_append_c(out, (char)(g_ascii_xdigit_value(c[1]) * 16 + g_ascii_xdigit_value(c[2])));
            c += 2;
        } else {
            g_string_append_c(out, *c);
        }
    }
    return g_string_free(out, FALSE);
}
