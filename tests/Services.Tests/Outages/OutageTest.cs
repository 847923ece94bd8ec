using System.Net.Http.Json;
using LocalCloud.Aws;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Services.Tests.Infrastructure;
using Services.Tests.ReportWorker;

namespace Services.Tests.Outages;

/// <summary>
/// Services and an AWS of the test's own on a clock that only the test moves, with a database that can be cut off. All waits are those of
/// production.
/// </summary>
public abstract class OutageTest(Servers servers) : WorkerTest(servers)
{
    private readonly HttpClient _http = new();
    private WebApplication? _aws;
    private string? _beside;

    internal FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    internal CutOff Database { get; private set; } = null!;

    internal Waits Waits { get; } = new();

    // What the tests ask is asked past the cut.
    protected override string DatabaseBeside => _beside!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var setting in (string[])["Queue:FirstRetry", "Queue:FirstRetryInOutage", "Outbox:FirstRetry"])
        {
            Stack.Configuration.Remove(setting);
        }

        Stack.Configuration["Logging:LogLevel:Platform.Outages"] = "Debug";
        _beside = Stack.Configuration["ConnectionStrings:serverless"];
        var connection = new NpgsqlConnectionStringBuilder(_beside);
        Database = new CutOff(connection.Port);
        connection.Port = Database.Port;
        Stack.Configuration["ConnectionStrings:serverless"] = connection.ConnectionString;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Database.Dispose();
        _http.Dispose();
        await _aws!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal override async Task<Stack> NewStackAsync()
    {
        _aws = Emulator.Build(new Options { DataDirectory = null, Port = 0 }, Clock);
        await _aws.StartAsync();
        return await Stack.CreateAsync(_aws.Urls.First(), Servers.NewAwsAccount());
    }

    internal void OnTheClock(IServiceCollection services) =>
        services
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ILoggerProvider>(Waits)
            // The first failure is a warning, and all that follow are told to who wants to know.
            .AddLogging(logging => logging.AddFilter<Waits>("Platform.Queue", LogLevel.Debug));

    /// <summary>Every call of a service of AWS is answered with an error.</summary>
    internal async Task TakeAwayAsync(string service) =>
        (
            await _http.PostAsJsonAsync(
                $"{_aws!.Urls.First()}/_localcloud/faults",
                new
                {
                    kind = "error",
                    service,
                    status = 503,
                }
            )
        ).EnsureSuccessStatusCode();

    internal async Task BringBackAsync() => (await _http.DeleteAsync($"{_aws!.Urls.First()}/_localcloud/faults")).EnsureSuccessStatusCode();

    /// <summary>Moves the clock from one of the consumer's waits to the next, until the outage has lasted so long.</summary>
    internal async Task PassAsync(TimeSpan outage)
    {
        for (var passed = TimeSpan.Zero; passed < outage; )
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var wait = await Waits.Reader.ReadAsync(limit.Token);
            Clock.Advance(wait);
            passed += wait;
        }
    }

    /// <summary>
    /// Moves the clock by each of the consumer's waits until this has happened; and a little whenever nothing is heard of the consumer for
    /// a while: what failed as the outage ended comes back after a wait that nobody tells of.
    /// </summary>
    internal async Task<T> PassUntilAsync<T>(Task<T> happened)
    {
        using var over = new CancellationTokenSource();
        var next = Waits.Reader.ReadAsync(over.Token).AsTask();
        while (true)
        {
            // Real time, for the servers are real: what they do after an outage, no clock of the test moves
            var quiet = Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, over.Token);
            var first = await Task.WhenAny(happened, next, quiet);
            if (first == happened)
            {
                await over.CancelAsync();
                return await happened;
            }

            if (first == quiet)
            {
                Clock.Advance(TimeSpan.FromSeconds(5));
                continue;
            }

            Clock.Advance(await next);
            next = Waits.Reader.ReadAsync(over.Token).AsTask();
        }
    }
}
