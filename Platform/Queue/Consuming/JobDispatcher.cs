using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServiceDefaults;
using ServiceDefaults.RequestIds;

namespace Platform.Queue.Consuming;

/// <summary>A message of the job queue → the handler of its job type, in the trace and request that sent it.</summary>
internal sealed class JobDispatcher(
    IServiceScopeFactory scopes,
    IEnumerable<JobRoute> routes,
    IOptions<QueueConsumerOptions> options,
    TimeProvider time
) : IMessageDispatcher
{
    private readonly Dictionary<string, JobRoute> _routes = routes.ToDictionary(route => route.Type);

    public async Task DispatchAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        using var processing = new MessageProcessing(
            Telemetry.Jobs,
            $"process {message[MessageAttributes.JobType] ?? "job"}",
            message,
            message[MessageAttributes.TraceParent],
            message[MessageAttributes.TraceState],
            message[MessageAttributes.RequestId],
            time
        );
        await processing.RunAsync(async () =>
        {
            var envelope = MessageBody.Read(message.Body, PlatformJson.Default.JobEnvelope, "a job");
            processing.Identify(Telemetry.Attributes.JobType, envelope.Type, Telemetry.Attributes.JobId, envelope.Id, envelope.Data);
            if (!RequestId.IsValid(envelope.Id))
            {
                throw new UnprocessableMessageException($"The job's id must be 1 to {RequestId.MaxLength} letters, digits and -_.:/+=@.");
            }

            if (!_routes.TryGetValue(envelope.Type, out var route))
            {
                var known = string.Join(", ", _routes.Keys);
                throw new UnprocessableMessageException($"No handler for jobs of type '{envelope.Type}'; there are: {known}");
            }

            await using var scope = scopes.CreateAsyncScope();
            var isLast = message.Delivery >= options.Value.MaxReceiveCount;
            var context = new JobContext(envelope.Id, message.Delivery, envelope.EnqueuedAt, isLast);
            await route.Run(scope.ServiceProvider, envelope, context, cancellationToken);
        });
    }
}
