#include "stage/tokens.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST 256
#define MAGIC 0x6d62746bu

/* What stands in the file; token i is the byte i behind it. */
typedef struct {
    uint32_t magic;
    int32_t count, workers;
} Head;

struct MbTokens {
    int fd;
    bool is_owner;
    int count;
    GMutex mutex;
    bool mine[MOST]; /* locks of one process do not keep its threads apart */
};

static bool write_head(int fd, int count, int workers)
{
    const Head head = {MAGIC, count, workers};
    return pwrite(fd, &head, sizeof head, 0) == (ssize_t)sizeof head;
}

static bool read_head(int fd, Head *head)
{
    return pread(fd, head, sizeof *head, 0) == (ssize_t)sizeof *head && head->magic == MAGIC && head->count >= 1 && head->count <= MOST;
}

static MbTokens *open_tokens(int fd, int count, bool is_owner)
{
    MbTokens *tokens = g_new0(MbTokens, 1);
    tokens->fd = fd;
    tokens->count = count;
    tokens->is_owner = is_owner;
    g_mutex_init(&tokens->mutex);
    return tokens;
}

MbTokens *mb_tokens_new(int count)
{
    int fd = memfd_create("minutebook-tokens", MFD_CLOEXEC);
    count = CLAMP(count, 1, MOST);
    if (fd < 0)
        return NULL;
    if (write_head(fd, count, 0))
        return open_tokens(fd, count, true);
    close(fd);
    return NULL;
}

MbTokens *mb_tokens_join(int descriptor)
{
    Head head;
    return read_head(descriptor, &head) ? open_tokens(descriptor, head.count, false) : NULL;
}

void mb_tokens_free(MbTokens *tokens)
{
    if (!tokens)
        return;
    if (tokens->is_owner)
        close(tokens->fd);
    g_mutex_clear(&tokens->mutex);
    g_free(tokens);
}

int mb_tokens_descriptor(const MbTokens *tokens)
{
    return tokens->fd;
}

int mb_tokens_count(const MbTokens *tokens)
{
    return tokens->count;
}

void mb_tokens_add_workers(MbTokens *tokens, int workers)
{
    Head head;
    if (!tokens)
        return;
    g_mutex_lock(&tokens->mutex);
    if (read_head(tokens->fd, &head))
        write_head(tokens->fd, head.count, head.workers + workers);
    g_mutex_unlock(&tokens->mutex);
}

static bool set_lock(const MbTokens *tokens, int token, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)sizeof(Head) + token, .l_len = 1};
    return fcntl(tokens->fd, F_SETLK, &lock) == 0;
}

/* The first of those that no first thread of a worker stands for. */
bool mb_tokens_take(MbTokens *tokens, int *token)
{
    Head head;
    bool is_taken = false;
    g_mutex_lock(&tokens->mutex);
    const int spare = read_head(tokens->fd, &head) ? tokens->count - MAX(head.workers, 1) : 0;
    for (int i = 0; i < spare && !is_taken; i++) {
        is_taken = !tokens->mine[i] && set_lock(tokens, i, F_WRLCK);
        if (!is_taken)
            continue;
        tokens->mine[i] = true;
        *token = i;
    }
    g_mutex_unlock(&tokens->mutex);
    return is_taken;
}

void mb_tokens_give_back(MbTokens *tokens, int token)
{
    g_mutex_lock(&tokens->mutex);
    tokens->mine[token] = false;
    set_lock(tokens, token, F_UNLCK);
    g_mutex_unlock(&tokens->mutex);
}
