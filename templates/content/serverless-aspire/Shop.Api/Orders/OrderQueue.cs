using System.Diagnostics;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;

/// <summary>The worker's queue.</summary>
sealed class OrderQueue(IAmazonSQS sqs, IConfiguration configuration)
{
    public Task SendAsync(Order order, CancellationToken cancellationToken) =>
        sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = configuration["AWS:Resources:OrderQueueUrl"],
                MessageBody = JsonSerializer.Serialize(order, JsonSerializerOptions.Web),
                MessageAttributes = Trace(),
            },
            cancellationToken
        );

    /// <summary>Makes the request and the job one trace.</summary>
    static Dictionary<string, MessageAttributeValue> Trace() =>
        Activity.Current is { Id: { } id }
            ? new()
            {
                ["traceparent"] = new() { DataType = "String", StringValue = id },
            }
            : [];
}
