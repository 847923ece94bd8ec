using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using Serverless.Bench.Startup;

namespace Serverless.Bench.Storm;

/// <summary>The AppHost, as its users start it, on ports and data of its own, over its lives.</summary>
internal sealed class Site(string data) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4),
        GoneLimit = TimeSpan.FromMinutes(1);

    private readonly (int Api, int Aws) _ports = (FreePort.Next(), FreePort.Next());
    private ProcessTree? _tree;

    public string Data => data;

    public Uri Api => new($"http://127.0.0.1:{_ports.Api}");

    public Uri Aws => new($"http://127.0.0.1:{_ports.Aws}");

    /// <summary>It has been killed, and is not yet all there again.</summary>
    public bool IsDown { get; private set; }

    public async Task StartAsync(CancellationToken cancellation)
    {
        string[] ports = ["--Ports:api", $"{_ports.Api}", "--LocalStack:Config:EdgePort", $"{_ports.Aws}"];
        string[] settings = [$"--Parameters:stripe-webhook-secret={Payment.Secret}", "--LocalCloud:ReadyCode=false"];
        string[] arguments = [Repository.AppHostAssembly, .. ports, .. settings];
        _tree = new ProcessTree(
            "dotnet",
            arguments,
            Path.GetDirectoryName(Repository.AppHostProject)!,
            [
                new("LocalCloud__DataDirectory", data),
                new("ASPNETCORE_URLS", "http://127.0.0.1:0"),
                new("DOTNET_ENVIRONMENT", "Development"),
                // What a killed worker held comes back soon
                new("Queue__VisibilityTimeout", "00:00:10"),
            ]
        );
        await _tree.Output.WaitAsync(AppHostRun.Up, StartLimit, cancellation);
        IsDown = false;
    }

    /// <summary>kill -9 of the AppHost; then, when nothing of it is left, the next one.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        IsDown = true;
        _ = Posix.Send(Processes("AppHost").First().Id, Posix.Kill);
        await _tree!.GoneAsync(GoneLimit, cancellation);
        await _tree.DisposeAsync();
        await StartAsync(cancellation);
    }

    /// <summary>Those of a part: of PostgreSQL the one that starts the others.</summary>
    public IReadOnlyList<ProcessEntry> Processes(string kind)
    {
        var all = _tree!.Living;
        var servers = all.Where(process => process.Kind == "postgres").Select(process => process.Id).ToHashSet();
        return [.. all.Where(process => process.Kind == kind && !servers.Contains(process.Parent))];
    }

    public IReadOnlyList<ProcessEntry> All => _tree!.Living;

    public async Task<NpgsqlConnection> OpenDatabaseAsync(CancellationToken cancellation)
    {
        var address = new Uri((string)Run()["endpoints"]!["postgres"]!["tcp"]!);
        var parameters = await File.ReadAllTextAsync(Path.Combine(data, "parameters.json"), cancellation);
        var password = (string)JsonNode.Parse(parameters)!["postgres-password"]!;
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder
            {
                Host = address.Host,
                Port = address.Port,
                Username = "postgres",
                Password = password,
                Database = "serverless",
                Pooling = false,
                Timeout = 5,
            }.ConnectionString
        );
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public Uri Endpoint(string resource) => new((string)Run()["endpoints"]![resource]!.AsObject().First().Value!);

    private JsonNode Run() => JsonNode.Parse(File.ReadAllText(Path.Combine(data, "run.json")))!;

    /// <summary>By SIGTERM: what was started in the background may have Ctrl+C ignored.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _ = Posix.Send(Processes("AppHost").First().Id, Posix.Terminate);
        await _tree!.GoneAsync(GoneLimit, cancellation);
    }

    public ValueTask DisposeAsync() => _tree?.DisposeAsync() ?? ValueTask.CompletedTask;
}
