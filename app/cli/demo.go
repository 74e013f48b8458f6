package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"xinjumin/app/server"
	"xinjumin/app/web"
	"xinjumin/app/wechat"
	"xinjumin/app/wechat/standin"
	"xinjumin/migrations"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
	"xinjumin/services/seeding"
)

const (
	demoApp    = "wxdemo"
	demoSecret = "demo-secret"
)

// demo sets its own environment, so that it starts with nothing prepared.
func (c *command) demo() *cobra.Command {
	var data, addr string
	var people int
	verb := &cobra.Command{
		Use:   "demo",
		Short: "Try everything: SQLite, a WeChat stand-in and made-up people, on this machine only",
		Long: "Start the product with nothing prepared: an SQLite file in a data directory, no Redis, a stand-in " +
			"for WeChat\n" +
			"inside this process, and made-up people. It listens on the loopback address only. Delete the data " +
			"directory to begin anew.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if c.environ["APP_ENV"] == "production" {
				return errors.New("demo does not run with APP_ENV=production")
			}
			host, _, err := net.SplitHostPort(addr)
			if err != nil {
				return err
			}
			if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
				return fmt.Errorf("demo listens on a loopback address only, not on %q", host)
			}
			return c.runDemo(cmd.Context(), data, addr, people)
		},
	}
	f := verb.Flags()
	f.StringVar(&data, "data", ".demo", "data directory, made when it does not exist")
	f.StringVar(&addr, "addr", "127.0.0.1:8080", "loopback address to listen on")
	f.IntVar(&people, "people", seeding.MinPeople, "how many made-up people, at the first start")
	return verb
}

func (c *command) runDemo(ctx context.Context, data, addr string, people int) error {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return err
	}
	api, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	weChat, stop, err := startStandIn()
	if err != nil {
		return err
	}
	defer stop()
	srv, err := server.New(ctx, server.Options{
		Dialect: "sqlite", DSN: filepath.Join(data, "demo.db"), KeyRing: services.DemoKeyRing(),
		WeChat:      wechat.Config{BaseURL: weChat, AppID: demoApp, Secret: demoSecret},
		BallotBatch: services.Batch{Min: 1},
		Files:       server.Files{Dir: filepath.Join(data, "files")},
		HTTP: httpapi.Options{Version: Version, ServerURL: "http://" + api.Addr().String(),
			DemoPeople: demoPeople(), WebClients: webClients(web.Home, web.MiniProgram, web.Desk)},
		Log: c.logger(slog.LevelWarn),
	})
	if errors.Is(err, migrations.ErrOld) {
		return fmt.Errorf("%w: the demonstration begins anew when you delete the directory %s", migrations.ErrOld, data)
	}
	if err != nil {
		return err
	}
	if err := c.populate(ctx, srv, people); err != nil {
		return errors.Join(err, srv.Close())
	}
	c.welcome(api.Addr().String(), data)
	return errors.Join(srv.Serve(ctx, api, nil), srv.Close())
}

// demoPeople are the cast as the docs page names them.
func demoPeople() []httpapi.DemoPerson {
	var people []httpapi.DemoPerson
	for _, part := range seeding.Parts() {
		people = append(people, httpapi.DemoPerson{Name: part.Name, Nickname: part.Nickname, About: part.About})
	}
	return people
}

// startStandIn runs the stand-in for WeChat on a free loopback port.
func startStandIn() (address string, stop func(), err error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	web := &http.Server{Handler: standin.New(map[string]string{demoApp: demoSecret}, server.Now),
		ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = web.Serve(ln) }()
	return "http://" + ln.Addr().String(), func() { _ = web.Close() }, nil
}

// populate migrates, and fills the database at the first start.
func (c *command) populate(ctx context.Context, srv *server.Server, people int) error {
	if _, err := srv.Services.Migrate(ctx); err != nil {
		return err
	}
	err := srv.Services.Seed(ctx, seeding.Options{People: people, Cast: castOf(demoApp), AppID: demoApp})
	if errors.Is(err, seeding.ErrPopulated) {
		return nil
	}
	return err
}

// welcome says where to look and which people can sign in.
func (c *command) welcome(addr, data string) {
	fmt.Fprintf(c.out, "新居民之家 demo\n\n")
	fmt.Fprintf(c.out, "  open       http://%s/ (the mini-program and the desk, as any of the people below)\n\n", addr)
	fmt.Fprintf(c.out, "  docs       http://%s/docs (signs in as the people below with one press)\n", addr)
	fmt.Fprintf(c.out, "  API        http://%s/api/v1\n", addr)
	fmt.Fprintf(c.out, "  document   http://%s/openapi.json, in Chinese http://%s/openapi.zh-CN.json\n", addr, addr)
	fmt.Fprintf(c.out, "  data       %s (delete it to begin anew)\n\n", data)
	fmt.Fprintf(c.out, "Sign in with POST /api/v1/auth/wechat {\"code\": \"dev:NAME:1\"}; each code works once, so "+
		"count the last part up.\nNAME is one of these, or any other name for a newcomer:\n\n")
	for _, part := range seeding.Parts() {
		fmt.Fprintf(c.out, "  %-12s %s：%s\n", part.Name, part.Nickname, part.About)
	}
	fmt.Fprintf(c.out, "\n  association %s\n  course      %s\n  poll        %s\n\nStop with Ctrl-C.\n",
		seeding.DemoOrganization, seeding.DemoActivity, seeding.DemoPoll)
}
