using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Queue.Consuming;

/// <param name="Id">The same in every delivery of this job: what makes a second delivery recognisable.</param>
/// <param name="Delivery">1 at the first.</param>
/// <param name="IsLast">After another failure the job is a dead letter.</param>
public sealed record JobContext(string Id, int Delivery, DateTimeOffset EnqueuedAt, bool IsLast)
{
    /// <summary>
    /// After this failure the job does not come again: who waits for it must be told. Not so when a dependency is away or the process has
    /// to stop: then the job comes again, or the sweep queues it again.
    /// </summary>
    public bool IsGivenUp(Exception failure) =>
        FailureKinds.Of(failure) switch
        {
            FailureKind.Unprocessable => true,
            FailureKind.Unknown => IsLast,
            _ => false,
        };
}

/// <summary>
/// Does one type of job, from a scope of its own. Returning means done, an exception means later again. A job can be delivered
/// twice, also at the same time: <see cref="Data.Once"/> gives it one effect.
/// </summary>
public interface IJobHandler<in TJob>
{
    /// <param name="cancellationToken">Cancelled when the process has to stop; the job then goes back to the queue.</param>
    Task HandleAsync(TJob job, JobContext context, CancellationToken cancellationToken);
}

/// <summary>A job type and how to run it.</summary>
internal sealed record JobRoute(string Type, Func<IServiceProvider, JobEnvelope, JobContext, CancellationToken, Task> Run);

public static class JobHandlers
{
    /// <summary>Jobs of this type go to <typeparamref name="THandler"/> (scoped). One handler per type.</summary>
    public static IServiceCollection AddJobHandler<TJob, THandler>(this IServiceCollection services)
        where TJob : IJob<TJob>
        where THandler : class, IJobHandler<TJob>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(
            new JobRoute(TJob.Type, (scope, envelope, context, cancellationToken) =>
                scope
                    .GetRequiredService<THandler>()
                    .HandleAsync(MessageBody.Read(envelope.Data, TJob.Json, $"a job of type {TJob.Type}"), context, cancellationToken)
            )
        );
    }
}
