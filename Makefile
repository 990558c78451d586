# minutebook: one Makefile; its variables are the rooms. make help lists the targets.

VARIANT ?= plain
O ?= build/$(VARIANT)
PREFIX ?= /usr/local
VERSION = 0.1.0

ROOMS = base model xml pdf image reader stage archive driver
STAGES = extract ocr layout repair tag write publish index

PACKAGES = glib-2.0 gio-2.0 gio-unix-2.0 libxml-2.0 libxslt libexslt poppler-glib libqpdf cairo lept tesseract hunspell sqlite3 json-glib-1.0
CC_fuzz = clang
CC = $(or $(CC_$(VARIANT)),gcc)
WARN = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wno-missing-field-initializers $(if $(CI),-Werror)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DMB_CHECK_MODEL
CFLAGS_plain = -O2 -g
CFLAGS_asan = -O1 -g $(SANITIZE)
CFLAGS_cov = -O0 -g --coverage -DMB_CHECK_MODEL
CFLAGS_fuzz = -O1 -g $(SANITIZE) -fsanitize=fuzzer-no-link
DATA_DIR ?= $(CURDIR)/stages
FOREIGN_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null | sed 's/-I\([^ ]*\)/-isystem \1/g')
FOREIGN_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE $(CFLAGS_$(VARIANT)) $(WARN) -Iinclude $(FOREIGN_CFLAGS) -DMB_VERSION='"$(VERSION)"' $(CFLAGS)
LIBS = $(FOREIGN_LIBS) -lm

