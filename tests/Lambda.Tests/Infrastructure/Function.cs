using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Lambda.Tests.Infrastructure;

/// <summary>
/// An application of the test's in this process, as a function behind a runtime API of its own. Its clock moves only by the test.
/// </summary>
internal sealed class Function : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Function(RuntimeApiServer api, WebApplication app, FakeTimeProvider time) => (Api, _app, Time) = (api, app, time);

    public RuntimeApiServer Api { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public Logs Logs { get; private init; } = null!;

    public static async Task<Function> StartAsync(
        Action<WebApplication> configureApp,
        Action<IServiceCollection>? configureServices = null,
        params (string Key, string Value)[] settings
    )
    {
        var api = await RuntimeApiServer.StartAsync();
        var logs = new Logs();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["AWS_LAMBDA_RUNTIME_API"] = api.Address, ["AWS_LAMBDA_FUNCTION_NAME"] = "shop" }
        );
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddLambda();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddRoutingCore();
        configureServices?.Invoke(builder.Services);
        var app = builder.Build();
        configureApp(app);
        await app.StartAsync();
        return new Function(api, app, time) { Logs = logs };
    }

    /// <summary>A function whose whole pipeline is this.</summary>
    public static Task<Function> StartAsync(RequestDelegate run, params (string Key, string Value)[] settings) =>
        StartAsync(app => app.Run(run), null, settings);

    public Task<Outcome> InvokeAsync(string payload) => Api.InvokeAsync(payload, Time.GetUtcNow().AddSeconds(30));

    public Task StopAsync() => _app.StopAsync();

    /// <summary>Waits until the function wants to end.</summary>
    public async Task EndedAsync()
    {
        var ended = new TaskCompletionSource();
        await using var registration = _app.Lifetime.ApplicationStopping.Register(ended.SetResult);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Api.DisposeAsync();
    }
}
