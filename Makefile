# Isthmus: `make demo` shows what it does, `make test` checks that it does it.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PREFIX ?= /usr/local
.PHONY: help setup build install demo test bench fuzz vocab format lint clean

BUILD := swift build --explicit-target-dependency-import-check error
ISTHMUS := .build/release/isthmus

help: ## show the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: ## install the system libraries that are missing
	@Demo/setup.sh

build: setup ## build the release binary, .build/release/isthmus
	$(BUILD) -c release --product isthmus

install: setup ## install isthmus, which needs no Swift to run, in PREFIX/bin (/usr/local)
	$(BUILD) -c release --product isthmus --static-swift-stdlib --scratch-path .build-install
	install -D -m 755 .build-install/release/isthmus "$(DESTDIR)$(PREFIX)/bin/isthmus"

demo: build ## train on molecules and on sentences, generate, reconstruct, interpolate
	@Demo/demo.sh $(ISTHMUS) runs

test: setup ## run all tests
	$(BUILD) -c release --build-tests
	swift test -c release --skip-build

bench: build ## measure speed, beside PyTorch if it is installed
	@Benchmarks/run.sh $(ISTHMUS)

fuzz: SECONDS ?= 60
fuzz: setup ## give hostile input to every reader of files, SECONDS (60) each
	@Fuzz/run.sh $(SECONDS)

vocab: build ## make the vocabularies that ship, again
	$(ISTHMUS) vocab train corpora/molecules/train.smi --model smiles --out vocab/molecules.json
	$(ISTHMUS) vocab train corpora/sentences/train.txt --model word --out vocab/sentences.json

format: ## format all Swift files
	swift format --in-place --recursive Package.swift Sources Tests Fuzz

lint: ## check format and style of all Swift files
	swift format lint --strict --recursive Package.swift Sources Tests Fuzz

clean: ## remove what was built
	rm -rf .build Fuzz/.build
