using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults;

namespace Platform.Queue.Consuming;

/// <summary>A message of the job queue → the handler of its job type, in the trace and request that sent it.</summary>
internal sealed class JobDispatcher(
    IServiceScopeFactory scopes, IEnumerable<JobRoute> routes, TimeProvider time, ILogger<JobDispatcher> logger) : IMessageDispatcher
{
    private readonly Dictionary<string, JobRoute> routes = routes.ToDictionary(route => route.Type);

    public async Task DispatchAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        using var processing = new MessageProcessing(
            Telemetry.Jobs, $"process {message[MessageAttributes.JobType] ?? "job"}", message,
            message[MessageAttributes.TraceParent], message[MessageAttributes.TraceState], message[MessageAttributes.RequestId], time, logger);
        await processing.RunAsync(async () =>
        {
            var envelope = JsonSerializer.Deserialize(message.Body, PlatformJson.Default.JobEnvelope) ?? throw new JsonException("The message is empty, not a job");
            processing.Identify(Telemetry.Attributes.JobType, envelope.Type, Telemetry.Attributes.JobId, envelope.Id);
            if (!routes.TryGetValue(envelope.Type, out var route))
            {
                throw new InvalidOperationException($"No handler for jobs of type '{envelope.Type}'; there are: {string.Join(", ", routes.Keys)}");
            }

            await using var scope = scopes.CreateAsyncScope();
            await route.Run(scope.ServiceProvider, envelope, new JobContext(envelope.Id, message.Delivery, envelope.EnqueuedAt), cancellationToken);
        });
    }
}
