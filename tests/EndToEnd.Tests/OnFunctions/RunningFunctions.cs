using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnFunctions;

/// <summary>The stack of template.yaml.</summary>
internal sealed class RunningFunctions : DeployedSystem
{
    private const string Stack = "shop",
        Bucket = "packages";

    private readonly LocalEngines engines;
    private string api = "";

    private RunningFunctions(LocalEngines engines) => this.engines = engines;

    protected override Uri ApiAddress => new(api);

    protected override Uri AwsAddress => engines.Aws;

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

    public override Task<IReadOnlyList<Span>> SpansOfAsync(string traceId) => engines.Telemetry.SpansOfAsync(traceId);

    protected override Task<string> DatabaseAsync() => engines.ConnectionAsync("serverless");

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
                ["Database"] = await engines.ConnectionAsync("serverless"),
                ["Redis"] = await engines.ConnectionAsync("redis"),
                ["StripeWebhookSecret"] = WebhookSecret,
            }
        );
        api = outputs["ApiEndpoint"];
        await MakeTablesAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await engines.DisposeAsync();
    }
}
