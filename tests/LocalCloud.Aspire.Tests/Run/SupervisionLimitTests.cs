using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Aspire.Tests.Run;

/// <summary>A project whose lives a test tells of, under a clock of the test's.</summary>
public sealed class SupervisionLimitTests : IAsyncLifetime, ILogger
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Channel<string> _log = Channel.CreateUnbounded<string>(),
        _starts = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ProjectResource _web = new("web");
    private RunningApplication _app = null!;
    private ResourceNotificationService _notifications = null!;

    public ValueTask InitializeAsync()
    {
        var builder = TestHost.Create();
        _web.Annotations.Add(
            new ResourceCommandAnnotation(
                KnownResourceCommands.StartCommand,
                "Start",
                _ => ResourceCommandState.Enabled,
                _ =>
                {
                    _starts.Writer.TryWrite("web");
                    return Task.FromResult(CommandResults.Success());
                },
                null,
                null,
                null,
                null,
                null,
                false
            )
        );
        builder.AddResource(_web);
        _app = new(builder.Build());
        var services = _app.App.Services;
        _notifications = services.GetRequiredService<ResourceNotificationService>();
        new Supervision(
            _notifications,
            services.GetRequiredService<ResourceCommandService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            _clock,
            this
        ).Watch(_stopping.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _stopping.Dispose();
        await _app.App.DisposeAsync();
    }

    [Fact]
    public async Task The_wait_doubles_and_after_six_in_a_row_it_is_left_alone()
    {
        await LivesAsync();
        foreach (var seconds in (string[])["0.5", "1", "2", "4", "8", "16"])
        {
            await DiesAsync(137);
            await LogsAsync($"web was killed; it is started again in {seconds} s (--no-restart leaves it)");
            await StartedAgainAsync();
            await LivesAsync();
        }
        await DiesAsync(137);
        await LogsAsync("web was killed after it was started again 6 times in a row; it is left to you");
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(_starts.Reader.TryRead(out _));
    }

    [Fact]
    public async Task After_ten_seconds_of_life_the_row_begins_anew()
    {
        await LivesAsync();
        for (var i = 0; i < 8; i++)
        {
            await DiesAsync(1, TimeSpan.FromSeconds(10));
            await LogsAsync("web ended with exit code 1; it is started again in 0.5 s");
            await StartedAgainAsync();
            await LivesAsync();
        }
    }

    [Theory]
    [InlineData("ends without an error")]
    [InlineData("was never there")]
    [InlineData("was asked to stop")]
    [InlineData("is started by somebody else in time")]
    public async Task It_is_not_started_again_when_it(string what)
    {
        await (what is "was never there" ? SayOfAsync(_web, KnownResourceStates.Starting) : LivesAsync());
        if (what is "was asked to stop")
            await SayOfAsync(_web, KnownResourceStates.Stopping);
        await DiesAsync(what is "ends without an error" ? 0 : 1);
        if (what is "is started by somebody else in time")
        {
            await _log.Reader.ReadAsync(Cancelled);
            await LivesAsync();
        }
        // A second project, that died after it, has been seen to
        var other = new ProjectResource("other");
        await SayOfAsync(other, KnownResourceStates.Running);
        await SayOfAsync(other, KnownResourceStates.Finished, exitCode: 1);
        await LogsAsync("other ended");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_starts.Reader.TryRead(out _));
    }

    private Task LivesAsync() => SayOfAsync(_web, KnownResourceStates.Running);

    private Task DiesAsync(int code, TimeSpan age = default) => SayOfAsync(_web, KnownResourceStates.Finished, code, age);

    private Task SayOfAsync(IResource resource, string state, int? exitCode = null, TimeSpan age = default) =>
        _notifications.PublishUpdateAsync(resource, resource.Name, s =>
            s with
            {
                State = state,
                ExitCode = exitCode,
                StartTimeStamp = DateTime.UnixEpoch,
                StopTimeStamp = exitCode is null ? null : DateTime.UnixEpoch + age,
            }
        );

    // The next line
    private async Task LogsAsync(string beginning) =>
        Assert.StartsWith(beginning, await _log.Reader.ReadAsync(Cancelled), StringComparison.Ordinal);

    // Nothing tells that the supervisor has begun to wait: time passes until it has waited
    private Task StartedAgainAsync() => Eventually.TrueAsync("the engine is started again", () =>
        {
            if (_starts.Reader.TryRead(out _))
                return true;
            _clock.Advance(TimeSpan.FromSeconds(1));
            return false;
        });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> text) =>
        _log.Writer.TryWrite(text(state, exception));

    bool ILogger.IsEnabled(LogLevel level) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
