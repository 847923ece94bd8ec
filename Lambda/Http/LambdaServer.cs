using Lambda.Runtime;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lambda.Http;

/// <summary>The server of the application on Lambda: it listens nowhere, it asks the runtime API for work.</summary>
internal sealed partial class LambdaServer(
    RuntimeLoop loop,
    HttpInvocations http,
    IHostApplicationLifetime lifetime,
    ILogger<LambdaServer> logger
) : IServer
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        http.Pipeline = new HttpPipeline<TContext>(application);
        _running = RunAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        // The host is not ready yet; nor does it have to be for a snapshot, or for waiting.
        await Task.Yield();
        try
        {
            await loop.RunAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
        catch (Exception exception)
        {
            LogBroken(exception, exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(LogLevel.Critical, "The function ends: {Reason}")]
    private partial void LogBroken(Exception exception, string reason);
}
