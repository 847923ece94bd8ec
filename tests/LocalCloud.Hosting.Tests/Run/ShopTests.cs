using System.Net;
using Grpc.Core;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Dashboard.V1;

namespace LocalCloud.Hosting.Tests.Run;

public sealed class ShopTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task The_web_project_reaches_its_database_and_its_cache()
    {
        var first = long.Parse(await shop.Web.GetStringAsync("/database"));
        Assert.Equal(first + 1, long.Parse(await shop.Web.GetStringAsync("/database")));
        var visits = long.Parse(await shop.Web.GetStringAsync("/cache"));
        Assert.Equal(visits + 1, long.Parse(await shop.Web.GetStringAsync("/cache")));
    }

    [Theory]
    [InlineData("GREETING", "hello")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Development")]
    [InlineData("AWS_REGION", "us-east-1")]
    [InlineData("LocalStack__UseLocalStack", "true")]
    [InlineData("LocalStack__Config__LocalStackHost", "127.0.0.1")]
    [InlineData("OTEL_SERVICE_NAME", "web")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")]
    [InlineData("HTTP_PORTS", "")]
    public async Task A_process_gets_the_settings_of_the_manifest_and_of_the_run(string name, string value) =>
        Assert.Equal(value, await Variable(name));

    [Fact]
    public async Task A_process_gets_the_addresses_and_outputs_that_the_manifest_refers_to()
    {
        var aws = await shop.App.GetEndpointAsync("aws");
        Assert.Equal(aws.ToString().TrimEnd('/'), await Variable("AWS_ENDPOINT_URL"));
        Assert.Equal($"{aws.Port}", await Variable("LocalStack__Config__EdgePort"));
        var queue = await Variable("QUEUE_URL");
        Assert.Contains("JobQueue", queue, StringComparison.Ordinal);
        Assert.Equal(queue, await Variable("AWS__Resources__JobQueueUrl"));
        Assert.Equal(shop.Web.BaseAddress!.ToString().TrimEnd('/'), await Variable("SELF"));
        Assert.Equal(await shop.App.GetConnectionStringAsync("shop"), await Variable("ConnectionStrings__shop"));
        Assert.Equal(Uri.EscapeDataString(Uri.UnescapeDataString((await Variable("DATABASE_URI")).Split(':', '@')[2])), (await Variable("DATABASE_URI")).Split(':', '@')[2]);
    }

    [Fact]
    public async Task Replicas_are_processes_of_their_own_behind_one_address()
    {
        var pids = new HashSet<string>();
        for (var i = 0; i < 40 && pids.Count < 2; i++) pids.Add(await shop.Web.GetStringAsync("/pid"));
        Assert.Equal(2, pids.Count);
    }

    [Fact]
    public async Task Nothing_listens_beyond_loopback()
    {
        var urls = await Variable("ASPNETCORE_URLS");
        Assert.StartsWith("http://127.0.0.1:", urls, StringComparison.Ordinal);
        Assert.DoesNotContain(';', urls);
    }

    [Fact]
    public async Task The_dashboard_asks_for_a_login_and_its_telemetry_api_for_a_key()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(shop.Dashboard("url")) };
        Assert.Equal($"?t={shop.Dashboard("loginUrl").Split("?t=")[1]}", shop.App.DashboardLoginUrl!.Query);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/telemetry/traces")).StatusCode);
        client.DefaultRequestHeaders.Add("x-api-key", shop.Dashboard("apiKey"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/telemetry/traces")).StatusCode);
    }

    [Fact]
    public async Task The_resource_service_refuses_callers_without_the_key()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await shop.ResourceService("wrong").GetApplicationInformationAsync(new()));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Equal("Test", (await shop.ResourceService().GetApplicationInformationAsync(new())).ApplicationName);
    }

    [Fact]
    public async Task The_resource_service_shows_every_resource_with_state_health_and_relationships()
    {
        var resources = await Resources();
        Assert.Equal(["aws", "cache", "cache-password", "database", "database-password", "greeting", "infra", "shop", "web", "web"], resources.Where(r => !r.IsHidden).Select(r => r.DisplayName).Order(StringComparer.Ordinal));
        Assert.All(resources.Where(r => !r.IsHidden), r => Assert.Equal(KnownResourceStates.Running, r.State));
        var web = resources.First(r => r.DisplayName == "web");
        Assert.Equal("Project", web.ResourceType);
        Assert.Equal(HealthStatus.Healthy, Assert.Single(web.HealthReports).Status);
        Assert.Contains(web.Relationships, r => r is { ResourceName: "shop", Type: "Reference" });
        Assert.Contains(web.Properties, p => p.Name == "executable.pid");
        Assert.Contains(web.Urls, u => u.FullUrl == shop.Web.BaseAddress!.ToString().TrimEnd('/'));
        Assert.Contains(resources.Single(r => r.DisplayName == "shop").Relationships, r => r is { ResourceName: "database", Type: "Parent" });
    }

    [Fact]
    public async Task Secrets_are_marked_as_such()
    {
        var resources = await Resources();
        Assert.True(resources.Single(r => r.DisplayName == "cache-password").Properties.Single(p => p.Name == "Value").IsSensitive);
        Assert.True(resources.Single(r => r.DisplayName == "shop").Properties.Single(p => p.Name == "resource.connectionString").IsSensitive);
        Assert.All(resources.Where(r => r.DisplayName == "web"), web => Assert.True(web.Properties.Single(p => p.Name == "executable.args").IsSensitive));
        Assert.False(resources.Single(r => r.DisplayName == "greeting").Properties.Single(p => p.Name == "Value").IsSensitive);
    }

    [Fact]
    public async Task The_console_of_an_instance_can_be_read()
    {
        var name = (await Resources()).First(r => r.DisplayName == "web").Name;
        using var call = shop.ResourceService().WatchResourceConsoleLogs(new() { ResourceName = name });
        await foreach (var update in call.ResponseStream.ReadAllAsync(Deadline))
            if (update.LogLines.Any(l => l.Text.Contains("The web project is up", StringComparison.Ordinal))) return;
        Assert.Fail("The line did not come.");
    }

    [Fact]
    public async Task Stop_and_start_of_one_instance_leave_the_other_alone()
    {
        var names = (await Resources()).Where(r => r.DisplayName == "web").Select(r => r.Name).Order(StringComparer.Ordinal).ToList();
        var service = shop.ResourceService();
        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await service.ExecuteResourceCommandAsync(new() { ResourceName = names[1], CommandName = "stop" })).Kind);
        var states = (await Resources()).Where(r => r.DisplayName == "web").ToDictionary(r => r.Name);
        Assert.Equal(KnownResourceStates.Running, states[names[0]].State);
        Assert.True(KnownResourceStates.IsTerminal(states[names[1]].State), states[names[1]].State);
        Assert.Contains(states[names[1]].Commands, c => c is { Name: "start", State: ResourceCommandState.Enabled });

        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await service.ExecuteResourceCommandAsync(new() { ResourceName = names[1], CommandName = "start" })).Kind);
        Assert.Equal(KnownResourceStates.Running, (await Resources()).Single(r => r.Name == names[1]).State);
    }

    [Fact]
    public async Task A_restarted_database_still_has_its_rows()
    {
        var before = long.Parse(await shop.Web.GetStringAsync("/database"));
        Assert.Null(await shop.App.ExecuteCommandAsync("database", "restart"));
        Assert.Equal(before + 1, long.Parse(await shop.Web.GetStringAsync("/database")));
    }

    [Fact]
    public async Task A_value_cannot_be_stopped()
    {
        var answer = await shop.ResourceService().ExecuteResourceCommandAsync(new() { ResourceName = "greeting", CommandName = "stop" });
        Assert.Equal(ResourceCommandResponseKind.Failed, answer.Kind);
        Assert.Contains("greeting", answer.Message, StringComparison.Ordinal);
    }

    static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    Task<string> Variable(string name) => shop.Web.GetStringAsync($"/environment/{name}");

    async Task<IReadOnlyList<Hosting.Run.Dashboard.V1.Resource>> Resources()
    {
        using var call = shop.ResourceService().WatchResources(new());
        Assert.True(await call.ResponseStream.MoveNext(Deadline));
        return call.ResponseStream.Current.InitialData.Resources;
    }
}
