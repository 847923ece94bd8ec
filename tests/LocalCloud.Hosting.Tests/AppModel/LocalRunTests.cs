using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Tests.AppModel;

public class LocalRunTests
{
    [Fact]
    public async Task A_run_knows_what_the_manifest_cannot_say()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        folder.AddProject("Api", "http://127.0.0.1:5080", more: ""","commandLineArgs":"--a \"b c\" d","launchUrl":"scalar" """);
        var request = await folder.RequestAsync(ReferenceApplication.Describe);
        var api = request.LocalRun["api"];

        Assert.Equal([new LocalBinding("http", 5080)], api.Bindings);
        Assert.Equal(["http"], Process(request, "api").Bindings.Select(b => b.Name));
        Assert.Equal([new LocalHealthCheck("/health")], api.HealthChecks);
        Assert.Equal(["--a", "b c", "d"], api.LaunchArgs);
        Assert.Equal(("ASPNETCORE_ENVIRONMENT", "Development"), (api.Environment.Single().Name, api.Environment.Single().Value.Text));
        Assert.Equal("scalar", api.Urls.Single().Url.Text);
        Assert.Equal(2, request.LocalRun["report-worker"].Replicas);
        Assert.Equal("postgres", request.LocalRun["serverless"].Parent);
        Assert.Equal([new LocalStackReference("infra", "AWS:Resources")], api.Stacks);
        Assert.Equal(folder.AppHost, request.AppHostDirectory);
        Assert.Equal(Path.Combine(folder.Root, "data"), request.DataDirectory);
    }

    [Fact]
    public async Task Waiting_for_a_database_waits_for_its_server_too()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var run = (await folder.RequestAsync(ReferenceApplication.Describe)).LocalRun;
        Assert.Equal(
            [new("postgres", LocalWaitKind.Healthy), new("serverless", LocalWaitKind.Healthy), new("redis", LocalWaitKind.Healthy), new("infra", LocalWaitKind.Healthy), new("aws", LocalWaitKind.Healthy)],
            run["api"].Waits);
        Assert.Equal([new("aws", LocalWaitKind.Healthy)], run["infra"].Waits);
    }

    [Fact]
    public async Task LocalStack_runs_here_and_is_not_in_the_manifest()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var request = await folder.RequestAsync(ReferenceApplication.Describe);
        Assert.False(request.Manifest.TryGet("aws", out _));
        var aws = Assert.IsType<ManifestContainer>(Assert.Single(request.LocalRun.LocalOnly));
        Assert.StartsWith("docker.io/localstack/localstack:", aws.Image);
        Assert.Equal([new LocalBinding("http", 4566, 4566)], request.LocalRun["aws"].Bindings);
        Assert.Equal("aws", request.LocalRun["infra"].AwsEndpoint);
        Assert.Equal("aws", request.LocalRun["api"].AwsEndpoint);
        Assert.Null(request.LocalRun["postgres"].AwsEndpoint);
    }

    [Fact]
    public async Task Without_LocalStack_there_is_none_and_the_rest_stays()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var request = await folder.RequestAsync(ReferenceApplication.Describe, "--LocalStack:UseLocalStack", "false");
        Assert.Empty(request.LocalRun.LocalOnly);
        Assert.Null(request.LocalRun["infra"].AwsEndpoint);
    }

    [Fact]
    public async Task Configuration_changes_ports()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var run = (await folder.RequestAsync(ReferenceApplication.Describe, "--Ports:api", "5090", "--Ports:redis:tcp", "6380", "--LocalStack:Config:EdgePort", "4567", "--Ports:postgres", "0")).LocalRun;
        Assert.Equal(5090, run["api"].Bindings[0].Port);
        Assert.Equal(6380, run["redis"].Bindings[0].Port);
        Assert.Equal(4567, run["aws"].Bindings[0].Port);
        Assert.Null(run["postgres"].Bindings[0].Port);
    }

    [Fact]
    public async Task A_port_that_is_none_is_refused_by_name()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => folder.RequestAsync(ReferenceApplication.Describe, "--Ports:api", "many"));
        Assert.Contains("Ports:api must be a port", error.Message);
    }

    [Fact]
    public async Task Parameters_come_from_configuration_or_are_generated_and_kept()
    {
        using var folder = new AppHostFolder(ReferenceApplication.Projects);
        var given = await folder.RequestAsync(ReferenceApplication.Describe, "--Parameters:stripe-webhook-secret", "whsec_x");
        Assert.Equal("whsec_x", Value(given, "stripe-webhook-secret"));

        var first = Value(await folder.RequestAsync(ReferenceApplication.Describe), "stripe-webhook-secret");
        Assert.NotEmpty(first);
        Assert.Equal(first, Value(await folder.RequestAsync(ReferenceApplication.Describe), "stripe-webhook-secret"));
    }

    [Fact]
    public async Task A_value_that_the_AppHost_knows_is_used_here_and_not_published()
    {
        using var folder = new AppHostFolder();
        void Describe(IDistributedApplicationBuilder builder)
        {
            builder.AddParameter("size", "42");
            builder.AddConnectionString("legacy");
        }
        var request = await folder.RequestAsync(Describe, "--ConnectionStrings:legacy", "Host=old");
        Assert.Equal("42", Value(request, "size"));
        Assert.Equal("Host=old", Value(request, "legacy"));
        Assert.DoesNotContain("42", await folder.PublishAsync(Describe));
    }

    [Fact]
    public async Task A_project_that_starts_by_hand_or_after_another_says_so()
    {
        using var folder = new AppHostFolder("Migration", "Api");
        var run = (await folder.RequestAsync(builder =>
        {
            var migration = builder.AddProject("migration", "../Migration").WithExplicitStart().WithUrl("https://example.com", "docs");
            builder.AddProject("api", "../Api").WaitForCompletion(migration, 3).WithParentRelationship(migration);
        })).LocalRun;
        Assert.True(run["migration"].ExplicitStart);
        Assert.Equal(("https://example.com", "docs"), (run["migration"].Urls[0].Url.Text, run["migration"].Urls[0].Text!));
        Assert.Equal([new LocalWait("migration", LocalWaitKind.Completed, 3)], run["api"].Waits);
        Assert.Equal("migration", run["api"].Parent);
    }

    [Fact]
    public async Task Ephemeral_data_is_elsewhere_and_gone_at_the_end()
    {
        using var folder = new AppHostFolder();
        var request = await folder.RequestAsync(_ => { }, "--ephemeral");
        Assert.True(request.Ephemeral);
        Assert.False(request.DataDirectory.StartsWith(folder.Root, StringComparison.Ordinal));
        Assert.False(Directory.Exists(request.DataDirectory));
    }

    static ManifestProcess Process(RunRequest request, string name) => (ManifestProcess)request.Manifest.Resources.Single(r => r.Name == name);

    static string Value(RunRequest request, string name) =>
        request.Parameters!.Resolve((ManifestParameter)request.Manifest.Resources.Single(r => r.Name == name), out _)!;
}
