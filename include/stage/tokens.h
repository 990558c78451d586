/*
 * The tokens that all workers of a run share: how many threads may work at
 * once. Room stage.
 *
 * A worker's first thread needs no token: the driver starts no more workers
 * than there are tokens. What the running workers leave is lent to their other
 * threads, so that one large scan uses every core, and a thousand small files
 * do too. A token is a lock on a byte of a file without a name, which the
 * kernel takes back from a worker that dies.
 */
#ifndef MB_STAGE_TOKENS_H
#define MB_STAGE_TOKENS_H

#include <glib.h>
#include <stdbool.h>

typedef struct MbTokens MbTokens;

/*
 * A new pool.
 *
 * count: threads that may work at once, first threads of workers included; >= 1, at most 256 count.
 *
 * Returns NULL where the system has no such files: then each worker has its first thread alone. Caller frees with mb_tokens_free.
 */
MbTokens *mb_tokens_new(int count);

/* Joins the pool behind a descriptor (borrowed) that was inherited from the process that made it; NULL when there is none. */
MbTokens *mb_tokens_join(int descriptor);

void mb_tokens_free(MbTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbTokens, mb_tokens_free)

/* The descriptor for a worker to inherit, and the number of tokens. */
int mb_tokens_descriptor(const MbTokens *tokens);
int mb_tokens_count(const MbTokens *tokens);

/*
 * Tells that so many workers more (or, below zero, fewer) run; NULL does
 * nothing. Only in the process that made the pool; threads may call it.
 */
void mb_tokens_add_workers(MbTokens *tokens, int workers);

/*
 * Takes a token if one is free. Never waits; threads may call it.
 *
 * token: out; to be given back.
 */
bool mb_tokens_take(MbTokens *tokens, int *token);
void mb_tokens_give_back(MbTokens *tokens, int token);

#endif
