# Thin wrappers; every target says in one line what to type without make.

.POSIX:
.DEFAULT_GOAL := help
.PHONY: help run serve test ci lint vet build seed bench benchall hooks web weapp sdk

PEOPLE = 10000

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

run: ## the demonstration: embedded database, stand-in for WeChat, sample data
	go run ./app demo

serve: ## the server, configured by the environment (.env.example)
	go run ./app serve

test: ## the whole suite with the race detector, on SQLite, MariaDB and Redis
	sh .ci/test

ci: ## all checks of a change
	bash .ci/run

hooks: ## refuse commits whose subject breaks the rule of .ci/commits, in this clone
	git config core.hooksPath .ci/hooks

lint: ## formatting, vet and, when it is installed, golangci-lint
	@test -z "$$(gofmt -l app models services routes notifications migrations)" || { gofmt -l app models services routes notifications migrations; exit 1; }
	go vet ./...
	@if command -v golangci-lint >/dev/null 2>&1; then golangci-lint run --allow-parallel-runners ./...; else echo "golangci-lint is not installed: skipped (make ci brings its own)"; fi

build: ## bin/xinjumin, static, without cgo
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o bin/xinjumin ./app

web: ## the clients for browsers, from app/clients into app/web (needs Node.js)
	sh app/clients/build.sh

weapp: ## the mini-program for WeChat, in app/clients/miniprogram/dist/build/mp-weixin
	sh app/clients/build.sh weapp

sdk: ## the typed SDK as a package, in dist
	sh app/clients/build.sh sdk

seed: ## a realistic population into DATABASE_URL (make seed PEOPLE=100000)
	go run ./app seed --people $(PEOPLE)

bench: ## the API beside the floor, and the binary by itself (docs/performance.md)
	go test -run '^$$' -bench . -benchtime 1x -timeout 60m ./app/bench $(BENCH)

benchall: ## the same on SQLite and on MariaDB (make benchall BENCH='-laps 3')
	sh .ci/test --run go test -run '^$$' -bench . -benchtime 1x -timeout 60m ./app/bench $(BENCH)
