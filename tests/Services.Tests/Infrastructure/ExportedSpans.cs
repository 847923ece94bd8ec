using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Services.Tests.Infrastructure;

/// <summary>What a service's tracing would export: a span that is made twice is here twice, one that nobody subscribes to is not.</summary>
internal sealed class ExportedSpans : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly SemaphoreSlim _more = new(0);

    public void AddTo(IServiceCollection services) => services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(this));

    public IEnumerable<Activity> All => _ended;

    // What the exporter takes: a span that is not sampled ends, too
    public override void OnEnd(Activity data)
    {
        if (!data.Recorded)
        {
            return;
        }

        _ended.Enqueue(data);
        _more.Release();
    }

    /// <summary>The spans of a trace once there are so many that match.</summary>
    public async Task<List<Activity>> OfAsync(ActivityTraceId trace, Func<Activity, bool> match, int count)
    {
        while (true)
        {
            var spans = _ended.Where(span => span.TraceId == trace).ToList();
            if (spans.Count(match) >= count)
            {
                return spans;
            }

            Assert.True(await _more.WaitAsync(TimeSpan.FromSeconds(20)), string.Join("\n", spans.Select(Text)));
        }
    }

    public static string Text(Activity span) =>
        $"{span.Source.Name}: {span.DisplayName} [{string.Join(", ", span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}]";
}
