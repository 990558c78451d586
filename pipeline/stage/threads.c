#include "stage/threads.h"

#include <stdatomic.h>

/* How long a thread without a token waits before it asks again: a scanned page takes a second and more. */
#define WAIT_US 20000

/* Work that is done sooner is not worth a second thread: to open a file again takes some milliseconds. */
#define ALONE_US 30000

typedef struct {
    MbTokens *tokens;
    const MbThreadWork *work;
    gpointer data;
    guint count;
    gint64 start_us;
    atomic_uint next;
    atomic_int waiting; /* threads between two tokens */
} Share;

/* A helping thread and the token that it starts with. */
typedef struct {
    Share *share;
    int token;
    GThread *thread;
} Helper;

static bool has_items(Share *share)
{
    return atomic_load(&share->next) < share->count;
}

static bool take_item(Share *share, guint *item)
{
    *item = has_items(share) ? atomic_fetch_add(&share->next, 1) : share->count;
    return *item < share->count;
}

/* Waits for a token while there is anything to do. */
static bool wait_for_token(Share *share, int *token)
{
    while (has_items(share)) {
        if (mb_tokens_take(share->tokens, token))
            return true;
        g_usleep(WAIT_US);
    }
    return false;
}

/* The token goes back after each item, so that a document that begins meanwhile gets its turn. */
static bool change_token(Share *share, int *token)
{
    atomic_fetch_add(&share->waiting, 1);
    mb_tokens_give_back(share->tokens, *token);
    const bool has_token = wait_for_token(share, token);
    atomic_fetch_sub(&share->waiting, 1);
    return has_token;
}

static gpointer help(gpointer data)
{
    const Helper *helper = data;
    Share *share = helper->share;
    int token = helper->token;
    guint item;
    gpointer own = share->work->open(share->data, NULL);
    bool has_token = true;
    while (own && has_token && take_item(share, &item)) {
        share->work->work(own, item);
        has_token = change_token(share, &token);
    }
    if (has_token)
        mb_tokens_give_back(share->tokens, token);
    if (own)
        share->work->close(own);
    return NULL;
}

/* A token for a new helper. While an old one waits, a free token is its: else there were more threads than tokens. */
static bool take_spare_token(Share *share, int *token)
{
    if (!mb_tokens_take(share->tokens, token))
        return false;
    const bool is_spare = atomic_load(&share->waiting) == 0;
    if (!is_spare)
        mb_tokens_give_back(share->tokens, *token);
    return is_spare;
}

/* Starts a helper where more is left than all threads have at hand, and a token is free. */
static bool call_helper(Share *share, GPtrArray *helpers)
{
    const guint left = share->count - MIN(share->count, atomic_load(&share->next));
    int token;
    if (!share->tokens || left <= helpers->len + 1 || g_get_monotonic_time() - share->start_us < ALONE_US ||
        !take_spare_token(share, &token))
        return false;
    Helper *helper = g_new(Helper, 1);
    *helper = (Helper){share, token, NULL};
    helper->thread = g_thread_try_new("pages", help, helper, NULL);
    if (helper->thread) {
        g_ptr_array_add(helpers, helper);
        return true;
    }
    mb_tokens_give_back(share->tokens, token);
    g_free(helper);
    return false;
}

bool mb_threads_run(MbTokens *tokens, guint count, const MbThreadWork *work, gpointer data, GError **error)
{
    Share share = {.tokens = tokens, .work = work, .data = data, .count = count, .start_us = g_get_monotonic_time()};
    gpointer own = work->open(data, error);
    if (!own)
        return false;
    g_autoptr(GPtrArray) helpers = g_ptr_array_new_with_free_func(g_free);
    for (guint item;;) {
        while (call_helper(&share, helpers))
            ;
        if (!take_item(&share, &item))
            break;
        work->work(own, item);
    }
    work->close(own);
    for (guint i = 0; i < helpers->len; i++)
        g_thread_join(((Helper *)helpers->pdata[i])->thread);
    return true;
}
