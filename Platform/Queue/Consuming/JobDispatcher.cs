using System.Text.Json;
using Amazon.SQS.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Aws;
using ServiceDefaults;

namespace Platform.Queue.Consuming;

/// <summary>A message of the job queue → the handler of its job type, in the trace and request that sent it.</summary>
internal sealed class JobDispatcher(
    IServiceScopeFactory scopes, IEnumerable<JobRoute> routes, AwsResources resources, TimeProvider time, ILogger<JobDispatcher> logger) : IMessageDispatcher
{
    private readonly Dictionary<string, JobRoute> routes = routes.ToDictionary(route => route.Type);

    public async Task DispatchAsync(Message message, CancellationToken cancellationToken)
    {
        var type = message.Get(MessageAttributes.JobType);
        using var processing = new MessageProcessing(
            Telemetry.Jobs, $"process {type ?? "job"}", QueueName.Of(resources.JobQueueUrl), message,
            message.Get(MessageAttributes.TraceParent), message.Get(MessageAttributes.TraceState), message.Get(MessageAttributes.RequestId), time, logger);
        await processing.RunAsync(async () =>
        {
            var envelope = JsonSerializer.Deserialize(message.Body, PlatformJson.Default.JobEnvelope) ?? throw new JsonException("The message is empty, not a job");
            processing.Identify(Telemetry.Attributes.JobType, envelope.Type, Telemetry.Attributes.JobId, envelope.Id);
            if (!routes.TryGetValue(envelope.Type, out var route))
            {
                throw new InvalidOperationException($"No handler for jobs of type '{envelope.Type}'; there are: {string.Join(", ", routes.Keys)}");
            }

            await using var scope = scopes.CreateAsyncScope();
            await route.Run(scope.ServiceProvider, envelope, new JobContext(envelope.Id, message.ReceiveCount(), envelope.EnqueuedAt), cancellationToken);
        });
    }
}
