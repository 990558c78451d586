#include "model/issue.h"

#include "model/names.h"

static const MbIssueInfo table[] = {
#define MB_ISSUE(name, tag, severity, stage, message, manual) {tag, MB_SEVERITY_##severity, stage, message, manual},
#include "model/issue-table.h"
#undef MB_ISSUE
};

const MbIssueInfo *mb_issue_info(MbIssueTag tag)
{
    g_assert((gsize)tag < G_N_ELEMENTS(table));
    return &table[tag];
}

bool mb_issue_tag_from_name(const char *tag, MbIssueTag *out)
{
    for (gsize i = 0; tag && i < G_N_ELEMENTS(table); i++)
        if (!strcmp(table[i].tag, tag)) {
            *out = (MbIssueTag)i;
            return true;
        }
    return false;
}

char *mb_issue_dup_message(const MbIssue *issue)
{
    const char *message = mb_issue_info(issue->tag)->message;
    const char *hole = strstr(message, "%s");
    if (!hole)
        return g_strdup(message);
    return g_strdup_printf("%.*s%s%s", (int)(hole - message), message, issue->subject ? issue->subject : "", hole + 2);
}

static const char *const severity_names[] = {"note", "doubt", "damage", "loss"};

MB_DEFINE_NAMES(severity, MbSeverity, severity_names)
