using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.OnFunctions;

namespace EndToEnd.Tests.OnDeployment;

/// <summary>
/// What the AppHost publishes, deployed by the command line tool to a local cloud that has nothing in it: the stack brings its own database
/// and cache.
/// </summary>
internal sealed class RunningDeployment : DeployedSystem
{
    public const string Stack = "shop";

    private readonly LocalEngines _engines;
    private string _api = "",
        _database = "";

    private RunningDeployment(LocalEngines engines) => _engines = engines;

    protected override Uri ApiAddress => new(_api);

    protected override Uri AwsAddress => _engines.Aws;

    public override string WebhookService => "webhooks";

    public override bool HasTimeouts => true;

    public static async Task<RunningDeployment> StartAsync()
    {
        var published = Published.FolderAsync();
        var running = new RunningDeployment(await LocalEngines.StartAsync("aws"));
        try
        {
            await running.DeployAsync(await published);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public override IReadOnlyList<string> FunctionsOf(string service) =>
        service == "api" ? [$"{Stack}-api", $"{Stack}-webhooks"] : [$"{Stack}-{service}"];

    public override Task<IReadOnlyList<Span>> SpansOfAsync(string traceId) => _engines.Telemetry.SpansOfAsync(traceId);

    protected override Task<string> DatabaseAsync() => Task.FromResult(_database);

    private async Task DeployAsync(string dist)
    {
        await Tool.ServerlessAsync(
            "deploy",
            dist,
            "--stack",
            Stack,
            "--endpoint-url",
            $"{AwsAddress}",
            "--parameter",
            $"StripeWebhookSecretValue={WebhookSecret}",
            "--parameter",
            "DeletionProtection=false"
        );
        _api = (await Cloud.OutputsAsync(Stack))["ApiUrl"];
        // Not by the functions' proxy, which takes no password
        _database = await Cloud.DatabaseAsync(Stack, "PostgresDatabase", "PostgresPasswordSecret");
        await MakeTablesAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _engines.DisposeAsync();
    }
}
