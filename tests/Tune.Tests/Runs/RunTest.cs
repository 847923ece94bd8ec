using System.Text.Json.Nodes;
using LocalCloud.Aws;
using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Tune;
using Microsoft.AspNetCore.Builder;

namespace Tune.Tests.Runs;

/// <summary>A local cloud of the test's own, with a real function in it.</summary>
public abstract class RunTest : IAsyncLifetime
{
    /// <summary>MB that the function has.</summary>
    protected const int Memory = 512;

    private readonly WebApplication _emulator = Emulator.Build(new Options { DataDirectory = null, Port = 0 });
    private AwsConnection? _connection;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected Uri Endpoint => new(_emulator.Urls.First());

    protected string Folder { get; } = Directory.CreateTempSubdirectory("tune-").FullName;

    internal LambdaClient Lambda { get; private set; } = null!;

    internal Recorder Display { get; init; } = new();

    public async ValueTask InitializeAsync()
    {
        await _emulator.StartAsync(Cancellation);
        using var http = new HttpClient();
        var limits = JsonNode.Parse(await http.GetStringAsync(new Uri(Endpoint, "/_localcloud/health"), Cancellation))!["cpuLimits"];
        Assert.SkipUnless(
            (bool?)limits?["available"] == true,
            $"CPU cannot be limited here, and nothing is measured then: {limits?["reason"]}"
        );
        _connection = AwsConnection.Open(new(Endpoint)).Connection!;
        Lambda = LambdaClient.Open(_connection);
        await CreateAsync("jobs");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Lambda?.Dispose();
        _connection?.Dispose();
        await _emulator.StopAsync(CancellationToken.None);
        await _emulator.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private protected Task CreateAsync(string name) =>
        Lambda.CreateAsync(
            new JsonObject
            {
                ["FunctionName"] = name,
                ["Role"] = "arn:aws:iam::000000000000:role/test",
                ["Runtime"] = "provided.al2023",
                ["Handler"] = "bootstrap",
                ["MemorySize"] = Memory,
                ["Timeout"] = 30,
                ["Environment"] = new JsonObject { ["Variables"] = new JsonObject { ["KEEP"] = "me" } },
                ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(Package.Zip()) },
            },
            Cancellation
        );

    internal TuneRequest Request =>
        new()
        {
            Target = new(Endpoint),
            Function = "jobs",
            Sizes = [1024, 1769],
            Invocations = 3,
            Payloads = [new("""{"hash":10}""", 1)],
        };

    internal Task<int> RunAsync(TuneRequest request, CancellationToken? cancellation = null) =>
        Tuning.RunAsync(request, Display, TimeProvider.System, cancellation ?? Cancellation);

    /// <summary>The function is what it was, and has nothing beside.</summary>
    internal async Task AssertUntouchedAsync()
    {
        var (facts, _) = await Lambda.GetAsync("jobs", Cancellation);
        Assert.Equal(Memory, facts.MemorySize);
        Assert.Equal([new("KEEP", "me")], facts.Variables!);
        Assert.Equal(Package.Sha256, facts.CodeSha256);
        Assert.Empty(await Lambda.AliasesAsync("jobs", Cancellation));
        Assert.Equal(["$LATEST"], await VersionsAsync());
    }

    internal async Task<IReadOnlyList<string>> VersionsAsync() =>
        [.. (await GetAsync("/2015-03-31/functions/jobs/versions"))["Versions"]!.AsArray().Select(v => (string)v!["Version"]!)];

    /// <summary>What the client under test has no need of.</summary>
    protected async Task<JsonNode> GetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = Endpoint };
        using var answer = await new AwsCaller(http, "test", "us-east-1").RestAsync("lambda", "GET", path);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }
}
