using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.S3.Expiry;

/// <summary>
/// Carries out the lifecycle of an account's buckets at each midnight (UTC) of the host's clock, as S3 does it once a day. What fell due
/// while the process was down is made up for at its start.
/// </summary>
internal sealed partial class LifecycleTimer(S3State state) : IDisposable
{
    private const int AtATime = 1000;

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _armed,
        _stopped;

    /// <summary>Once there is a lifecycle, the next midnight is waited for.</summary>
    public void Schedule()
    {
        if (state.Buckets.Any(bucket => bucket.Lifecycle is not null))
            Arm();
    }

    public void Start()
    {
        if (!state.Service.Host.Read(state, s => s.Buckets.Any(bucket => bucket.Lifecycle is not null)))
            return;
        Arm();
        _ = CarryOutAsync();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            _timer?.Dispose();
        }
    }

    private void Arm()
    {
        lock (_gate)
        {
            if (_armed || _stopped)
                return;
            _armed = true;
            var now = state.Time.GetUtcNow();
            _timer ??= state.Time.CreateTimer(
                static self => ((LifecycleTimer)self!).Ring(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            _timer.Change(LifecycleTerm.NextMidnight(now) - now, Timeout.InfiniteTimeSpan);
        }
    }

    // Wound up again before anything else: a clock that is moved by a month passes thirty midnights.
    private void Ring()
    {
        lock (_gate)
            _armed = false;
        if (state.Service.Host.Read(state, s => s.Buckets.Any(bucket => bucket.Lifecycle is not null)))
            Arm();
        _ = CarryOutAsync();
    }

    private async Task CarryOutAsync()
    {
        try
        {
            var more = true;
            while (more && !_stopped)
                more =
                    (
                        await state
                            .Service.Host.ChangeAsync<S3State, Done>(state, (s, changes) => new Done(CarryOutDue(s, changes)))
                            .ConfigureAwait(false)
                    ).Ok(out var done, out _) && done.Any;
        }
        catch (Exception e)
        {
            Failed(state.Service.Host.Loggers.CreateLogger<LifecycleTimer>(), e);
        }
    }

    private sealed record Done(bool Any);

    private static bool CarryOutDue(S3State state, Changes changes)
    {
        var (now, done) = (state.Time.GetUtcNow(), 0);
        // What is done makes more due: an object that expires leaves a noncurrent version.
        while (Due() is { Count: > 0 } due && done < AtATime)
        {
            foreach (var (bucket, action) in due)
                CarryOut(state, changes, bucket, action);
            done += due.Count;
        }
        return done >= AtATime;

        List<(Bucket, LifecycleAction)> Due() =>
            [
                .. state
                    .Buckets.SelectMany(bucket => LifecycleAction.Due(bucket, now).Select(action => (bucket, action)))
                    .Take(AtATime)
                    .OrderBy(pair => pair.action.At),
            ];
    }

    private static void CarryOut(S3State state, Changes changes, Bucket bucket, LifecycleAction action)
    {
        switch (action)
        {
            case LifecycleAction.Expire { Stored: var stored } when bucket.Versioning is not null:
                var marker = state.Put(changes, bucket, StoredObject.DeleteMarker(stored.Key, action.At));
                Tell("LifecycleExpiration:DeleteMarkerCreated", marker, marker.ShownVersionId);
                break;
            case LifecycleAction.Expire { Stored: var stored }:
                state.Delete(changes, bucket, stored);
                Tell("LifecycleExpiration:Delete", stored, null);
                break;
            case LifecycleAction.Remove { Stored: var stored }:
                state.Delete(changes, bucket, stored);
                Tell("LifecycleExpiration:Delete", stored, stored.ShownVersionId);
                break;
            case LifecycleAction.Move { Stored: var stored } move:
                var moved = stored with { Attributes = stored.Attributes with { StorageClass = move.StorageClass } };
                state.Replace(changes, bucket, stored, moved);
                Tell("LifecycleTransition", moved, bucket.Versioning is null ? null : moved.ShownVersionId);
                break;
            case LifecycleAction.Abort { Upload: var upload }:
                state.Delete(changes, bucket, upload);
                break;
        }

        void Tell(string name, StoredObject stored, string? versionId) =>
            Notifying.NotifyOfLifecycle(state, changes, bucket, name, stored, versionId);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The lifecycle of the buckets could not be carried out")]
    private static partial void Failed(ILogger log, Exception e);
}
