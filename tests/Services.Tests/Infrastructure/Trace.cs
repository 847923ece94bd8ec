using System.Diagnostics;

namespace Services.Tests.Infrastructure;

/// <summary>
/// One trace of a test's own, and the application's spans in it as they end: what tells, without polling, that a message was handled.
/// </summary>
internal sealed class Trace : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly Lock _gate = new();
    private readonly List<Activity> _ended = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Trace()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Serverless.Jobs" or "Serverless.Events",
            Sample = (ref options) =>
                options.Parent.TraceId == Id ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId Id { get; } = ActivityTraceId.CreateRandom();

    public ActivitySpanId Root { get; } = ActivitySpanId.CreateRandom();

    public string Parent => $"00-{Id}-{Root}-01";

    /// <summary>Waits until so many spans of this name have ended.</summary>
    /// <param name="failed">Only those that failed, only those that did not, or (null) all.</param>
    public async Task<List<Activity>> EndedAsync(string name, int count = 1, bool? failed = null)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                var matches = _ended
                    .Where(span => span.DisplayName == name && (failed is null || failed == (span.Status == ActivityStatusCode.Error)))
                    .ToList();
                if (matches.Count >= count)
                {
                    return matches;
                }

                changed = _next.Task;
            }

            try
            {
                await changed.WaitAsync(TimeSpan.FromSeconds(30));
            }
            catch (TimeoutException)
            {
                Assert.Fail(
                    $"There are no {count} spans '{name}' after 30 s, but: "
                        + $"{string.Join(", ", _ended.Select(span => $"{span.DisplayName} {span.StatusDescription}"))}"
                );
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Activity span)
    {
        if (span.TraceId != Id)
        {
            return;
        }

        lock (_gate)
        {
            _ended.Add(span);
            _next.SetResult();
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