LIB_SRC = $(filter-out %/main.c,$(foreach r,$(ROOMS),$(wildcard pipeline/$(r)/*.c)) $(foreach s,$(STAGES),$(wildcard stages/$(s)/*.c stages/$(s)/*/*.c)))
LIB_OBJ = $(LIB_SRC:%.c=$(O)/obj/%.o)
LIB = $(O)/libminutebook.a
PROGRAMS = $(O)/bin/minutebook $(STAGES:%=$(O)/bin/mb-%)
TEST_SRC = $(foreach d,unit/* property chain hostile golden,$(wildcard tests/$(d)/test-*.c))
TESTS = $(TEST_SRC:tests/%.c=$(O)/tests/%)
FUZZ = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz-*.c))
FUZZ_SECONDS ?= 60
FUZZ_SEEDS = tests/golden $(wildcard tests/fuzz/seeds)
LINTS = layers headers sizes issues
SCORES ?= build/score
PARALLEL = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
SUBMAKE = $(MAKE) --no-print-directory -s $(PARALLEL)
export LSAN_OPTIONS = suppressions=$(CURDIR)/tests/asan.supp:print_suppressions=0

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all help clean deps demo check lint unit asan cov fuzz score bench docs goldens install

all: $(PROGRAMS)

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

$(O)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -DMB_DATA_DIR='"$(DATA_DIR)"' -c -o $@ $<

$(LIB): $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $^

$(O)/bin/minutebook: $(O)/obj/pipeline/driver/main.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)

$(O)/bin/mb-%: $(O)/obj/stages/%/main.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)

$(O)/tests/chain/test-crash: $(O)/tests/chain/preload-crash.so

$(O)/tests/%.so: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fPIC -shared -o $@ $< $(LDFLAGS) $(FOREIGN_LIBS)

$(O)/tests/%: tests/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -DMB_BIN_DIR='"$(abspath $(O)/bin)"' -DMB_PRELOAD_CRASH='"$(abspath $(O))/tests/chain/preload-crash.so"' -o $@ $< $(LIB) $(LDFLAGS) $(LIBS) -lcmocka

$(O)/replay/fuzz-%: tests/fuzz/fuzz-%.c tests/fuzz/replay.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)

$(O)/fuzz/fuzz-%: tests/fuzz/fuzz-%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDFLAGS) $(LIBS)

deps: ## install what is missing (Debian), or list it
	@.ci/deps

demo: deps ## install what is missing, build, run the chain on a pack, say where to look
	@$(SUBMAKE) all
	@tests/score/demo $(O)/bin/minutebook fixtures/packs/v1.pdf build/demo

check: deps ## everything that must pass: lints, unit, golden, chain, hostile and sanitizer tests
	@$(SUBMAKE) CI=1 tests-built VARIANT=plain
	@$(SUBMAKE) CI=1 tests-built VARIANT=asan
	@tests/run-tests build/check.log $(foreach l,$(LINTS),"lint-$(l):python3 tests/lint/$(l).py") \
	  $(foreach t,$(TEST_SRC:tests/%.c=%),"$(t):build/plain/tests/$(t)") \
	  $(foreach t,$(filter-out chain/% hostile/test-run,$(TEST_SRC:tests/%.c=%)),"asan/$(t):build/asan/tests/$(t)") \
	  $(foreach f,$(FUZZ),"replay/$(f):build/asan/replay/$(f) $(FUZZ_SEEDS)")

.PHONY: tests-built
tests-built: $(TESTS) $(PROGRAMS) $(if $(filter asan,$(VARIANT)),$(FUZZ:%=$(O)/replay/%))

lint: ## layers, header documentation, sizes, issue table
	@for l in $(LINTS); do python3 tests/lint/$$l.py || s=1; done; exit $${s:-0}

unit: tests-built ## build and run the tests of this VARIANT
	@tests/run-tests $(O)/unit.log $(foreach t,$(TEST_SRC:tests/%.c=%),"$(t):$(O)/tests/$(t)")

asan: ## the tests under address and undefined-behaviour sanitizers
	@$(SUBMAKE) VARIANT=asan unit

cov: ## the tests with coverage, summed by gcov
	@$(SUBMAKE) VARIANT=cov unit
	@gcov -n $(LIB_SRC:%.c=build/cov/obj/%.gcda) 2>/dev/null | tail -1

fuzz: ## each fuzz target for FUZZ_SECONDS (Debian: clang libclang-rt-14-dev)
	@$(SUBMAKE) VARIANT=fuzz $(FUZZ:%=build/fuzz/fuzz/%)
	@for f in $(FUZZ); do mkdir -p build/corpus/$$f; \
	  build/fuzz/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=4096 -timeout=25 -close_fd_mask=1 -artifact_prefix=build/corpus/$$f- build/corpus/$$f $(FUZZ_SEEDS) || exit 1; done

score: all $(O)/tests/score/make-scans $(O)/tests/property/test-table-damage ## accuracy on fixtures and, where present, on ../shared
	@tests/score/score $(O)/bin $(SCORES)

bench: all ## speed: pages a second and the ratios of docs/architecture.md
	@tests/bench/bench $(O)/bin

docs: ## make the generated pages of docs/
	@python3 tests/lint/issues.py --write >/dev/null; python3 tests/lint/issues.py

goldens: $(O)/tests/golden/test-golden ## write golden outputs anew and show the diff
	@MB_UPDATE_GOLDENS=1 $< >/dev/null; git --no-pager diff --stat -- tests/golden

install: ## install below PREFIX
	@$(SUBMAKE) O=build/install DATA_DIR=$(PREFIX)/share/minutebook all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install $(STAGES:%=build/install/bin/mb-%) build/install/bin/minutebook $(DESTDIR)$(PREFIX)/bin
	for s in $(STAGES); do test -d stages/$$s/data && install -d $(DESTDIR)$(PREFIX)/share/minutebook/$$s/data && \
	  install -m 644 stages/$$s/data/* $(DESTDIR)$(PREFIX)/share/minutebook/$$s/data; done; true
	install -m 644 $(wildcard docs/man/*.1) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 docs/completion/minutebook.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/minutebook

clean: ## remove everything that was built
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(TESTS:=.d)
