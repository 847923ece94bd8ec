using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.EventBridge;

/// <summary>Speaks EventBridge's protocol by hand (AWS JSON 1.1), and looks into queues with the SDK.</summary>
public abstract class EventsTest : AwsTest
{
    protected sealed record Answer(int Status, JsonNode Body)
    {
        public string? Code => (string?)Body["__type"];
        public string? Message => (string?)Body["message"];
        public JsonNode? this[string name] => Body[name];
    }

    protected async Task<Answer> CallAsync(
        string operation,
        string input,
        string account = Account,
        string region = Region,
        string? traceParent = null,
        string? xray = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", $"AWSEvents.{operation}");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={account}/20260101/{region}/events/aws4_request, SignedHeaders=host, Signature=0"
        );
        if (traceParent is not null)
            request.Headers.Add("traceparent", traceParent);
        if (xray is not null)
            request.Headers.Add("X-Amzn-Trace-Id", xray);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(input));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }

    /// <summary>A call that has to succeed.</summary>
    protected async Task<Answer> DoAsync(string operation, string input, string account = Account, string region = Region)
    {
        var answer = await CallAsync(operation, input, account, region);
        Assert.True(answer.Status == 200, answer.Body.ToJsonString());
        return answer;
    }

    protected Task<Answer> PutEventAsync(string source, string detailType, string detail, string? bus = null, string more = "") =>
        DoAsync(
            "PutEvents",
            $$"""{"Entries":[{"Source":"{{source}}","DetailType":"{{detailType}}","Detail":{{JsonValue.Create(detail).ToJsonString()}}{{(bus is null ? "" : $",\"EventBusName\":\"{bus}\"")}}{{more}}}]}"""
        );

    /// <summary>A rule with one queue as its target; the target can have more settings.</summary>
    protected async Task RuleToQueueAsync(string rule, string pattern, string queue, string targetMore = "", string? bus = null)
    {
        var onBus = bus is null ? "" : $",\"EventBusName\":\"{bus}\"";
        await DoAsync("PutRule", $$"""{"Name":"{{rule}}","EventPattern":{{JsonValue.Create(pattern).ToJsonString()}}{{onBus}}}""");
        await DoAsync(
            "PutTargets",
            $$"""{"Rule":"{{rule}}"{{onBus}},"Targets":[{"Id":"{{queue}}","Arn":"{{QueueArn(queue)}}"{{targetMore}}}]}"""
        );
    }

    protected static string QueueArn(string name, string account = Account, string region = Region) =>
        $"arn:aws:sqs:{region}:{account}:{name}";

    protected async Task<string> QueueAsync(string name, Dictionary<string, string>? attributes = null) =>
        (await Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes ?? [] })).QueueUrl;

    /// <summary>The next message, deleted; waits for it as long as a test may take, because the fake clock does not end the long
    /// poll.</summary>
    protected async Task<Message> ReceiveAsync(string queueUrl)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = queueUrl,
                WaitTimeSeconds = 20,
                MaxNumberOfMessages = 1,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            },
            patience.Token
        );
        var message = Assert.Single(answer.Messages);
        await Sqs.DeleteMessageAsync(queueUrl, message.ReceiptHandle, patience.Token);
        return message;
    }

    protected async Task<JsonNode> ReceiveEventAsync(string queueUrl) => JsonNode.Parse((await ReceiveAsync(queueUrl)).Body)!;

    protected async Task<int> WaitingAsync(string queueUrl)
    {
        var attributes = await Sqs.GetQueueAttributesAsync(queueUrl, ["ApproximateNumberOfMessages"]);
        return attributes.ApproximateNumberOfMessages;
    }
}
