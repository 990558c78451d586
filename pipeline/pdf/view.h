/*
 * Reading PDF syntax where it lies: a view is a stretch of bytes that holds objects or operators. Room pdf only.
 *
 * Nothing is copied and nothing is allocated, so a view lives as long as the bytes under it. Any bytes are allowed:
 * what is no PDF syntax comes back as tokens that mean nothing.
 */
#ifndef MB_PDF_VIEW_H
#define MB_PDF_VIEW_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *at, *end;
} MbView;

/* All of some bytes; valid until they change. */
MbView mb_view_of(const GByteArray *bytes);

/* What a token is. */
typedef enum {
    MB_TOKEN_END,
    MB_TOKEN_NUMBER,
    MB_TOKEN_NAME,   /* with its slash */
    MB_TOKEN_STRING, /* with its brackets */
    MB_TOKEN_ARRAY,  /* whole, with its brackets */
    MB_TOKEN_DICT,   /* whole, with its brackets */
    MB_TOKEN_REF,    /* "12 0 R"; only mb_view_next_object */
    MB_TOKEN_WORD    /* operator or keyword */
} MbToken;

/* Takes the next token off the front of `rest`; comments and white space are stepped over. Time grows with its length. */
MbToken mb_view_next(MbView *rest, MbView *token);

/* As mb_view_next, but knows references. */
MbToken mb_view_next_object(MbView *rest, MbView *token);

/* What is inside the brackets of an array or dictionary; of anything else, an empty view. */
MbView mb_view_inside(MbView object);

/* The value of a key ("/Type") of a dictionary, not resolved; an empty view when it is not there or `dict` is none. */
MbView mb_view_key(MbView dict, const char *key);

/* Whether a view holds no bytes. */
bool mb_view_is_empty(MbView view);

/* Whether the view is exactly this token. */
bool mb_view_is(MbView view, const char *token);

/* The number that the view begins with, or 0; reference: the object's number. Never more than 1e9 either way. */
double mb_view_number(MbView view);
int mb_view_int(MbView view);

/* A name without its slash, #xx undone; caller frees with g_free. */
char *mb_view_dup_name(MbView view);

#endif
