using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Outages;
using ServiceDefaults;

namespace Platform.Aws;

/// <summary>Asks for the job queue. AWS away is degraded, not unhealthy: what has to go out waits in the outbox.</summary>
internal sealed class AwsHealthCheck(IAmazonSQS sqs, AwsResources resources) : IHealthCheck
{
    /// <summary>What asks for readiness does not wait long itself.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var quiet = Quiet.Begin();
        try
        {
            await sqs.GetQueueAttributesAsync(resources.JobQueueUrl, ["QueueArn"], cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is AmazonClientException || Outage.Of(exception) is not null)
        {
            return HealthCheckResult.Degraded(exception.Message, exception);
        }
    }
}
