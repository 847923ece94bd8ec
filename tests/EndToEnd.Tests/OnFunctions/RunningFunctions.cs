using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnFunctions;

/// <summary>The stack of template.yaml.</summary>
internal sealed class RunningFunctions : DeployedSystem
{
    private const string Stack = "shop",
        Bucket = "packages";

    private readonly LocalEngines _engines;
    private string _api = "";

    private RunningFunctions(LocalEngines engines) => _engines = engines;

    protected override Uri ApiAddress => new(_api);

    protected override Uri AwsAddress => _engines.Aws;

    public static async Task<RunningFunctions> StartAsync()
    {
        var packages = Directory.CreateTempSubdirectory("end-to-end-packages-").FullName;
        var published = Packages.WriteAsync(packages);
        var running = new RunningFunctions(await LocalEngines.StartAsync("postgres", "serverless", "redis", "aws"));
        try
        {
            await published;
            await running.DeployAsync(packages);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
        finally
        {
            Directory.Delete(packages, recursive: true);
        }
    }

    public override IReadOnlyList<string> FunctionsOf(string service) =>
        service == "api" ? [$"{Stack}-api", $"{Stack}-webhook"] : [$"{Stack}-{service}"];

    public override Task<IReadOnlyList<Span>> SpansOfAsync(string traceId) => _engines.Telemetry.SpansOfAsync(traceId);

    protected override Task<string> DatabaseAsync() => _engines.ConnectionAsync("serverless");

    private async Task DeployAsync(string packages)
    {
        await Cloud.CreateBucketAsync(Bucket);
        foreach (var service in Packages.Services)
            await Cloud.UploadAsync(Bucket, $"{service}.zip", Path.Combine(packages, $"{service}.zip"));
        var outputs = await Cloud.CreateStackAsync(
            Stack,
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "OnFunctions", "template.yaml")),
            new Dictionary<string, string>
            {
                ["PackageBucket"] = Bucket,
                ["Database"] = await _engines.ConnectionAsync("serverless"),
                ["Redis"] = await _engines.ConnectionAsync("redis"),
                ["StripeWebhookSecret"] = WebhookSecret,
            }
        );
        _api = outputs["ApiEndpoint"];
        await MakeTablesAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _engines.DisposeAsync();
    }
}
