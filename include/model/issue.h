/*
 * What is wrong, doubtful or lost in a document. Room model.
 *
 * An issue never stops the work (a GError does). Every tag stands in one table
 * (model/issue-table.h) with severity, stage, message and a paragraph for the
 * manual; docs/issues.md is generated from it.
 */
#ifndef MB_MODEL_ISSUE_H
#define MB_MODEL_ISSUE_H

#include "model/box.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    MB_SEVERITY_NOTE,   /* worth knowing */
    MB_SEVERITY_DOUBT,  /* a person should look */
    MB_SEVERITY_DAMAGE, /* the source is damaged here; what could be kept is kept */
    MB_SEVERITY_LOSS    /* something of the source is not in the archive */
} MbSeverity;

/* Tags are MB_ISSUE_<NAME>, made from the table. */
typedef enum {
#define MB_ISSUE(name, tag, severity, stage, message, manual) MB_ISSUE_##name,
#include "model/issue-table.h"
#undef MB_ISSUE
    MB_ISSUE_TAGS /* count */
} MbIssueTag;

/* One row of the table. */
typedef struct {
    const char *tag;     /* "page-unreadable" */
    MbSeverity severity;
    const char *stage;   /* "extract" */
    const char *message; /* one %s at most: the subject */
    const char *manual;  /* paragraph for docs/issues.md */
} MbIssueInfo;

/* One finding. */
typedef struct {
    MbIssueTag tag;
    int page;      /* from 1; 0: the whole document */
    MbBox box;     /* empty: the whole page */
    char *subject; /* what it is about, or NULL; owned. Never withheld text. */
} MbIssue;

/* The table row of a tag; static. */
const MbIssueInfo *mb_issue_info(MbIssueTag tag);
bool mb_issue_tag_from_name(const char *tag, MbIssueTag *out);

/* The message with its subject filled in; caller frees with g_free. */
char *mb_issue_dup_message(const MbIssue *issue);

/* "note", "doubt", "damage", "loss" and back. */
const char *mb_severity_name(MbSeverity severity);
bool mb_severity_from_name(const char *name, MbSeverity *severity);

#endif
