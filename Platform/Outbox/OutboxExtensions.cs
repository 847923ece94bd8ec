using System.Diagnostics;
using System.Text.Json;
using Lambda;
using Lambda.Lifecycle;
using Lambda.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Platform.Aws;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;
using Platform.OnLambda;
using Platform.Queue;
using ServiceDefaults.RequestIds;

namespace Platform.Outbox;

/// <summary>
/// Events and jobs that must go out if, and only if, a transaction commits. They are rows of the same transaction; the
/// <see cref="OutboxDispatcher"/> sends them right after the commit, or after a restart. At least once, in no promised order.
/// </summary>
public static class OutboxExtensions
{
    /// <summary>Adds an event to the changes that the next SaveChanges writes.</summary>
    /// <returns>The event's id.</returns>
    public static Guid Publish<TEvent>(this AppDbContext db, TEvent domainEvent, TimeProvider time)
        where TEvent : IDomainEvent<TEvent> =>
        db.Add(OutboxKind.Event, TEvent.DetailType, TEvent.Source, JsonSerializer.Serialize(domainEvent, TEvent.Json), TimeSpan.Zero, time);

    /// <summary>Adds a job to the changes that the next SaveChanges writes.</summary>
    /// <param name="delay">At most 15 minutes, whole seconds: what SQS can delay.</param>
    /// <returns>The job's id.</returns>
    public static Guid Enqueue<TJob>(this AppDbContext db, TJob job, TimeProvider time, TimeSpan delay = default)
        where TJob : IJob<TJob> => db.Add(OutboxKind.Job, TJob.Type, null, JsonSerializer.Serialize(job, TJob.Json), delay, time);

    internal static IHostApplicationBuilder AddOutbox(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAwsClients();
        builder.Services.Configure<OutboxOptions>(builder.Configuration.GetSection("Outbox"));
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<EventPublisher>();
        builder.Services.TryAddSingleton<IJobQueue, SqsJobQueue>();
        builder.Services.AddSingleton<OutboxDispatcher>();
        if (builder.IsOnLambda())
        {
            builder.Services.AddSingleton<IAfterInvocation, OutboxAfterInvocation>();
            builder.Services.AddSingleton<IInvocationHandler, MaintenanceInvocations>();
        }
        else
        {
            builder.Services.AddHostedService<OutboxDispatcherService>();
        }

        builder.Services.AddHealthChecks().AddCheck<AwsHealthCheck>("aws", HealthStatus.Degraded, timeout: AwsHealthCheck.Timeout);
        return builder;
    }

    private static Guid Add(
        this AppDbContext db,
        OutboxKind kind,
        string type,
        string? source,
        string data,
        TimeSpan delay,
        TimeProvider time
    )
    {
        var now = time.GetUtcNow();
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            Type = type,
            Source = source,
            Data = data,
            DelaySeconds = JobDelay.Seconds(delay),
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
            RequestId = RequestId.Current,
            OccurredAt = now,
            NextAttemptAt = now,
        };
        db.Outbox.Add(message);
        MessageIds.AddMade(message);
        return message.Id;
    }
}
