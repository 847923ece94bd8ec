using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run;
using LocalCloud.Hosting.Run.Plan;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting.Tests.Run;

public sealed class PlanTests
{
    [Fact]
    public void A_port_that_one_run_has_been_given_is_no_other_runs_before_anything_listens_there()
    {
        const int Start = 18_000, End = Start + 40;
        using var one = new Ports(Start, End);
        var given = Enumerable.Range(0, 20).Select(_ => one.Free()).ToHashSet();
        using (var other = new Ports(Start, End))
        {
            var rest = new List<int>();
            Assert.Throws<RunStartException>((Action)(() =>
            {
                while (rest.Count < End)
                    rest.Add(other.Free());
            }));
            Assert.NotEmpty(rest);
            Assert.DoesNotContain(rest, given.Contains);
        }
        one.Dispose();
        using var next = new Ports(Start, End);
        Assert.NotEmpty(Enumerable.Range(0, 25).Select(_ => next.Free()).Intersect(given));
    }

    [Theory]
    [InlineData("docker.io/library/postgres:18.3", EngineKind.Postgres)]
    [InlineData("postgres", EngineKind.Postgres)]
    [InlineData("localhost:5000/library/postgres@sha256:abc", EngineKind.Postgres)]
    [InlineData("docker.io/library/redis:8.6", EngineKind.Redis)]
    [InlineData("docker.io/valkey/valkey:8", EngineKind.Redis)]
    [InlineData("ghcr.io/microsoft/garnet:1.0", EngineKind.Redis)]
    [InlineData("localstack/localstack:4", EngineKind.Aws)]
    [InlineData("docker.io/floci/floci:latest", EngineKind.Aws)]
    [InlineData("docker.io/bitnami/postgres", EngineKind.Container)]
    [InlineData("rabbitmq:4", EngineKind.Container)]
    public void An_image_tells_its_engine(string image, object kind) => Assert.Equal(kind, EngineKinds.Of(image));

    [Fact]
    public void A_stack_brings_its_own_aws_unless_there_is_one()
    {
        var request = Runs.Request(Runs.Read("shop.json"), "/nowhere");
        Assert.NotNull(RunPlan.Create(request, new()).Find("aws"));
        var own = new ManifestContainer("stack") { Image = "localstack/localstack" };
        Assert.Null(RunPlan.Create(request with { LocalRun = new() { LocalOnly = [own] } }, new()).Find("aws"));
    }

    [Fact]
    public void A_setting_changes_a_port_of_a_manifest_that_was_read_from_a_file()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Ports:aws", "27001")]).Build();
        var plan = RunPlan.Create(Runs.Request(Runs.Read("shop.json"), "/nowhere") with { Configuration = settings, RandomPorts = false }, new());
        Assert.Equal(27001, plan.Get("aws").Ports["http"].Port);
    }

    [Fact]
    public void Two_services_that_know_each_other_do_not_wait_for_each_other()
    {
        var plan = RunPlan.Create(Runs.Request(Runs.Parse("""
            { "resources": {
                "a": { "type": "executable.v0", "command": "a", "workingDirectory": ".", "env": { "B": "{b.bindings.http.url}" }, "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http" } } },
                "b": { "type": "executable.v0", "command": "b", "workingDirectory": ".", "env": { "A": "{a.bindings.http.url}" }, "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http" } } } } }
            """), "/nowhere"), new());
        Assert.Single(plan.Nodes.SelectMany(n => n.Waits));
    }

    [Fact]
    public void Without_a_certificate_https_of_a_project_is_its_http()
    {
        var plan = RunPlan.Create(Runs.Request(Runs.Read("shop.json"), "/nowhere"), new());
        Assert.Equal(["http"], plan.Get("web").Ports.Keys);
    }
}
