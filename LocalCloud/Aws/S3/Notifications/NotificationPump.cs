using System.Diagnostics;
using System.Threading.Channels;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>
/// Carries notifications to their destinations, some at a time. Woken by commits and by timers of the host's clock; what is not done when
/// the
/// process ends is in the store and goes on after the next start: each arrives at least once.
/// </summary>
internal sealed partial class NotificationPump
{
    private const int Workers = 8;
    private const int MaxAttempts = 20;
    private static readonly ActivitySource Tracing = new(Telemetry.Spans.SourceName);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Channel<(S3State State, Notification Notification)> _due = Channel.CreateUnbounded<(S3State, Notification)>();
    private S3Service _service = null!;
    private ILogger _log = null!;
    private CancellationToken _stopping;
    private volatile bool _started;

    public void Start(S3Service service, CancellationToken stopping)
    {
        (_service, _stopping) = (service, stopping);
        _log = service.Host.Loggers.CreateLogger<NotificationPump>();
        _started = true;
        for (var i = 0; i < Workers; i++)
            _ = Task.Run(WorkAsync, CancellationToken.None);
        foreach (var state in service.States.Cast<S3State>())
        foreach (var notification in service.Host.Read(state, s => s.Notifications.Values.ToArray()))
            Enqueue(state, notification);
    }

    public void Enqueue(S3State state, Notification notification)
    {
        if (_started) // else Start takes it with all there are
            _due.Writer.TryWrite((state, notification));
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (state, notification) in _due.Reader.ReadAllAsync(_stopping).ConfigureAwait(false))
                await TryAsync(state, notification).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
    }

    private async Task TryAsync(S3State state, Notification notification)
    {
        // While the process starts, one may have come in twice.
        if (!_service.Host.Read(state, s => s.Notifications.ContainsKey(notification.Id)))
            return;
        AwsError? error;
        try
        {
            ActivityContext.TryParse(notification.TraceParent, null, isRemote: true, out var parent);
            using var activity = Tracing.StartActivity($"S3 notify {notification.Bucket}", ActivityKind.Producer, parent);
            activity?.SetTag("messaging.destination.name", notification.Arn ?? "default");
            error = await NotificationCall.SendAsync(_service.Host, state.Scope, notification, _stopping).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            return; // tried again after the next start
        }
        catch (Exception e)
        {
            Unforeseen(_log, notification.Bucket, notification.Arn ?? "EventBridge", e);
            error = AwsError.InternalFailure;
        }
        var again =
            error is { Status: >= 500 or 429 } && notification.Attempts + 1 < MaxAttempts
                ? notification with
                {
                    Attempts = notification.Attempts + 1,
                }
                : null;
        if (error is not null && again is null)
            Dropped(_log, notification.Bucket, notification.Arn ?? "EventBridge", error.Message);
        await _service
            .Host.ChangeAsync(state, Result<Nothing> (s, changes) =>
            {
                if (again is null)
                    s.Delete(changes, notification);
                else
                    s.Keep(changes, again);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (again is not null)
            _ = RetryAsync(state, again);
    }

    private async Task RetryAsync(S3State state, Notification notification)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, notification.Attempts - 1), LongestPause.TotalSeconds));
        await Task.Delay(pause, state.Time, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_stopping.IsCancellationRequested)
            Enqueue(state, notification);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A notification of bucket {Bucket} to {Destination} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string bucket, string destination, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A notification of bucket {Bucket} to {Destination} was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string bucket, string destination, string reason);
}
