using System.Diagnostics;
using System.Text.Json;
using Platform.Data.Entities;
using ServiceDefaults.RequestIds;

namespace Platform.Queue;

/// <summary>A job on its way to the queue, with the trace and request that it belongs to.</summary>
public sealed record OutgoingJob(JobEnvelope Envelope, int DelaySeconds, string? TraceParent, string? TraceState, string? RequestId)
{
    /// <param name="delay">At most 15 minutes, whole seconds.</param>
    /// <param name="id">What recognises a duplicate; a new one when null.</param>
    public static OutgoingJob Create<TJob>(TJob job, TimeProvider time, TimeSpan delay = default, string? id = null)
        where TJob : IJob<TJob> =>
        new(
            new JobEnvelope(
                id ?? Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                TJob.Type,
                time.GetUtcNow(),
                JsonSerializer.SerializeToElement(job, TJob.Json)
            ),
            JobDelay.Seconds(delay),
            Activity.Current?.Id,
            Activity.Current?.TraceStateString,
            ServiceDefaults.RequestIds.RequestId.Current
        );

    internal static OutgoingJob From(OutboxMessage message) =>
        new(
            new JobEnvelope(message.Id.ToString(), message.Type, message.OccurredAt, JsonElement.Parse(message.Data)),
            message.DelaySeconds,
            message.TraceParent,
            message.TraceState,
            message.RequestId
        );
}
