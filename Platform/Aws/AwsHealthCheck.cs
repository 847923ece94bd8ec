using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;

namespace Platform.Aws;

/// <summary>Asks for the job queue. AWS away is degraded, not unhealthy: what has to go out waits in the outbox.</summary>
internal sealed class AwsHealthCheck(IAmazonSQS sqs, AwsResources resources) : IHealthCheck
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var quiet = SuppressInstrumentationScope.Begin();
        try
        {
            await sqs.GetQueueAttributesAsync(resources.JobQueueUrl, ["QueueArn"], cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException)
        {
            return HealthCheckResult.Degraded(exception.Message, exception);
        }
    }
}
